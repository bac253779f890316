import { useTranslation } from 'react-i18next';
import { comparedRow } from '../../../shared/bridge/compared.ts';
import type { MeasureAnswer } from '../../../shared/bridge/measures.ts';
import { changeOf } from '../../records/measure/change.ts';
import { behindColumn, currencyOf, type Figure } from '../../records/measure/picture.ts';
import { useMeasureWords } from '../../records/measure/words.ts';
import { type Column, Table } from '../../ui/Table.tsx';
import classes from './Analysis.module.css';
import { keysWords } from './figure-words.ts';

type Row = MeasureAnswer['rows'][number];

interface TableProps {
  readonly answer: MeasureAnswer;
  readonly label: string;
  /** In rem, at least; beyond its place the table scrolls. Absent where nobody looks at it. */
  readonly height?: number;
  readonly onOpen?: ((figure: Figure) => void) | undefined;
}

/** More is for the file: nobody reads on, and every cell is a button. */
const MOST_ROWS = 400;

/** The figures as a table, those of the time before and the change beside them; each opens its records. */
export function FigureTable({ answer, label, height, onOpen }: TableProps) {
  const { t } = useTranslation();
  const words = useMeasureWords();
  const { dimensions, columns, compared, rows, names, grain } = answer;
  const before = comparedRow(answer);
  const figure = (row: Row, at: number, isBefore: boolean) => {
    const column = columns[at];
    if (!column) return null;
    const value = row.values[at] ?? null;
    const text = words.hidden(row.hidden?.[at], answer) ?? words.value(column, value, currencyOf(answer, row.keys));
    if (!onOpen || value === null) return text;
    const what = `${keysWords(answer, row.keys, words)}, ${words.of(column.title)}`;
    return (
      <button
        type="button"
        className={classes.figure}
        aria-label={t('analysis.openFigure', { what, value: text })}
        onClick={() => onOpen({ keys: row.keys, column: behindColumn(column), isBefore })}
      >
        {text}
      </button>
    );
  };
  const shown: Column<Row>[] = [
    ...dimensions.map((dimension, at) => ({
      key: dimension.key,
      head: words.of(dimension.title),
      cell: ({ keys }: Row) => words.key(dimension, keys[at] ?? null, names, grain),
    })),
    ...columns.flatMap((column, at): Column<Row>[] => {
      const title = words.of(column.title);
      const now = { key: column.key, head: title, cell: (row: Row) => figure(row, at, false), numeric: true };
      if (!compared) return [now];
      return [
        now,
        {
          key: `${column.key} before`,
          head: t('analysis.beforeOf', { name: title }),
          cell: (row) => {
            const then = before(row);
            return then ? figure(then, at, true) : t('analysis.noValue');
          },
          numeric: true,
        },
        {
          key: `${column.key} change`,
          head: t('analysis.changeOf', { name: title }),
          cell: (row) =>
            changeOf(words, column, [row.values[at], before(row)?.values[at]], currencyOf(answer, row.keys))?.words ??
            t('analysis.noValue'),
          numeric: true,
        },
      ];
    }),
  ];
  const table = (
    <>
      <Table
        label={label}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={({ keys }) => JSON.stringify(keys)}
        columns={shown}
      />
      {rows.length > MOST_ROWS ? <p className={classes.quiet}>{t('analysis.moreRows', { count: MOST_ROWS })}</p> : null}
    </>
  );
  if (height === undefined) return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className={classes.table} style={{ flexBasis: `${height}rem` }} tabIndex={0} aria-label={label}>
      {table}
    </section>
  );
}
