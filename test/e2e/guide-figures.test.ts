import { afterAll, beforeAll, it } from 'vitest';
import { FOLDER, lookThrough } from './figures/walk.ts';
import { openRoom, type Room } from './harness.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(FOLDER, { charts: true });
});
afterAll(() => room?.close());

it.each(['en', 'zh-CN'] as const)(
  'a clinic is looked at in figures, and makes that page of the user guide: %s',
  (locale) => lookThrough(room, locale),
);
