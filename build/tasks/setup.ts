import { provideElectron } from '../setup/electron.ts';
import { task } from '../setup/run.ts';
import { prepareWindow } from '../setup/window.ts';

/** Makes this machine ready to open a window: libraries, a font, an Electron. */
await task(async () => {
  await prepareWindow('unseen');
  const electron = await provideElectron({ allowFallback: true });
  console.log(`Ready: Electron ${electron.version}.`);
  return 0;
});
