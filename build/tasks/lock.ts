import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLock, missingBinaries, parseLock } from '../setup/lock.ts';
import { ROOT } from '../setup/paths.ts';
import { task } from '../setup/run.ts';

/** `npm run lock`, after each `npm install PACKAGE`: names the binaries of other systems that npm left out. */
await task(async () => {
  const file = join(ROOT, 'package-lock.json');
  const lock = parseLock(readFileSync(file, 'utf8'));
  const missing = missingBinaries(lock);
  if (missing.size > 0) writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(missing.size === 0 ? 'The lock is complete.' : `Added to the lock: ${[...missing.keys()].join(', ')}`);
  return 0;
});
