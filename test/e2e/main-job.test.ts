import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELEASE } from '../../build/setup/paths.ts';
import { dataFor } from './data.ts';
import { openRoom, type Room } from './harness.ts';
import { MAIN_JOB, play } from './main-job.ts';
import type { Scene } from './scene.ts';

describe('the main job, in two packaged windows', () => {
  let room: Room;
  let scene: Scene;
  let broken = false;

  beforeAll(async () => {
    room = await openRoom(join(RELEASE, 'screenshots', 'main-job'), { watched: true });
    scene = { room, data: await dataFor(room.folder, room.env) } as Scene;
  });
  afterAll(() => room?.close());

  for (const step of MAIN_JOB) {
    it(step.title, async () => {
      expect(broken, 'an earlier step failed').toBe(false);
      broken = true;
      console.log(`    ${await play(scene, step)}`);
      broken = false;
    });
  }

  it('writes no error to the console of either window', () => {
    expect(scene.owner.workstation.errors).toEqual([]);
    expect(scene.colleague.workstation.errors).toEqual([]);
  });
});
