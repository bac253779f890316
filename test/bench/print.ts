/** Figures as a table for people. */
import { type Figure, reaches } from './contract.ts';

const HEADS = ['', 'at', 'ours', 'yardstick', 'ratio', 'target', ''] as const;
/** Columns of words; the others are figures, aligned to the right. */
const WORDS = new Set([0, 1, 3, 5, 6]);

/** One line for each figure. */
export function tableOf(figures: readonly Figure[]): string {
  const rows: (readonly string[])[] = [HEADS, ...figures.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (WORDS.has(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n');
}

function cells(figure: Figure): string[] {
  const { what, scale, ours, unit, yardstick, ratio, target } = figure;
  const reached = reaches(figure);
  const bound = target?.least ?? target?.most;
  const wanted = target && bound !== undefined ? `${target.least === undefined ? '<=' : '>='} ${number(bound)}` : '';
  return [
    what,
    scale,
    `${number(ours)} ${unit}`,
    yardstick ? `${number(yardstick.value)} ${yardstick.what}` : '',
    ratio === undefined ? '' : number(ratio),
    wanted === '' ? '' : `${target?.of} ${wanted}`,
    reached === undefined ? '' : reached ? 'reached' : 'not yet',
  ];
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
