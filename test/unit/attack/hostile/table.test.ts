/** Every row of the table in docs/threat-model.md that says what an endpoint can do: the attack, and what the user is told. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp } from '../../../support/vaults.ts';
import { ROWS } from './rows.ts';
import { MORE_ROWS } from './rows-members.ts';
import { strike } from './stage.ts';

const rows = { ...ROWS, ...MORE_ROWS };

afterEach(async () => {
  await strike();
  await cleanUp();
});

const TEXT = readFileSync(new URL('../../../../docs/threat-model.md', import.meta.url), 'utf8');
const told = (TEXT.split('### What a hostile or broken endpoint can do')[1] ?? '')
  .split('\n## ')[0]
  ?.split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|')[1]?.trim() ?? '')
  .filter((name) => name !== 'attack' && !name.startsWith('---'));

describe('the table of the threat model', () => {
  it('has a test for each of its rows, and each of these is a row', () => {
    expect([...(told ?? [])].sort()).toEqual(Object.keys(rows).sort());
  });
});

describe('an endpoint that tries to', () => {
  it.each(Object.entries(rows))('%s', (_name, attack) => attack());
});
