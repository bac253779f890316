/** What a measure comes to in all: what stands above its picture, the telling figures first. */
import type { Column, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { type Change, changeOf } from './change.ts';
import { behindColumn, type Figure, oneCurrency, partsOf } from './picture.ts';
import type { MeasureWords } from './words.ts';

export interface Total {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Of how many, where the figures beside it do not say so. */
  readonly more?: string | undefined;
  readonly change?: Change | undefined;
  readonly figure: Figure;
}

/** @returns those columns first that are drawn; of a register, who has reached the goal before all */
export function totalsOf(answer: MeasureAnswer, definition: MeasureDefinition, words: MeasureWords): Total[] {
  const { columns, total, totalHidden, compared } = answer;
  const drawn = definition.picture.columns;
  const currency = oneCurrency(answer);
  const shown = columns
    .flatMap((column, at) => {
      const value = total[at] ?? null;
      const hidden = words.hidden(totalHidden?.[at], answer);
      if ((value === null && hidden === undefined) || isWhole(answer, column)) return [];
      return [{ column, value, hidden, before: compared?.total[at] }];
    })
    .sort((a, b) => Number(drawn.includes(b.column.key)) - Number(drawn.includes(a.column.key)));
  return [
    ...reachedOf(answer, words),
    ...shown.map(({ column, value, hidden, before }) => ({
      key: column.key,
      name: words.of(column.title),
      text: hidden ?? words.value(column, value, currency),
      change: changeOf(words, column, [value, before], currency),
      figure: { column: behindColumn(column), isBefore: false },
    })),
  ];
}

/** Whether a column says in all what the numerator of its share says: of a register all are on the register. */
function isWhole({ columns, total }: MeasureAnswer, { key }: Column): boolean {
  const share = columns.find(({ kind, denominator }) => kind === 'share' && denominator === key);
  const at = (name: string | undefined) => total[columns.findIndex((one) => one.key === name)];
  return share !== undefined && total[columns.indexOf(share)] == null && at(share.numerator) === at(key);
}

/** Who has reached the goal, as registers call it. */
const REACHED = 'reached';

function reachedOf(answer: MeasureAnswer, words: MeasureWords): Total[] {
  const { columns, dimensions, rows, compared } = answer;
  const reached = (all: MeasureAnswer['rows'] | undefined) => all?.find(({ keys }) => keys.includes(REACHED));
  const [row, before] = [reached(rows), reached(compared?.rows)];
  const at = columns.findIndex(({ kind }) => kind === 'share');
  const [column, value] = [columns[at], row?.values[at]];
  const name = dimensions.flatMap(({ values = [] }) => values).find(({ key }) => key === REACHED);
  if (!row || !column || value === null || value === undefined || !name) return [];
  return [
    {
      key: REACHED,
      name: words.of(name.title),
      text: words.value(column, value),
      more: partsOf(row, column, answer, words),
      change: changeOf(words, column, [value, before?.values[at]]),
      figure: { keys: row.keys, column: behindColumn(column), isBefore: false },
    },
  ];
}
