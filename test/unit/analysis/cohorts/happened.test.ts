import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../../shared/cohorts/definition.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, person } from '../clinic.ts';
import { membersOf } from './ask.ts';

const of = (patient: string): JsonObject => ({ reference: `Patient/${patient}` });
const named = (id: string): JsonObject => person('1970-01-01', 'female', { id });
const coded = (code: string): JsonObject => ({ coding: [{ code }] });

describe('visits and appointments', () => {
  const visited = (patient: string, start: string, more: JsonObject = {}): JsonObject => ({
    resourceType: 'Encounter',
    status: 'finished',
    subject: of(patient),
    period: { start },
    ...more,
  });
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

  it('within days are counted in the clinic’s zone, both ends, and took place', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      // 31 March in London, 1 April in Shanghai: 90 days before 30 June
      visited('a', '2026-03-31T16:00:00Z'),
      visited('b', '2026-03-31T15:59:59Z'),
      visited('c', '2026-06-30T15:59:59Z'),
      visited('d', '2026-06-30T16:00:00Z'),
      visited('e', '2026-06-01', { status: 'cancelled' }),
      visited('f', '2026-06-01', { status: 'entered-in-error' }),
      { deleted: visited('g', '2026-06-01') },
    ]);
    expect(await membersOf(reader, { kind: 'visit', within: 90 })).toEqual(['a', 'c']);
    expect(await membersOf(reader, { kind: 'visit' })).toEqual(['a', 'b', 'c']);
    expect(await membersOf(reader, { kind: 'not', of: { kind: 'visit', within: 90 } })).toEqual([
      'b',
      'd',
      'e',
      'f',
      'g',
      'h',
    ]);
  });

  it('are of whoever saw them, and of a place', async () => {
    const user = { display: 'Dr Li', identifier: { system: 'urn:xinglin:user', value: 'u1' } };
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      visited('a', '2026-06-01', { participant: [{ individual: { reference: 'Practitioner/x' } }] }),
      visited('b', '2026-06-01', { participant: [{ individual: user }] }),
      visited('c', '2026-06-01', { serviceProvider: { reference: 'Organization/o' } }),
      visited('d', '2026-06-01', { location: [{ location: { reference: 'Location/l' } }] }),
    ]);
    expect(await membersOf(reader, { kind: 'visit', by: { practitioner: 'x' } })).toEqual(['a']);
    expect(await membersOf(reader, { kind: 'visit', by: { user: 'u1' } })).toEqual(['b']);
    expect(await membersOf(reader, { kind: 'visit', place: { reference: 'Organization/o' } })).toEqual(['c']);
    expect(await membersOf(reader, { kind: 'visit', place: { reference: 'Location/l' } })).toEqual(['d']);
  });

  it('to which they did not come', async () => {
    const missed = (patient: string, start: string, status: string): JsonObject => ({
      resourceType: 'Appointment',
      status,
      start,
      end: start,
      participant: [{ actor: of(patient), status: 'accepted' }],
    });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      missed('a', '2026-06-20T09:00:00+08:00', 'noshow'),
      missed('b', '2026-06-19T09:00:00+08:00', 'noshow'),
      missed('c', '2026-06-20T09:00:00+08:00', 'fulfilled'),
    ]);
    expect(await membersOf(reader, { kind: 'no-show', within: 10 })).toEqual(['a']);
  });

  it('tasks that are open, and past their day', async () => {
    const task = (patient: string, status: string, due?: string): JsonObject => ({
      resourceType: 'Task',
      status,
      for: of(patient),
      ...(due ? { restriction: { period: { end: due } } } : {}),
    });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      task('a', 'requested', '2026-06-29'),
      task('b', 'requested', '2026-06-30'),
      task('c', 'requested'),
      task('d', 'completed', '2026-06-01'),
      { deleted: task('e', 'requested', '2026-06-01') },
    ]);
    expect(await membersOf(reader, { kind: 'task', due: 'open' })).toEqual(['a', 'b', 'c']);
    expect(await membersOf(reader, { kind: 'task', due: 'overdue' })).toEqual(['a']);
  });
});

