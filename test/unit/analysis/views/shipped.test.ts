import { describe, expect, it } from 'vitest';
import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import { SHIPPED_VIEWS } from '../../../../electron/vault/analysis/views/shipped/registry.ts';
import { isResourceType } from '../../../../shared/fhir/structure.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';

const LOINC = 'http://loinc.org';
const subject = { reference: 'Patient/p' };
const encounter = { reference: 'Encounter/e' };
const concept = (system: string, code: string, display: string): JsonObject => ({
  coding: [{ system, code, display }],
});
const mmHg = (value: number): JsonObject => ({
  value,
  unit: 'mmHg',
  system: 'http://unitsofmeasure.org',
  code: 'mm[Hg]',
});

/** A record of each type, and one that was entered in error where there is such a status. */
const RECORDS: readonly JsonObject[] = [
  {
    resourceType: 'Patient',
    id: 'p',
    active: true,
    gender: 'female',
    birthDate: '1980-05',
    name: [
      { use: 'old', family: 'Before' },
      { family: 'Wang', given: ['Li', 'Mei'], text: '王丽梅' },
    ],
    telecom: [
      { system: 'email', value: 'a@b.c' },
      { system: 'phone', value: '123' },
    ],
    address: [{ city: 'Hangzhou' }],
    deceasedDateTime: '2026-02-01',
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: '2026-03-02T09:00:00+08:00', end: '2026-03-02T09:20:00+08:00' },
    type: [{ text: 'Visit' }],
    participant: [{ individual: { reference: 'PractitionerRole/r' } }, { individual: { reference: 'Practitioner/d' } }],
    reasonCode: [{ text: 'Cough' }],
  },
  { resourceType: 'Encounter', id: 'wrong', status: 'entered-in-error', subject, class: { code: 'AMB' } },
  {
    resourceType: 'Condition',
    id: 'c',
    subject,
    encounter,
    code: concept('urn:icd', 'I10', 'Hypertension'),
    clinicalStatus: concept('urn:s', 'active', ''),
    verificationStatus: concept('urn:v', 'confirmed', ''),
    category: [concept('urn:c', 'problem-list-item', '')],
    onsetDateTime: '2020-01',
    recordedDate: '2026-03-02T09:05:00+08:00',
  },
  {
    resourceType: 'Condition',
    id: 'refuted',
    subject,
    code: { text: 'x' },
    verificationStatus: concept('urn:v', 'refuted', ''),
  },
  {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    subject,
    encounter,
    category: [concept('urn:c', 'laboratory', '')],
    code: { ...concept(LOINC, '4548-4', 'HbA1c'), text: 'HbA1c %' },
    effectiveDateTime: '2026-03-02T09:10:00+08:00',
    valueQuantity: { value: 7.5, unit: '%', code: '%' },
    interpretation: [concept('urn:i', 'H', '')],
  },
  {
    resourceType: 'Observation',
    id: 'bp',
    status: 'final',
    subject,
    encounter,
    code: concept(LOINC, '85354-9', 'BP'),
    effectiveDateTime: '2026-03-02T09:10:00+08:00',
    component: [
      { code: concept(LOINC, '8462-4', 'Diastolic'), valueQuantity: mmHg(80) },
      { code: concept(LOINC, '8480-6', 'Systolic'), valueQuantity: mmHg(120) },
    ],
  },
  {
    resourceType: 'Observation',
    id: 'error',
    status: 'entered-in-error',
    subject,
    code: concept(LOINC, '85354-9', 'BP'),
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject,
    encounter,
    authoredOn: '2026-03-02T09:15:00+08:00',
    medicationCodeableConcept: { ...concept('urn:drug', 'aml', 'Amlodipine'), text: 'Amlodipine 5 mg' },
    requester: { reference: 'Practitioner/d' },
    dosageInstruction: [
      {
        text: '1 tablet once a day',
        route: { text: 'oral' },
        doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
      },
    ],
  },
  {
    resourceType: 'Immunization',
    id: 'i',
    status: 'completed',
    patient: subject,
    vaccineCode: concept('http://hl7.org/fhir/sid/cvx', '08', 'Hepatitis B'),
    occurrenceDateTime: '2026-03-02',
    lotNumber: 'L1',
    protocolApplied: [{ doseNumberPositiveInt: 2 }],
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    patient: subject,
    type: 'allergy',
    category: ['food'],
    criticality: 'high',
    code: { text: 'Peanut' },
    clinicalStatus: concept('urn:s', 'active', ''),
    recordedDate: '2026-03-02',
    reaction: [{ manifestation: [{ text: 'Rash' }] }],
  },
  {
    resourceType: 'Appointment',
    id: 'b',
    status: 'booked',
    start: '2026-03-02T23:30:00Z',
    minutesDuration: 15,
    reasonCode: [{ text: 'Check' }],
    participant: [
      { actor: { reference: 'Practitioner/d' }, status: 'accepted' },
      { actor: subject, status: 'accepted' },
    ],
  },
];

