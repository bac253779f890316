import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsOn } from '../../../electron/vault/records/findings.ts';
import type { Resource } from '../../../shared/bridge/records.ts';
import { RECORD_TYPES, type RecordType, type RecordTypeName } from '../../../shared/records/contract.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { LIMITS } from '../../../shared/records/observation/limits.ts';
import { isBefore, isFuture } from '../../../shared/records/plausible.ts';
import { recordTypes } from '../../../shared/records/registry.ts';

const TODAY = '2024-03-10';
const doubts = (name: RecordTypeName, change: JsonObject): string[] => {
  const type: RecordType = recordTypes[name];
  return (type.doubts?.({ ...type.sample, ...change }, TODAY) ?? []).map(({ element, code }) => `${element} ${code}`);
};
const measured = (code: string, value: number, unit: string) =>
  doubts('Observation', {
    code: { coding: [{ system: 'http://loinc.org', code }] },
    valueQuantity: { value, code: unit, system: 'http://unitsofmeasure.org' },
  });

describe('doubts', () => {
  it.each<[RecordTypeName, JsonObject, string[]]>([
    ['Patient', { birthDate: '2024-03-11' }, ['Patient.birthDate in-future']],
    ['Patient', { birthDate: TODAY }, []],
    ['Patient', { birthDate: '1894-03-09' }, ['Patient.birthDate too-old']],
    ['Patient', { birthDate: '1894-03-10' }, []],
    ['Patient', { birthDate: '1894' }, []],
    ['Patient', { birthDate: '1870', deceasedDateTime: '1950' }, []],
    [
      'Patient',
      { birthDate: '1980-02', deceasedDateTime: '1980-01-31' },
      ['Patient.deceasedDateTime end-before-start'],
    ],
    ['Patient', { deceasedDateTime: '2025' }, ['Patient.deceasedDateTime in-future']],
    ['RelatedPerson', { birthDate: '2030' }, ['RelatedPerson.birthDate in-future']],
    ['Encounter', { period: { start: '2024-03-12' } }, ['Encounter.period in-future']],
    ['Encounter', { status: 'planned', period: { start: '2024-03-12' } }, []],
    [
      'Condition',
      { onsetDateTime: '2023-05', abatementDateTime: '2023-04-30' },
      ['Condition.abatementDateTime end-before-start'],
    ],
    [
      'Appointment',
      { start: '2024-03-08T09:20:00+08:00', end: '2024-03-08T01:00:00Z' },
      ['Appointment.end end-before-start'],
    ],
    ['Appointment', { start: '2024-04-08T09:00:00+08:00', end: '2024-04-08T09:20:00+08:00' }, []],
    ['Immunization', { expirationDate: '2024-02-29' }, ['Immunization.expirationDate expired']],
    ['Immunization', { expirationDate: '2024-03' }, []],
    ['Immunization', { status: 'not-done', expirationDate: '2024-02-29' }, []],
    ['Immunization', { doseQuantity: { unit: 'mL' } }, ['Immunization.doseQuantity amount-missing']],
    [
      'MedicationRequest',
      { dosageInstruction: [{ doseAndRate: [{ doseQuantity: { unit: 'mg' } }] }] },
      ['MedicationRequest.dosageInstruction[0].doseAndRate[0].doseQuantity amount-missing'],
    ],
    ['MedicationRequest', { dosageInstruction: [{ text: 'one a day' }] }, []],
    ['MedicationDispense', { quantity: { value: 0 } }, ['MedicationDispense.quantity amount-not-positive']],
    [
      'MedicationAdministration',
      { dosage: { dose: { value: -2 } } },
      ['MedicationAdministration.dosage.dose amount-not-positive'],
    ],
    [
      'SupplyDelivery',
      { suppliedItem: { quantity: { unit: 'box' } } },
      ['SupplyDelivery.suppliedItem.quantity amount-missing'],
    ],
    [
      'Communication',
      { sent: '2024-03-02T00:00:00Z', received: '2024-03-01T00:00:00Z' },
      ['Communication.received end-before-start'],
    ],
  ])('of %s %j', (name, change, expected) => {
    expect(doubts(name, change)).toEqual(expected);
  });

  // the limits and where they come from: shared/records/observation/limits.ts
  it.each([...LIMITS])('take a value of %s at the limit, and doubt one beyond', (code, { low, high, units }) => {
    const unit = units[0] ?? '';
    expect([low, high].flatMap((value) => measured(code, value, unit))).toEqual([]);
    expect([low - 0.1, high + 0.1].flatMap((value) => measured(code, value, unit))).toEqual([
      'Observation.valueQuantity impossible-value',
      'Observation.valueQuantity impossible-value',
    ]);
    expect(measured(code, high + 0.1, 'another unit')).toEqual([]);
  });

  it('of a blood pressure look at its parts', () => {
    const part = (code: string, value: number) => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, unit: 'mmHg' },
    });
    expect(doubts('Observation', { component: [part('8480-6', 1200), part('8462-4', 80)] })).toEqual([
      'Observation.component[0].valueQuantity impossible-value',
    ]);
  });

  it('come beside the errors, by record.check', () => {
    const given = { resourceType: 'Patient', gender: 'm', birthDate: '2030-01-01' } as Resource;
    expect(findingsOn(given, TODAY)).toEqual({
      errors: [expect.objectContaining({ element: 'Patient.gender', code: 'unknown-code' })],
      doubts: [expect.objectContaining({ element: 'Patient.birthDate', code: 'in-future' })],
    });
    expect(findingsOn({ resourceType: 'constructor' } as Resource, TODAY).doubts).toEqual([]);
  });

  it.each(RECORD_TYPES)('and finality of %s survive whatever a sender puts where', (name) => {
    const type: RecordType = recordTypes[name];
    const elements = [
      ...Object.keys(type.sample),
      ...type.times,
      'component',
      'dosage',
      'dosageInstruction',
      'quantity',
      'verificationStatus',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...elements), fc.jsonValue()), (junk) => {
        const resource = { ...type.sample, ...junk, resourceType: name } as JsonObject;
        expect(typeof (type.final?.(resource) ?? false)).toBe('boolean');
        expect(Array.isArray(type.doubts?.(resource, TODAY) ?? [])).toBe(true);
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});

