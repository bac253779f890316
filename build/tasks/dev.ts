import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, createServer, type InlineConfig } from 'vite';
import { desktopConfig, rendererConfig, VAULT_ENTRIES, vaultConfig } from '../bundle/configs.ts';
import { provideElectron } from '../setup/electron.ts';
import { electronArguments } from '../setup/electron-arguments.ts';
import { DIST, ROOT } from '../setup/paths.ts';
import { SetupProblem, task } from '../setup/run.ts';
import { hasDisplay, prepareWindow } from '../setup/window.ts';

const PORT = 5173;

/** `npm run dev [-- --home DIR]`: hot reload of the window; main and vault are rebuilt and Electron restarted. */
await task(async () => {
  if (!hasDisplay()) throw new SetupProblem('there is no display on this machine; try: npm run demo');
  await prepareWindow('display');
  const electron = await provideElectron({ allowFallback: true });
  const options = { release: false, devPort: PORT };
  rmSync(join(DIST, '.stamp'), { force: true }); // what is bundled here is not what `npm start` runs
  const server = await createServer(rendererConfig(options));
  await server.listen();

  let app: ChildProcess | undefined;
  let restarting: NodeJS.Timeout | undefined;
  const given = process.argv.slice(2);
  const home = given.includes('--home') ? [] : ['--home', join(ROOT, '.cache', 'dev', 'home')];
  const restart = (): void => {
    clearTimeout(restarting);
    restarting = setTimeout(() => {
      const old = app;
      app = undefined;
      const open = (): void => {
        const args = [ROOT, ...electronArguments(electron), '--dev-url', `http://localhost:${PORT}`, ...home, ...given];
        const started = spawn(electron.executable, args, { stdio: 'inherit' });
        started.once('exit', () => {
          if (app === started) process.exit(0); // the person closed the window
        });
        app = started;
      };
      if (!old) return open();
      old.once('exit', open);
      old.kill();
    }, 200);
  };

  for (const config of [
    desktopConfig('main', options),
    desktopConfig('preload', options),
    vaultConfig(VAULT_ENTRIES, options),
  ]) {
    await watch(config, () => (app ? restart() : undefined));
  }
  restart();
  console.log(`The window reloads from http://localhost:${PORT}; Ctrl+C ends.`);
  process.on('exit', () => app?.kill());
  return new Promise<number>(() => {}); // until the window is closed or Ctrl+C
});

/** Builds now and after each change; the promise ends after the first build. */
async function watch(config: InlineConfig, onBuilt: () => void): Promise<void> {
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
  if (!('on' in watcher)) throw new Error('Vite did not return a watcher');
  await new Promise<void>((built) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error);
      if (event.code === 'BUNDLE_END') void event.result.close();
      if (event.code === 'END') {
        built();
        onBuilt();
      }
    });
  });
}
