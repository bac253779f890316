/**
 * A folder of our own for what Chromium and the system's printing leave in temporary files: on some systems a page goes to the printer
 * through one. It is emptied when the program begins and ends, so that no patient's page outlives a crash.
 */
import { mkdirSync, rmSync } from 'node:fs';

export interface TemporaryFolder {
  clear(): void;
}

/** Where Linux and macOS (TMPDIR) and Windows look for a temporary folder. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];

/**
 * Empties `folder` and makes this process, and those that it starts, keep temporary files in it. Call it when no other process uses
 * this folder, after the lock of the single instance: that lock's socket wants a short path.
 */
export function claimTemporaryFolder(folder: string): TemporaryFolder {
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  clear();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of VARIABLES) process.env[name] = folder;
  return { clear };
}
