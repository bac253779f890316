import { describe, expect, it } from 'vitest';
import { definition as ages } from '../../../electron/vault/analysis/measures/age-sex/definition.ts';
import { definition as hypertension } from '../../../electron/vault/analysis/measures/hypertension/definition.ts';
import { definition as visits } from '../../../electron/vault/analysis/measures/visits/definition.ts';
import { compareOf, grainsFor, questionOf, rangeOf, WHOLE } from '../../../renderer/screens/analysis/choice.ts';
import { overdueOf } from '../../../renderer/screens/analysis/figure-words.ts';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';

const USUAL = { from: '2025-12-01', to: '2026-11-29' };
/** A Wednesday. */
const TODAY = '2026-11-25';

describe('the days of a dashboard', () => {
  it.each([
    ['year', '2025-12-01', '2026-11-29'],
    ['this-week', '2026-11-23', '2026-11-25'],
    ['this-month', '2026-11-01', '2026-11-25'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['days-30', '2026-10-27', '2026-11-25'],
    ['quarter', '2026-10-01', '2026-11-25'],
  ] as const)('of %s are %s to %s', (preset, from, to) => {
    expect(rangeOf({ ...WHOLE, preset }, USUAL, TODAY)).toEqual({ from, to });
  });

  it('begin a week on Monday, on a Monday and on a Sunday', () => {
    const week = (today: string) => rangeOf({ ...WHOLE, preset: 'this-week' }, USUAL, today).from;
    expect([week('2026-11-23'), week('2026-11-29'), week('2026-11-30')]).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ]);
  });

  it('are those that were typed, and the usual ones before any were', () => {
    const own = { from: '2026-01-02', to: '2026-01-03' };
    expect(rangeOf({ ...WHOLE, preset: 'own', own }, USUAL, TODAY)).toEqual(own);
    expect(rangeOf({ ...WHOLE, preset: 'own' }, USUAL, TODAY)).toEqual(USUAL);
  });

  it('of fifteen years are not shown day by day', () => {
    expect(grainsFor({ from: '2016-01-01', to: '2030-12-31' })).toEqual(['fitting', 'month']);
    expect(grainsFor(USUAL)).toContain('day');
  });
});

describe('what is asked of a measure', () => {
  const choice = { ...WHOLE, grain: 'day', compare: 'previous', by: 'practitioner' } as const;

  it('is what of the choice the measure knows', () => {
    const knows = { ...visits, compares: ['period', 'practitioner'] as ('period' | 'practitioner')[] };
    expect(questionOf(knows, choice, USUAL)).toEqual({ name: 'visits', ...USUAL, grain: 'day', by: 'practitioner' });
    expect(compareOf(knows, choice)).toEqual({ compare: 'previous' });
    expect(questionOf(ages, choice, USUAL)).toEqual({ name: 'age-sex', ...USUAL });
    expect(compareOf(ages, choice)).toEqual({});
  });

  it('is in longer steps where few make a peak, unless somebody says', () => {
    const line = { ...visits, picture: { ...visits.picture, kind: 'line' as const } };
    const grainOf = (from: string) => questionOf(line, WHOLE, { from, to: '2026-11-29' }).grain;
    expect([grainOf('2025-12-01'), grainOf('2026-09-01'), grainOf('2026-11-23')]).toEqual(['month', 'week', 'day']);
    expect(questionOf(line, { ...WHOLE, grain: 'week' }, USUAL).grain).toBe('week');
    expect(questionOf(visits, WHOLE, USUAL).grain).toBeUndefined();
  });

  it('is of one practitioner, or of what names none, where that is chosen', () => {
    const knows = { ...visits, compares: ['practitioner'] as 'practitioner'[] };
    const of = (key: string | null) =>
      questionOf(knows, { ...WHOLE, of: { split: 'practitioner', key, name: '' } }, USUAL);
    expect(of('Practitioner/1')).toMatchObject({ practitioner: 'Practitioner/1' });
    expect(of(null)).toMatchObject({ practitioner: null });
  });
});

describe('a register', () => {
  const answer = (rows: MeasureAnswer['rows'], { dimensions, columns }: MeasureDefinition): MeasureAnswer => ({
    name: 'hypertension',
    range: USUAL,
    grain: null,
    dimensions,
    columns,
    names: {},
    rows,
    total: [],
    leftOut: [],
    compared: null,
    incomplete: 0,
    computedInMs: 1,
  });

  it('tells who is overdue, by which figure they are listed', () => {
    const rows = [
      { keys: ['reached'], values: [7, 10, 0.7] },
      { keys: ['overdue'], values: [3, 10, 0.3] },
    ];
    expect(overdueOf(answer(rows, hypertension))).toEqual({
      count: 3,
      figure: { keys: ['overdue'], column: 'patients' },
    });
  });

  it('is none where no measure says so, whatever its keys are', () => {
    expect(overdueOf(answer([{ keys: ['overdue'], values: [3] }], visits))).toBeUndefined();
  });
});
