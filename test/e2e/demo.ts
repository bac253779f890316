import { join } from 'node:path';
import { ROOT } from '../../build/setup/paths.ts';
import { dataFor } from './data.ts';
import { openRoom } from './harness.ts';
import { MAIN_JOB, play } from './main-job.ts';
import type { Scene } from './scene.ts';

/** `npm run demo`: the main job unattended, told step by step, with screenshots. */
const screenshots = join(ROOT, 'screenshots');
const room = await openRoom(screenshots, { watched: true });
const stop = (): void => void room.close().then(() => process.exit(130));
process.on('SIGINT', stop).on('SIGTERM', stop);
let failed = false;
try {
  const scene = { room, data: await dataFor(room.folder, room.env) } as Scene;
  console.log(`\nXinglin 杏林: the main job, with data from ${scene.data.source}\n`);
  for (const [at, step] of MAIN_JOB.entries()) {
    const began = Date.now();
    process.stdout.write(`${String(at + 1).padStart(2)}. ${step.title}\n`);
    const seen = await play(scene, step);
    console.log(`    ${seen} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }
} catch (error) {
  failed = true;
  console.error(`    FAILED: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await room.close();
}
console.log(`\n${failed ? 'The demonstration did not finish.' : 'Done.'} Screenshots: ${screenshots}`);
process.exitCode = failed ? 1 : 0;
