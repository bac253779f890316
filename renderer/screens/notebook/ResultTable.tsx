import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryResult } from '../../../shared/bridge/notebook.ts';
import { rowHeight } from '../../ui/tokens.ts';
import classes from './Notebook.module.css';

/** Rows before and behind what is in sight. */
const OVERSCAN = 8;

/** Characters of a value that may not have room in its line. */
const LONG = 40;

/**
 * A result as a table that scrolls by itself; only the rows in sight exist. Values stand as they are: 2026 is a year, no 2,026. Where one may be too
 * long for its line, all can be had whole.
 */
export function ResultTable({ result }: { result: QueryResult }) {
  const { t } = useTranslation();
  const [wraps, setWraps] = useState(false);
  const hasLong = useMemo(
    () => result.rows.some((row) => row.some((value) => typeof value === 'string' && value.length > LONG)),
    [result],
  );
  return (
    <>
      {hasLong ? (
        <div>
          <Button variant="default" size="compact-sm" aria-pressed={wraps} onClick={() => setWraps(!wraps)}>
            {t(wraps ? 'notebook.unwrap' : 'notebook.wrap')}
          </Button>
        </div>
      ) : null}
      <Rows key={String(wraps)} result={result} wraps={wraps} />
    </>
  );
}

/** `wraps`: each row is as high as its texts are. */
function Rows({ result, wraps }: { result: QueryResult; wraps: boolean }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLElement>(null);
  const { columns, rows } = result;
  const height = (rowHeight.dense / 16) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
  });
  const shown = list.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const behind = list.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys, too
    <section ref={scroller} className={classes.rows} aria-label={t('notebook.result')} tabIndex={0}>
      <table
        aria-rowcount={rows.length + 1}
        aria-label={t('notebook.result')}
        className={classes.result}
        data-wraps={wraps || undefined}
      >
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" data-numeric={isNumeric(type) || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} columns={columns.length} />
          {shown.map(({ index, key }) => (
            <tr
              key={key}
              ref={wraps ? list.measureElement : null}
              data-index={index}
              aria-rowindex={index + 2}
              style={{ height }}
            >
              {columns.map(({ name, type }, at) => (
                <td key={name} data-numeric={isNumeric(type) || undefined}>
                  <Value value={rows[index]?.[at] ?? null} />
                </td>
              ))}
            </tr>
          ))}
          <Gap height={behind} columns={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

type Cell = QueryResult['rows'][number][number];

function isNumeric(type: QueryResult['columns'][number]['type']): boolean {
  return type === 'integer' || type === 'number';
}

function Value({ value }: { value: Cell }) {
  const { t } = useTranslation();
  // as SQL says it: in no language the text NULL
  if (value === null) return <span className={classes.nothing}>NULL</span>;
  if (typeof value === 'boolean') return t(value ? 'notebook.true' : 'notebook.false');
  return String(value);
}

/** The room of rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );
}
