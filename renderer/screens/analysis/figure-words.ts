/** Which figure it is, in words: for the list behind it, for a picture's heading, for a file. */
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import type { MeasureWords, Names } from '../../records/measure/words.ts';
import type { Choice } from './choice.ts';

type Keys = MeasureAnswer['rows'][number]['keys'];

/** The column or the reason of what was left out. */
export function columnWords({ columns, leftOut }: MeasureDefinition, column: string, words: MeasureWords): string {
  const found = [...columns, ...leftOut].find(({ key }) => key === column);
  return found ? words.of(found.title) : column;
}

/** What the keys of a row are called. */
export function keysWords(
  { dimensions, names, grain }: Pick<MeasureAnswer, 'dimensions' | 'grain'> & { readonly names: Names },
  keys: Keys,
  words: MeasureWords,
): string {
  return dimensions
    .map((dimension, at) => words.key(dimension, keys[at] ?? null, names, grain))
    .join(words.t('common.dot'));
}

/** Whose figures they are where one practitioner or place was chosen; or that the measure does not tell. */
export function onlyWords(
  { compares }: Pick<MeasureDefinition, 'compares'>,
  { split, name }: NonNullable<Choice['of']>,
  { t }: Pick<MeasureWords, 't'>,
): string {
  return compares.includes(split) ? t('analysis.onlyOf', { name }) : t('analysis.ofAll');
}

/** Whether there is nothing to draw, now or before. */
export function isNothing({ rows, compared }: MeasureAnswer): boolean {
  const hasNone = (all: MeasureAnswer['rows']) =>
    all.every(({ values, hidden }) => !hidden && values.every((value) => value === null || Number(value) === 0));
  return hasNone(rows) && (compared === null || hasNone(compared.rows));
}

/** Who is due, as registers call it. */
const OVERDUE = 'overdue';

/** Whether it tells who is overdue: a list to act on. */
export function isRegister({ dimensions }: Pick<MeasureDefinition, 'dimensions'>): boolean {
  return dimensions.some(({ values }) => values?.some(({ key }) => key === OVERDUE));
}

/** Of a register those who are overdue: how many, and by which figure they are listed. */
export function overdueOf(answer: MeasureAnswer) {
  const at = answer.columns.findIndex(({ kind, counts }) => kind === 'count' && counts === 'patients');
  const row = isRegister(answer) ? answer.rows.find(({ keys }) => keys.includes(OVERDUE)) : undefined;
  const column = answer.columns[at];
  if (!row || !column || row.hidden?.[at]) return undefined;
  return { count: Number(row.values[at] ?? 0), figure: { keys: row.keys, column: column.key } };
}
