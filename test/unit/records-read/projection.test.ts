import { describe, expect, it } from 'vitest';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { readData, TEST_DATA } from './data.ts';

const shanghai = dayIn('Asia/Shanghai');
const of = (resource: JsonObject) => project(resource, shanghai);

describe('project', () => {
  it('puts an instant on the clinic’s day and a date on its own', () => {
    const late = of({ resourceType: 'Observation', effectiveDateTime: '2024-03-01T20:30:00Z' });
    expect([late.at, late.day]).toEqual([Date.UTC(2024, 2, 1, 20, 30), '2024-03-02']);
    expect(of({ resourceType: 'Observation', effectiveDateTime: '2024-03' }).day).toBe('2024-03-01');
    expect(of({ resourceType: 'Observation', issued: '2024-03-01T08:00:00+08:00' }).at).toBe(Date.UTC(2024, 2, 1));
    // where the day begins later than in UTC, a date lies behind the evening before all the same
    const newYork = dayIn('America/New_York');
    const [evening, date] = ['2024-06-09T21:00:00-04:00', '2024-06-10'].map(
      (issued) => project({ resourceType: 'Observation', issued }, newYork).at ?? 0,
    );
    expect(date).toBeGreaterThan(evening ?? 0);
    // a time without a zone is the clinic's
    const bare = of({ resourceType: 'Observation', issued: '2024-03-01T08:00:00' });
    expect([bare.at, bare.day]).toEqual([Date.UTC(2024, 2, 1), '2024-03-01']);
  });

  it.each<[JsonObject, string]>([
    [{ resourceType: 'Encounter', period: { start: '2024-01-02', end: '2024-01-05' } }, '2024-01-02'],
    [{ resourceType: 'Encounter', period: { end: '2024-01-05' } }, '2024-01-05'],
    [{ resourceType: 'Condition', onsetDateTime: '2020-01-01', recordedDate: '2024-01-01' }, '2020-01-01'],
    [{ resourceType: 'Condition', onsetString: 'as a child', recordedDate: '2024-01-01' }, '2024-01-01'],
    [{ resourceType: 'MedicationRequest', authoredOn: '2024-01-01' }, '2024-01-01'],
    [{ resourceType: 'Immunization', occurrenceDateTime: '2024-01-01', recorded: '2024-05-05' }, '2024-01-01'],
    [{ resourceType: 'Procedure', performedPeriod: { start: '2024-01-01' } }, '2024-01-01'],
    [{ resourceType: 'DocumentReference', context: { period: { start: '2024-01-01' } } }, '2024-01-01'],
    [{ resourceType: 'Appointment', start: '2024-01-01T00:00:00Z', created: '2023-01-01' }, '2024-01-01'],
    [{ resourceType: 'ImagingStudy', started: '2024-01-01' }, '2024-01-01'],
    [{ resourceType: 'Specimen', collection: { collectedDateTime: '2024-01-01' } }, '2024-01-01'],
    [{ resourceType: 'Observation', effectiveTiming: { event: ['2024-01-01'] } }, '2024-01-01'],
    [{ resourceType: 'SomethingOfTomorrow', occurrencePeriod: { start: '2024-01-01' } }, '2024-01-01'],
  ])('finds the clinical time of %j', (resource, day) => {
    expect(of(resource).day).toBe(day);
  });

  it('gives a person no time', () => {
    expect(of({ resourceType: 'Patient', id: 'a', birthDate: '1980-01-01' }).at).toBeNull();
  });

  it.each<[JsonObject, string | null]>([
    [{ resourceType: 'Patient', id: 'p1' }, 'p1'],
    [{ resourceType: 'Observation', subject: { reference: 'Patient/p1' } }, 'p1'],
    [{ resourceType: 'Observation', subject: { reference: 'Patient/p1/_history/3' } }, 'p1'],
    [{ resourceType: 'Observation', subject: { reference: 'Group/p1' } }, null],
    [{ resourceType: 'Observation', subject: { reference: 'Patient?identifier=x|1' } }, null],
    [
      { resourceType: 'Coverage', beneficiary: { reference: 'Patient/p1' }, subscriber: { reference: 'Patient/p2' } },
      'p1',
    ],
    [{ resourceType: 'Task', for: { reference: 'Patient/p1' } }, 'p1'],
    [{ resourceType: 'Account', subject: [{ reference: 'Device/d' }, { reference: 'Patient/p1' }] }, 'p1'],
    [
      {
        resourceType: 'Appointment',
        participant: [{ actor: { reference: 'Practitioner/d' } }, { actor: { reference: 'Patient/p1' } }],
      },
      'p1',
    ],
    [{ resourceType: 'Organization', name: 'Patient/p1' }, null],
  ])('finds the patient of %j', (resource, patient) => {
    expect(of(resource).patient).toBe(patient);
  });

  it('keeps the first coding, the status and the identifiers', () => {
    const condition = of({
      resourceType: 'Condition',
      code: {
        coding: [
          { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' },
          { system: 'x', code: 'y' },
        ],
      },
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
      },
      identifier: [{ system: 's', value: '1' }, { value: '1' }, { system: 's', value: '1' }, { system: 's' }],
    });
    expect(condition).toMatchObject({ code: 'http://hl7.org/fhir/sid/icd-10|I10', status: 'active' });
    expect(condition.identifiers).toEqual([
      { system: 's', value: '1' },
      { system: '', value: '1' },
    ]);
    expect(
      of({ resourceType: 'Condition', verificationStatus: { coding: [{ code: 'entered-in-error' }] } }).status,
    ).toBe('entered-in-error');
    expect(of({ resourceType: 'Encounter', status: 'finished', class: { system: 'a', code: 'AMB' } })).toMatchObject({
      code: 'a|AMB',
      status: 'finished',
    });
  });

  it('survives whatever a sender puts where', () => {
    for (const value of [null, 1, 'x', true, [], {}, [null], [[{}]], JSON.rawJSON('1.00')]) {
      const names = [
        'subject',
        'participant',
        'period',
        'code',
        'status',
        'clinicalStatus',
        'identifier',
        'name',
        'telecom',
        'birthDate',
        'date',
      ];
      for (const resourceType of ['Patient', 'Observation', 'Encounter', 'Basic']) {
        const projection = of({ resourceType, ...Object.fromEntries(names.map((name) => [name, value])) });
        expect(projection.patient).toBeNull();
        expect(projection.at).toBeNull();
      }
    }
    const bad = {
      resourceType: 'Patient',
      name: [{ family: 5, given: [null, {}], text: ['x'] }],
      telecom: [{ value: 7 }],
      identifier: [{ value: {} }],
    };
    expect(of(bad).tokens).toEqual([]);
  });

  it.skipIf(!TEST_DATA)('finds patient, time and code in real records', () => {
    const rows = [
      ...readData('synthea-ndjson/nine-patients/Observation.ndjson.gz'),
      ...readData('synthea-ndjson/ten-patients/Encounter.000.ndjson.gz'),
    ];
    expect(rows.length).toBeGreaterThan(1000);
    for (const row of rows) {
      const projection = of(parseJson(row) as JsonObject);
      expect(projection.patient).not.toBeNull();
      expect(projection.day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(projection.code).toContain('|');
      expect(projection.status).not.toBeNull();
    }
  });
});
