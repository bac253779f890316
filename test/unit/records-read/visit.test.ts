import { describe, expect, it } from 'vitest';
import { readChart } from '../../../electron/vault/records/chart.ts';
import { titleOf } from '../../../electron/vault/records/title.ts';
import { visitResources } from '../../../electron/vault/records/visit.ts';
import { VisitInput } from '../../../shared/bridge/records.ts';
import { codingsOf } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { sight } from '../../support/sight.ts';
import { insertAll, openScratch, ZONE } from './rows.ts';

function visit(input: Omit<VisitInput, 'patient'>, locale = 'en', prefix = 'id'): JsonObject[] {
  let count = 0;
  const setting = {
    id: () => `${prefix}${++count}`,
    now: '2026-06-30T09:30:00+08:00',
    by: { display: 'Dr Lin' },
    locale,
  };
  return visitResources(VisitInput.parse({ patient: 'p', ...input }), setting);
}

describe('visitResources', () => {
  const full = visit({
    complaint: 'Headache',
    vitals: { systolic: 152, diastolic: 96 },
    diagnoses: [{ text: '高血压', code: 'I10' }],
    note: '多喝水。\nReview in 2 weeks',
  });

  it('makes an encounter, a blood pressure, a diagnosis and a note that belong together', () => {
    const [encounter, pressure, condition, note] = full;
    expect(full.map((one) => one.resourceType)).toEqual(['Encounter', 'Observation', 'Condition', 'DocumentReference']);
    expect(new Set(full.map((one) => one.id)).size).toBe(4);
    expect(encounter).toMatchObject({
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      subject: { reference: 'Patient/p' },
      period: { start: '2026-06-30T09:30:00+08:00' },
      reasonCode: [{ text: 'Headache' }],
      participant: [{ individual: { display: 'Dr Lin' } }],
      diagnosis: [{ condition: { reference: `Condition/${condition?.id}` } }],
    });
    expect(pressure).toMatchObject({
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
      ],
      code: { coding: [{ system: 'http://loinc.org', code: '85354-9' }] },
      encounter: { reference: `Encounter/${encounter?.id}` },
      effectiveDateTime: '2026-06-30T09:30:00+08:00',
      component: [
        {
          code: { coding: [{ code: '8480-6' }] },
          valueQuantity: { value: 152, system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
        },
        { code: { coding: [{ code: '8462-4' }] }, valueQuantity: { value: 96, code: 'mm[Hg]' } },
      ],
    });
    expect(condition).toMatchObject({
      clinicalStatus: { coding: [{ code: 'active' }] },
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }], text: '高血压' },
      encounter: { reference: `Encounter/${encounter?.id}` },
    });
    const content = note?.content as { attachment: { data: string } }[];
    expect(Buffer.from(content[0]?.attachment.data ?? '', 'base64').toString('utf8')).toBe(
      '多喝水。\nReview in 2 weeks',
    );
    expect(note).toMatchObject({
      status: 'current',
      context: { encounter: [{ reference: `Encounter/${encounter?.id}` }] },
    });
  });

  it('keeps findings and note apart, each by its kind', () => {
    const [, findings, note] = visit({ findings: 'Throat red', note: 'Rest' });
    const codes = [findings, note].map((one) => codingsOf(one?.type).map(({ code }) => code));
    expect(codes).toEqual([['29545-1'], ['11506-3']]);
    expect([findings, note].map((one) => titleOf(one ?? {}))).toEqual(['Findings', 'Progress note']);
  });

  it('ranks several diagnoses, and lists those as problems that stay', () => {
    const [encounter, first, second] = visit({
      diagnoses: [{ text: 'Cold' }, { text: 'Asthma', code: 'J45.9', lasting: true }],
    });
    expect(encounter?.diagnosis).toEqual([
      { condition: { reference: `Condition/${first?.id}` }, rank: 1 },
      { condition: { reference: `Condition/${second?.id}` }, rank: 2 },
    ]);
    const categories = (one: JsonObject | undefined) => codingsOf(one?.category).map(({ code }) => code);
    expect(categories(first)).toEqual(['encounter-diagnosis']);
    expect(categories(second)).toEqual(['encounter-diagnosis', 'problem-list-item']);
  });

  it('does not list a problem a second time because it was the diagnosis of a later visit', () => {
    const { store, close } = openScratch();
    const asthma = { text: 'Asthma', code: 'J45.9' };
    try {
      insertAll(store, [
        { resourceType: 'Patient', id: 'p', name: [{ text: 'A B' }] },
        ...visit({ diagnoses: [{ ...asthma, lasting: true }] }, 'en', 'a'),
        ...visit({ diagnoses: [asthma, { text: 'Cold', code: 'J00' }] }, 'en', 'b'),
        ...visit({ diagnoses: [{ text: 'Cold', code: 'J00' }] }, 'en', 'c'),
      ]);
      const chart = readChart(store, 'p', { timeZone: ZONE, today: '2026-06-30', locale: 'en', sight });
      expect(chart?.problems.map(({ text }) => text).sort()).toEqual(['Asthma', 'Cold']);
    } finally {
      close();
    }
  });

  it('makes only what was given', () => {
    expect(visit({ complaint: 'Cough' }).map((one) => one.resourceType)).toEqual(['Encounter']);
    expect(visit({ diagnoses: [{ text: 'Cold' }] })[1]?.code).toEqual({ text: 'Cold' });
    expect(
      visit({ diagnoses: [{ text: 'Cold, 3 days', code: 'X1', system: 'urn:own', display: 'Cold' }] })[1]?.code,
    ).toEqual({ coding: [{ system: 'urn:own', code: 'X1', display: 'Cold' }], text: 'Cold, 3 days' });
    expect(visit({ note: 'Well' })[0]).not.toHaveProperty('reasonCode');
    const half = visit({ vitals: { systolic: 120 } })[1]?.component as JsonObject[];
    expect(half[1]).toMatchObject({ dataAbsentReason: { coding: [{ code: 'not-performed' }] } });
    expect(half[1]).not.toHaveProperty('valueQuantity');
  });

  it('is read back in the chart, note and all', () => {
    const { store, close } = openScratch();
    try {
      insertAll(store, [{ resourceType: 'Patient', id: 'p', name: [{ text: 'A B' }] }, ...full]);
      const chart = readChart(store, 'p', { timeZone: ZONE, today: '2026-06-30', locale: 'en', sight });
      expect(chart?.hit.lastVisit).toBe('2026-06-30');
      expect(chart?.timeline[0]).toMatchObject({ encounter: { text: 'Headache', date: '2026-06-30T09:30:00+08:00' } });
      expect(chart?.timeline[0]?.items.map((item) => [item.text, item.detail])).toEqual([
        ['高血压', undefined],
        ['Blood pressure', '152/96 mmHg'],
        ['Progress note', '多喝水。\nReview in 2 weeks'],
      ]);
      expect(chart?.observations.map((one) => one.key)).toEqual(['http://loinc.org|8480-6', 'http://loinc.org|8462-4']);
      expect(chart?.problems[0]).toMatchObject({
        text: '高血压',
        code: 'http://hl7.org/fhir/sid/icd-10|I10',
        status: 'active',
      });
    } finally {
      close();
    }
  });

  it('names things in the clinic’s language', () => {
    expect(visit({ note: '好' }, 'zh-CN').map((one) => titleOf(one, 'zh-CN'))).toEqual(['ambulatory', '病程记录']);
    expect(visit({ vitals: { systolic: 120, diastolic: 80 } }, 'zh-CN').map((one) => titleOf(one, 'zh-CN'))[1]).toBe(
      '血压',
    );
  });
});

