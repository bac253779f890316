import { describe, expect, it } from 'vitest';
import type { Figure } from '../../bench/contract.ts';
import { growths, growthTable } from '../../bench/growth.ts';

const figure = (what: string, ours: number, unit: string, records?: number): Figure => ({
  what,
  scale: 'some',
  ours,
  unit,
  ...(records === undefined ? {} : { records }),
});

describe('how figures grow', () => {
  it('is told from the smallest size to each larger one, whatever their order', () => {
    const list = growths([figure('save', 6, 'ms', 1000), figure('save', 2, 'ms', 100), figure('save', 9, 'ms', 5000)]);
    expect(list).toEqual([
      { what: 'save', from: 100, to: 1000, records: 10, figure: 3 },
      { what: 'save', from: 100, to: 5000, records: 50, figure: 4.5 },
    ]);
  });

  it('is the time for each record where the figure is a rate', () => {
    expect(growths([figure('import', 500, 'records/s', 10), figure('import', 250, 'records/s', 100)])).toEqual([
      { what: 'import', from: 10, to: 100, records: 10, figure: 2 },
    ]);
  });

  it('is told once for a figure that stands beside two yardsticks', () => {
    const beside = (what: string, ours: number, records: number): Figure => ({
      ...figure('search', ours, 'ms', records),
      yardstick: { what, value: 1 },
    });
    const figures = [beside('a', 1, 10), beside('b', 1, 10), beside('a', 2, 100), beside('b', 2, 100)];
    expect(growths(figures)).toEqual([{ what: 'search', from: 10, to: 100, records: 10, figure: 2 }]);
  });

  it('is nothing where there is nothing to compare', () => {
    expect(
      growths([figure('a', 1, 'ms', 10), figure('b', 1, 'ms', 20), figure('c', 1, 'ms'), figure('c', 2, 'ms')]),
    ).toEqual([]);
    expect(growthTable([])).toBe('');
  });

  it('is one line for people', () => {
    const table = growthTable(growths([figure('save', 2, 'ms', 100), figure('save', 6, 'ms', 12_000)]));
    expect(table).toBe('  save  3.00 times at 120 times the records (100 to 12,000)');
  });
});
