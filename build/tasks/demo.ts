import { join } from 'node:path';
import { packageApplication } from '../package/package.ts';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';
import { prepareWindow } from '../setup/window.ts';

/** Packages the application and lets two clinics' windows do the main job unattended; screenshots stay in a folder. */
export async function runDemo(): Promise<number> {
  await prepareWindow('unseen');
  await packageApplication('evaluation', false);
  const pictures = process.argv.includes('--pictures');
  return show(process.execPath, [join(ROOT, 'test', 'e2e', pictures ? 'pictures.ts' : 'demo.ts')]);
}

/** `npm run demo`; with `-- --pictures` takes the pictures of the README instead. */
if (import.meta.main) await task(runDemo);
