import { afterEach, describe, expect, it } from 'vitest';
import type { Changed } from '../../../shared/bridge/changes.ts';
import { type AllergyInput, FACT_TYPES, type FactType } from '../../../shared/bridge/facts.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(cleanUp);

async function clinicWith(): Promise<{ vault: TestVault; patient: string }> {
  // late on a day in Shanghai that is still the day before in Greenwich
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 17) } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}

const chartOf = (vault: TestVault, id: string) => vault.ask('patient.chart', { id });
const told = async (vault: TestVault, id: string) => {
  const { allergies, allergiesAsked } = await chartOf(vault, id);
  return [allergiesAsked, ...allergies.map(({ text, status }) => `${text} ${status}`)];
};
const record = async (vault: TestVault, type: FactType, id: string): Promise<JsonObject> =>
  JSON.parse((await vault.ask('record.json', { type, id })).json);
const penicillin = (patient: string, more: Partial<AllergyInput> = {}) => ({
  patient,
  substance: 'Penicillin',
  reaction: 'Hives',
  severity: 'severe' as const,
  criticality: 'high' as const,
  verification: 'confirmed' as const,
  ...more,
});
const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};
/** The one fact that was changed. */
const changed = ({ changes }: Changed) => {
  const { type, ...rest } = only(changes);
  return { ...rest, type: FACT_TYPES.find((one) => one === type) ?? expect.fail(`${type} is no fact`) };
};

