import { afterAll, beforeAll, it } from 'vitest';
import { FOLDER, workThrough } from './day/work.ts';
import { openRoom, type Room } from './harness.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom(FOLDER);
});
afterAll(() => room?.close());

it('a day is worked through in Chinese, and makes the Chinese user guide', () => workThrough(room, 'zh-CN'));
