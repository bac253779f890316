import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { Flag } from '../../ui/Marks.tsx';
import { readableDecimals } from '../values/decimals.ts';
import { type SeriesGroup, seriesRows, timeOf } from './series.ts';
import { unitWords } from './units.ts';
import classes from './Vitals.module.css';

interface VitalsProps {
  readonly groups: readonly SeriesGroup[];
  readonly onOpen: (key: string) => void;
}

/** Small multiples: the last value of each series with its age, its range and its course. */
export function Vitals({ groups, onOpen }: VitalsProps) {
  return (
    <ul className={classes.tiles}>
      {groups.map((group) => (
        <li key={group.key}>
          <Tile group={group} onOpen={() => onOpen(group.key)} />
        </li>
      ))}
    </ul>
  );
}

/** A reference range in words; undefined where there is none. */
export function useRange() {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (low: number | undefined, high: number | undefined) => {
    if (low !== undefined && high !== undefined)
      return t('chart.range', { low: number(low, 3), high: number(high, 3) });
    if (high !== undefined) return t('chart.rangeBelow', { high: number(high, 3) });
    if (low !== undefined) return t('chart.rangeAbove', { low: number(low, 3) });
    return undefined;
  };
}

function Tile({ group, onOpen }: { group: SeriesGroup; onOpen: () => void }) {
  const { t } = useTranslation();
  const { day, ago } = useFormat();
  const range = useRange();
  const newest = seriesRows(group.lines)[0];
  if (!newest) return null;
  const points = newest.cells.filter((point) => point !== undefined);
  const value = newest.cells.map((point) => (point ? readableDecimals(point.text) : '–')).join('/');
  const flag = points.find((point) => point.flag)?.flag;
  const single = group.lines.length === 1 ? points[0] : undefined;
  const lines = group.lines.map((line) =>
    line.points
      .flatMap((point) => (point.value === undefined ? [] : [{ at: timeOf(point.date), value: point.value }]))
      .sort((a, b) => a.at - b.at),
  );
  const numeric = points.some((point) => point.value !== undefined);
  return (
    <button type="button" className={classes.tile} onClick={onOpen}>
      <span className={classes.name}>{group.name}</span>
      <span className={`${classes.value} tabular`} data-words={numeric ? undefined : true}>
        {value} {numeric ? <span className={classes.unit}>{unitWords(group.unit)}</span> : null}
        {flag ? <Flag flag={flag} /> : null}
      </span>
      {numeric ? <Sparkline lines={lines} low={single?.low} high={single?.high} /> : <span className={classes.blank} />}
      <span className={`${classes.foot} tabular`}>
        <span>
          {day(newest.date)}
          {t('common.dot')}
          {ago(newest.date)}
        </span>
        {range(single?.low, single?.high) ? <span>{range(single?.low, single?.high)}</span> : null}
      </span>
    </button>
  );
}
