import { describe, expect, it } from 'vitest';
import { overview } from '../../../electron/vault/analysis/overview.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { Overview } from '../../../shared/bridge/analysis.ts';
import { clinicOf, diagnosis, person, visit } from './clinic.ts';

const TODAY = '2026-11-22';
const clock = () => {
  let at = 1000;
  return { now: () => (at += 7) };
};

describe('the overview', () => {
  it('covers the 52 weeks that end with the last week in which somebody came', () => {
    const reader = clinicOf([
      person('1980-01-01', 'female'),
      person('1930-01-01', 'male', { deceasedBoolean: true }),
      visit('2024-05-15T10:00:00+08:00'), // a Wednesday; the last that took place
      visit('2024-05-18T10:00:00+08:00', 'cancelled'),
      visit('2023-05-22T10:00:00+08:00'), // the Monday 51 weeks before
      visit('2023-05-21T10:00:00+08:00'), // the Sunday before that
      visit('2126-05-15T10:00:00+08:00'), // a slip of the pen
      diagnosis('p', { code: 'I10', text: 'Hypertension' }, { onsetDateTime: '2024-01-01' }),
      diagnosis('p', { code: 'I11', text: 'Older' }, { onsetDateTime: '2023-01-01' }),
    ]);
    const page = overview(reader, { today: TODAY }, clock());
    expect(Overview.parse(page)).toEqual(page);
    expect(page.range).toEqual({ from: '2023-05-22', to: '2024-05-19' });
    expect(page.totals).toEqual({ patients: 2, visits: 4, visitsInRange: 2 });
    expect(page.visitsPerWeek).toHaveLength(52);
    expect(page.visitsPerWeek.at(0)).toEqual({ week: '2023-05-22', visits: 1 });
    expect(page.visitsPerWeek.at(-1)).toEqual({ week: '2024-05-13', visits: 1 });
    expect(page.diagnoses).toEqual([{ code: 'urn:icd|I10', display: 'Hypertension', patients: 1 }]);
    expect(page.pyramid.reduce((sum, band) => sum + band.female + band.male, 0)).toBe(1);
    expect(page.computedInMs).toBe(7);
  });

  it('answers for an empty clinic', () => {
    const page = overview(clinicOf([]), { today: TODAY }, clock());
    expect(page.range).toEqual({ from: '2025-11-24', to: '2026-11-22' });
    expect(page.totals).toEqual({ patients: 0, visits: 0, visitsInRange: 0 });
    expect(page.diagnoses).toEqual([]);
  });

  it('takes a range as it is given, also half of one', () => {
    const reader = clinicOf([visit('2026-03-04'), visit('2026-03-10')]);
    expect(overview(reader, { from: '2026-03-04', to: '2026-03-09', today: TODAY }, clock()).totals.visitsInRange).toBe(
      1,
    );
    expect(overview(reader, { from: '2026-03-05', today: TODAY }, clock()).range).toEqual({
      from: '2026-03-05',
      to: '2026-03-15',
    });
    expect(overview(reader, { from: '2026-06-01', today: TODAY }, clock()).range).toEqual({
      from: '2026-06-01',
      to: '2026-06-01',
    });
    expect(overview(reader, { to: '2026-03-04', today: TODAY }, clock()).range).toEqual({
      from: '2025-03-10',
      to: '2026-03-04',
    });
  });

  it.each([
    { from: '2026-03-02', to: '2026-03-01' },
    { from: '2026-02-30' },
    { to: '2025-02-29' },
    { from: '1900-01-01', to: '2026-01-01' },
  ])('refuses %o as invalid input', (range) => {
    const ask = () => overview(clinicOf([]), { ...range, today: TODAY }, clock());
    expect(ask).toThrow(ExpectedError);
    expect(ask).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid-input' }) }));
  });
});
