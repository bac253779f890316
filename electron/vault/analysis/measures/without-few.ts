/**
 * Figures of few people or records, as those are told them who see no records: a figure of 1 to `FEWEST` - 1 is hidden, and so is what it could be
 * computed from. Zero is told: it is of nobody. Figures of different questions are not held against each other.
 */
import type { Hidden } from '../../../../shared/bridge/few.ts';
import type { Column, MeasureDefinition } from '../../../../shared/bridge/measures.ts';
import { FEWEST, isFew } from '../few.ts';
import type { Figures, Row, Sums } from './contract.ts';

type SumInRow = NonNullable<Sums['inRows']>[number];

/** A figure of which it is to be decided whether it is told. */
interface Cell {
  readonly value: number;
  hidden: Hidden | null;
}

/** A row; cells of counts stand at the place of their column. */
interface Line {
  readonly values: Row['values'];
  readonly counts: ReadonlyMap<string, Cell>;
}

/** The figures without those that are of few; `hidden` says of each that is missing why. */
export function withoutFew(definition: MeasureDefinition, sums: Sums, figures: Figures): Figures {
  const { columns } = definition;
  const rows = figures.rows.map(({ values }) => lineOf(columns, values));
  const total = lineOf(columns, figures.total);
  for (const line of [...rows, total]) hideComplements(columns, line);
  for (let before = -1, now = 0; before !== now; before = now, now = countHidden([...rows, total])) {
    for (const sum of sums.inRows ?? []) {
      for (const line of rows) guardRow(line, sum);
      guardParts(rows, total, sum);
      guardRow(total, sum);
    }
    for (const { key } of columns) guardColumn(rows, total, key);
    for (const [key, of] of Object.entries(sums.repeated ?? {})) repeat([...rows, total], key, total.counts.get(of));
  }
  const told = (line: Line) => toldOf(columns, line);
  const { hidden: totalHidden, values } = told(total);
  return {
    ...figures,
    rows: figures.rows.map(({ keys }, at) => ({ keys, ...told(rows[at] ?? total) })),
    total: values,
    ...(totalHidden ? { totalHidden } : {}),
    leftOut: figures.leftOut.map(({ reason, n }) => ({ reason, n: n === null || isFew(n) ? null : n })),
  };
}

function lineOf(columns: readonly Column[], values: Row['values']): Line {
  const counts = columns.flatMap(({ key, kind }, at): [string, Cell][] => {
    const value = values[at];
    return kind === 'count' && typeof value === 'number' ? [[key, { value, hidden: isFew(value) ? 'few' : null }]] : [];
  });
  return { values, counts: new Map(counts) };
}

/** Of a share also those who are not in it: nearly everybody tells of the few others. */
function hideComplements(columns: readonly Column[], { counts }: Line): void {
  for (const { numerator, denominator } of columns) {
    const [part, whole] = [counts.get(numerator ?? ''), counts.get(denominator ?? '')];
    if (part && whole && part.value > 0 && isFew(whole.value - part.value)) hide(part);
  }
}

/**
 * Where something of a sum within a row is hidden, all of its parts are. Other measures tell the sum, too: where it says too much of them it is not even told
 * which of them is of few.
 */
function guardRow({ counts }: Line, { whole, parts }: SumInRow): void {
  const sum = counts.get(whole);
  const cells = partsOf(counts, parts);
  if (!sum || [sum, ...cells].every(({ hidden }) => hidden === null)) return;
  for (const cell of cells) hide(cell);
  if (sum.hidden !== null || isVague(secretOf(cells))) return;
  for (const cell of cells) cell.hidden = 'withheld';
}

/** Sums in rows and totals of columns together say more than either: where a part is hidden in a row, its total is not told. */
function guardParts(rows: readonly Line[], total: Line, { parts }: SumInRow): void {
  const isOpen = rows.every(({ counts }) => partsOf(counts, parts).every(({ hidden }) => hidden === null));
  if (!isOpen) for (const cell of partsOf(total.counts, parts)) hide(cell);
}

