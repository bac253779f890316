import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { clinicOf, visitOf } from '../clinic.ts';
import { asked } from './asked.ts';

/* March 2026: Mondays are the 2nd, 9th, 16th, 23rd. */
const question: MeasureInput = {
  name: 'new-returning',
  grain: 'week',
  from: '2026-03-02',
  to: '2026-03-15',
  today: '2026-03-31',
};

describe('new and returning patients', () => {
  const rows = [
    visitOf('a', '2026-03-02T09:00:00+08:00'), // first
    visitOf('a', '2026-03-02T15:00:00+08:00'), // the same day: returns
    visitOf('a', '2026-03-10T09:00:00+08:00'), // returns
    visitOf('b', '2025-01-10'), // long before
    visitOf('b', '2026-03-08T23:59:00+08:00'), // Sunday, returns
    visitOf('c', '2026-03-08T16:30:00Z'), // half past midnight on Monday in Shanghai: first, in the second week
    visitOf('d', '2026-03-03', 'cancelled'), // did not take place
    visitOf('d', '2026-03-11'), // so this is the first
    { deleted: visitOf('e', '2026-03-04') },
    visitOf('e', '2026-03-12'), // first
    visitOf('f', '2026-03-20'), // after the range
    visitOf(undefined, '2026-03-05'), // nobody's
    { resourceType: 'Encounter', status: 'finished', subject: { reference: 'Patient/d' } }, // without a date
  ];

  it('looks for the first visit in all records, and in the order of the day', () => {
    const { rows: weeks, total, leftOut } = asked(clinicOf(rows), question);
    expect(weeks).toEqual([
      { keys: ['2026-03-02'], values: [3, 1, 2, 1 / 3] },
      { keys: ['2026-03-09'], values: [4, 3, 1, 3 / 4] },
    ]);
    expect(total).toEqual([7, 4, 3, 4 / 7]);
    expect(leftOut).toEqual([
      { reason: 'nobody', n: 1 },
      { reason: 'undated', n: 1 },
    ]);
  });

  it('takes the same of two visits at one moment for the first, in whatever order they came', () => {
    const of = (id: string, who: string) => ({ ...visitOf('a', '2026-03-02', 'finished', who), id });
    const [one, two] = [of('x1', 'Practitioner/one'), of('x2', 'Practitioner/two')];
    for (const both of [
      [one, two],
      [two, one],
    ]) {
      const { total } = asked(clinicOf(both), { ...question, practitioner: 'Practitioner/one' });
      expect(total).toEqual([1, 1, 0, 1]);
    }
  });

  it('says nothing of the share of a week in which nobody came', () => {
    expect(asked(clinicOf([]), question).rows[0]?.values).toEqual([0, 0, 0, null]);
  });

  it('takes the first visit here, whoever it was with, for each practitioner', () => {
    const reader = clinicOf([
      visitOf('a', '2026-03-02', 'finished', 'Practitioner/x'),
      visitOf('a', '2026-03-03', 'finished', 'Practitioner/y'),
      visitOf('b', '2026-03-04', 'finished', 'Practitioner/y'),
      { resourceType: 'Practitioner', id: 'x', name: [{ text: 'Dr X' }] },
    ]);
    const answer = asked(reader, { ...question, to: '2026-03-08', by: 'practitioner' });
    expect(answer.rows).toEqual([
      { keys: ['Practitioner/y', '2026-03-02'], values: [2, 1, 1, 1 / 2] },
      { keys: ['Practitioner/x', '2026-03-02'], values: [1, 1, 0, 1] },
    ]);
    expect(answer.names).toEqual({ practitioner: { 'Practitioner/x': 'Dr X', 'Practitioner/y': 'Practitioner/y' } });
    expect(asked(reader, { ...question, practitioner: 'Practitioner/y' }).total).toEqual([2, 1, 1, 1 / 2]);
    expect(asked(reader, { ...question, practitioner: null }).total).toEqual([0, 0, 0, null]);
    expect(asked(reader, { ...question, practitioner: 'Practitioner/z' }).total).toEqual([0, 0, 0, null]);
  });
});
