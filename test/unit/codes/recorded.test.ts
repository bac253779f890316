/** Diagnoses to choose patients by: every code of the records is found, however rare, in a list or in none. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';
import { cleanUp, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const SNOMED = 'http://snomed.info/sct';
const condition = (id: string, system: string, code: string, display: string, more: object = {}) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/p' },
  code: { coding: [{ system, code, display }] },
  recordedDate: '2026-01-01',
  ...more,
});

it('finds any code that somebody has, by code, either language or pinyin, before the rest of the lists', async () => {
  const vault = await testClinic();
  const file = join(temporaryFolder(), 'all.ndjson');
  const wrong = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } };
  const rare = Array.from({ length: 80 }, (_one, n) => condition(`r${n}`, 'urn:own', `X${n}`, `Rare thing ${n}`));
  const resources = [
    { resourceType: 'Patient', id: 'p', name: [{ family: 'Li' }] },
    condition('a', ICD10, 'I10', 'Essential hypertension'),
    condition('b', SNOMED, '195967001', 'Asthma'),
    condition('c', ICD10, 'L20.9', 'Atopic dermatitis', wrong),
    ...rare,
  ];
  writeFileSync(file, resources.map((resource) => JSON.stringify(resource)).join('\n'));
  await vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:other' });
  const found = async (text: string) =>
    (await vault.ask('diagnosis.find', { text, limit: 5 })).map(({ code, used }) => `${code}${used ? '' : ' (list)'}`);
  expect(await found('rare thing 77')).toEqual(['X77']);
  expect((await found('asthma'))[0]).toBe('195967001');
  expect((await found('asthma')).slice(1).every((one) => one.endsWith('(list)'))).toBe(true);
  for (const text of ['I10', 'hypertension', '高血压', 'gxy']) expect((await found(text))[0], text).toBe('I10');
  expect(await found('L20.9')).toEqual(['L20.9 (list)']);
  expect(await found('195967001')).toEqual(['195967001']);
  expect(await found('')).toHaveLength(5);
  expect(await found('no such thing at all')).toEqual([]);
  const { total } = await vault.ask('patient.list', { filter: { diagnosis: { system: SNOMED, code: '195967001' } } });
  expect(total).toBe(1);
});
