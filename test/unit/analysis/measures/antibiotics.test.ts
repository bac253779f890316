import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../electron/vault/analysis/facts/facts.ts';
import { project } from '../../../../electron/vault/records/projection.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, visitOf } from '../clinic.ts';
import { asked } from './asked.ts';

const prescription = (patient: string, text: string, authoredOn: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text },
  subject: { reference: `Patient/${patient}` },
  authoredOn,
  requester: { reference: 'Practitioner/x' },
  ...more,
});

describe('antibiotic use', () => {
  it('is a share of prescriptions, and of visits on whose day one was prescribed', () => {
    const reader = clinicOf([
      visitOf('a', '2026-03-02T09:00:00+08:00'),
      prescription('a', '阿莫西林胶囊 500 mg', '2026-03-02T09:10:00+08:00'),
      prescription('a', 'Azithromycin 250 mg', '2026-03-02T09:11:00+08:00'), // two of one visit
      prescription('a', 'Paracetamol 500 mg', '2026-03-02T09:12:00+08:00'),
      visitOf('b', '2026-03-02T10:00:00+08:00'),
      prescription('b', 'Ibuprofen 200 mg', '2026-03-02T10:10:00+08:00'),
      visitOf('c', '2026-03-03T09:00:00+08:00'),
      prescription('c', 'Cefixime', '2026-03-02T16:30:00Z'), // half past midnight of the third in Shanghai
      visitOf('a', '2026-03-03T09:00:00+08:00'), // the antibiotic was of the day before
      prescription('d', 'Cefixime', '2026-03-03', { status: 'cancelled' }),
      prescription('d', 'Cefixime', '2026-03-03', { status: 'entered-in-error' }),
      prescription('d', 'Cefixime', '2026-03-03', { intent: 'proposal' }),
      { deleted: prescription('d', 'Cefixime', '2026-03-03') },
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'x' },
      },
    ]);
    const answer = asked(reader, {
      name: 'antibiotics',
      grain: 'day',
      from: '2026-03-02',
      to: '2026-03-03',
      today: '2026-03-31',
    });
    expect(answer.rows).toEqual([
      { keys: ['2026-03-02'], values: [4, 2, 2 / 4, 2, 1, 1 / 2] },
      { keys: ['2026-03-03'], values: [1, 1, 1, 2, 1, 1 / 2] },
    ]);
    expect(answer.total).toEqual([5, 3, 3 / 5, 4, 2, 2 / 4]);
    expect(answer.leftOut).toEqual([{ reason: 'undated', n: 1 }]);
  });

  it('reads the record of a medicine that prescriptions refer to, and says of how many there is none', () => {
    const { medicationCodeableConcept: _named, ...unnamed } = prescription('a', '', '2026-03-02');
    const of = (reference: string, more: JsonObject = {}): JsonObject => ({
      ...unnamed,
      medicationReference: { reference, ...more },
    });
    const reader = clinicOf([
      { resourceType: 'Medication', id: 'm', code: { text: 'Amoxicillin 500 mg' } },
      { resourceType: 'Medication', id: 'n', code: { text: 'Paracetamol' } },
      {
        resourceType: 'Medication',
        id: 'c',
        code: { text: 'House mixture' },
        ingredient: [{ itemCodeableConcept: { text: 'doxycycline' } }],
      },
      { deleted: { resourceType: 'Medication', id: 'd', code: { text: 'Amoxicillin 500 mg' } } },
      of('Medication/m'),
      of('Medication/m/_history/2'),
      of('Medication/n'),
      of('Medication/c'),
      of('Medication/d'),
      of('Medication/elsewhere'),
      of('Medication/elsewhere', { display: 'Amoxicillin' }),
    ]);
    const days = { from: '2026-03-02', to: '2026-03-03', today: '2026-03-31' };
    const answer = asked(reader, { name: 'antibiotics', ...days });
    expect(answer.total.slice(0, 2)).toEqual([7, 4]);
    expect(answer.leftOut).toEqual([{ reason: 'unnamed', n: 2 }]);
  });

  it.each([
    ['头孢克肟颗粒', true],
    ['Amoxicillin and clavulanic acid', true],
    ['左氧氟沙星滴眼液', true],
    ['Doxycycline 100 mg', true],
    ['甲硝唑片', true],
    ['Nitrofurantoin', true],
    ['复方磺胺甲噁唑', true],
    ['莫匹罗星软膏 2 %', true],
    ['Rifampicin', false],
    ['Oseltamivir 75 mg', false],
    ['克霉唑乳膏 1 %', false],
    ['Albendazole', false],
    ['Sulfasalazine', false],
    ['二甲双胍', false],
    ['Omeprazole', false],
  ])('takes %s for one: %s', (text, expected) => {
    const resource = prescription('a', text, '2026-03-02');
    const kinds = factsOf(
      resource,
      project(resource, () => '2026-03-02'),
      () => undefined,
    ).map(({ kind }) => kind);
    expect(kinds.includes('antibiotic')).toBe(expected);
  });

  it('reads our own code, and a medication that is contained', () => {
    const own = prescription('a', 'x', '2026-03-02', {
      medicationCodeableConcept: { coding: [{ system: 'urn:xinglin:drug', code: 'cefixime' }] },
    });
    const { medicationCodeableConcept: _, ...bare } = prescription('a', 'x', '2026-03-02');
    const inside = {
      ...bare,
      medicationReference: { reference: '#m' },
      contained: [
        { resourceType: 'Medication', id: 'other', code: { text: 'Paracetamol' } },
        { resourceType: 'Medication', id: 'm', code: { text: '红霉素' } },
      ],
    };
    for (const resource of [own, inside])
      expect(
        factsOf(
          resource,
          project(resource, () => '2026-03-02'),
          () => undefined,
        ).map(({ kind }) => kind),
      ).toContain('antibiotic');
  });
});
