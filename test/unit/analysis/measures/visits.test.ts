import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { clinicOf, visit } from '../clinic.ts';
import { asked } from './asked.ts';

/*
 *  March 2026        Mo Tu We Th Fr Sa Su
 *                     2  3  4  5  6  7  8
 *                     9 10 11 12 13 14 15
 *                    16 17 18 19 20 21 22
 */
const question: MeasureInput = {
  name: 'visits',
  grain: 'week',
  from: '2026-03-02',
  to: '2026-03-22',
  today: '2026-03-22',
};

const weeks = (reader: Reader, input = question) =>
  asked(reader, input).rows.map(({ keys: [week], values: [visits] }) => ({ week, visits }));

describe('visits per week', () => {
  it('puts Sunday into the week that ends and Monday into the next, and shows a week without visits', () => {
    const reader = clinicOf([
      visit('2026-03-01T09:00:00+08:00'), // the Sunday before the range
      visit('2026-03-02T09:00:00+08:00'),
      visit('2026-03-08T23:59:59+08:00'), // Sunday
      visit('2026-03-16T00:00:00+08:00'), // Monday
      visit('2026-03-22T12:00:00+08:00'),
      visit('2026-03-22T13:00:00+08:00'),
      visit('2026-03-23T00:00:00+08:00'), // the Monday after the range
    ]);
    expect(weeks(reader)).toEqual([
      { week: '2026-03-02', visits: 2 },
      { week: '2026-03-09', visits: 0 },
      { week: '2026-03-16', visits: 3 },
    ]);
  });

  it('counts days in the clinic’s time zone', () => {
    // 16:30 UTC on Sunday is half past midnight on Monday in Shanghai
    const reader = clinicOf([visit('2026-03-08T16:30:00Z'), visit('2026-03-08T15:59:00Z')]);
    expect(weeks(reader).map(({ visits }) => visits)).toEqual([1, 1, 0]);
  });

  it('leaves out what did not take place, was entered in error, deleted, or has no date', () => {
    const day = '2026-03-10T10:00:00+08:00';
    const reader = clinicOf([
      ...['planned', 'cancelled', 'entered-in-error'].map((status) => visit(day, status)),
      ...['arrived', 'in-progress', 'finished', 'unknown', null].map((status) => visit(day, status)),
      { deleted: visit(day) },
      { resourceType: 'Encounter', status: 'finished' },
      { resourceType: 'Observation', status: 'final', effectiveDateTime: day },
    ]);
    expect(weeks(reader)).toEqual([
      { week: '2026-03-02', visits: 0 },
      { week: '2026-03-09', visits: 5 },
      { week: '2026-03-16', visits: 0 },
    ]);
  });

  it('puts on no day what has none, and counts no part of a visit', () => {
    const reader = clinicOf([
      visit('2026'),
      visit('2026-03'),
      { ...visit('2026-03-10T09:00:00+08:00'), id: 'whole' },
      { ...visit('2026-03-10T09:10:00+08:00'), partOf: { reference: 'Encounter/whole' } },
    ]);
    const { total, leftOut } = asked(reader, { ...question, from: '2026-01-01', to: '2026-03-31' });
    expect([total, leftOut]).toEqual([[1], [{ reason: 'undated', n: 2 }]]);
  });

  it('counts only the days of the range where it begins or ends within a week', () => {
    const reader = clinicOf(
      ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-17', '2026-03-18'].map((day) => visit(day)),
    );
    expect(weeks(reader, { ...question, from: '2026-03-11', to: '2026-03-17' })).toEqual([
      { week: '2026-03-09', visits: 2 },
      { week: '2026-03-16', visits: 1 },
    ]);
  });
});
