import { describe, expect, it } from 'vitest';
import { readChart } from '../../../electron/vault/records/chart.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { allergy, clinic, condition, loinc, observation, PATIENT, scratchStore, subject } from './resources.ts';
import { insert } from './rows.ts';

const { store, chartOf } = scratchStore();
const encounter = { reference: 'Encounter/e1' };

describe('readChart', () => {
  it('is undefined for an unknown and for a deleted patient', () => {
    store().transaction((writer) => insert(writer, PATIENT, { deleted: true }));
    expect(readChart(store(), 'p', clinic)).toBeUndefined();
    expect(readChart(store(), 'q', clinic)).toBeUndefined();
  });

  it('of a patient without records is empty, and says that nobody asked for allergies', () => {
    expect(chartOf([])).toMatchObject({
      hit: { name: '张三', latin: 'Zhang San' },
      age: { years: 46, months: 1 },
      deceased: false,
      allergiesAsked: 'not-asked',
      problems: [],
      counts: {},
    });
  });

  it.each<[JsonObject, unknown, boolean]>([
    [{ deceasedDateTime: '2000-05-01T03:00:00+08:00' }, { years: 19, months: 11 }, true],
    [{ deceasedDateTime: '2000-05-02' }, { years: 20, months: 0 }, true],
    [{ deceasedBoolean: true }, undefined, true],
    [{ deceasedBoolean: false }, { years: 46, months: 1 }, false],
  ])('counts the age of %j', (life, age, deceased) => {
    const chart = chartOf([], { timeZone: 'UTC' }, { ...PATIENT, ...life });
    expect([chart.age, chart.deceased]).toEqual([age, deceased]);
  });

  it('puts active problems first, the newest first, and leaves errors out of everything', () => {
    const chart = chartOf([
      condition('old', 'Resolved', 'resolved', { recordedDate: '2024-01-01' }),
      condition('a', 'First', 'active', { recordedDate: '2020-01-01' }),
      condition('b', 'Second', 'recurrence', { recordedDate: '2022-05' }),
      condition('r', 'Refuted', 'active', {
        recordedDate: '2025-01-01',
        verificationStatus: { coding: [{ code: 'refuted' }] },
      }),
      condition('x', 'Error', undefined, { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }),
      observation('o', { text: 'Error' }, '2024-01-01', { status: 'entered-in-error', valueString: 'x' }),
    ]);
    expect(chart.problems.map((problem) => [problem.text, problem.status, problem.date])).toEqual([
      ['Second', 'recurrence', '2022-05'],
      ['First', 'active', '2020-01-01'],
      ['Refuted', 'refuted', '2025-01-01'],
      ['Resolved', 'resolved', '2024-01-01'],
    ]);
    expect(chart.counts).toEqual({ Condition: 4 });
    expect(chart.observations).toEqual([]);
  });

  it('speaks the reader’s language where a record does', () => {
    const code = {
      coding: [
        { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10', display: 'Hypertension' },
        { display: '高血压' },
      ],
    };
    const both = condition('a', '', 'active', { code });
    expect(chartOf([both]).problems[0]).toMatchObject({
      text: 'Hypertension',
      code: 'http://hl7.org/fhir/sid/icd-10|I10',
    });
    expect(readChart(store(), 'p', { ...clinic, locale: 'zh-CN' })?.problems[0]?.text).toBe('高血压');
  });

  it.each<[string, JsonObject[], string, string[]]>([
    ['nothing', [], 'not-asked', []],
    ['SNOMED none', [allergy('a', { coding: [{ code: '716186003' }] })], 'none-known', []],
    ['NKDA', [allergy('a', { coding: [{ code: '409137002' }], text: 'NKDA' })], 'none-known', []],
    ['text', [allergy('a', { text: 'No known allergies' })], 'none-known', []],
    ['Chinese text', [allergy('a', { text: '否认药物、食物过敏史' })], 'none-known', []],
    ['IPS none', [allergy('a', { coding: [{ code: 'no-known-allergies' }] })], 'none-known', []],
    ['IPS unknown', [allergy('a', { coding: [{ code: 'no-allergy-info' }] })], 'unknown', []],
    ['unknown text', [allergy('a', { text: '不详' })], 'unknown', []],
    ['a drug', [allergy('a', { text: 'Penicillin' })], 'listed', ['Penicillin']],
    [
      'a drug and an older none',
      [allergy('n', { text: 'NKDA' }), allergy('a', { text: '青霉素' })],
      'listed',
      ['青霉素'],
    ],
    [
      'a none entered in error',
      [
        allergy(
          'n',
          { text: 'NKDA' },
          { clinicalStatus: {}, verificationStatus: { coding: [{ code: 'entered-in-error' }] } },
        ),
      ],
      'not-asked',
      [],
    ],
    [
      'a none no longer true',
      [allergy('n', { text: 'NKDA' }, { clinicalStatus: { coding: [{ code: 'inactive' }] } })],
      'not-asked',
      [],
    ],
    [
      'the dangerous first',
      [
        allergy('a', { text: 'Dust' }, { recordedDate: '2025-01-01' }),
        allergy('b', { text: 'Nuts' }, { criticality: 'high' }),
      ],
      'listed',
      ['Nuts', 'Dust'],
    ],
  ])('distinguishes allergies: %s', (_name, allergies, asked, listed) => {
    const chart = chartOf(allergies);
    expect([chart.allergiesAsked, chart.allergies.map((one) => one.text)]).toEqual([asked, listed]);
  });

  it('tells an allergy’s reactions', () => {
    const chart = chartOf([
      allergy('a', { text: 'Nuts' }, { reaction: [{ manifestation: [{ text: 'Hives' }, { text: 'Wheeze' }] }] }),
    ]);
    expect(chart.allergies[0]?.detail).toBe('Hives, Wheeze');
  });

  it('lists what is taken, by whatever way the medicine is named', () => {
    const request = (id: string, authoredOn: string, more: JsonObject): JsonObject => ({
      resourceType: 'MedicationRequest',
      id,
      status: 'active',
      intent: 'order',
      subject,
      authoredOn,
      ...more,
    });
    const chart = chartOf([
      { resourceType: 'Medication', id: 'm1', code: { text: 'Amlodipine 5 mg' } },
      request('a', '2024-04-01', { medicationReference: { reference: 'Medication/m1' } }),
      request('b', '2024-03-01', {
        medicationReference: { reference: '#c' },
        contained: [{ resourceType: 'Medication', id: 'c', code: { text: 'Metformin' } }],
      }),
      request('c', '2024-02-01', {
        medicationCodeableConcept: { text: 'Lisinopril' },
        dosageInstruction: [
          {
            doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
            timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
          },
        ],
      }),
      request('d', '2024-01-01', {
        medicationReference: { reference: 'Medication/elsewhere', display: 'Aspirin' },
        dosageInstruction: [{ text: '每日一次' }],
      }),
      request('e', '2024-05-01', { status: 'stopped', medicationCodeableConcept: { text: 'Gone' } }),
      request('f', '2024-05-01', { intent: 'proposal', medicationCodeableConcept: { text: 'Proposed' } }),
      {
        resourceType: 'MedicationStatement',
        id: 'g',
        status: 'active',
        subject,
        effectivePeriod: { start: '2024-06-01' },
        medicationCodeableConcept: { text: 'Herbs' },
      },
    ]);
    expect(chart.medications.map(({ text, detail }) => [text, detail])).toEqual([
      ['Herbs', undefined],
      ['Amlodipine 5 mg', undefined],
      ['Metformin', undefined],
      ['Lisinopril', '1 tablet 2×/d'],
      ['Aspirin', '每日一次'],
    ]);
  });

  it('shows visits newest first with what belongs to them, and what belongs to none beside them', () => {
    const visit = (id: string, start: string, more: JsonObject = {}): JsonObject => ({
      resourceType: 'Encounter',
      id,
      status: 'finished',
      subject,
      period: { start },
      ...more,
    });
    const chart = chartOf([
      visit('e1', '2024-03-01T20:00:00Z', { reasonCode: [{ text: 'Cough' }] }),
      visit('e2', '2024-05-01', { type: [{ text: 'Check-up' }], reasonCode: [{ text: 'Fatigue' }] }),
      condition('c', 'Bronchitis', 'active', { encounter }),
      observation('bp', loinc('85354-9', 'Blood pressure'), '2024-03-01', {
        encounter,
        component: [
          { code: loinc('8480-6', 'Systolic'), valueQuantity: { value: 128, unit: 'mmHg' } },
          { code: loinc('8462-4', 'Diastolic'), valueQuantity: { value: 82, unit: 'mmHg' } },
        ],
      }),
      { resourceType: 'Procedure', id: 'pr', status: 'completed', subject, encounter, code: { text: 'Spirometry' } },
      {
        resourceType: 'MedicationRequest',
        id: 'mr',
        status: 'completed',
        subject,
        encounter,
        medicationCodeableConcept: { text: 'Codeine' },
      },
      {
        resourceType: 'DiagnosticReport',
        id: 'dr',
        status: 'final',
        subject,
        encounter,
        code: { text: 'X-ray' },
        conclusion: 'Clear',
      },
      {
        resourceType: 'DocumentReference',
        id: 'd',
        status: 'current',
        subject,
        type: { text: 'Note' },
        context: { encounter: [encounter] },
        content: [
          {
            attachment: {
              contentType: 'text/plain; charset=utf-8',
              data: Buffer.from('肺部清晰。'.repeat(300)).toString('base64'),
            },
          },
        ],
      },
      { resourceType: 'ClinicalImpression', id: 'ci', status: 'completed', subject, encounter, summary: 'Viral' },
      {
        resourceType: 'Immunization',
        id: 'im',
        status: 'completed',
        patient: subject,
        vaccineCode: { text: 'Influenza' },
        occurrenceDateTime: '2024-04-01',
        encounter: { reference: 'Encounter/elsewhere' },
      },
    ]);
    expect(chart.timeline.map(({ encounter: { type, text, detail, date } }) => [type, text, detail, date])).toEqual([
      ['Encounter', 'Check-up', 'Fatigue', '2024-05-01'],
      ['Immunization', 'Influenza', undefined, '2024-04-01'],
      ['Encounter', 'Cough', undefined, '2024-03-02T04:00:00+08:00'],
    ]);
    const lines = new Map(chart.timeline[2]?.items.map((item) => [item.type, [item.text, item.detail]]));
    const note = lines.get('DocumentReference')?.[1] ?? '';
    expect([note.slice(0, 5), note.length, note.at(-1)]).toEqual(['肺部清晰。', 601, '…']);
    lines.delete('DocumentReference');
    expect(Object.fromEntries(lines)).toEqual({
      Condition: ['Bronchitis', undefined],
      Observation: ['Blood pressure', '128/82 mmHg'],
      Procedure: ['Spirometry', undefined],
      MedicationRequest: ['Codeine', undefined],
      DiagnosticReport: ['X-ray', 'Clear'],
      ClinicalImpression: ['Viral', undefined],
    });
    expect(chart.counts).toMatchObject({ Encounter: 2, Immunization: 1, DocumentReference: 1 });
  });

  it('flags what is in conflict', () => {
    store().transaction((writer) => {
      insert(writer, PATIENT, { conflicts: 1 });
      insert(writer, condition('c', 'Gout', 'active'), { conflicts: 2 });
    });
    expect(readChart(store(), 'p', clinic)).toMatchObject({ hit: { conflicts: 3 }, problems: [{ conflicts: 2 }] });
  });

  it('survives whatever a sender puts where', () => {
    const odd = [null, 1, 'x', true, [], {}, [null], [[{}]]];
    const elements = [
      'code',
      'component',
      'category',
      'valueQuantity',
      'interpretation',
      'referenceRange',
      'reaction',
      'medicationReference',
      'contained',
      'dosageInstruction',
      'content',
      'context',
      'encounter',
      'type',
      'class',
      'reasonCode',
      'verificationStatus',
    ];
    const types = [
      'Encounter',
      'Condition',
      'AllergyIntolerance',
      'MedicationRequest',
      'Observation',
      'DocumentReference',
      'Immunization',
    ];
    const resources = odd.flatMap((value, index) =>
      types.map((resourceType) => ({
        resourceType,
        id: `${resourceType}${index}`,
        subject,
        patient: subject,
        ...Object.fromEntries(elements.map((element) => [element, value])),
      })),
    );
    const chart = chartOf(resources);
    expect(chart.counts.Observation).toBe(odd.length);
    expect(chart.timeline.length).toBeGreaterThanOrEqual(odd.length);
  });
});