describe('medication, allergies, vaccines, flags', () => {
  const DRUG = 'urn:xinglin:drug';
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const metformin = { coding: [{ system: DRUG, code: 'metformin', display: 'Metformin' }], text: '二甲双胍' };
  const request = (patient: string, more: JsonObject = {}): JsonObject => ({
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    subject: of(patient),
    authoredOn: '2026-06-01',
    medicationCodeableConcept: metformin,
    ...more,
  });
  const course = (value: number, code: string): JsonObject => ({
    dosageInstruction: [{ timing: { repeat: { boundsDuration: { value, code } } } }],
  });
  const uses: Criterion = { kind: 'medication', of: [{ system: DRUG, code: 'metformin' }] };

  it('is in use until its days are over', async () => {
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      request('a'),
      request('b', course(30, 'd')), // the last day is 30 June
      request('c', course(29, 'd')),
      request('d', { ...course(10, 'd'), dispenseRequest: { numberOfRepeatsAllowed: 2 } }),
      request('e', { dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end: '2026-06-29' } } } }] }),
      request('f', { status: 'stopped' }),
      request('g', { intent: 'proposal' }),
      request('h', { doNotPerform: true }),
    ]);
    expect(await membersOf(reader, uses)).toEqual(['a', 'b', 'd']);
  });

  it('is named by itself, by a Medication, by one within it, or by words', async () => {
    const { medicationCodeableConcept: _, ...bare } = request('b');
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      { resourceType: 'Medication', id: 'm1', code: metformin },
      { ...bare, medicationReference: { reference: 'Medication/m1' } },
      {
        ...bare,
        subject: of('c'),
        contained: [{ resourceType: 'Medication', id: 'x', code: metformin }],
        medicationReference: { reference: '#x' },
      },
      { ...bare, subject: of('d'), medicationReference: { display: 'Metformin 500 mg' } },
      {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject: of('e'),
        medicationCodeableConcept: metformin,
        effectivePeriod: { end: '2026-06-30' },
      },
      {
        resourceType: 'MedicationStatement',
        status: 'active',
        subject: of('f'),
        medicationCodeableConcept: metformin,
        effectivePeriod: { end: '2026-06-29' },
      },
    ]);
    expect(await membersOf(reader, uses)).toEqual(['b', 'c', 'e']);
    expect(await membersOf(reader, { kind: 'medication', of: [{ text: 'metformin' }] })).toEqual(['b', 'c', 'd', 'e']);
    expect(await membersOf(reader, { kind: 'medication', of: [{ text: '二甲' }] })).toEqual(['b', 'c', 'e']);
  });

  it('knows an allergy from a statement that there is none', async () => {
    const allergy = (patient: string, code: JsonObject, more: JsonObject = {}): JsonObject => ({
      resourceType: 'AllergyIntolerance',
      patient: of(patient),
      clinicalStatus: coded('active'),
      code,
      ...more,
    });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      allergy('a', { text: 'Penicillin V' }),
      allergy('b', { coding: [{ code: 'no-known-medication-allergies' }], text: 'No penicillin allergy' }),
      allergy('c', { text: 'penicillin' }, { clinicalStatus: coded('resolved') }),
      allergy('d', { text: 'penicillin' }, { verificationStatus: coded('entered-in-error') }),
    ]);
    expect(await membersOf(reader, { kind: 'allergy', of: [{ text: 'penicillin' }] })).toEqual(['a']);
  });

  it('of vaccines counts what was given', async () => {
    const dose = (patient: string, occurrenceDateTime: string, more: JsonObject = {}): JsonObject => ({
      resourceType: 'Immunization',
      status: 'completed',
      patient: of(patient),
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }], text: 'Influenza' },
      occurrenceDateTime,
      ...more,
    });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      dose('a', '2026-06-01'),
      dose('b', '2025-06-29'),
      dose('c', '2026-06-01', { status: 'not-done' }),
      dose('d', '2026-07-01'),
    ]);
    const influenza = [{ code: '140' }];
    expect(await membersOf(reader, { kind: 'vaccine', of: influenza, within: 365 })).toEqual(['a']);
    expect(await membersOf(reader, { kind: 'vaccine', of: influenza })).toEqual(['a', 'b']);
    expect(await membersOf(reader, { kind: 'not', of: { kind: 'vaccine', of: [{ text: 'influenza' }] } })).toEqual([
      'c',
      'd',
      'e',
      'f',
      'g',
      'h',
    ]);
  });

  it('of flags counts those that are up', async () => {
    const flag = (patient: string, text: string, more: JsonObject = {}): JsonObject => ({
      resourceType: 'Flag',
      status: 'active',
      subject: of(patient),
      code: { text },
      ...more,
    });
    const reader = clinicOf([
      ...ids.map((id) => named(id)),
      flag('a', 'Risk of falling'),
      flag('b', 'Needs an interpreter'),
      flag('c', 'Risk of falling', { status: 'inactive' }),
      flag('d', 'Risk of falling', { period: { end: '2026-06-29' } }),
      flag('e', 'Risk of falling', { period: { end: '2026-06-30' } }),
    ]);
    expect(await membersOf(reader, { kind: 'flag' })).toEqual(['a', 'b', 'e']);
    expect(await membersOf(reader, { kind: 'flag', text: 'falling' })).toEqual(['a', 'e']);
  });
});
