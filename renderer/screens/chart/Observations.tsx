import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { SeriesChart, SeriesTable } from '../../records/observation/SeriesChart.tsx';
import { groupSeries } from '../../records/observation/series.ts';
import { useRange } from '../../records/observation/Vitals.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useKeptScroll } from '../navigation.ts';
import classes from './Chart.module.css';

interface ObservationsProps {
  readonly chart: PatientChart;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly onHistory: (id: string) => void;
}

/** All series to choose from at the left; the chosen one over time and value by value. */
export function Observations({ chart, chosen, onChoose, onHistory }: ObservationsProps) {
  const { t } = useTranslation();
  const range = useRange();
  const list = useKeptScroll<HTMLUListElement>('series list');
  const groups = useMemo(() => groupSeries(t, chart.observations), [t, chart.observations]);
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = groups.filter(
    (group) =>
      group.name.toLocaleLowerCase().includes(wanted) ||
      group.lines.some((line) => line.name.toLocaleLowerCase().includes(wanted)),
  );
  const group = groups.find((each) => each.key === chosen) ?? groups[0];
  if (!group && chart.closed.includes('results')) return <Empty title={t('glass.section')} />;
  if (!group) {
    return <Empty title={t('observations.none')}>{t('observations.noneBody')}</Empty>;
  }
  const last =
    group.lines.length === 1
      ? group.lines[0]?.points.findLast((point) => point.low !== undefined || point.high !== undefined)
      : undefined;
  return (
    <div className={classes.observations}>
      <div className={classes.picker}>
        <TextInput
          aria-label={t('observations.filter')}
          placeholder={t('observations.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        {shown.length === 0 ? <p className={classes.quiet}>{t('observations.noMatch')}</p> : null}
        <ul ref={list} className={classes.series} aria-label={t('observations.pick')}>
          {shown.map((each) => (
            <li key={each.key}>
              <button
                type="button"
                className={classes.pick}
                aria-pressed={each.key === group.key}
                onClick={() => onChoose(each.key)}
              >
                <span>{each.name}</span>
                <span className="tabular">{Math.max(...each.lines.map((line) => line.points.length))}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <section
        className={classes.detail}
        aria-label={group.name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <h2 className={classes.detailTitle}>
          {group.name} <span className={classes.quiet}>{last ? range(last.low, last.high) : null}</span>
        </h2>
        <SeriesChart key={group.key} group={group} height={17} />
        <div className={classes.tableBox}>
          <SeriesTable group={group} onHistory={onHistory} />
        </div>
      </section>
    </div>
  );
}
