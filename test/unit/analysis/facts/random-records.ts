/** Records of every type that measures count, made up from a few numbers, so that corrections, mergers and erasures meet. */
import fc from 'fast-check';
import type { JsonObject } from '../../../../shared/records/json.ts';

export const PEOPLE = 4;

const SNOMED = 'http://snomed.info/sct';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const DAYS = ['2026-03-01', '2026-03-01T09:00:00Z', '2026-03-02', '2026-05-20T10:00:00Z', '2026-05', undefined];
const WORDS = ['one', 'another', 'a third', undefined];

/** Which record (of some), whose, when, and three choices that mean something else in each type. */
export const Choice = fc.record({
  kind: fc.nat(10),
  slot: fc.nat(3),
  person: fc.nat(PEOPLE - 1),
  day: fc.nat(DAYS.length - 1),
  x: fc.nat(5),
  y: fc.nat(5),
  z: fc.nat(3),
});
export type Choice = typeof Choice extends fc.Arbitrary<infer C> ? C : never;

export function patient(n: number, { x, y }: Pick<Choice, 'x' | 'y'> = { x: 0, y: 0 }): JsonObject {
  return {
    resourceType: 'Patient',
    id: `p${n}`,
    active: x !== 5,
    birthDate: ['2024-02-01', '1980-01-01', '1950-06-30', '1990'][(n + y) % 4] ?? '',
    gender: (['female', 'male', 'other'] as const)[x % 3] ?? 'other',
    ...(y === 5 ? { deceasedDateTime: '2026-05-01' } : {}),
  };
}

/** The record that is meant; written again it is a correction of what it says otherwise. */
export function recordOf({ kind, slot, person, day, x, y, z }: Choice): JsonObject {
  const subject = { reference: `Patient/p${person}` };
  const at = DAYS[day];
  const word = WORDS[z];
  const shown = word === undefined ? {} : { display: word };
  const who = { reference: `Practitioner/d${y % 2}`, ...shown };
  const when = (element: string): JsonObject => (at === undefined ? {} : { [element]: at });
  const of = (type: string, told: JsonObject): JsonObject => ({ resourceType: type, id: `${type}-${slot}`, ...told });
  switch (kind) {
    case 0:
    case 1:
      return of('Encounter', {
        status: x === 5 ? 'cancelled' : 'finished',
        class: { code: 'AMB' },
        subject,
        participant: [{ individual: who }],
        location: [{ location: { reference: `Location/l${x % 2}`, ...shown } }],
        ...(at === undefined ? {} : { period: { start: at } }),
        ...(y < 3
          ? {
              statusHistory: [
                { status: 'arrived', period: { start: '2026-03-01T08:00:00Z', end: `2026-03-01T08:${10 + y}:00Z` } },
              ],
            }
          : {}),
      });
    case 2:
      return of('Appointment', {
        status: (['noshow', 'arrived', 'booked', 'cancelled', 'fulfilled', 'noshow'] as const)[x] ?? 'booked',
        ...(at === undefined || at.length === 7 ? {} : { start: `${at.slice(0, 10)}T09:00:00Z` }),
        participant: [
          { actor: subject, status: 'accepted' },
          { actor: who, status: 'accepted' },
        ],
      });
    case 3:
    case 4:
      return of('MedicationRequest', {
        status: x === 5 ? 'cancelled' : 'active',
        intent: 'order',
        subject,
        requester: who,
        ...(x % 3 === 0
          ? { medicationReference: { reference: `Medication/Medication-${z}` } }
          : { medicationCodeableConcept: { text: x % 3 === 1 ? 'Amoxicillin' : 'Ibuprofen' } }),
        ...when('authoredOn'),
        ...(y < 2 ? { encounter: { reference: `Encounter/Encounter-${y}` } } : {}),
        ...(y === 2 ? { groupIdentifier: { value: 'g' } } : {}),
        ...(y === 3 ? { priorPrescription: { reference: `MedicationRequest/MedicationRequest-${z}` } } : {}),
      });
    case 5:
      return of('Medication', { code: { text: x % 2 === 0 ? 'Cefixime' : 'Ibuprofen' } });
    case 6:
      return of('ServiceRequest', {
        status: x === 5 ? 'completed' : 'active',
        intent: 'order',
        subject,
        requester: who,
        code: { text: x === 0 ? 'blood count' : 'referral' },
        performerType:
          y === 0 ? { text: word ?? 'eyes' } : { coding: [{ system: SNOMED, code: `39457900${y % 2}`, ...shown }] },
        ...when('authoredOn'),
      });
    case 7:
      return x < 3
        ? of('Invoice', {
            status: (['issued', 'balanced', 'draft'] as const)[x] ?? 'issued',
            subject,
            participant: [{ actor: who }],
            ...(y === 5 ? {} : { totalGross: { value: 10 + y, currency: y % 2 === 0 ? 'CNY' : 'USD' } }),
            ...when('date'),
          })
        : of('ChargeItem', {
            status: 'billable',
            code: { text: 'x' },
            subject,
            performer: [{ actor: who }],
            priceOverride: { value: 5 + y, currency: 'CNY' },
            ...when('occurrenceDateTime'),
          });
    case 8:
      return of('Immunization', {
        status: x === 5 ? 'not-done' : 'completed',
        patient: subject,
        vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: `0${(y % 2) + 1}`, ...shown }] },
        ...(at === undefined ? { occurrenceString: 'as a child' } : { occurrenceDateTime: at }),
      });
    case 9:
      return of('Condition', {
        code:
          [
            { coding: [{ system: ICD10, code: 'I10', ...shown }] },
            { coding: [{ system: ICD10, code: 'E11', ...shown }] },
            { text: word ?? '糖尿病' },
            { coding: [{ system: 'urn:local', code: '1' }] },
            { coding: [{ system: SNOMED, code: '38341003' }] },
            {},
          ][x] ?? {},
        subject,
        ...(y === 5 ? { verificationStatus: { coding: [{ code: 'provisional' }] } } : {}),
        ...(y === 4 ? { clinicalStatus: { coding: [{ code: 'resolved' }] }, abatementDateTime: '2026-06-01' } : {}),
        ...when('recordedDate'),
      });
    default:
      return of('Observation', {
        status: 'preliminary',
        subject,
        ...when('effectiveDateTime'),
        ...(x < 3
          ? {
              code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
              component: ['8480-6', '8462-4'].map((code, n) => ({
                code: { coding: [{ system: 'http://loinc.org', code }] },
                valueQuantity: {
                  value: (n === 0 ? 130 : 80) + y * 5,
                  code: 'mm[Hg]',
                  ...(z === 0 ? { comparator: '<' } : {}),
                },
              })),
            }
          : {
              code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
              valueQuantity: { value: 6 + y / 2, code: '%', ...(z === 0 ? { comparator: '>' } : {}) },
            }),
      });
  }
}
