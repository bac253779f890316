import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { RELEASE } from './build-facts.ts';
import { type StartVault, startChild } from './vault-process.ts';
import { startUtility } from './vault-utility.ts';

/** The SQLite binding needs this version of Node-API. */
const NAPI = 10;

/** How to start the vault here: see docs/decisions on the Electron that evaluation may run on. */
export function vaultHere(home: string): StartVault {
  const entry = join('dist', 'vault', 'main.js');
  const root = app.getAppPath();
  if (RELEASE || Number(process.versions.napi) >= NAPI) return startUtility(join(root, entry), home);
  // Another Node cannot look into an archive: evaluation packages unpack the vault, and bring that Node.
  const unpacked = app.isPackaged ? join(`${root}.unpacked`, entry) : join(root, entry);
  const node = app.isPackaged ? join(process.resourcesPath, 'node') : join(root, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) throw new Error(`Node 24 for the vault is missing at ${node}`);
  return startChild(unpacked, home, node);
}
