import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openVault } from '../../../electron/vault/main.ts';
import { KDF_FLOOR } from '../../../shared/crypto/sodium.ts';
import { QUICK } from '../../support/vaults.ts';
import { cleanUp, makeClinic, PASSPHRASE, run, temporaryFolder } from './command.ts';

let home = '';
let phrase = '';

beforeEach(async () => {
  home = join(temporaryFolder(), 'home');
  await makeClinic(home);
  const vault = await openVault({ home, kdfCost: KDF_FLOOR, workers: QUICK });
  if (!vault.ok) throw new Error(vault.error.code);
  await vault.value.ask('session.unlock', { passphrase: PASSPHRASE });
  const kit = await vault.value.ask('clinic.kit', {});
  phrase = (kit.ok && kit.value.recoveryPhrase) || '';
  await vault.value.close();
});
afterEach(cleanUp);

const on = (args: string[], recovery?: string) =>
  run(['--home', home, ...args], recovery === undefined ? {} : { environment: { XINGLIN_RECOVERY: recovery } });

it('proves the phrase of the environment, and says where it is not there', async () => {
  expect((await on(['kit', 'prove'], phrase)).json()).toMatchObject({ epoch: 1, epochs: 1 });
  expect((await on(['kit', 'prove'])).error()).toBe('locked');
  const wrong = await on(['kit', 'prove'], phrase.split(' ').with(2, 'xinglin').join(' '));
  expect(wrong.error()).toBe('phrase-word');
  expect(wrong.err).not.toContain('xinglin is');
}, 60_000);

it('writes a sheet for each holder, which together prove the kit', async () => {
  const out = join(home, '..', 'sheets');
  const split = ['kit', 'split', '--shares', '3', '--threshold', '2', '--out', out, '--holder', 'Dr Ann', 'Nurse Bo'];
  const made = await on(split, phrase);
  expect(made.json()).toMatchObject({
    threshold: 2,
    files: [{}, {}, {}].map((_, at) => join(out, `share-${at + 1}-of-3.txt`)),
  });
  expect(readdirSync(out)).toHaveLength(3);
  const sheets = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
  expect(sheets.map((text) => /Holder: (.*)/.exec(text)?.[1])).toEqual(['Dr Ann', 'Nurse Bo', 'Holder 3']);
  expect(statSync(join(out, 'share-1-of-3.txt')).mode & 0o077).toBe(0);
  const words = sheets.map((text) => text.match(/^(?: ?\d+ [a-z]+ *)+$/gm)?.join(' ') ?? '');
  expect(words.join('')).not.toContain(phrase);
  expect((await on(['kit', 'prove'], `${words[2]};${words[0]}`)).json()).toMatchObject({ shares: 2 });
  expect((await on(['kit', 'prove'], `${words[2]};`)).error()).toBe('shares-missing');
  expect((await on(split, phrase)).error()).toBe('already-exists');
  expect((await on(['kit', 'split', '--shares', '11', '--threshold', '2', '--out', out], phrase)).status).toBe(2);
}, 60_000);

it('shows the checkpoint and compares it with a print', async () => {
  const print = (await on(['kit', 'checkpoint'])).json() as { words: string; position: string };
  const same = await on(['kit', 'checkpoint', '--position', print.position, '--words', print.words]);
  expect(same.json()).toEqual({ outcome: 'same', since: 0 });
  const other = await on(['kit', 'checkpoint', '--position', print.position, '--words', 'one two three four five six']);
  expect(other.json()).toEqual({ outcome: 'differs' });
}, 60_000);
