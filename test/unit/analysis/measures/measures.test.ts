import { describe, expect, it } from 'vitest';
import { askMeasure, type MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { rangeBefore, rangeYearBefore } from '../../../../electron/vault/analysis/measures/range.ts';
import { measures } from '../../../../electron/vault/analysis/measures/registry.ts';
import { usualGrain } from '../../../../electron/vault/analysis/measures/steps.ts';
import { MEASURE_TYPES, MEASURES, MeasureDefinition } from '../../../../shared/bridge/measures.ts';
import { clinicOf, visit } from '../clinic.ts';
import { asked } from './asked.ts';

const TODAY = '2026-03-31';

describe('the definitions', () => {
  it.each(MEASURES)('explain %s in both languages, and name what they speak of', (name) => {
    const { definition } = measures[name];
    expect(MeasureDefinition.parse(definition)).toEqual(definition);
    expect(definition.name).toBe(name);
    expect(definition.types).toEqual(MEASURE_TYPES[name]);
    expect(definition.meaning['zh-CN']).toMatch(/[\u4e00-\u9fff]{10}/);
    expect(definition.meaning.en.length).toBeGreaterThan(40);
    const { dimensions, columns, picture } = definition;
    expect(dimensions.map(({ key }) => key)).toContain(picture.dimension);
    for (const column of picture.columns) expect(columns.map(({ key }) => key)).toContain(column);
    for (const { kind, numerator, denominator } of columns) {
      if (kind !== 'share') continue;
      for (const key of [numerator, denominator]) expect(columns.find((one) => one.key === key)?.kind).toBe('count');
    }
  });
});

describe('what is asked', () => {
  it('chooses steps by the length of the range', () => {
    expect(usualGrain({ from: '2026-03-01', to: '2026-03-31' })).toBe('day');
    expect(usualGrain({ from: '2025-03-31', to: '2026-03-29' })).toBe('week');
    expect(usualGrain({ from: '2023-01-01', to: '2026-03-29' })).toBe('month');
  });

  it('compares with as many days before, or as many months where the range is whole months', () => {
    expect(rangeBefore({ from: '2026-03-10', to: '2026-03-12' })).toEqual({ from: '2026-03-07', to: '2026-03-09' });
    expect(rangeBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(rangeBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  });

  it('compares with the year before, Mondays with Mondays and months with months', () => {
    expect(rangeYearBefore({ from: '2025-03-31', to: '2026-03-29' })).toEqual({ from: '2024-04-01', to: '2025-03-30' });
    expect(rangeYearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(rangeYearBefore({ from: '2024-02-29', to: '2024-03-05' })).toEqual({ from: '2023-02-28', to: '2023-03-05' });
  });

  it('gives the figures before beside those of now', () => {
    const days = ['2026-03-02', '2026-03-09', '2026-03-09', '2026-03-16', '2026-03-17', '2026-03-18'];
    const reader = clinicOf(days.map((day) => visit(day)));
    const input: MeasureInput = { name: 'visits', from: '2026-03-16', to: '2026-03-22', grain: 'week', today: TODAY };
    const answer = asked(reader, { ...input, compare: 'previous' });
    expect(answer.rows).toEqual([{ keys: ['2026-03-16'], values: [3] }]);
    expect(answer.compared).toEqual({
      range: { from: '2026-03-09', to: '2026-03-15' },
      rows: [{ keys: ['2026-03-09'], values: [2] }],
      total: [2],
      leftOut: [],
    });
  });

  it.each<Partial<MeasureInput>>([
    { name: 'visits', from: '2026-02-30' },
    { name: 'visits', from: '2026-02-02', to: '2026-02-01' },
    { name: 'age-sex', grain: 'day' },
    { name: 'age-sex', by: 'practitioner' },
    { name: 'age-sex', compare: 'previous' },
  ])('refuses %o', (input) => {
    const ask = () => askMeasure(clinicOf([]), { name: 'visits', today: TODAY, ...input });
    expect(ask).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid-input' }) }));
  });

  it.each([
    { keys: ['2026-03-03'], column: 'visits' },
    { keys: ['2026-03-02', 'x'], column: 'visits' },
    { keys: ['2026-03-02'], column: 'nothing' },
    { keys: ['2026-03-02'], column: 'visits', after: 'nowhere' },
  ])('opens no figure that there is not: %o', (cell) => {
    const input: MeasureInput = { name: 'visits', from: '2026-03-02', to: '2026-03-22', grain: 'week', today: TODAY };
    const open = () => recordsBehind(clinicOf([]), { ...input, ...cell, limit: 10, locale: 'en' });
    expect(open).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid-input' }) }));
  });
});
