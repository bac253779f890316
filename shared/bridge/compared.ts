/** Which row of the time before belongs to a row of now. */
import type { MeasureAnswer } from './measures.ts';

type Row = MeasureAnswer['rows'][number];

/** The row before that belongs to one: of the same keys, or at the same place in time. Undefined where there is none, or nothing was compared. */
export function comparedRow({ compared, dimensions, rows }: MeasureAnswer): (row: Row) => Row | undefined {
  const time = dimensions.findIndex(({ kind }) => kind === 'time');
  const stepsOf = (all: readonly Row[]) =>
    new Map([...new Set(all.map(({ keys }) => keys[time]))].map((key, at) => [key, at]));
  const place = (keys: Row['keys'], steps: ReturnType<typeof stepsOf>): string =>
    JSON.stringify(keys.map((key, at) => (at === time ? steps.get(key) : key)));
  const [now, then] = [stepsOf(rows), stepsOf(compared?.rows ?? [])];
  const known = new Map(compared?.rows.map((row) => [place(row.keys, then), row]));
  return ({ keys }) => known.get(place(keys, now));
}
