/** Cleaning of what is here: shown before it is done, done as ordinary changes, and taken back in one step. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CLEANING_RULES } from '../../../../shared/bridge/cleaning-rules.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';

afterEach(cleanUp);

const CLEAN = { job: 'j', rules: [...CLEANING_RULES], country: 'CN' };

async function clinicWith(...resources: JsonObject[]): Promise<TestVault> {
  const vault = await testClinic();
  const file = join(temporaryFolder(), 'sent.ndjson');
  writeFileSync(file, resources.map((one) => JSON.stringify(one)).join('\n'));
  await vault.ask('import.files', { job: 'i', paths: [file], system: 'urn:lab' });
  return vault;
}

const messy = (id: string): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ text: '张\u3000三' }],
  gender: '男',
  birthDate: '1980/2/3',
  telecom: [{ system: 'phone', value: '139 1234 5678' }],
});
const tidy = { resourceType: 'Patient', id: 'tidy', name: [{ family: 'Li', given: ['Anna'] }], gender: 'female' };
const weight = {
  resourceType: 'Observation',
  id: 'w',
  status: 'final',
  code: { text: 'weight' },
  subject: { reference: 'Patient/a' },
  valueQuantity: { value: 70.5, unit: '公斤' },
};

const recordsOf = async (vault: TestVault, type: string): Promise<JsonObject[]> => {
  const { json } = await vault.ask('fhir.search', { job: 's', query: type });
  const { entry = [] } = parseJson(json) as { entry?: { resource: JsonObject }[] };
  return entry.map(({ resource }) => resource);
};

describe('cleaning', () => {
  it('is shown by rule and reason before it is done, changes what was chosen, and is taken back in one step', async () => {
    const vault = await clinicWith(messy('a'), messy('b'), tidy, weight);
    const before = await recordsOf(vault, 'Patient');
    const preview = await vault.ask('cleaning.preview', CLEAN);
    expect(preview).toMatchObject({ looked: 4, records: 3, cancelled: false });
    const dates = preview.groups.find(({ reason }) => reason === 'date-form');
    expect(dates).toMatchObject({ rule: 'dates', told: false, count: 2 });
    expect(dates?.samples[0]).toMatchObject({
      type: 'Patient',
      path: 'Patient.birthDate',
      before: '"1980/2/3"',
      after: '"1980-02-03"',
    });
    expect(await recordsOf(vault, 'Patient')).toEqual(before);
    const only = await vault.ask('cleaning.apply', { job: 'j', rules: ['dates'] });
    expect(only).toMatchObject({ changed: 2, left: 0 });
    const dated = await recordsOf(vault, 'Patient');
    const { run, changed, left } = await vault.ask('cleaning.apply', CLEAN);
    expect({ changed, left }).toEqual({ changed: 3, left: 0 });
    const [patient] = (await recordsOf(vault, 'Patient')).filter(({ gender }) => gender === 'male');
    expect(patient).toMatchObject({ birthDate: '1980-02-03', name: [{ text: '张三', family: '张', given: ['三'] }] });
    const [observation] = await recordsOf(vault, 'Observation');
    // it says the same: nobody amended it
    expect(observation).toMatchObject({ status: 'final', valueQuantity: { value: 70.5, unit: '公斤', code: 'kg' } });
    expect(await vault.ask('cleaning.apply', CLEAN)).toEqual({ changed: 0, left: 0, cancelled: false });
    expect(await vault.ask('import.undo', { job: 'u', run: String(run) })).toMatchObject({ restored: 3, left: 0 });
    expect((await recordsOf(vault, 'Patient')).map(withoutMeta)).toEqual(dated.map(withoutMeta));
  });

  it('is done on the way in where somebody chose it, shown by a dry run, and goes with its import', async () => {
    const vault = await testClinic();
    const file = join(temporaryFolder(), 'sent.ndjson');
    writeFileSync(file, [messy('a'), tidy].map((one) => JSON.stringify(one)).join('\n'));
    const clean = { rules: [...CLEANING_RULES], country: 'CN' };
    const input = { job: 'i', paths: [file], system: 'urn:lab', holdInvalid: true, clean };
    const dry = await vault.ask('import.files', { ...input, dryRun: true });
    expect(dry.cleaned?.find(({ reason }) => reason === 'sex-word')).toMatchObject({ count: 1, told: false });
    expect(await recordsOf(vault, 'Patient')).toEqual([]);
    const report = await vault.ask('import.files', input);
    // what was invalid as it came is valid now, and waits for nobody
    expect(report).toMatchObject({ created: 2, rejected: 0, cleaned: dry.cleaned });
    expect(await vault.ask('import.files', input)).toMatchObject({ unchanged: 2 });
    await vault.ask('import.undo', { job: 'u', run: String(report.run) });
    expect(await recordsOf(vault, 'Patient')).toEqual([]);
  });

  it('counts two of two senders who have the same id there, and one who comes twice once', async () => {
    const vault = await testClinic();
    const file = join(temporaryFolder(), 'sent.ndjson');
    const from = (source: string): JsonObject => ({ ...messy('1'), meta: { source } });
    writeFileSync(file, ['urn:a', 'urn:b', 'urn:a'].map((source) => JSON.stringify(from(source))).join('\n'));
    const clean = { rules: [...CLEANING_RULES], country: 'CN' };
    const report = await vault.ask('import.files', { job: 'i', paths: [file], clean });
    expect(report).toMatchObject({ created: 2, unchanged: 1 });
    expect(report.cleaned?.find(({ reason }) => reason === 'sex-word')).toMatchObject({ count: 2 });
  });

  it('maps local codes by the ConceptMaps of the clinic', async () => {
    const vault = await clinicWith({
      resourceType: 'Observation',
      id: 'o',
      status: 'registered',
      code: { coding: [{ system: 'urn:local', code: 'GLU' }] },
    });
    const target = [{ code: '14771-0', equivalence: 'equivalent' }];
    const group = [{ source: 'urn:local', target: 'http://loinc.org', element: [{ code: 'GLU', target }] }];
    await vault.ask('record.create', { resource: { resourceType: 'ConceptMap', status: 'active', group } });
    await vault.ask('cleaning.apply', { job: 'j', rules: ['codes'] });
    const [observation] = await recordsOf(vault, 'Observation');
    expect(observation).toMatchObject({ code: { coding: [{ code: 'GLU' }, { code: '14771-0' }] } });
  });
});

function withoutMeta({ meta: _, ...rest }: JsonObject): JsonObject {
  return rest;
}
