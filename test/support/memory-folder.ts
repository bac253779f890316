/**
 * Before the tests: where temporary folders are made. In memory, where Linux has it as a folder, because thousands of vaults
 * are made and each of their changes waits for the disk; none has to outlast the machine.
 */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** In bytes. Containers have 64 MB there, which is too little. */
const ENOUGH = 2e9;

/** Sets it for all workers and the processes that they start; returns what removes it again. */
export default function setup(): (() => void) | undefined {
  if (!hasRoom(MEMORY)) return undefined;
  const folder = mkdtempSync(join(MEMORY, 'xinglin-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false; // not on this system
  }
}
