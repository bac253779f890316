/** What was looked at and has changed since is to be looked at again, whoever changed it and however: nothing is passed over. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/records/json.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const AT = '2026-06-01T08:00:00Z';
const HIGH = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'HH' }] },
];
const subject = { reference: 'Patient/p' };
const li = { resourceType: 'Patient', id: 'p', name: [{ family: 'Li' }] };
const potassium = (value: number, more: JsonObject = {}) => ({
  resourceType: 'Observation',
  id: 'k',
  status: 'final',
  subject,
  code: { text: 'Potassium' },
  effectiveDateTime: AT,
  valueQuantity: { value, unit: 'mmol/L' },
  ...(value > 6 ? { interpretation: HIGH } : {}),
  ...more,
});
const panel = (members: string[]) => ({
  resourceType: 'Observation',
  id: 'panel',
  status: 'final',
  subject,
  code: { text: 'Electrolytes' },
  effectiveDateTime: AT,
  hasMember: members.map((id) => ({ reference: `Observation/${id}` })),
});
const report = (...values: string[]) => ({
  resourceType: 'DiagnosticReport',
  id: 'd',
  status: 'final',
  subject,
  code: { text: 'Electrolytes' },
  effectiveDateTime: AT,
  result: values.map((id) => ({ reference: `Observation/${id}` })),
});

let files = 0;
/** The laboratory's next file. */
async function comes(vault: TestVault, ...resources: object[]) {
  files += 1;
  const file = join(temporaryFolder(), 'laboratory.ndjson');
  writeFileSync(file, resources.map((resource) => JSON.stringify(resource)).join('\n'));
  await vault.ask('import.files', { job: `laboratory-${files}`, paths: [file], system: 'urn:lab' });
}

async function acknowledged(vault: TestVault) {
  const { unseen } = await vault.ask('result.lists', {});
  await vault.ask('result.acknowledge', { results: unseen.map(({ id, digest }) => ({ id, digest })) });
  expect(await waits(vault)).toEqual([]);
  return unseen.flatMap(({ lines }) => lines.map(({ id }) => id));
}

/** What waits, by its values: the list, the first page and the chart say the same. */
async function waits(vault: TestVault) {
  const { unseen, seen } = await vault.ask('result.lists', {});
  const { count, abnormal } = await vault.ask('result.unseen', {});
  expect(count).toBe(unseen.length);
  expect(abnormal.length).toBe(unseen.filter((one) => one.abnormal > 0).length);
  for (const { patient, id } of [...unseen, ...seen]) {
    const { results } = await vault.ask('result.chart', { patient: patient.id });
    const inChart = results.find((one) => one.id === id);
    expect(inChart?.reviewed === undefined).toBe(unseen.some((one) => one.id === id));
  }
  return unseen.map(({ lines }) => lines.map(({ value }) => value).join(' '));
}

const laboratory = () => testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 17) } });

describe('a result that somebody has looked at waits again', () => {
  it('where the laboratory sends another value under the same status', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('k'), potassium(4.1));
    await acknowledged(vault);
    await comes(vault, li, report('k'), potassium(4.1));
    expect(await waits(vault)).toEqual([]);
    await comes(vault, li, report('k'), potassium(7.4));
    expect(await waits(vault)).toEqual(['7.4']);
    await acknowledged(vault);
  });

  it('where a value comes after its report', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('k'));
    await acknowledged(vault);
    await comes(vault, potassium(8));
    expect(await waits(vault)).toEqual(['8']);
    await acknowledged(vault);
  });

  it('where a value is deleted that was not final yet', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('k'), potassium(4.1, { status: 'preliminary' }));
    const [id = ''] = await acknowledged(vault);
    await vault.ask('record.delete', { type: 'Observation', id });
    expect(await waits(vault)).toEqual(['']);
    await acknowledged(vault);
  });

  it('where something else of the patient is written to, only if it belongs to the result', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('k'), potassium(4.1), potassium(5, { id: 'other' }));
    await acknowledged(vault);
    await comes(vault, potassium(7, { id: 'other' }));
    expect(await waits(vault)).toEqual([]);
  });
});

describe('a panel that somebody has looked at waits again', () => {
  it('where one of its members is corrected, or sent with another value', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('panel'), panel(['k']), potassium(4.1));
    const [id = ''] = await acknowledged(vault);
    const { resource, seen } = await vault.ask('record.get', { type: 'Observation', id });
    const corrected = { ...resource, valueQuantity: { value: 7.4, unit: 'mmol/L' } };
    await vault.ask('record.amend', { resource: corrected, seen, reason: 'misread' });
    expect(await waits(vault)).toEqual(['7.4']);
    expect((await vault.ask('result.lists', {})).unseen).toMatchObject([{ amended: true }]);
    await acknowledged(vault);
  });

  it('where a member comes later; and is not acknowledged without it', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('panel'), panel(['k', 'na']), potassium(4.1));
    const [{ id = '', digest = '' } = {}] = (await vault.ask('result.lists', {})).unseen;
    await comes(vault, potassium(130, { id: 'na' }));
    await vault.refuse('result.acknowledge', { results: [{ id, digest }] }, 'result-changed');
    await acknowledged(vault);
  });

  it('where a member comes after somebody has looked', async () => {
    const vault = await laboratory();
    await comes(vault, li, report('panel'), panel(['k', 'na']), potassium(4.1));
    await acknowledged(vault);
    await comes(vault, potassium(130, { id: 'na' }));
    expect(await waits(vault)).toEqual(['4.1 130']);
    await acknowledged(vault);
  });
});

describe('where more wait than are counted', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => [
      potassium(4, { id: `k${n}` }),
      { ...report(`k${n}`), id: `d${n}` },
    ]).flat();
  const chen = { resourceType: 'Patient', id: 'q', name: [{ family: 'Chen' }] };
  const older = { subject: { reference: 'Patient/q' }, effectiveDateTime: '2026-05-28T08:00:00Z' };
  const told = async (vault: TestVault) => {
    const { abnormal, ...rest } = await vault.ask('result.unseen', {});
    return { ...rest, abnormal: abnormal.map(({ patient }) => patient.name) };
  };

  it('what stands out is told and listed first all the same, however old', async () => {
    const vault = await laboratory();
    await comes(vault, li, chen, ...many(120), potassium(8, older), { ...report('k'), ...older });
    expect(await told(vault)).toEqual({ count: 100, more: true, abnormal: ['Chen'] });
    const { unseen, more } = await vault.ask('result.lists', {});
    expect(more).toBe(false);
    expect(unseen.map(({ patient }) => patient.name).slice(0, 2)).toEqual(['Chen', 'Li']);
    expect(unseen).toHaveLength(121);
  });

  it('what did not stand out does once it was sent again with another value, or has come', async () => {
    const vault = await laboratory();
    const late = { ...report('k'), ...older };
    await comes(vault, li, chen, ...many(120), late);
    expect(await told(vault)).toEqual({ count: 100, more: true, abnormal: [] });
    await comes(vault, potassium(8, older));
    expect(await told(vault)).toMatchObject({ abnormal: ['Chen'] });
    // of the first or of the last: both are looked at
    await comes(vault, potassium(7, { id: 'k0' }));
    await comes(vault, potassium(7, { id: 'k119' }));
    expect(await told(vault)).toEqual({ count: 100, more: true, abnormal: ['Li', 'Chen'] });
    expect((await vault.ask('result.lists', {})).unseen.filter((one) => one.abnormal > 0)).toHaveLength(3);
  });
});
