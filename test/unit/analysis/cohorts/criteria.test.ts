import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, person } from '../clinic.ts';
import { membersOf } from './ask.ts';

const of = (patient: string): JsonObject => ({ reference: `Patient/${patient}` });
const named = (id: string, more: JsonObject = {}): JsonObject => person('1970-01-01', 'female', { id, ...more });
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const LOINC = 'http://loinc.org';
const coded = (code: string): JsonObject => ({ coding: [{ code }] });

describe('sex', () => {
  const reader = () =>
    clinicOf([
      named('f', { gender: 'female' }),
      named('m', { gender: 'male' }),
      named('o', { gender: 'other' }),
      named('u', { gender: 'unknown' }),
      { resourceType: 'Patient', id: 'none' },
    ]);

  it('is what is written, and neither where nothing is', async () => {
    expect(await membersOf(reader(), { kind: 'sex', sex: 'female' })).toEqual(['f']);
    expect(await membersOf(reader(), { kind: 'sex', sex: 'male' })).toEqual(['m']);
    expect(await membersOf(reader(), { kind: 'sex', sex: 'other' })).toEqual(['none', 'o', 'u']);
  });

  it('is not known to be another where nothing is written', async () => {
    const notFemale: Criterion = { kind: 'not', of: { kind: 'sex', sex: 'female' } };
    expect(await membersOf(reader(), notFemale)).toEqual(['m', 'none', 'o', 'u']);
  });
});

describe('age', () => {
  const born = (id: string, birthDate?: string): JsonObject => ({
    resourceType: 'Patient',
    id,
    ...(birthDate === undefined ? {} : { birthDate }),
  });

  it('is complete on the birthday, and both ends count', async () => {
    const reader = clinicOf([
      born('birthday', '1986-06-30'),
      born('tomorrow', '1986-07-01'),
      born('last-of-41', '1984-07-01'),
      born('is-42', '1984-06-30'),
    ]);
    expect(await membersOf(reader, { kind: 'age', from: 40, to: 41 })).toEqual(['birthday', 'last-of-41']);
  });

  it('of 29 February is complete on the 28th where there is no 29th, and on the 29th where there is', async () => {
    const reader = clinicOf([born('leap', '2004-02-29')]);
    const eighteen: Criterion = { kind: 'age', from: 22, to: 22 };
    expect(await membersOf(reader, eighteen, { today: '2026-02-27' })).toEqual([]);
    expect(await membersOf(reader, eighteen, { today: '2026-02-28' })).toEqual(['leap']);
    const twentyFour: Criterion = { kind: 'age', from: 24 };
    expect(await membersOf(reader, twentyFour, { today: '2028-02-28' })).toEqual([]);
    expect(await membersOf(reader, twentyFour, { today: '2028-02-29' })).toEqual(['leap']);
  });

  it('counts a year or a month from its first day', async () => {
    const reader = clinicOf([born('year', '1986'), born('month', '1986-07'), born('june', '1986-06')]);
    expect(await membersOf(reader, { kind: 'age', from: 40 })).toEqual(['june', 'year']);
    expect(await membersOf(reader, { kind: 'age', to: 39 })).toEqual(['month']);
  });

  it('is none without a birth date that exists, and none before the birth', async () => {
    const reader = clinicOf([
      born('none'),
      born('no-day', '1986-02-31'),
      born('no-month', '1986-13'),
      born('words', 'about 1986'),
      born('ahead', '2026-07-01'),
      born('today', '2026-06-30'),
    ]);
    expect(await membersOf(reader, { kind: 'age', from: 0 })).toEqual(['today']);
    expect(await membersOf(reader, { kind: 'not', of: { kind: 'age', from: 0 } })).toHaveLength(5);
  });
});

describe('people', () => {
  it('are the living whose record is in use, unless somebody asks for others; deleted and merged ones never', async () => {
    const reader = clinicOf([
      named('lives'),
      named('denied', { deceasedBoolean: false }),
      named('dead', { deceasedBoolean: true }),
      named('dated', { deceasedDateTime: '2026-01-01', active: false }),
      named('away', { active: false }),
      named('here', { active: true }),
      { deleted: named('gone') },
    ]);
    const everybody: Criterion = { kind: 'all', of: [] };
    expect(await membersOf(reader, everybody, { people: 'living' })).toEqual(['denied', 'here', 'lives']);
    expect(await membersOf(reader, everybody, { people: 'inactive' })).toEqual(['away']);
    expect(await membersOf(reader, everybody, { people: 'deceased' })).toEqual(['dated', 'dead']);
    expect(await membersOf(reader, everybody)).toEqual(['away', 'dated', 'dead', 'denied', 'here', 'lives']);
    expect(await membersOf(reader, { kind: 'any', of: [] })).toEqual([]);
  });
});

