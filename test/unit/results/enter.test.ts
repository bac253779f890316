/** Results are entered, judged by the clinic's ranges, acknowledged, put right and taken back, in real clinics. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RangeInput, ResultInput } from '../../../shared/bridge/index.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { addUser, firstLogin, login } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

const LOINC = 'http://loinc.org';
const HB = { text: 'Haemoglobin', code: { system: LOINC, code: '718-7' } };
const GLUCOSE = { text: 'Glucose, fasting', code: { system: LOINC, code: '14771-0' } };
const DAY = 24 * 60 * 60 * 1000;

async function clinicWith(person: object = { gender: 'female', birthDate: '1990-05-01' }) {
  const clock = { time: Date.UTC(2026, 5, 1, 17) };
  const vault = await testClinic(undefined, { clock: { now: () => clock.time } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }], ...person };
  const patient = String((await vault.ask('record.create', { resource })).resource.id);
  return { vault, patient, clock };
}

const range = (more: Partial<RangeInput> = {}): RangeInput => ({
  test: HB,
  unit: 'g/L',
  low: '115',
  high: '150',
  sex: 'female',
  laboratory: 'County Hospital',
  since: '2026-01-01',
  seen: [],
  ...more,
});
const number = (test: typeof HB, text: string, unit: string) => ({ test, value: { number: text, unit } });
const entry = (patient: string, more: Partial<ResultInput> = {}) => ({
  patient,
  report: HB,
  laboratory: 'County Hospital',
  day: '2026-06-01',
  values: [number(HB, '109.0', 'g/L')],
  ...more,
});
const json = async (vault: TestVault, type: string, id: string): Promise<JsonObject> =>
  parseJson((await vault.ask('record.json', { type, id })).json) as JsonObject;
const written = async (vault: TestVault, input: ReturnType<typeof entry>) => {
  const { changes } = await vault.ask('result.enter', input);
  const of = (type: string) => changes.filter((one) => one.type === type).map(({ id }) => id);
  return {
    report: String(of('DiagnosticReport')[0]),
    observations: of('Observation'),
    orders: of('ServiceRequest'),
    changes,
  };
};
const lists = async (vault: TestVault) => {
  const { waiting, unseen, seen } = await vault.ask('result.lists', {});
  return {
    waiting: waiting.map(({ test }) => test.text),
    unseen: unseen.map(({ text }) => text),
    seen: seen.map(({ text }) => text),
  };
};
const acknowledged = async (
  vault: TestVault,
  more: { note?: string; follow?: { text: string; due?: string } } = {},
) => {
  const { unseen } = await vault.ask('result.lists', {});
  return vault.ask('result.acknowledge', { results: unseen.map(({ id, digest }) => ({ id, digest })), ...more });
};

describe('the clinic’s ranges', () => {
  it('are kept as FHIR has them, edited, removed and brought back', async () => {
    const { vault } = await clinicWith();
    const { changes } = await vault.ask('range.save', range({ from: { value: 18, unit: 'a' }, low: '115.0' }));
    const id = String(changes[0]?.id);
    expect(await json(vault, 'ObservationDefinition', id)).toMatchObject({
      code: { coding: [{ system: LOINC, code: '718-7' }], text: 'Haemoglobin' },
      qualifiedInterval: [{ category: 'reference', gender: 'female', age: { low: { value: 18, code: 'a' } } }],
    });
    const [listed] = await vault.ask('range.list', {});
    expect(listed).toMatchObject({
      ...range({ from: { value: 18, unit: 'a' }, low: '115.0' }),
      seen: [expect.any(String)],
    });

    const edited = await vault.ask('range.save', range({ id, seen: listed?.seen ?? [], high: '155' }));
    expect((await vault.ask('range.list', {}))[0]?.high).toBe('155');
    await vault.ask('record.undo', edited);
    expect((await vault.ask('range.list', {}))[0]).toMatchObject({ high: '150', from: { value: 18, unit: 'a' } });
    const removed = await vault.ask('range.remove', { id });
    expect(await vault.ask('range.list', {})).toEqual([]);
    await vault.ask('record.undo', removed).catch(async () => {
      const version = (await vault.ask('record.history', { type: 'ObservationDefinition', id })).length - 1;
      await vault.ask('record.restore', { type: 'ObservationDefinition', id, version });
    });
    expect(await vault.ask('range.list', {})).toHaveLength(1);
  });

  it('need an end, one not above the other, and a laboratory', async () => {
    const { vault } = await clinicWith();
    const { low: _, high: __, ...open } = range();
    await vault.refuse('range.save', open, 'invalid-input');
    await vault.refuse('range.save', range({ low: '9', high: '8' }), 'invalid-input');
    await vault.refuse('range.save', range({ laboratory: ' ' }), 'invalid-input');
  });
});

describe('a result that is entered', () => {
  it('carries unit, time, source, range and flag, and its order is done', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('range.save', range());
    const placed = await vault.ask('order.place', { patient, orders: [HB] });
    const order = String(placed.changes[0]?.id);
    const { report, observations } = await written(vault, entry(patient, { order, time: '08:30', conclusion: 'Low' }));
    expect(await json(vault, 'Observation', String(observations[0]))).toMatchObject({
      status: 'final',
      basedOn: [{ reference: `ServiceRequest/${order}` }],
      effectiveDateTime: '2026-06-01T08:30:00+08:00',
      performer: [{ display: 'County Hospital' }],
      interpretation: [{ coding: [{ code: 'L' }] }],
      referenceRange: [{ low: { value: 115, code: 'g/L' }, high: { value: 150 }, text: 'County Hospital' }],
    });
    expect((await vault.ask('record.json', { type: 'Observation', id: String(observations[0]) })).json).toContain(
      '109.0',
    );
    expect(await json(vault, 'ServiceRequest', order)).toMatchObject({ status: 'completed' });
    const { results, waiting } = await vault.ask('result.chart', { patient });
    expect(waiting).toEqual([]);
    expect(results).toMatchObject([
      {
        id: report,
        text: 'Haemoglobin',
        source: 'County Hospital',
        date: '2026-06-01T08:30:00+08:00',
        abnormal: 1,
        conclusion: 'Low',
        lines: [{ text: 'Haemoglobin', value: '109.0', unit: 'g/L', range: '115–150', flag: 'low' }],
      },
    ]);
    await vault.refuse('result.enter', entry(patient, { order }), 'order-done');
  });

  it('is judged by the range of its laboratory, sex and age on its day alone', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('range.save', range());
    await vault.ask('range.save', range({ sex: 'male', low: '130' }));
    await vault.ask('range.save', range({ laboratory: 'Other', low: '100' }));
    const judged = async (more: { laboratory?: string; day?: string } = {}) =>
      (
        await vault.ask('result.judge', {
          patient,
          laboratory: ' county hospital',
          day: '2026-06-01',
          values: [number(HB, '109', 'g/L')],
          ...more,
        })
      )[0];
    expect(await judged()).toMatchObject({ low: '115', flag: 'low' });
    expect(await judged({ laboratory: 'Other' })).toMatchObject({ low: '100', flag: 'normal' });
    expect(await judged({ laboratory: '' })).not.toHaveProperty('flag');
    expect(await judged({ day: '2025-12-31' })).not.toHaveProperty('flag');
    await vault.ask('range.save', range({ low: '105' }));
    expect(await judged()).toMatchObject({ problem: 'several' });
    expect(await judged()).not.toHaveProperty('flag');
  });

  it('is refused with a unit that does not fit, and nothing is kept', async () => {
    const { vault, patient } = await clinicWith();
    const wrong = (unit: string) => entry(patient, { values: [number(HB, '10.9', unit)] });
    await vault.refuse('result.enter', wrong('U/L'), 'unit-mismatch');
    await vault.ask('result.enter', wrong('g/dL'));
    await vault.ask('range.save', range());
    await vault.refuse('result.enter', wrong('mm[Hg]'), 'unit-mismatch');
    expect((await vault.ask('result.chart', { patient })).results).toHaveLength(1);
  });

  it('is judged across units, kept as it was typed, and shown in the usual unit too', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('range.save', range());
    const values = [number(HB, '10.9', 'g/dl'), number(GLUCOSE, '126', 'mg/dL')];
    const judged = await vault.ask('result.judge', {
      patient,
      laboratory: 'County Hospital',
      day: '2026-06-01',
      values,
    });
    expect(judged[0]).toMatchObject({ low: '115', rangeUnit: 'g/L', flag: 'low', also: { value: '109', unit: 'g/L' } });
    expect(judged[1]).toMatchObject({ also: { value: '6.99', unit: 'mmol/L' } });
    await vault.ask('result.enter', entry(patient, { laboratory: 'County Hospital', values }));
    const [result] = (await vault.ask('result.chart', { patient })).results;
    expect(result?.lines).toMatchObject([
      { value: '10.9', unit: 'g/dL', flag: 'low' },
      { value: '126', unit: 'mg/dL' },
    ]);
    const observation = await json(vault, 'Observation', String(result?.lines[0]?.id));
    expect(observation).toMatchObject({
      valueQuantity: { value: 10.9, code: 'g/dL' },
      referenceRange: [{ low: { value: 115, code: 'g/L' } }],
    });
  });

  it('may be in words, of which a person says whether they stand out; what cannot be is doubted', async () => {
    const { vault, patient } = await clinicWith();
    const values = [
      { test: { text: 'Throat swab' }, value: { words: 'Streptococci', abnormal: true } },
      { test: GLUCOSE, value: { number: '5', comparator: '<' as const, unit: 'mmol/L' } },
    ];
    await vault.ask('result.enter', entry(patient, { values }));
    const [result] = (await vault.ask('result.chart', { patient })).results;
    expect(result?.lines).toMatchObject([
      { value: 'Streptococci', flag: 'abnormal' },
      { value: '<5', unit: 'mmol/L' },
    ]);
    const doubts = await vault.ask('result.judge', {
      patient,
      laboratory: '',
      day: '2026-06-03',
      values: [number(HB, '-1', 'g/L'), number(HB, '120', 'g/L')],
    });
    expect(doubts.map((one) => one.doubts)).toEqual([['in-future', 'impossible-value'], ['in-future']]);
    await vault.refuse('result.enter', entry(patient, { day: '2026-06-03' }), 'invalid-input');
  });

  it('waits for the rest where it is a part, and again where it was taken back', async () => {
    const { vault, patient } = await clinicWith();
    const placed = await vault.ask('order.place', { patient, orders: [HB] });
    const order = String(placed.changes[0]?.id);
    await vault.ask('result.enter', entry(patient, { order, partial: true }));
    expect((await vault.ask('result.lists', {})).waiting).toMatchObject([{ id: order, partial: true }]);
    const { report, observations } = await written(vault, entry(patient, { order }));
    expect((await lists(vault)).waiting).toEqual([]);
    await vault.ask('result.retract', { id: report, reason: 'Wrong patient' });
    expect(await json(vault, 'Observation', String(observations[0]))).toMatchObject({ status: 'entered-in-error' });
    expect(await json(vault, 'ServiceRequest', order)).toMatchObject({ status: 'active' });
    expect((await vault.ask('result.lists', {})).waiting).toMatchObject([{ id: order, partial: true }]);
  });

  it('stands again where the mark of an error is taken back', async () => {
    const { vault, patient } = await clinicWith();
    const placed = await vault.ask('order.place', { patient, orders: [HB] });
    const { report, observations } = await written(vault, entry(patient, { order: String(placed.changes[0]?.id) }));
    const gone = await vault.ask('result.retract', { id: report, reason: 'Wrong patient' });
    expect(await lists(vault)).toEqual({ waiting: ['Haemoglobin'], unseen: [], seen: [] });
    await vault.ask('record.undo', gone);
    expect(await lists(vault)).toEqual({ waiting: [], unseen: ['Haemoglobin'], seen: [] });
    expect(await json(vault, 'Observation', String(observations[0]))).toMatchObject({ valueQuantity: { unit: 'g/L' } });
  });
});

describe('what is to be looked at', () => {
  it('is every report until somebody has acknowledged it, those that stand out first', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('range.save', range());
    await vault.ask('result.enter', entry(patient));
    await vault.ask('result.enter', entry(patient, { report: GLUCOSE, values: [number(GLUCOSE, '5', 'mmol/L')] }));
    expect((await lists(vault)).unseen).toEqual(['Haemoglobin', 'Glucose, fasting']);
    const done = await acknowledged(vault, { note: 'told', follow: { text: 'Again', due: '2026-07-01' } });
    expect(await lists(vault)).toMatchObject({ unseen: [] });
    expect((await lists(vault)).seen.sort()).toEqual(['Glucose, fasting', 'Haemoglobin']);
    expect((await vault.ask('result.lists', {})).seen[0]?.reviewed).toMatchObject({ by: 'Dr Test', note: 'told' });
    // one task for the patient, however many results there were
    expect((await vault.ask('task.list', { patient })).items).toMatchObject([{ kind: 'follow-up', due: '2026-07-01' }]);
    await vault.ask('record.undo', done);
    expect(await lists(vault)).toMatchObject({ unseen: ['Haemoglobin', 'Glucose, fasting'], seen: [] });
    expect((await vault.ask('task.list', { patient })).items).toEqual([]);
  });

  it('is a report again whose value was put right', async () => {
    const { vault, patient } = await clinicWith();
    const { observations } = await written(vault, entry(patient));
    await acknowledged(vault);
    const id = String(observations[0]);
    const view = await vault.ask('record.get', { type: 'Observation', id });
    const resource = { ...view.resource, valueQuantity: { value: 190, unit: 'g/L' } };
    await vault.ask('record.amend', { resource, seen: view.seen, reason: 'misread' });
    const { unseen } = await vault.ask('result.lists', {});
    expect(unseen).toMatchObject([{ amended: true, lines: [{ value: '190' }] }]);
    await acknowledged(vault);
    expect((await lists(vault)).unseen).toEqual([]);
    // and again where a value of it is said to be wrong altogether
    await vault.ask('record.error', { type: 'Observation', id, reason: 'other patient' });
    expect((await lists(vault)).unseen).toEqual(['Haemoglobin']);
  });

  it('is not acknowledged unseen: what has changed meanwhile is refused, with all that was said with it', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('result.enter', entry(patient, { report: GLUCOSE, values: [number(GLUCOSE, '5', 'mmol/L')] }));
    const { observations } = await written(vault, entry(patient));
    const { unseen } = await vault.ask('result.lists', {});
    await vault.ask('record.error', { type: 'Observation', id: String(observations[0]), reason: 'wrong' });
    const results = unseen.map(({ id, digest }) => ({ id, digest }));
    await vault.refuse('result.acknowledge', { results }, 'result-changed');
    expect((await lists(vault)).unseen).toHaveLength(2);
  });

  it('is what a nurse enters, whose orders are done when a doctor has seen it', async () => {
    const { vault, patient } = await clinicWith();
    const placed = await vault.ask('order.place', { patient, orders: [HB] });
    const order = String(placed.changes[0]?.id);
    await addUser(vault, 'Nurse Li', 'nurse');
    await firstLogin(vault, 'Nurse Li');
    await vault.ask('result.enter', entry(patient, { order }));
    expect(await json(vault, 'ServiceRequest', order)).toMatchObject({ status: 'active' });
    expect(await lists(vault)).toMatchObject({ waiting: [], unseen: ['Haemoglobin'] });
    await vault.refuse('result.enter', entry(patient, { order }), 'order-done');
    await vault.refuse('result.acknowledge', { results: [{ id: 'x', digest: 'y' }] }, 'not-allowed');
    await vault.refuse('range.save', range(), 'not-allowed');
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    await acknowledged(vault);
    expect(await json(vault, 'ServiceRequest', order)).toMatchObject({ status: 'completed' });
    await login(vault, 'Nurse Li');
    expect((await lists(vault)).seen).toEqual(['Haemoglobin']);
  });

  it('is nothing to the front desk', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('result.enter', entry(patient));
    await addUser(vault, 'Desk Zhao', 'front-desk');
    await firstLogin(vault, 'Desk Zhao');
    await vault.refuse('result.lists', {}, 'not-allowed');
    await vault.refuse('result.enter', entry(patient), 'not-allowed');
    expect(await vault.ask('result.chart', { patient })).toEqual({ waiting: [], results: [] });
  });

  it('is an imported report that was young when it came in, and no history', async () => {
    const { vault, clock } = await clinicWith();
    const folder = temporaryFolder();
    const report = (id: string, daysBefore: number) => ({
      resourceType: 'DiagnosticReport',
      id,
      status: 'final',
      code: { text: id },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: new Date(clock.time - daysBefore * DAY).toISOString(),
    });
    const resources = [
      { resourceType: 'Patient', id: 'p', name: [{ family: 'Li' }] },
      report('young', 29),
      report('old', 31),
    ];
    const file = join(folder, 'all.ndjson');
    writeFileSync(file, resources.map((resource) => JSON.stringify(resource)).join('\n'));
    await vault.ask('import.files', { job: 'j', paths: [file], system: 'urn:lab' });
    expect((await lists(vault)).unseen).toEqual(['young']);
    // it does not grow old by waiting
    clock.time += 60 * DAY;
    expect((await lists(vault)).unseen).toEqual(['young']);
    expect((await vault.ask('result.lists', {})).unseen[0]).toMatchObject({ imported: true, source: 'urn:lab' });
  });

  it('goes on waiting for months', async () => {
    const { vault, patient, clock } = await clinicWith();
    await vault.ask('result.enter', entry(patient));
    clock.time += 300 * DAY;
    expect((await lists(vault)).unseen).toEqual(['Haemoglobin']);
  });
});
