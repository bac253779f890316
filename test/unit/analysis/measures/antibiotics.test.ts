import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
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
  it('is a share of prescriptions, not of their lines, and of visits on whose day one was prescribed', () => {
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
      prescription('d', 'Cefixime', '2026-03-03', { doNotPerform: true }),
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
      { keys: ['2026-03-02'], values: [2, 1, 1 / 2, 2, 1, 1 / 2] },
      { keys: ['2026-03-03'], values: [1, 1, 1, 2, 1, 1 / 2] },
    ]);
    expect(answer.total).toEqual([3, 2, 2 / 3, 4, 2, 2 / 4]);
    expect(answer.leftOut).toEqual([{ reason: 'undated', n: 1 }]);
  });

  it('reads the record of a medicine that prescriptions refer to, and says of how many there is none', () => {
    const { medicationCodeableConcept: _named, ...unnamed } = prescription('a', '', '2026-03-02');
    const of = (reference: string, more: JsonObject = {}): JsonObject => ({
      ...unnamed,
      medicationReference: { reference, ...more },
      groupIdentifier: { value: JSON.stringify([reference, more]) },
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

  const MARCH: MeasureInput = {
    name: 'antibiotics',
    from: '2026-03-01',
    to: '2026-03-31',
    grain: 'month',
    today: '2026-06-30',
  };
  const visit = (id: string, who: string, start: string): JsonObject => ({
    ...visitOf('a', start, 'finished', who),
    id,
  });
  const at = (id: string): JsonObject => ({ encounter: { reference: `Encounter/${id}` } });

  it.each<[what: string, rows: JsonObject[], expected: number[]]>([
    [
      'lines of one group, whatever doctor and day',
      [
        prescription('a', 'Paracetamol', '2026-03-02', { groupIdentifier: { value: '1' } }),
        prescription('a', 'Amoxicillin', '2026-03-03', {
          groupIdentifier: { value: '1' },
          requester: { reference: 'Practitioner/y' },
        }),
        prescription('a', 'Amoxicillin', '2026-03-03', { groupIdentifier: { system: 'urn:other', value: '1' } }),
        prescription('b', 'Ibuprofen', '2026-03-02', { groupIdentifier: { value: '1' } }),
      ],
      [3, 2],
    ],
    [
      'lines of one visit by one doctor on one day',
      [
        prescription('a', 'Amoxicillin', '2026-03-02', at('e1')),
        prescription('a', 'Cefixime', '2026-03-02', at('e1')),
        prescription('a', 'Ibuprofen', '2026-03-02', at('e2')),
        prescription('a', 'Ibuprofen', '2026-03-02', { ...at('e1'), requester: { reference: 'Practitioner/y' } }),
        prescription('a', 'Ibuprofen', '2026-03-09', at('e1')),
        prescription('a', 'Ibuprofen', '2026-03-02'),
      ],
      [5, 1],
    ],
    [
      'each line by itself of what names nobody',
      [
        { ...prescription('a', 'Amoxicillin', '2026-03-02'), subject: { display: 'Somebody' } },
        { ...prescription('a', 'Ibuprofen', '2026-03-02'), subject: { display: 'Somebody else' } },
      ],
      [2, 1],
    ],
    [
      'no line that was corrected on its day, but one that was renewed on a later one',
      [
        prescription('a', 'Amoxicillin', '2026-03-02', { id: 'm1', status: 'completed' }),
        prescription('a', 'Paracetamol', '2026-03-02', { priorPrescription: { reference: 'MedicationRequest/m1' } }),
        prescription('b', 'Amoxicillin', '2026-03-02', { id: 'm2', status: 'completed' }),
        prescription('b', 'Amoxicillin', '2026-03-20', { priorPrescription: { reference: 'MedicationRequest/m2' } }),
        prescription('c', 'Amoxicillin', '2026-03-02', { id: 'm3' }),
        prescription('c', 'Paracetamol', '2026-03-02', {
          priorPrescription: { reference: 'MedicationRequest/m3' },
          status: 'entered-in-error',
        }),
      ],
      [4, 3],
    ],
  ])('takes for one prescription %s', (_what, rows, expected) => {
    for (const all of [rows, rows.toReversed()]) {
      const reader = clinicOf(all);
      expect(asked(reader, MARCH).total.slice(0, 2)).toEqual(expected);
    }
  });

  it('lists the first line of each, or its first antibiotic', () => {
    const reader = clinicOf([
      prescription('a', 'Cefixime', '2026-03-02T09:02:00Z', { id: 'third' }),
      prescription('a', 'Amoxicillin', '2026-03-02T09:01:00Z', { id: 'second' }),
      prescription('a', 'Ibuprofen', '2026-03-02T09:00:00Z', { id: 'first' }),
    ]);
    const ids = (column: string) =>
      recordsBehind(reader, { ...MARCH, column, limit: 9, locale: 'en' }).records.map(({ id }) => id);
    expect([ids('prescriptions'), ids('antibiotics')]).toEqual([['first'], ['second']]);
  });

  it('counts for the visit that a prescription names, for those of its day where it names none', () => {
    const rows = [
      visit('e1', 'Practitioner/x', '2026-03-02T09:00:00+08:00'),
      visit('e2', 'Practitioner/nurse', '2026-03-02T15:00:00+08:00'), // a dressing
      visit('e3', 'Practitioner/x', '2026-03-09T23:50:00+08:00'),
      visit('e4', 'Practitioner/x', '2026-03-20'),
      prescription('a', 'Amoxicillin', '2026-03-02T09:10:00+08:00', at('e1')),
      prescription('a', 'Amoxicillin', '2026-03-10T00:05:00+08:00', at('e3')),
      prescription('a', 'Amoxicillin', '2026-03-20'),
      prescription('a', 'Amoxicillin', '2026-03-02', at('elsewhere')),
    ];
    for (const all of [rows, rows.toReversed()]) {
      const reader = clinicOf(all);
      expect(asked(reader, MARCH).total.slice(3)).toEqual([4, 3, 3 / 4]);
      const nurse = asked(reader, { ...MARCH, practitioner: 'Practitioner/nurse' });
      expect(nurse.total.slice(3)).toEqual([1, 0, 0]);
    }
  });

  it('says of how many a medicine cannot be read: none that is of an antibiotic all the same', () => {
    const coded = (system: string, code: string, group: string): JsonObject => ({
      ...prescription('a', '', '2026-03-02', { groupIdentifier: { value: group } }),
      medicationCodeableConcept: { coding: [{ system, code }] },
    });
    const reader = clinicOf([
      coded('http://www.whocc.no/atc', 'J01CA04', '1'),
      coded('http://www.whocc.no/atc', 'N02BE01', '2'),
      coded('urn:their:list', '4711', '3'),
      coded('urn:their:list', '4711', '4'),
      prescription('a', 'Amoxicillin', '2026-03-02', { groupIdentifier: { value: '4' } }),
    ]);
    const answer = asked(reader, MARCH);
    expect(answer.total.slice(0, 2)).toEqual([4, 2]);
    expect(answer.leftOut).toEqual([{ reason: 'unnamed', n: 1 }]);
  });
});