describe('diagnosis', () => {
  const has = (patient: string, code: JsonObject, more: JsonObject = {}): JsonObject => ({
    resourceType: 'Condition',
    subject: of(patient),
    clinicalStatus: coded('active'),
    verificationStatus: coded('confirmed'),
    code,
    ...more,
  });
  const icd = (code: string): JsonObject => ({ coding: [{ system: ICD10, code }] });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  it('is of a code and what lies below it, not of one that only begins alike', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', icd('I10')),
      has('b', icd('I10.9')),
      has('c', icd('I100')),
      has('d', icd('I1')),
      has('e', { coding: [{ system: 'urn:other', code: 'I10' }] }),
    ]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ code: 'I10' }] })).toEqual(['a', 'b']);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ system: 'urn:other', code: 'I10' }] })).toEqual(['e']);
  });

  it('is of a range with both its ends', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', icd('I09.9')),
      has('b', icd('I10')),
      has('c', icd('I12.0')),
      has('d', icd('I15.9')),
      has('e', icd('I16')),
    ]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ from: 'I10', to: 'I15' }] })).toEqual(['b', 'c', 'd']);
  });

  it('abates on the day that the clinic had, whatever the zone in which it was written', async () => {
    const abated = (patient: string, abatementDateTime: string): JsonObject =>
      has(patient, icd('I10'), { abatementDateTime });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      // 30 June in Shanghai begins at 16:00 of the 29th in UTC
      abated('a', '2026-06-29T15:59:59Z'),
      abated('b', '2026-06-29T16:00:00.000Z'),
      abated('c', '2026-06-30T01:00:00+08:00'),
      abated('d', '2026-06-30T15:59:59Z'),
      abated('e', '2026-06-30T16:00:00Z'),
      abated('f', '2026-06-30T23:00:00-05:00'),
      abated('g', '2026-07-01T01:00:00'),
    ]);
    const hypertension: Criterion = { kind: 'diagnosis', of: [{ code: 'I10' }] };
    const on = (today: string): Promise<string[]> => membersOf(reader, hypertension, { today });
    expect(await on('2026-06-29')).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
    expect(await on('2026-06-30')).toEqual(['e', 'f', 'g']);
    expect(await on('2026-07-01')).toEqual([]);
  });

  it('does not stand any more from the day on which it abated, whatever its status says', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', icd('I10'), { abatementDateTime: '2026-07-01' }),
      has('b', icd('I10'), { abatementDateTime: '2026-06-30' }),
      has('c', icd('I10'), { abatementDateTime: '2015' }),
      has('d', icd('I10'), { abatementPeriod: { end: '2026-05-01' } }),
      has('e', icd('I10'), { abatementString: 'after the operation' }),
    ]);
    for (const match of [{ code: 'I10' }, { from: 'I10', to: 'I15' }]) {
      expect(await membersOf(reader, { kind: 'diagnosis', of: [match] })).toEqual(['a']);
      expect(await membersOf(reader, { kind: 'diagnosis', of: [match], ever: true })).toHaveLength(5);
    }
  });

  it('is of any of its codings', async () => {
    const both = {
      coding: [
        { system: 'http://snomed.info/sct', code: '38341003' },
        { system: ICD10, code: 'I10' },
      ],
    };
    const reader = clinicOf([named('a'), has('a', both)]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ code: 'I10' }] })).toEqual(['a']);
    const snomed = { system: 'http://snomed.info/sct', code: '38341003' };
    expect(await membersOf(reader, { kind: 'diagnosis', of: [snomed] })).toEqual(['a']);
  });

  it('by words stands in its text or in the words of a code', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', { text: 'Essential Hypertension' }),
      has('b', { coding: [{ system: ICD10, code: 'I10', display: 'hypertension' }] }),
      has('c', { text: '高血压2级' }),
      has('d', { text: 'hypotension' }),
    ]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ text: 'HYPERTENSION' }] })).toEqual(['a', 'b']);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ text: '高血压' }, { code: 'I10' }] })).toEqual([
      'b',
      'c',
    ]);
  });

  it('stands: not refuted, in error, deleted or over', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', icd('I10'), { verificationStatus: coded('refuted') }),
      has('b', icd('I10'), { verificationStatus: coded('entered-in-error') }),
      { deleted: has('c', icd('I10')) },
      has('d', icd('I10'), { clinicalStatus: coded('resolved') }),
      has('e', icd('I10'), { clinicalStatus: coded('recurrence') }),
      has('f', { text: 'I10' }, { clinicalStatus: coded('inactive') }),
    ]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ code: 'I10' }] })).toEqual(['e']);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ code: 'I10' }], ever: true })).toEqual(['d', 'e']);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ text: 'i10' }] })).toEqual([]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ text: 'i10' }], ever: true })).toEqual(['f']);
  });

  it('within days counts by the clinic’s day', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      has('a', icd('I10'), { onsetDateTime: '2026-06-20' }),
      has('b', icd('I10'), { onsetDateTime: '2026-06-19' }),
      // 19 June in London, 20 June in Shanghai
      has('c', icd('I10'), { recordedDate: '2026-06-19T16:00:00Z' }),
      has('d', icd('I10'), { recordedDate: '2026-06-19T15:59:59Z' }),
      has('e', icd('I10'), { onsetDateTime: '2026-07-01' }),
      has('f', icd('I10')),
    ]);
    expect(await membersOf(reader, { kind: 'diagnosis', of: [{ code: 'I10' }], within: 10 })).toEqual(['a', 'c']);
  });
});