const DAY = '2026-03-02';
const EXPECTED: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  patients: [['p', true, 'Wang', 'Li Mei', '王丽梅', 'female', '1980-05', true, '2026-02-01', 'Hangzhou', '123']],
  visits: [
    ['e', 'p', DAY, 'finished', 'AMB', '2026-03-02T09:00:00+08:00', '2026-03-02T09:20:00+08:00', 'd', 'Visit', 'Cough'],
  ],
  conditions: [
    [
      'c',
      'p',
      'e',
      '2020-01-01',
      'active',
      'confirmed',
      'problem-list-item',
      'urn:icd',
      'I10',
      'Hypertension',
      '2020-01',
      null,
      '2026-03-02T09:05:00+08:00',
    ],
  ],
  observations: [
    [
      'o',
      'p',
      'e',
      DAY,
      'final',
      'laboratory',
      LOINC,
      '4548-4',
      'HbA1c %',
      '2026-03-02T09:10:00+08:00',
      7.5,
      '%',
      null,
      null,
      'H',
    ],
    [
      'bp',
      'p',
      'e',
      DAY,
      'final',
      null,
      LOINC,
      '85354-9',
      'BP',
      '2026-03-02T09:10:00+08:00',
      null,
      null,
      null,
      null,
      null,
    ],
  ],
  observation_components: [
    ['bp', 'p', DAY, 0, LOINC, '8462-4', 'Diastolic', 80, 'mmHg', null],
    ['bp', 'p', DAY, 1, LOINC, '8480-6', 'Systolic', 120, 'mmHg', null],
  ],
  blood_pressures: [['bp', 'p', 'e', DAY, '2026-03-02T09:10:00+08:00', 120, 80]],
  prescriptions: [
    [
      'm',
      'p',
      'e',
      DAY,
      'active',
      'order',
      'urn:drug',
      'aml',
      'Amlodipine 5 mg',
      '2026-03-02T09:15:00+08:00',
      'd',
      '1 tablet once a day',
      1,
      'tablet',
      'oral',
    ],
  ],
  immunizations: [
    ['i', 'p', DAY, 'completed', 'http://hl7.org/fhir/sid/cvx', '08', 'Hepatitis B', '2026-03-02', 2, 'L1'],
  ],
  allergies: [['a', 'p', DAY, 'active', 'allergy', 'food', 'high', null, null, 'Peanut', 'Rash']],
  appointments: [['b', 'p', 'd', '2026-03-03', 'booked', '2026-03-02T23:30:00Z', 15, 'Check']],
};

describe('views that ship', () => {
  it.each(SHIPPED_VIEWS.map((view) => [view.name, view] as const))(
    '%s gives what stands in the records',
    (name, shipped) => {
      const view = compileView(shipped.definition);
      expect([view.name, isResourceType(view.resource)]).toEqual([name, true]);
      const rows = [...viewRows(clinicOf(RECORDS), view)].map((row) => view.columns.map((column) => row[column.name]));
      expect(rows).toEqual(EXPECTED[name]);
    },
  );

  it('are named once, and each has an answer computed by hand', () => {
    expect(Object.keys(EXPECTED)).toEqual(SHIPPED_VIEWS.map(({ name }) => name));
  });
});
