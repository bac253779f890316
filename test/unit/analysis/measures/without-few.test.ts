/** What is told to who sees no records: nothing of a few people, and nothing from which that follows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWithoutFew } from '../../../../electron/vault/analysis/few.ts';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { Figures, Row } from '../../../../electron/vault/analysis/measures/contract.ts';
import { measures } from '../../../../electron/vault/analysis/measures/registry.ts';
import { figureTable } from '../../../../electron/vault/analysis/measures/table.ts';
import { withoutFew } from '../../../../electron/vault/analysis/measures/without-few.ts';
import type { MeasureAnswer, MeasureName } from '../../../../shared/bridge/measures.ts';
import { clinicOf, visit } from '../clinic.ts';

type Values = Row['values'];

function told(name: MeasureName, rows: readonly Values[], total: Values, leftOut: Figures['leftOut'] = []): Figures {
  const { definition, sums = {} } = measures[name];
  const keyed = rows.map((values, at) => ({ keys: [String(at)], values }));
  return withoutFew(definition, sums, { rows: keyed, total, leftOut });
}

/** As a table shows it. */
function shown({ values, hidden }: Pick<Row, 'values' | 'hidden'>): (string | number | null)[] {
  return values.map((value, at) => (hidden?.[at] === 'few' ? '<5' : hidden?.[at] ? '*' : value));
}

const rowsOf = (figures: Figures) => figures.rows.map(shown);
const totalOf = ({ total, totalHidden }: Figures) => shown({ values: total, hidden: totalHidden });

describe('figures without few', () => {
  it('are the same where none is of few; zero is told', () => {
    const figures = told('visits', [[5], [0], [12]], [17]);
    expect(figures).toEqual({
      rows: [
        { keys: ['0'], values: [5] },
        { keys: ['1'], values: [0] },
        { keys: ['2'], values: [12] },
      ],
      total: [17],
      leftOut: [],
    });
  });

  it('hide what is of one to four, and one more where the total would give it away', () => {
    // 20 - 10 - 8 is 2: the 8 goes as well, and what is left may be 1 to 4 and 6 to 9
    expect(rowsOf(told('visits', [[2], [8], [10]], [20]))).toEqual([['<5'], ['*'], [10]]);
    // the smallest that is large enough: with 5, 1 would be all that fits
    const figures = told('visits', [[1], [5], [30], [9]], [45]);
    expect(rowsOf(figures)).toEqual([['<5'], [5], [30], ['*']]);
    expect(totalOf(figures)).toEqual([45]);
  });

  it('need hide no more where several are hidden whose sum says little', () => {
    expect(rowsOf(told('visits', [[2], [3], [10]], [15]))).toEqual([['<5'], ['<5'], [10]]);
    // 1 and 1 would be all that makes 2
    expect(rowsOf(told('visits', [[1], [1], [10]], [12]))).toEqual([['<5'], ['<5'], ['*']]);
  });

  it('hide the total where nothing else can be hidden', () => {
    const figures = told('visits', [[3], [0]], [3]);
    expect([rowsOf(figures), totalOf(figures)]).toEqual([[['<5'], [0]], ['<5']]);
    const two = told('visits', [[4], [4]], [8]);
    expect([rowsOf(two), totalOf(two)]).toEqual([[['<5'], ['<5']], ['*']]);
  });

  it('tell no share of what is hidden, nor of nearly everybody', () => {
    const rows = [
      [2, 20, 0.1],
      [18, 20, 0.9],
      [20, 20, 1],
      [10, 20, 0.5],
      [1, 3, 1 / 3],
    ];
    expect(rowsOf(told('immunisation', rows, [null, null, null]))).toEqual([
      ['<5', 20, '*'],
      ['*', 20, '*'],
      [20, 20, 1],
      [10, 20, 0.5],
      ['<5', '<5', '*'],
    ]);
  });

  it('tell of new and returning both or none, and neither total where a row is silent', () => {
    const figures = told(
      'new-returning',
      [
        [30, 2, 28, 2 / 30],
        [50, 20, 30, 0.4],
        [60, 25, 35, 25 / 60],
        [6, 1, 5, 1 / 6],
        [4, 0, 4, 0],
        [12, 12, 0, 1],
      ],
      [162, 60, 102, 60 / 162],
    );
    expect(rowsOf(figures)).toEqual([
      [30, '<5', '*', '*'],
      [50, 20, 30, 0.4],
      [60, 25, 35, 25 / 60],
      // of 6 with 5 or more returning, one would be new
      ['*', '*', '*', '*'],
      ['<5', 0, '<5', '*'],
      [12, 12, 0, 1],
    ]);
    expect(totalOf(figures)).toEqual([162, '*', '*', '*']);
    const all = told('new-returning', [[50, 20, 30, 0.4]], [50, 20, 30, 0.4]);
    expect(totalOf(all)).toEqual([50, 20, 30, 0.4]);
  });

  it('tell no median of a few', () => {
    const figures = told(
      'waiting',
      [
        [3, 12, 20],
        [40, 10, 30],
        [30, 11, 31],
      ],
      [73, 11, 30],
    );
    expect(rowsOf(figures)).toEqual([
      ['<5', '*', '*'],
      [40, 10, 30],
      ['*', '*', '*'],
    ]);
  });

  it('tell of a register how many stand in it, or who is where, but not both where a few follow', () => {
    const [small, all] = [
      [3, 0, 20],
      [3, 0, 2],
    ].map((states) => {
      const sum = states.reduce((a, b) => a + b);
      return told(
        'hypertension',
        states.map((n) => [n, sum, n / sum]),
        [sum, sum, null],
        [{ reason: 'gone', n: 2 }],
      );
    }) as [Figures, Figures];
    expect([rowsOf(small), totalOf(small), small.leftOut]).toEqual([
      [
        ['<5', 23, '*'],
        [0, 23, 0],
        ['*', 23, '*'],
      ],
      [23, 23, null],
      [{ reason: 'gone', n: null }],
    ]);
    // 2 and 3, or 1 and 4
    expect([rowsOf(all), totalOf(all)]).toEqual([
      [
        ['<5', 5, '*'],
        [0, 5, 0],
        ['<5', 5, '*'],
      ],
      [5, 5, null],
    ]);
    const one = told(
      'hypertension',
      [[4], [0], [4]].map(([n = 0]) => [n, 8, n / 8]),
      [8, 8, null],
    );
    expect([rowsOf(one), totalOf(one)]).toEqual([
      [
        ['<5', '*', '*'],
        [0, '*', '*'],
        ['<5', '*', '*'],
      ],
      ['*', '*', null],
    ]);
  });

  it('are written so into tables', () => {
    const { definition } = measures.visits;
    const answer: MeasureAnswer = {
      name: 'visits',
      ...told('visits', [[2], [8], [10]], [20]),
      range: { from: '2026-01-01', to: '2026-01-31' },
      grain: 'week',
      dimensions: definition.dimensions,
      columns: definition.columns,
      names: {},
      compared: null,
      incomplete: 0,
      fewest: 5,
      computedInMs: 0,
    };
    expect(figureTable(answer, 'en').rows).toEqual([
      ['0', '<5'],
      ['1', '*'],
      ['2', '10'],
      ['Total', '20'],
    ]);
  });
});