/** Those that are not zero, which is told. */
function partsOf(counts: Line['counts'], parts: SumInRow['parts']): Cell[] {
  return parts.flatMap((part) => counts.get(part) ?? []).filter(({ value }) => value > 0);
}

/** Hides figures of a column until none of those that are hidden follows from its total; else the total. */
function guardColumn(rows: readonly Line[], { counts }: Line, key: string): void {
  const total = counts.get(key);
  const cells = rows.flatMap((row) => row.counts.get(key) ?? []).filter(({ value }) => value > 0);
  if (!total || total.hidden !== null || total.value !== cells.reduce((sum, { value }) => sum + value, 0)) return;
  const shown = cells.filter((cell) => cell.hidden === null).sort((a, b) => a.value - b.value);
  let secret = secretOf(cells.filter((cell) => cell.hidden !== null));
  while (secret.few + secret.others > 0 && !isVague(secret)) {
    const enough = shown.findIndex(({ value }) => isVague(withOther(secret, value)));
    const [next] = shown.splice(enough < 0 ? shown.length - 1 : enough, 1);
    if (!next) {
      hide(total);
      return;
    }
    hide(next);
    secret = withOther(secret, next.value);
  }
}

/** Makes a column that repeats a total tell it no more than that is told. */
function repeat(lines: readonly Line[], key: string, total: Cell | undefined): void {
  if (!total || total.hidden === null) return;
  for (const { counts } of lines) {
    const cell = counts.get(key);
    if (cell) hide(cell);
  }
}

function hide(cell: Cell): void {
  cell.hidden ??= 'withheld';
}

function countHidden(lines: readonly Line[]): number {
  return lines.reduce(
    (all, { counts }) => all + [...counts.values()].filter(({ hidden }) => hidden !== null).length,
    0,
  );
}

/** What is hidden of a sum: how many figures of few, how many others, and what they come to. */
interface Secret {
  readonly few: number;
  readonly others: number;
  readonly sum: number;
}

function secretOf(cells: readonly Cell[]): Secret {
  const few = cells.filter(({ hidden }) => hidden === 'few').length;
  return { few, others: cells.length - few, sum: cells.reduce((all, { value }) => all + value, 0) };
}

function withOther({ few, others, sum }: Secret, value: number): Secret {
  return { few, others: others + 1, sum: sum + value };
}

/** Whether each figure may still be one of as many numbers as a few are, for whoever knows the sum, and why each is hidden. */
function isVague({ few, others, sum }: Secret): boolean {
  const most = FEWEST - 1;
  const least = few + others * FEWEST;
  const isOpen = (from: number, to: number): boolean => to - from >= most - 1;
  const oneOfFew = (): boolean =>
    isOpen(others > 0 ? 1 : Math.max(1, sum - (few - 1) * most), Math.min(most, sum - (least - 1)));
  const oneOfOthers = (): boolean =>
    isOpen(others > 1 ? FEWEST : Math.max(FEWEST, sum - few * most), sum - (least - FEWEST));
  return (few === 0 || oneOfFew()) && (others === 0 || oneOfOthers());
}

/** What is told of a row: shares, waits and money only where what they are of is told. */
function toldOf(
  columns: readonly Column[],
  { values, counts }: Line,
): { values: Row['values']; hidden?: (Hidden | null)[] } {
  const isHidden = (key: string | undefined): boolean => (counts.get(key ?? '')?.hidden ?? null) !== null;
  const first = columns.find(({ kind }) => kind === 'count')?.key;
  const hidden = columns.map(({ key, kind, numerator, denominator }, at): Hidden | null => {
    if ((values[at] ?? null) === null) return null;
    if (kind === 'count') return counts.get(key)?.hidden ?? null;
    const of = kind === 'share' ? [numerator, denominator] : [first];
    return of.some(isHidden) ? 'withheld' : null;
  });
  if (hidden.every((one) => one === null)) return { values };
  return { values: values.map((value, at) => (hidden[at] === null ? value : null)), hidden };
}
