import { describe, expect, it } from 'vitest';
import { chartData, guessSetting, missingColumns } from '../../../renderer/screens/notebook/chart-option.ts';
import type { QueryResult } from '../../../shared/bridge/notebook.ts';

const result: QueryResult = {
  columns: [
    { name: 'month', type: 'text' },
    { name: 'sex', type: 'text' },
    { name: 'visits', type: 'integer' },
  ],
  rows: [
    ['2026-01', 'female', 3],
    ['2026-01', 'male', 2],
    ['2026-02', 'female', 1],
    ['2026-02', 'female', 4],
    ['2026-03', null, null],
    [null, 'male', '9007199254740993'],
  ],
  more: false,
  ms: 1,
};

describe('what is drawn of a result', () => {
  it('stands by x, apart by series, several of one place as their sum, nothing where there is none', () => {
    expect(chartData(result, { kind: 'bar', x: 'month', y: 'visits', series: 'sex' })).toEqual({
      x: ['2026-01', '2026-02', '–'],
      series: [
        { name: 'female', values: [3, 5, null] },
        { name: 'male', values: [2, null, 9007199254740992] },
      ],
      cut: false,
    });
    expect(chartData(result, { kind: 'bar', x: 'month', y: 'visits' })?.series).toEqual([
      { name: 'visits', values: [5, 5, 9007199254740992] },
    ]);
  });

  it('says which of its columns a result does not have', () => {
    expect(missingColumns(result, { kind: 'bar', x: 'month', y: 'visits', series: 'sex' })).toEqual([]);
    expect(missingColumns(result, { kind: 'bar', x: 'day', y: 'visits' })).toEqual(['day']);
    expect(missingColumns(result, { kind: 'bar', x: 'day', y: 'people', series: 'day' })).toEqual(['day', 'people']);
  });

  it('is nothing where a column is not there, or holds no numbers', () => {
    expect(chartData(result, { kind: 'bar', x: 'absent', y: 'visits' })).toBeUndefined();
    expect(chartData(result, { kind: 'bar', x: 'month', y: 'sex' })?.series).toEqual([]);
  });

  it('says where it is not everything', () => {
    const many = { ...result, rows: Array.from({ length: 600 }, (_none, at) => [`m${at}`, `s${at % 9}`, 1]) };
    const data = chartData(many, { kind: 'line', x: 'month', y: 'visits', series: 'sex' });
    expect([data?.x.length, data?.series.length, data?.cut]).toEqual([500, 8, true]);
    expect(chartData({ ...result, more: true }, { kind: 'line', x: 'month', y: 'visits' })?.cut).toBe(true);
  });

  it('begins with a column that names and one that counts', () => {
    expect(guessSetting(result)).toEqual({ kind: 'bar', x: 'month', y: 'visits' });
    expect(guessSetting({ ...result, columns: result.columns.slice(0, 2) })).toBeUndefined();
    expect(
      guessSetting({
        ...result,
        columns: [
          { name: 'day', type: 'date' },
          { name: 'n', type: 'number' },
        ],
      }),
    ).toEqual({
      kind: 'line',
      x: 'day',
      y: 'n',
    });
  });
});
