/** Threads begin with a libsodium of their own, which takes a moment to be there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const VAULT = join(import.meta.dirname, '..', '..', '..', 'electron', 'vault');
const threads = readdirSync(VAULT).filter((name) => name.endsWith('-worker.ts'));

it('there are threads', () => {
  expect(threads).toContain('import-worker.ts');
});

it.each(threads)('%s waits for the cryptography before it works', (name) => {
  expect(readFileSync(join(VAULT, name), 'utf8')).toMatch(/^await cryptoReady;/m);
});