describe('titleOf', () => {
  it.each<[JsonObject, string]>([
    [{ resourceType: 'Patient', name: [{ family: '欧阳', given: ['娜娜'] }] }, '欧阳娜娜'],
    [
      {
        resourceType: 'Patient',
        name: [
          { use: 'old', family: 'A', given: ['B'] },
          { use: 'official', family: 'Li', given: ['Anna', 'M'] },
        ],
      },
      'Anna M Li',
    ],
    [{ resourceType: 'Patient', identifier: [{ value: 'MRN1' }] }, 'MRN1'],
    [{ resourceType: 'Patient' }, 'Patient'],
    [{ resourceType: 'Condition', code: { coding: [{ code: 'I10', display: 'Hypertension' }] } }, 'Hypertension'],
    [{ resourceType: 'Condition', code: { coding: [{ code: 'I10' }] } }, 'I10'],
    [{ resourceType: 'Immunization', vaccineCode: { text: 'MMR' } }, 'MMR'],
    [{ resourceType: 'MedicationRequest', medicationReference: { display: 'Aspirin' } }, 'Aspirin'],
    [{ resourceType: 'Organization', name: '杏林诊所' }, '杏林诊所'],
    [{ resourceType: 'Encounter', reasonCode: [{ text: 'Cough' }], class: { code: 'AMB' } }, 'Cough'],
    [{ resourceType: 'Basic' }, 'Basic'],
  ])('%j', (resource, title) => {
    expect(titleOf(resource)).toBe(title);
  });
});
