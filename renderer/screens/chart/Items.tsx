import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { ItemList } from '../../records/ItemList.tsx';
import { Section } from '../../ui/Section.tsx';
import { useKept } from '../navigation.ts';
import classes from './Chart.module.css';

const OVER = new Set([
  'resolved',
  'inactive',
  'remission',
  'refuted',
  'completed',
  'stopped',
  'cancelled',
  'course-over',
  'entered-in-error',
]);

interface ItemsProps {
  readonly title: string;
  /** Where nothing of it stands here. */
  readonly none: ReactNode;
  /** Where nothing of it holds now. */
  readonly noneNow: ReactNode;
  readonly items: readonly ChartItem[];
  readonly add: ReactNode;
  readonly onHistory: (item: ChartItem) => void;
  readonly actions: (item: ChartItem) => ReactNode;
}

/** What goes on stands first; what is over is there, quieter. */
export function Items({ title, none, noneNow, items, add, onHistory, actions }: ItemsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useKept(`all ${title}`, false);
  const now = items.filter((item) => !OVER.has(item.status ?? ''));
  const past = items.filter((item) => OVER.has(item.status ?? ''));
  return (
    <Section title={title} aside={add}>
      {items.length === 0 ? none : now.length === 0 ? noneNow : null}
      {now.length > 0 ? <ItemList items={now} onHistory={onHistory} actions={actions} /> : null}
      {past.length > 0 ? (
        <details open={all} onToggle={(event) => setAll(event.currentTarget.open)}>
          <summary className={classes.earlier}>{t('chart.earlier', { count: past.length })}</summary>
          {all ? <ItemList items={past} onHistory={onHistory} actions={actions} past /> : null}
        </details>
      ) : null}
    </Section>
  );
}