describe('allergies', () => {
  it('are written as FHIR has them', async () => {
    const { vault, patient } = await clinicWith();
    const { id, type } = changed(await vault.ask('allergy.save', penicillin(patient, { substance: ' Penicillin ' })));
    expect(await record(vault, type, id)).toEqual({
      resourceType: 'AllergyIntolerance',
      id,
      clinicalStatus: { coding: [expect.objectContaining({ code: 'active' })] },
      verificationStatus: { coding: [expect.objectContaining({ code: 'confirmed' })] },
      code: { text: 'Penicillin' },
      criticality: 'high',
      patient: { reference: `Patient/${patient}` },
      reaction: [{ manifestation: [{ text: 'Hives' }], severity: 'severe' }],
      recordedDate: '2026-06-02T01:00:00+08:00',
      recorder: { display: 'Dr Test' },
    });
    const chart = await chartOf(vault, patient);
    expect(only(chart.allergies)).toMatchObject({ text: 'Penicillin', detail: 'Hives', status: 'active' });
    await vault.refuse('allergy.save', { patient, substance: 'Nuts', severity: 'mild' }, 'invalid-input');
    await vault.refuse('allergy.save', { patient: 'nobody', substance: 'Nuts' }, 'not-found');
  });

  it('are edited without losing what the form does not show', async () => {
    const { vault, patient } = await clinicWith();
    const resource = {
      resourceType: 'AllergyIntolerance',
      patient: { reference: `Patient/${patient}` },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
      },
      code: { coding: [{ system: 'http://example.org', code: 'P' }], text: 'Penicillin' },
      note: [{ text: 'Told by the mother' }],
      reaction: [
        { manifestation: [{ text: 'Hives' }, { text: 'Wheeze' }], description: 'At school' },
        { manifestation: [{ text: 'Fever' }] },
      ],
    };
    const { resource: made, seen } = await vault.ask('record.create', { resource });
    const id = String(made.id);
    const input = { patient, id, seen, substance: 'Penicillin', reaction: 'Hives, Wheeze', severity: 'mild' as const };
    const { write } = only((await vault.ask('allergy.save', input)).changes);
    const edited = await record(vault, 'AllergyIntolerance', id);
    expect(edited).toMatchObject({
      code: resource.code,
      note: resource.note,
      reaction: [{ ...resource.reaction[0], severity: 'mild' }, resource.reaction[1]],
    });
    await vault.ask('allergy.save', {
      ...input,
      seen: [...seen, write],
      substance: 'Amoxicillin',
      reaction: '',
      severity: undefined,
    });
    expect(await record(vault, 'AllergyIntolerance', id)).toMatchObject({
      code: { text: 'Amoxicillin' },
      reaction: [resource.reaction[1]],
    });
  });

  it('keep none, unknown and not asked apart, and what is listed outweighs them', async () => {
    const { vault, patient } = await clinicWith();
    expect(await told(vault, patient)).toEqual(['not-asked']);
    const none = await vault.ask('allergy.answer', { patient, answer: 'none-known' });
    expect(await told(vault, patient)).toEqual(['none-known']);
    const statement = await record(vault, 'AllergyIntolerance', only(none.changes).id);
    expect(statement.code).toMatchObject({ coding: [{ code: 'no-known-allergies' }], text: 'No known allergies' });
    expect((await vault.ask('allergy.answer', { patient, answer: 'none-known' })).changes).toEqual([]);
    await vault.ask('record.undo', none);
    expect(await told(vault, patient)).toEqual(['not-asked']);

    const unknown = await vault.ask('allergy.answer', { patient, answer: 'unknown' });
    expect(await told(vault, patient)).toEqual(['unknown']);
    const instead = await vault.ask('allergy.answer', { patient, answer: 'none-known' });
    expect(instead.changes).toHaveLength(2);
    expect(await told(vault, patient)).toEqual(['none-known']);
    await vault.ask('record.undo', instead);
    expect(await told(vault, patient)).toEqual(['unknown']);
    await vault.refuse('record.undo', unknown, 'undo-too-late');

    const added = await vault.ask('allergy.save', penicillin(patient));
    expect(added.changes).toHaveLength(2);
    expect(await told(vault, patient)).toEqual(['listed', 'Penicillin active']);
    await vault.refuse('allergy.answer', { patient, answer: 'none-known' }, 'allergies-listed');
    await vault.ask('record.undo', added);
    expect(await told(vault, patient)).toEqual(['unknown']);
    await vault.ask('allergy.answer', { patient, answer: 'not-asked' });
    expect(await told(vault, patient)).toEqual(['not-asked']);
  });

  it('that are over leave room for “none known”, and end it when they stand again', async () => {
    const { vault, patient } = await clinicWith();
    const { id, type } = changed(await vault.ask('allergy.save', penicillin(patient)));
    const over = await vault.ask('fact.turn', { type, id, to: 'over' });
    expect(await told(vault, patient)).toEqual(['listed', 'Penicillin resolved']);
    await vault.ask('record.undo', over);
    expect(await told(vault, patient)).toEqual(['listed', 'Penicillin active']);
    await vault.ask('fact.turn', { type, id, to: 'over' });
    await vault.ask('allergy.answer', { patient, answer: 'none-known' });
    expect(await told(vault, patient)).toEqual(['none-known', 'Penicillin resolved']);
    const again = await vault.ask('fact.turn', { type, id, to: 'active' });
    expect(again.changes).toHaveLength(2);
    expect(await told(vault, patient)).toEqual(['listed', 'Penicillin active']);
  });

  it('entered in error count no more, and again when that was the error', async () => {
    const { vault, patient } = await clinicWith();
    const { id, type } = changed(await vault.ask('allergy.save', penicillin(patient)));
    const marked = await vault.ask('fact.error', { type, id, reason: 'Another patient' });
    expect(await told(vault, patient)).toEqual(['not-asked']);
    expect((await vault.ask('fact.error', { type, id, reason: 'Another patient' })).changes).toEqual([]);
    await vault.ask('record.undo', marked);
    expect(await told(vault, patient)).toEqual(['listed', 'Penicillin active']);
    const history = await vault.ask('record.history', { type, id });
    expect(history.map(({ what, reason }) => [what, reason])).toEqual([
      ['create', undefined],
      ['error', 'Another patient'],
      ['restore', undefined],
    ]);
  });

  it('that are signed stay as they are', async () => {
    const { vault, patient } = await clinicWith();
    const { id, type } = changed(await vault.ask('allergy.save', penicillin(patient)));
    const { seen } = await vault.ask('record.sign', { type, id });
    await vault.refuse('allergy.save', penicillin(patient, { id, seen, substance: 'Nuts' }), 'signed');
    await vault.refuse('fact.turn', { type, id, to: 'over' }, 'signed');
    const none = await clinicWith();
    const { changes } = await none.vault.ask('allergy.answer', { patient: none.patient, answer: 'none-known' });
    await none.vault.ask('record.sign', { type, id: only(changes).id });
    await none.vault.refuse('record.undo', { changes }, 'signed');
    expect((await none.vault.ask('allergy.save', penicillin(none.patient))).changes).toHaveLength(1);
    expect(await told(none.vault, none.patient)).toEqual(['listed', 'Penicillin active']);
  });
});