it('counts of cohorts tell neither of few nor of all but a few', () => {
  const of = (n: number, total: number, values = 0) => {
    const { fewest, untold, ...told } = countWithoutFew({ n, total, untold: { values, units: [] } });
    expect(fewest).toBe(5);
    return [told, untold.values];
  };
  expect(of(0, 100)).toEqual([{ n: 0, total: 100 }, 0]);
  expect(of(4, 100, 4)).toEqual([{ n: null, hidden: 'few', total: 100 }, null]);
  expect(of(5, 100, 5)).toEqual([{ n: 5, total: 100 }, 5]);
  expect(of(97, 100)).toEqual([{ n: null, hidden: 'withheld', total: 100 }, 0]);
  expect(of(100, 100)).toEqual([{ n: 100, total: 100 }, 0]);
  expect(of(3, 3)).toEqual([{ n: null, hidden: 'few', total: null }, 0]);
  expect(of(0, 3)).toEqual([{ n: 0, total: null }, 0]);
});

/** No figure is larger in what follows. */
const LARGEST = 40;

/** What a figure may be, for whoever reads the answer. */
function mayBe(row: Pick<Row, 'values' | 'hidden'>, at: number): number[] {
  const why = row.hidden?.[at];
  const [from, to] = why === 'few' ? [1, 4] : why ? [1, LARGEST] : [Number(row.values[at]), Number(row.values[at])];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
}

/** The new and returning that a row may hold. */
function pairsOf(row: Pick<Row, 'values' | 'hidden'>): [number, number][] {
  const sums = new Set(mayBe(row, 0));
  return mayBe(row, 1).flatMap((fresh) =>
    mayBe(row, 2).flatMap((back): [number, number][] => (sums.has(fresh + back) ? [[fresh, back]] : [])),
  );
}

it('are not to be worked out from all that is told, of new and returning in rows and totals', {
  timeout: 60_000,
}, () => {
  const count = fc.oneof(fc.nat(6), fc.nat(11));
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 3 }), (pairs) => {
      const valuesOf = ([fresh, back]: readonly [number, number]): Values => [fresh + back, fresh, back, null];
      const sum = pairs.reduce<[number, number]>(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
      const figures = told('new-returning', pairs.map(valuesOf), valuesOf(sum));
      const total = pairsOf({ values: figures.total, hidden: figures.totalHidden });
      const wanted = new Set(total.map(String));
      const options = figures.rows.map(pairsOf);
      figures.rows.forEach((row, place) => {
        for (const at of [1, 2]) {
          const value = pairs[place]?.[at - 1] ?? 0;
          if (value === 0 || value > 4) continue;
          expect(row.hidden?.[at]).toMatch(/few|withheld/);
          const possible = mayBe(row, at).filter((tried) => {
            let reached = new Map([['0,0', [0, 0]]]);
            options.forEach((list, other) => {
              const next = new Map<string, number[]>();
              for (const [a = 0, b = 0] of reached.values())
                for (const [c, d] of list) {
                  if (other === place && (at === 1 ? c : d) !== tried) continue;
                  if (a + c <= LARGEST && b + d <= LARGEST) next.set(`${a + c},${b + d}`, [a + c, b + d]);
                }
              reached = next;
            });
            return [...reached.keys()].some((one) => wanted.has(one));
          });
          expect(possible.length, JSON.stringify([pairs, figures])).toBeGreaterThan(1);
        }
      });
    }),
    { numRuns: 40 },
  );
});

it('are not compared with a time that overlaps: each would tell what the other hides', () => {
  const reader = clinicOf([visit('2025-03-02T09:00:00+08:00')]);
  const ask = (from: string, withoutFew: boolean) =>
    askMeasure(reader, {
      name: 'visits',
      from,
      to: '2025-12-31',
      today: '2026-01-01',
      compare: 'year-before',
      withoutFew,
    });
  expect(ask('2024-01-01', true).compared).toBeNull();
  expect(ask('2024-01-01', false).compared).toMatchObject({ range: { from: '2023-01-01', to: '2024-12-31' } });
  expect(ask('2025-01-01', true).compared).toMatchObject({ range: { from: '2024-01-01', to: '2024-12-31' } });
});