describe('value', () => {
  const measured = (patient: string, when: string, more: JsonObject, code = '8480-6'): JsonObject => ({
    resourceType: 'Observation',
    status: 'final',
    subject: of(patient),
    effectiveDateTime: when,
    code: { coding: [{ system: LOINC, code }] },
    ...more,
  });
  const quantity = (value: number, unit = 'mm[Hg]', more: JsonObject = {}): JsonObject => ({
    valueQuantity: { value, unit, ...more },
  });
  const panel = (patient: string, when: string, systolic: number, diastolic: number): JsonObject => ({
    resourceType: 'Observation',
    status: 'final',
    subject: of(patient),
    effectiveDateTime: when,
    code: { coding: [{ system: LOINC, code: '85354-9' }] },
    component: [
      { code: { coding: [{ system: LOINC, code: '8480-6' }] }, ...quantity(systolic) },
      { code: { coding: [{ system: LOINC, code: '8462-4' }] }, ...quantity(diastolic) },
    ],
  });
  const systolic = (is: object, more: object = {}): Criterion => ({
    kind: 'value',
    of: [{ code: '8480-6' }],
    is,
    ...more,
  });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

  it('is the last one, alone or in a panel, on or before the day', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      panel('a', '2026-05-01', 150, 80),
      panel('a', '2026-06-01', 130, 80),
      panel('b', '2026-05-01', 130, 95),
      measured('b', '2026-06-01T08:00:00+08:00', quantity(150)),
      panel('c', '2026-06-01', 130, 95),
      panel('c', '2026-07-01', 160, 95),
      measured('d', '2026-06-01', { valueString: 'high' }),
    ]);
    expect(await membersOf(reader, systolic({ above: 140 }))).toEqual(['b']);
    expect(await membersOf(reader, systolic({ atMost: 140 }))).toEqual(['a', 'c']);
    expect(await membersOf(reader, { kind: 'value', of: [{ code: '8462-4' }], is: { atLeast: 90 } })).toEqual([
      'b',
      'c',
    ]);
    expect(await membersOf(reader, { kind: 'not', of: { kind: 'value', of: [{ code: '8480-6' }] } })).toEqual([
      'd',
      'e',
      'f',
    ]);
  });

  it('of one moment is the one with the greater id, on every workstation', async () => {
    const at = '2026-06-01T08:00:00+08:00';
    const reader = clinicOf([
      named('a'),
      named('b'),
      { ...measured('a', at, quantity(150)), id: 'x2' },
      { ...measured('a', at, quantity(130)), id: 'x1' },
      { ...measured('b', at, quantity(130)), id: 'x4' },
      { ...measured('b', at, quantity(150)), id: 'x3' },
    ]);
    expect(await membersOf(reader, systolic({ above: 140 }))).toEqual(['a']);
  });

  it('on the limit is neither above nor below it', async () => {
    const reader = clinicOf([named('a'), measured('a', '2026-06-01', quantity(140))]);
    expect(await membersOf(reader, systolic({ above: 140 }))).toEqual([]);
    expect(await membersOf(reader, systolic({ below: 140 }))).toEqual([]);
    expect(await membersOf(reader, systolic({ atLeast: 140, atMost: 140 }))).toEqual(['a']);
  });

  it('is told in the unit of the question', async () => {
    const glucose = (patient: string, value: number, unit: string): JsonObject =>
      measured(patient, '2026-06-01', quantity(value, unit), '15074-8');
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      glucose('a', 7.1, 'mmol/L'),
      glucose('b', 127, 'mg/dL'),
      glucose('c', 125, 'mg/dl'),
      glucose('d', 127, 'bottles'),
      { ...glucose('e', 127, ''), valueQuantity: { value: 127 } },
    ]);
    const above: Criterion = { kind: 'value', of: [{ code: '15074-8' }], unit: 'mmol/L', is: { atLeast: 7 } };
    expect(await membersOf(reader, above)).toEqual(['a', 'b']);
    // nobody can say it of d and e
    expect(await membersOf(reader, { ...above, is: { below: 7 } })).toEqual(['c']);
    const inMilligrams: Criterion = { kind: 'value', of: [{ code: '15074-8' }], unit: 'mg/dL', is: { above: 127 } };
    expect(await membersOf(reader, inMilligrams)).toEqual(['a']);
  });

  it('of glycated haemoglobin follows the master equation', async () => {
    const reader = clinicOf([
      named('a'),
      named('b'),
      measured('a', '2026-06-01', quantity(53, 'mmol/mol'), '59261-8'),
      measured('b', '2026-06-01', quantity(7, '%'), '4548-4'),
    ]);
    // 53 mmol/mol are 7.0004 %
    const above: Criterion = {
      kind: 'value',
      of: [{ code: '4548-4' }, { code: '59261-8' }],
      unit: '%',
      is: { above: 7 },
    };
    expect(await membersOf(reader, above)).toEqual(['a']);
  });

  it('by a UCUM code beside other words, and with a comparator', async () => {
    const system = 'http://unitsofmeasure.org';
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      measured('a', '2026-06-01', quantity(20, '千帕', { system, code: 'kPa' })),
      measured('b', '2026-06-01', quantity(140, 'mmHg', { comparator: '>' })),
      measured('c', '2026-06-01', quantity(140, 'mmHg', { comparator: '<' })),
    ]);
    expect(await membersOf(reader, systolic({ above: 140 }))).toEqual(['a', 'b']);
    expect(await membersOf(reader, systolic({ below: 140 }))).toEqual(['c']);
    expect(await membersOf(reader, systolic({ atLeast: 140 }))).toEqual(['a', 'b']);
  });

  it('with a comparator has one end alone', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      measured('a', '2026-06-01', quantity(90, 'mmHg', { comparator: '>' })),
      measured('b', '2026-06-01', quantity(60, 'mmHg', { comparator: '<' })),
      measured('c', '2026-06-01', quantity(90, 'mmHg', { comparator: '>=' })),
      measured('d', '2026-06-01', quantity(60, 'mmHg', { comparator: '<=' })),
    ]);
    // how much more, or less, nobody knows
    expect(await membersOf(reader, systolic({ below: 100 }))).toEqual(['b', 'd']);
    expect(await membersOf(reader, systolic({ atMost: 90 }))).toEqual(['b', 'd']);
    expect(await membersOf(reader, systolic({ above: 40 }))).toEqual(['a', 'c']);
    expect(await membersOf(reader, systolic({ atLeast: 60 }))).toEqual(['a', 'c']);
    expect(await membersOf(reader, systolic({ above: 90 }))).toEqual(['a']);
    expect(await membersOf(reader, systolic({ below: 60 }))).toEqual(['b']);
    expect(await membersOf(reader, systolic({ atLeast: 90 }))).toEqual(['a', 'c']);
    expect(await membersOf(reader, systolic({ atMost: 60 }))).toEqual(['b', 'd']);
  });

  it('that is in error, cancelled or deleted is none; within days it is the last that has to be of them', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      measured('a', '2026-06-01', { ...quantity(150), status: 'entered-in-error' }),
      measured('b', '2026-06-01', { ...quantity(150), status: 'cancelled' }),
      { deleted: measured('c', '2026-06-01', quantity(150)) },
      measured('d', '2026-06-20', quantity(150)),
      measured('e', '2026-06-19', quantity(150)),
    ]);
    expect(await membersOf(reader, systolic({ above: 140 }))).toEqual(['d', 'e']);
    expect(await membersOf(reader, systolic({ above: 140 }, { within: 10 }))).toEqual(['d']);
  });
});
