import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';

/** Each command is a process of its own. */
const PATIENCE_MS = 120_000;

let home: string;
const x = async (...args: string[]): Promise<unknown> => {
  const ended = await run(['--home', home, ...args]);
  expect({ args, status: ended.status, err: ended.err }).toEqual({ args, status: 0, err: '' });
  return ended.json();
};

beforeAll(async () => {
  const folder = temporaryFolder();
  home = join(folder, 'home');
  await makeClinic(home);
  const subject = { reference: 'Patient/1' };
  const records = [
    { resourceType: 'Patient', id: '1', name: [{ text: '張建國' }] },
    { resourceType: 'Condition', id: 'c', subject, code: { text: '高血壓' }, recordedDate: '2024-01-05' },
    { resourceType: 'Procedure', id: 'p', status: 'completed', subject, note: [{ text: 'Told about blood pressure' }] },
  ];
  const file = join(folder, 'records.ndjson');
  writeFileSync(file, records.map((one) => JSON.stringify(one)).join('\n'));
  await x('import', file);
}, PATIENCE_MS);
afterAll(cleanUp);

describe('search and find on the command line', () => {
  it('finds patients mistyped and in other characters', { timeout: PATIENCE_MS }, async () => {
    expect(await x('search', 'zhangjianugo')).toEqual([expect.objectContaining({ name: '張建國' })]);
  });

  it('finds what people wrote, of one patient, of some types', { timeout: PATIENCE_MS }, async () => {
    const found = (await x('find', '高血压', '--type', 'Condition,Procedure')) as { patient: string }[];
    expect(found).toEqual([
      {
        type: 'Condition',
        id: expect.any(String),
        patient: expect.any(String),
        name: '張建國',
        title: '高血壓',
        date: '2024-01-05',
        text: '【高血壓】',
      },
    ]);
    expect(await x('find', 'blood pres', '--patient', String(found[0]?.patient))).toEqual([
      expect.objectContaining({ type: 'Procedure', text: 'Told about 【blood】 【pressure】' }),
    ]);
    expect(await x('find', 'blood pres', '--patient', `Patient/${found[0]?.patient}`)).toHaveLength(1);
  });

  it('refuses a type and a patient that do not exist', { timeout: PATIENCE_MS }, async () => {
    expect((await run(['--home', home, 'find', '高血压', '--type', 'Conditions'])).error()).toBe('invalid-input');
    expect((await run(['--home', home, 'find', '高血压', '--patient', 'nobody'])).error()).toBe('not-found');
  });
});
