import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem } from '../../shared/bridge/records.ts';
import { useFormat } from '../locales/manner.tsx';
import { ConflictBadge } from '../ui/Marks.tsx';
import classes from './ItemList.module.css';
import { readableDecimals } from './values/decimals.ts';
import { statusWord } from './values/fields.ts';

interface ItemListProps {
  readonly items: readonly ChartItem[];
  readonly onHistory?: (item: ChartItem) => void;
  /** Those of the past are quieter. */
  readonly past?: boolean;
  /** What else may be done with a line; stands behind it. */
  readonly actions?: (item: ChartItem) => ReactNode;
}

/** Problems, medication, allergies: what, since when, in which state. A click shows the record's history. */
export function ItemList({ items, onHistory, past, actions }: ItemListProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    <ul className={classes.items} data-past={past || undefined}>
      {items.map((item) => (
        <li key={keyOf(item)} className={classes.row}>
          <button type="button" className={classes.item} onClick={() => onHistory?.(item)} title={t('chart.history')}>
            <span className={classes.text}>
              {item.text}
              {item.detail ? <span className={classes.detail}> {readableDecimals(item.detail)}</span> : null}{' '}
              <ConflictBadge count={item.conflicts} />
              {item.against?.map((warning) => (
                <span key={warning} className={classes.against}>
                  {t('rx.against', { what: warning })}
                </span>
              ))}
            </span>
            <span className={`${classes.facts} tabular`}>
              {item.status && item.status !== 'active' ? <span>{statusWord(t, item.status)}</span> : null}
              {item.date ? <span>{day(item.date)}</span> : null}
              {item.by ? <span>{item.by}</span> : null}
            </span>
          </button>
          {actions?.(item)}
        </li>
      ))}
    </ul>
  );
}

/** Values in conflict are lines of one record. */
export function keyOf({ type, id, text, status, date, detail }: ChartItem): string {
  return [type, id, text, status, date, detail].join('/');
}
