/** How figures grow from one size of clinic to the next, beside how much more there is. */
import type { Figure } from './contract.ts';

export interface Growth {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  /** How many times the records. */
  readonly records: number;
  /** How many times the figure; of rates how many times the time for each record. */
  readonly figure: number;
}

/** From the smallest to each larger size, for figures of one name that were measured at several; one against two yardsticks is one. */
export function growths(figures: readonly Figure[]): Growth[] {
  return [...Map.groupBy(figures, ({ what }) => what).values()].flatMap((list) => {
    const bySize = new Map(list.flatMap(({ records, ours }) => (records === undefined ? [] : [[records, ours]])));
    const points = [...bySize].map(([records, ours]) => ({ records, ours })).sort((a, b) => a.records - b.records);
    const [first, ...rest] = points;
    const [figure] = list;
    if (!first || !figure) return [];
    return rest.map(({ records, ours }) => ({
      what: figure.what,
      from: first.records,
      to: records,
      records: records / first.records,
      figure: figure.unit.endsWith('/s') ? first.ours / ours : ours / first.ours,
    }));
  });
}

/** One line for each; empty if there is nothing to compare. */
export function growthTable(list: readonly Growth[]): string {
  const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
  const width = Math.max(0, ...list.map(({ what }) => what.length));
  return list
    .map(
      ({ what, from, to, records, figure }) =>
        `  ${what.padEnd(width)}  ${figure.toPrecision(3)} times at ${records.toPrecision(3)} times the records (${whole(from)} to ${whole(to)})`,
    )
    .join('\n');
}
