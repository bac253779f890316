import { bundleAll } from '../bundle/bundle.ts';
import { provideElectron } from '../setup/electron.ts';
import { electronArguments } from '../setup/electron-arguments.ts';
import { ROOT } from '../setup/paths.ts';
import { show, task } from '../setup/run.ts';
import { hasDisplay, prepareWindow } from '../setup/window.ts';
import { runDemo } from './demo.ts';

/** `npm start [-- --home DIR]`: opens the application; on a machine without a display, runs the demonstration. */
await task(async () => {
  if (!hasDisplay()) {
    console.log('There is no display on this machine, so no window can be seen. Running the demonstration instead.\n');
    return runDemo();
  }
  await prepareWindow('display');
  const electron = await provideElectron({ allowFallback: true });
  await bundleAll({ release: false });
  return show(electron.executable, [ROOT, ...electronArguments(electron), ...process.argv.slice(2)]);
});
