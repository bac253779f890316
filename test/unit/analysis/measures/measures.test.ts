import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../electron/vault/analysis/calendar.ts';
import { askMeasure, type MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { type Shift, shiftBefore, shifted, shiftYear } from '../../../../electron/vault/analysis/measures/range.ts';
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

  type Way = [from: string, to: string, shift: string, before: [from: string, to: string]];
  const ways = (rows: readonly Way[], shiftOf: (range: { from: string; to: string }) => Shift) => {
    for (const [from, to, said, [first, last]] of rows) {
      const shift = shiftOf({ from, to });
      expect([`${shift.n} ${shift.unit}`, shifted({ from, to }, shift)], `${from} to ${to}`).toEqual([
        said,
        { from: first, to: last },
      ]);
    }
  };

  it('compares with the time before, the same days of the week or of the month', () => {
    ways(
      [
        ['2026-03-10', '2026-03-12', '1 week', ['2026-03-03', '2026-03-05']], // Tuesday to Thursday
        ['2026-11-30', '2026-11-30', '1 week', ['2026-11-23', '2026-11-23']],
        ['2026-11-01', '2026-11-07', '1 week', ['2026-10-25', '2026-10-31']],
        ['2026-11-01', '2026-11-08', '1 month', ['2026-10-01', '2026-10-08']],
        ['2026-03-01', '2026-03-30', '1 month', ['2026-02-01', '2026-02-28']],
        ['2026-10-01', '2026-11-29', '2 month', ['2026-08-01', '2026-09-29']],
        ['2026-03-01', '2026-03-31', '1 month', ['2026-02-01', '2026-02-28']],
        ['2026-01-01', '2026-03-31', '3 month', ['2025-10-01', '2025-12-31']],
        ['2026-10-31', '2026-11-29', '5 week', ['2026-09-26', '2026-10-25']], // 30 days, from a Saturday
        ['2025-09-01', '2026-08-30', '52 week', ['2024-09-02', '2025-08-31']],
      ],
      shiftBefore,
    );
  });

  it('compares with the year before, the same days of the week for weeks, else the same dates', () => {
    ways(
      [
        ['2025-03-31', '2026-03-29', '52 week', ['2024-04-01', '2025-03-30']],
        ['2026-11-30', '2026-12-04', '52 week', ['2025-12-01', '2025-12-05']],
        ['2025-02-28', '2025-02-28', '52 week', ['2024-03-01', '2024-03-01']],
        ['2025-02-22', '2025-02-28', '52 week', ['2024-02-24', '2024-03-01']],
        ['2025-02-01', '2025-02-28', '12 month', ['2024-02-01', '2024-02-29']],
        ['2027-02-01', '2027-02-28', '12 month', ['2026-02-01', '2026-02-28']], // four whole weeks, and a month
        ['2025-01-30', '2025-02-28', '12 month', ['2024-01-30', '2024-02-28']],
        ['2024-02-29', '2024-03-15', '12 month', ['2023-02-28', '2023-03-15']],
        ['2026-01-01', '2026-11-29', '12 month', ['2025-01-01', '2025-11-29']],
      ],
      shiftYear,
    );
  });

  it('compares no day that has not come yet', () => {
    // one visit a day, Monday to Friday, for years: nothing ever changes
    const days = Array.from({ length: 731 }, (_, n) => addDays('2024-12-02', n)).filter(
      (day) => new Date(day).getUTCDay() % 6 !== 0,
    );
    for (const today of ['2026-11-30', '2026-12-01', '2026-12-02']) {
      const reader = clinicOf(days.filter((day) => day <= today).map((day) => visit(day)));
      for (const to of [today, '2026-12-06'])
        for (const compare of ['previous', 'year-before'] as const) {
          const answer = askMeasure(reader, { name: 'visits', from: '2026-11-30', to, today, compare });
          expect([answer.total, answer.compared?.range.to]).toEqual([
            answer.compared?.total,
            addDays(today, compare === 'previous' ? -7 : -364),
          ]);
        }
    }
  });

  it.each([
    { from: '2026-01-01', to: '2026-12-31', compare: 'year-before', before: '2025-06-30' },
    { from: '2026-01-01', to: '2026-12-31', compare: 'previous', before: '2025-06-30' },
    { from: '2026-06-01', to: '2026-06-30', compare: 'previous', before: '2026-05-31' },
    { from: '2026-08-01', to: '2026-08-31', compare: 'previous', before: '2026-05-31' },
    { compare: 'year-before', before: '2025-06-30' },
    { compare: 'previous', before: '2025-07-01' },
  ] as const)('compares how it stands on a day with a day as far before: %o', ({ before, ...asked }) => {
    const reader = clinicOf([visit('2024-05-15')]);
    const answer = askMeasure(reader, { name: 'hypertension', today: '2026-06-30', ...asked });
    expect([answer.range, answer.compared?.range]).toEqual([
      { from: '2026-06-30', to: '2026-06-30' },
      { from: before, to: before },
    ]);
  });

  it('gives the figures before beside those of now', () => {
    const days = ['2026-03-02', '2026-03-09', '2026-03-09', '2026-03-16', '2026-03-17', '2026-03-18'];
    const reader = clinicOf(days.map((day) => visit(day)));
    const input: MeasureInput = { name: 'visits', from: '2026-03-16', to: '2026-03-22', grain: 'week', today: TODAY };
    const answer = asked(reader, { ...input, compare: 'previous' });
    expect(answer.rows).toEqual([{ keys: ['2026-03-16'], values: [3] }]);
    expect(answer.compared).toEqual({
      range: { from: '2026-03-09', to: '2026-03-15' },
      shift: { unit: 'week', n: 1 },
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
