import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { Timeline } from '../../records/encounter/Timeline.tsx';
import { SeriesChart } from '../../records/observation/SeriesChart.tsx';
import { groupSeries } from '../../records/observation/series.ts';
import { Section } from '../../ui/Section.tsx';
import classes from './Visit.module.css';

/** What one wants to see while writing: the last visit and the blood pressure so far. */
export function Beside({ chart }: { chart: PatientChart }) {
  const { t } = useTranslation();
  const pressure = useMemo(
    () => groupSeries(t, chart.observations).find((group) => group.lines.length === 2),
    [t, chart.observations],
  );
  return (
    <aside className={classes.beside}>
      <Section title={t('visit.last')}>
        {chart.timeline.length === 0 ? (
          <p className={classes.quiet}>{t('visit.noLast')}</p>
        ) : (
          <Timeline
            visits={chart.timeline.slice(0, 1)}
            shown={1}
            onMore={() => undefined}
            onHistory={() => undefined}
          />
        )}
      </Section>
      {pressure ? (
        <Section title={t('visit.trend')}>
          <SeriesChart group={pressure} height={12} />
        </Section>
      ) : null}
    </aside>
  );
}