describe('problems', () => {
  it('are entered, edited, resolved and taken up again', async () => {
    const { vault, patient } = await clinicWith();
    const problem = { patient, text: 'Hypertension', code: 'I10', onset: '2019-04' };
    const { id, type, write } = changed(await vault.ask('problem.save', problem));
    expect(await record(vault, type, id)).toMatchObject({
      category: [{ coding: [{ code: 'problem-list-item' }] }],
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }], text: 'Hypertension' },
      onsetDateTime: '2019-04',
    });
    await vault.ask('problem.save', { ...problem, id, seen: [write], code: '', onset: undefined });
    const edited = await record(vault, type, id);
    expect(edited.code).toEqual({ text: 'Hypertension' });
    expect(edited).not.toHaveProperty('onsetDateTime');

    const over = await vault.ask('fact.turn', { type, id, to: 'over' });
    expect(await record(vault, type, id)).toMatchObject({ abatementDateTime: '2026-06-02' });
    expect(only((await chartOf(vault, patient)).problems).status).toBe('resolved');
    await vault.ask('record.undo', over);
    expect(await record(vault, type, id)).toEqual(edited);
    await vault.ask('fact.turn', { type, id, to: 'over' });
    await vault.ask('fact.turn', { type, id, to: 'active' });
    expect(await record(vault, type, id)).toEqual(edited);
    await vault.refuse('problem.save', { ...problem, onset: '2019-13' }, 'invalid-input');
  });

  it('keep a code of another list until it is taken away', async () => {
    const { vault, patient } = await clinicWith();
    const problem = { patient, text: 'High pressure', code: 'H1', system: 'urn:list', display: 'Hypertension' };
    const { id, type, write } = changed(await vault.ask('problem.save', problem));
    const code = { coding: [{ system: 'urn:list', code: 'H1', display: 'Hypertension' }], text: 'High pressure' };
    expect((await record(vault, type, id)).code).toEqual(code);
    const later = changed(await vault.ask('problem.save', { ...problem, id, seen: [write], onset: '2020' }));
    expect(await record(vault, type, id)).toMatchObject({ code, onsetDateTime: '2020' });
    await vault.ask('problem.save', { patient, id, seen: [later.write], text: 'High pressure' });
    expect((await record(vault, type, id)).code).toEqual({ text: 'High pressure' });
  });

  it('are not taken from one chart into another', async () => {
    const { vault, patient } = await clinicWith();
    const { id, write } = only((await vault.ask('problem.save', { patient, text: 'Gout' })).changes);
    const resource = { resourceType: 'Patient', name: [{ family: 'Li' }] };
    const other = String((await vault.ask('record.create', { resource })).resource.id);
    await vault.refuse('problem.save', { patient: other, text: 'Gout', id, seen: [write] }, 'not-found');
  });

  it('of two who edit at the same time wait for a decision, which undo does not take away', async () => {
    const { vault, patient } = await clinicWith();
    const { id, type, write } = changed(await vault.ask('problem.save', { patient, text: 'Gout' }));
    await vault.ask('problem.save', { patient, id, seen: [write], text: 'Gout of the foot' });
    await vault.ask('problem.save', { patient, id, seen: [write], text: 'Gout of the hand' });
    const shown = await vault.ask('record.get', { type, id });
    expect(shown.conflicts).toBe(1);
    const settled = await vault.ask('problem.save', { patient, id, seen: shown.seen, text: 'Gout of both' });
    expect((await vault.ask('record.get', { type, id })).conflicts).toBe(0);
    await vault.refuse('record.undo', settled, 'undo-too-late');
  });
});

describe('what is taken from elsewhere', () => {
  it('is entered, edited, stopped and taken again', async () => {
    const { vault, patient } = await clinicWith();
    const taken = { patient, text: 'Amlodipine 5 mg', dosage: '1 tablet in the morning' };
    const { id, type, write } = changed(await vault.ask('taken.save', taken));
    const made = await record(vault, type, id);
    expect(made).toMatchObject({
      status: 'active',
      medicationCodeableConcept: { text: 'Amlodipine 5 mg' },
      dosage: [{ text: '1 tablet in the morning' }],
      dateAsserted: '2026-06-02T01:00:00+08:00',
    });
    expect(only((await chartOf(vault, patient)).medications)).toMatchObject({ detail: '1 tablet in the morning' });
    const edit = await vault.ask('taken.save', { ...taken, id, seen: [write], dosage: '' });
    expect(await record(vault, type, id)).not.toHaveProperty('dosage');
    await vault.ask('record.undo', edit);
    const stopped = await vault.ask('fact.turn', { type, id, to: 'over' });
    expect(await record(vault, type, id)).toMatchObject({ status: 'stopped', effectivePeriod: { end: '2026-06-02' } });
    expect((await chartOf(vault, patient)).medications).toEqual([]);
    await vault.ask('record.undo', stopped);
    expect(await record(vault, type, id)).toEqual(made);
    await vault.ask('fact.turn', { type, id, to: 'over' });
    await vault.ask('fact.turn', { type, id, to: 'active' });
    expect(await record(vault, type, id)).toEqual(made);
  });
});

it('lets nobody write who may only read', async () => {
  const { vault, patient } = await clinicWith();
  const { changes } = await vault.ask('problem.save', { patient, text: 'Gout' });
  await addUser(vault, 'Nurse', 'nurse');
  await firstLogin(vault, 'Nurse');
  await vault.refuse('allergy.save', penicillin(patient), 'not-allowed');
  await vault.refuse('allergy.answer', { patient, answer: 'unknown' }, 'not-allowed');
  await vault.refuse('problem.save', { patient, text: 'Gout' }, 'not-allowed');
  await vault.refuse('taken.save', { patient, text: 'Aspirin' }, 'not-allowed');
  const { type, id } = changed({ changes });
  await vault.refuse('fact.turn', { type, id, to: 'over' }, 'not-allowed');
  await vault.refuse('fact.error', { type, id, reason: 'x' }, 'not-allowed');
  await vault.refuse('record.undo', { changes }, 'not-allowed');
  await vault.refuse('record.undo', { changes: [] }, 'invalid-input');
});