describe('isFuture', () => {
  it('waits until the day is over everywhere before it doubts a time', () => {
    const times = [
      '2024-03-10T23:59:00+14:00',
      '2024-03-11T11:59:00Z',
      '2024-03-11T12:00:00Z',
      '2024-03',
      '2024-04',
      'x',
    ];
    expect(times.map((time) => isFuture(time, TODAY))).toEqual([false, false, true, false, true, false]);
  });
});

describe('isBefore', () => {
  it('leaves open what the shorter of two dates leaves open', () => {
    expect([isBefore('2024', '2024-05-01'), isBefore('2023', '2024-05-01'), isBefore('2024-05-01', '2024')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('final', () => {
  const final = (name: RecordTypeName, change: JsonObject): boolean =>
    recordTypes[name].final?.({ ...recordTypes[name].sample, ...change }) ?? false;

  it.each<[RecordTypeName, JsonObject, boolean]>([
    ['Observation', { status: 'preliminary' }, false],
    ['Observation', { status: 'corrected' }, true],
    ['DocumentReference', {}, false],
    ['DocumentReference', { docStatus: 'final' }, true],
    ['DocumentReference', { status: 'entered-in-error' }, true],
    ['Condition', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }, true],
    ['Goal', { lifecycleStatus: 'entered-in-error' }, true],
    ['MedicationDispense', { status: 'in-progress' }, false],
    ['MedicationDispense', { status: 'completed' }, true],
    ['Immunization', { status: 'not-done' }, true],
    ['PaymentNotice', { status: 'draft' }, false],
    ['PaymentNotice', {}, true],
    ['SupplyDelivery', {}, true],
    ['Provenance', {}, true],
    ['Patient', {}, false],
  ])('%s %j: %s', (name, change, expected) => {
    expect(final(name, change)).toBe(expected);
  });
});
