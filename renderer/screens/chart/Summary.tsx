import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem, PatientChart } from '../../../shared/bridge/records.ts';
import { Timeline } from '../../records/encounter/Timeline.tsx';
import { ItemList } from '../../records/ItemList.tsx';
import { groupSeries } from '../../records/observation/series.ts';
import { Vitals } from '../../records/observation/Vitals.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import { useKept, useKeptScroll } from '../navigation.ts';
import classes from './Chart.module.css';

interface SummaryProps {
  readonly chart: PatientChart;
  readonly onHistory: (item: ChartItem) => void;
  readonly onSeries: (key: string) => void;
}

/** How many small multiples fit without pushing the visits below the fold. */
const TILES = 6;
const VISITS = 20;
const OVER = new Set(['resolved', 'inactive', 'remission', 'completed', 'stopped', 'cancelled', 'entered-in-error']);

/** The whole patient on one page. */
export function Summary({ chart, onHistory, onSeries }: SummaryProps) {
  const { t } = useTranslation();
  const scroll = useKeptScroll<HTMLDivElement>('summary');
  const [shown, setShown] = useKept('visits', VISITS);
  const groups = useMemo(() => groupSeries(t, chart.observations), [t, chart.observations]);
  const numeric = groups.filter((group) =>
    group.lines.some((line) => line.points.some((point) => point.value !== undefined)),
  );
  // What belongs to no visit stands among them, but is none.
  const visits = chart.timeline.filter(({ encounter }) => encounter.type === 'Encounter').length;
  const closed = new Set(chart.closed);
  const unseen = t('glass.section');
  return (
    <div ref={scroll} className={classes.scroll}>
      <div className={classes.summary}>
        <div className={classes.column}>
          <Items
            title={t('chart.problems')}
            none={closed.has('clinical') ? unseen : t('chart.noProblems')}
            items={chart.problems}
            onHistory={onHistory}
          />
          <Items
            title={t('chart.medications')}
            none={closed.has('medication') ? unseen : t('chart.noMedications')}
            items={chart.medications}
            onHistory={onHistory}
          />
          {chart.allergies.length > 0 ? (
            <Items title={t('chart.allergies')} none="" items={chart.allergies} onHistory={onHistory} />
          ) : null}
        </div>
        <div className={classes.column}>
          <Section title={t('chart.vitals')}>
            {numeric.length === 0 ? (
              <p className={classes.quiet}>{closed.has('results') ? unseen : t('chart.noVitals')}</p>
            ) : (
              <Vitals groups={numeric.slice(0, TILES)} onOpen={onSeries} />
            )}
          </Section>
          <Section title={t('chart.timeline')} aside={visits > 0 ? t('chart.allVisits', { count: visits }) : undefined}>
            {chart.timeline.length === 0 ? (
              closed.has('clinical') ? (
                <p className={classes.quiet}>{unseen}</p>
              ) : (
                <Empty title={t('chart.noTimeline')}>{t('chart.noTimelineBody')}</Empty>
              )
            ) : (
              <Timeline
                visits={chart.timeline}
                shown={shown}
                onMore={() => setShown(shown + 50)}
                onHistory={onHistory}
              />
            )}
          </Section>
        </div>
      </div>
    </div>
  );
}

interface ItemsProps {
  readonly title: string;
  readonly none: string;
  readonly items: readonly ChartItem[];
  readonly onHistory: (item: ChartItem) => void;
}

/** What goes on stands first; what is over is there, quieter. */
function Items({ title, none, items, onHistory }: ItemsProps) {
  const { t } = useTranslation();
  const [all, setAll] = useKept(`all ${title}`, false);
  const now = items.filter((item) => !OVER.has(item.status ?? ''));
  const past = items.filter((item) => OVER.has(item.status ?? ''));
  return (
    <Section title={title}>
      {items.length === 0 ? <p className={classes.quiet}>{none}</p> : null}
      {now.length > 0 ? <ItemList items={now} onHistory={onHistory} /> : null}
      {past.length > 0 ? (
        <details open={all} onToggle={(event) => setAll(event.currentTarget.open)}>
          <summary className={classes.earlier}>{t('chart.earlier', { count: past.length })}</summary>
          <ItemList items={past} onHistory={onHistory} past />
        </details>
      ) : null}
    </Section>
  );
}
