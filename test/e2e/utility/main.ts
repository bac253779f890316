/** A main process with nothing but what starts the notebook's process in a release: it starts a vault, and lets it end. */
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { startChildrenOf } from '../../../electron/desktop/vault-children.ts';

const folder = import.meta.dirname;
const passing: string[] = [];

/** The processes of notebooks that Electron knows of. */
function notebooks(): number {
  return app.getAppMetrics().filter(({ name }) => name === 'xinglin-notebook').length;
}

async function gone(): Promise<boolean> {
  for (let tries = 0; tries < 100 && notebooks() > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  return notebooks() === 0;
}

void app.whenReady().then(() => {
  const vault = utilityProcess.fork(join(folder, 'vault.js'), [], { stdio: 'inherit' });
  const isOfChild = startChildrenOf(vault, folder);
  vault.on('message', (message: { kind: string; said?: unknown }) => {
    passing.push(message.kind);
    if (isOfChild(message) || message.kind !== 'end') return;
    const running = notebooks();
    process.kill(vault.pid ?? 0, 'SIGKILL');
    vault.once('exit', () => {
      void gone().then((allGone) => {
        const said = {
          answers: message.said,
          passing: [...new Set(passing)].sort(),
          running,
          allGone,
          electron: process.versions.electron,
        };
        process.stdout.write(`\n${JSON.stringify(said)}\n`);
        app.exit(0);
      });
    });
  });
});
