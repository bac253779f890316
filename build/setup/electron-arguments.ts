import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronRuntime } from './electron-runtime.ts';
import { SetupProblem } from './run.ts';

/** A switch of the kernel: its value, or nothing where the kernel lacks it. */
function kernel(name: string): string | undefined {
  const path = `/proc/sys/kernel/${name}`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/**
 * What this machine makes us add to Electron's command line.
 * @throws SetupProblem where Chromium's sandbox needs one line typed first.
 */
export function electronArguments({ folder }: ElectronRuntime): string[] {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) {
    console.log('Running as root, where Chromium has no sandbox: fine for a look around, not for daily work.');
    return ['--no-sandbox'];
  }
  const restricted =
    kernel('apparmor_restrict_unprivileged_userns') === '1' || kernel('unprivileged_userns_clone') === '0';
  const helper = join(folder, 'chrome-sandbox');
  if (!restricted || !existsSync(helper)) return [];
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return [];
  throw new SetupProblem(
    `this system lets Chromium's sandbox start only after one line, once:\n\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'\n`,
  );
}
