/** Cohorts count what measures count: where both ask for the same, both say the same. */
import { describe, expect, it } from 'vitest';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import type { Criterion, LeafOf } from '../../../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, person } from '../clinic.ts';
import { membersOf, TODAY } from './ask.ts';

const of = (patient: string): JsonObject => ({ reference: `Patient/${patient}` });
const named = (id: string, more: JsonObject = {}): JsonObject => person('1970-01-01', 'female', { id, ...more });
const coded = (code: string): JsonObject => ({ coding: [{ code }] });
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

describe('who has hypertension', () => {
  const has = (patient: string, more: JsonObject = {}): JsonObject => ({
    resourceType: 'Condition',
    subject: of(patient),
    code: { coding: [{ system: ICD10, code: 'I10' }] },
    onsetDateTime: '2020-01-01',
    ...more,
  });
  const verified = (code: string): JsonObject => ({ verificationStatus: coded(code) });
  const reader = (): Reader =>
    clinicOf([
      named('plain'),
      has('plain'),
      named('sure'),
      has('sure', verified('confirmed')),
      ...['unconfirmed', 'provisional', 'differential', 'refuted'].flatMap((one) => [
        named(one),
        has(one, verified(one)),
      ]),
      named('both'),
      has('both', verified('provisional')),
      has('both', verified('confirmed')),
      named('away', { active: false }),
      has('away'),
      named('dead', { deceasedDateTime: '2026-01-01' }),
      has('dead'),
      named('dies', { deceasedDateTime: '2026-07-01' }),
      has('dies'),
    ]);
  const hypertension: LeafOf<'diagnosis'> = { kind: 'diagnosis', of: [{ from: 'I10', to: 'I15' }] };

  it('is as many in the register as in the cohort: nobody of whom it is only suspected, who died or whose record is not in use', async () => {
    const asked = { name: 'hypertension', to: TODAY, today: TODAY } as const;
    const register = askMeasure(reader(), asked);
    const members = await membersOf(reader(), hypertension, { people: 'living' });
    expect(members).toEqual(['both', 'dies', 'plain', 'sure']);
    expect(register.total[0]).toBe(members.length);
  });

  it('is told with those of whom it is only suspected where somebody asks for them', async () => {
    expect(await membersOf(reader(), { ...hypertension, suspected: true }, { people: 'living' })).toEqual([
      'both',
      'dies',
      'differential',
      'plain',
      'provisional',
      'sure',
      'unconfirmed',
    ]);
    expect(await membersOf(reader(), hypertension, { people: 'inactive' })).toEqual(['away']);
  });
});

describe('a medicine', () => {
  const DRUG = 'urn:xinglin:drug';
  const drug = (code: string, text: string): JsonObject => ({ coding: [{ system: DRUG, code }], text });
  const request = (patient: string, more: JsonObject): JsonObject => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: of(patient),
    authoredOn: '2026-06-01',
    ...more,
  });
  const uses: Criterion = { kind: 'medication', of: [{ system: DRUG, code: 'amoxicillin' }] };

  it('that is planned, proposed or an option is not taken yet', async () => {
    const medicationCodeableConcept = drug('amoxicillin', 'Amoxicillin');
    const reader = clinicOf(
      ['order', 'plan', 'proposal', 'option', 'instance-order'].flatMap((intent) => [
        named(intent),
        request(intent, { intent, medicationCodeableConcept }),
      ]),
    );
    expect(await membersOf(reader, uses)).toEqual(['instance-order', 'order']);
  });

  it('is what a Medication is made of, too: one of its own, before or after it came, or one within', async () => {
    const ingredient = [{ itemCodeableConcept: drug('amoxicillin', 'Amoxicillin') }];
    const combined: JsonObject = { code: { text: 'Co-amoxiclav' }, ingredient };
    const reader = clinicOf([
      { resourceType: 'Medication', id: 'before', ...combined },
      named('a'),
      request('a', { medicationReference: { reference: 'Medication/before' } }),
      named('b'),
      request('b', { medicationReference: { reference: 'Medication/after' } }),
      { resourceType: 'Medication', id: 'after', ...combined },
      named('c'),
      request('c', {
        contained: [{ resourceType: 'Medication', id: 'x', ...combined }],
        medicationReference: { reference: '#x' },
      }),
      named('d'),
      {
        ...request('d', { medicationReference: { reference: 'Medication/after' } }),
        resourceType: 'MedicationStatement',
      },
      named('e'),
      request('e', { medicationReference: { reference: 'Medication/gone' } }),
    ]);
    expect(await membersOf(reader, uses)).toEqual(['a', 'b', 'c', 'd']);
    expect(await membersOf(reader, { kind: 'medication', of: [{ text: 'amoxicillin' }] })).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});

describe('a visit', () => {
  const visit = (patient: string, start: string, more: JsonObject = {}): JsonObject => ({
    resourceType: 'Encounter',
    status: 'finished',
    subject: of(patient),
    period: { start },
    ...more,
  });
  const doctor = (id: string): JsonObject => ({ individual: { reference: `Practitioner/${id}` } });

  it('is none where it is a part of one, and has a day where only its month is known', async () => {
    const reader = clinicOf([
      named('a'),
      visit('a', '2026-06-01', { partOf: { reference: 'Encounter/r9' } }),
      named('b'),
      visit('b', '2026-06'),
      named('c'),
      visit('c', '2026-07'),
    ]);
    expect(await membersOf(reader, { kind: 'visit' })).toEqual(['b']);
    expect(await membersOf(reader, { kind: 'visit', within: 30 })).toEqual(['b']);
    expect(await membersOf(reader, { kind: 'visit', within: 28 })).toEqual([]);
  });

  it('is of everybody who took part in the same one, and of each of its places', async () => {
    const reader = clinicOf([
      named('a'),
      visit('a', '2026-06-01', {
        participant: [doctor('x'), doctor('y')],
        location: [{ location: { reference: 'Location/l' } }],
        serviceProvider: { reference: 'Organization/o' },
      }),
      named('b'),
      visit('b', '2026-06-01', { participant: [doctor('y')] }),
      visit('b', '2026-06-02', { serviceProvider: { reference: 'Organization/o' } }),
    ]);
    const seen = (by: string, reference?: string): Promise<string[]> =>
      membersOf(reader, { kind: 'visit', by: { practitioner: by }, ...(reference ? { place: { reference } } : {}) });
    expect(await seen('x')).toEqual(['a']);
    expect(await seen('y')).toEqual(['a', 'b']);
    expect(await seen('y', 'Organization/o')).toEqual(['a']);
    expect(await seen('y', 'Location/l')).toEqual(['a']);
    expect(await seen('z')).toEqual([]);
  });
});
