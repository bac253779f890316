import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, visitOf } from '../clinic.ts';
import { asked } from './asked.ts';

const question: MeasureInput = {
  name: 'waiting',
  grain: 'day',
  from: '2026-03-02',
  to: '2026-03-03',
  today: '2026-03-31',
};

/** A visit of a day: arrived at nine, seen so many minutes later. */
function waited(day: string, minutes: number, who?: string): JsonObject {
  const clock = (later: number) => new Date(Date.parse(`${day}T09:00:00+08:00`) + later * 60_000).toISOString();
  return {
    ...visitOf('a', clock(minutes), 'finished', who),
    statusHistory: [
      { status: 'arrived', period: { start: clock(0), end: clock(minutes) } },
      { status: 'in-progress', period: { start: clock(minutes), end: clock(minutes + 10) } },
    ],
  };
}

describe('waiting time', () => {
  it('is the median and what 90 % waited at most', () => {
    // 1 to 10 on Monday: the middle is between 5 and 6, nine of ten waited 9 at most
    const monday = [7, 3, 1, 10, 5, 2, 9, 4, 8, 6].map((minutes) => waited('2026-03-02', minutes));
    // 5, 5, 40 on Tuesday: the 90th of a hundred is the third
    const tuesday = [5, 40, 5].map((minutes) => waited('2026-03-03', minutes));
    const { rows, total, leftOut } = asked(clinicOf([...monday, ...tuesday]), question);
    expect(rows).toEqual([
      { keys: ['2026-03-02'], values: [10, 5.5, 9] },
      { keys: ['2026-03-03'], values: [3, 5, 40] },
    ]);
    // 1 2 3 4 5 5 5 6 7 8 9 10 40: the 7th, and the 12th (90 % of 13 are 11.7)
    expect(total).toEqual([13, 5, 10]);
    expect(leftOut).toEqual([]);
  });

  it('counts apart what does not tell both moments, and what cannot be', () => {
    const arrived = { status: 'arrived', period: { start: '2026-03-02T09:00:00+08:00' } };
    const seen = (start: string) => ({ status: 'in-progress', period: { start } });
    const visit = visitOf('a', '2026-03-02T10:00:00+08:00');
    const reader = clinicOf([
      visit,
      { ...visit, statusHistory: [arrived] },
      { ...visit, statusHistory: [arrived, seen('2026-03-02T08:59:00+08:00')] }, // before they came
      { ...visit, statusHistory: [arrived, seen('2026-03-03T09:01:00+08:00')] }, // a day later
      { ...visit, statusHistory: [{ status: 'arrived', period: { start: '2026-03-02' } }, seen('2026-03-02')] }, // no times
      { ...visit, status: 'entered-in-error', statusHistory: [arrived, seen('2026-03-02T09:10:00+08:00')] },
      { ...visit, statusHistory: [arrived, seen('2026-03-02T09:10:59+08:00')] }, // ten whole minutes
      { ...visit, statusHistory: [{ ...arrived, period: { ...arrived.period, end: '2026-03-02T09:20:00+08:00' } }] },
    ]);
    const { total, leftOut } = asked(reader, question);
    expect(total).toEqual([2, 15, 20]);
    expect(leftOut).toEqual([{ reason: 'untimed', n: 5 }]);
  });

  it('is told apart by practitioner', () => {
    const reader = clinicOf([waited('2026-03-02', 4, 'Practitioner/x'), waited('2026-03-02', 8, 'Practitioner/y')]);
    const { rows } = asked(reader, { ...question, to: '2026-03-02', by: 'practitioner' });
    expect(rows).toEqual([
      { keys: ['Practitioner/x', '2026-03-02'], values: [1, 4, 4] },
      { keys: ['Practitioner/y', '2026-03-02'], values: [1, 8, 8] },
    ]);
  });
});
