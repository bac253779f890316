/** Observations grouped for reading: blood pressure's two parts together, vitals in the order people expect. */
import type { TFunction } from 'i18next';
import type { ObservationSeries } from '../../../shared/bridge/records.ts';
import en from '../../locales/en.json' with { type: 'json' };

type Loinc = keyof typeof en.loinc;

const LOINC = 'http://loinc.org|';
const SYSTOLIC = `${LOINC}8480-6`;
const DIASTOLIC = `${LOINC}8462-4`;

/** What a consultation looks at first. */
const FIRST = [
  '8480-6',
  '8867-4',
  '8310-5',
  '29463-7',
  '2339-0',
  '2345-7',
  '4548-4',
  '2708-6',
  '59408-5',
  '39156-5',
  '9279-1',
  '8302-2',
].map((code) => LOINC + code);

export interface SeriesGroup {
  readonly key: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly vital: boolean;
  readonly lines: readonly ObservationSeries[];
  /** The newest date of all lines. */
  readonly last: string;
}

const BLOOD_PRESSURE = `${LOINC}85354-9`;

/** What is measured, in a language, where `key` (`system|code`) is a common LOINC code; otherwise as it came: `name`. */
export function measuredName(t: TFunction, key: string, name: string): string {
  if (key === BLOOD_PRESSURE) return t('chart.bloodPressure');
  const code = key.startsWith(LOINC) ? key.slice(LOINC.length) : '';
  return Object.hasOwn(en.loinc, code) ? t(`loinc.${code as Loinc}`) : name;
}

function seriesName(t: TFunction, { key, name }: ObservationSeries): string {
  return measuredName(t, key, name);
}

/** The name of one line among several: only the part that tells them apart. */
export function lineName(t: TFunction, series: ObservationSeries): string {
  return series.key === SYSTOLIC
    ? t('visit.systolic')
    : series.key === DIASTOLIC
      ? t('visit.diastolic')
      : seriesName(t, series);
}

function lastDate(series: ObservationSeries): string {
  return (
    series.points
      .map((point) => point.date)
      .sort()
      .at(-1) ?? ''
  );
}

function group(t: TFunction, lines: readonly ObservationSeries[], name?: string): SeriesGroup {
  const [first] = lines;
  return {
    key: first?.key ?? '',
    name: name ?? (first ? seriesName(t, first) : ''),
    unit: first?.unit,
    vital: lines.some((line) => line.category === 'vital-signs'),
    lines,
    last: lines.map(lastDate).sort().at(-1) ?? '',
  };
}

/** Series as groups: vitals first in their usual order, then by the newest value. */
export function groupSeries(t: TFunction, all: readonly ObservationSeries[]): SeriesGroup[] {
  const systolic = all.find((series) => series.key === SYSTOLIC);
  const diastolic = all.find((series) => series.key === DIASTOLIC);
  const pair = [systolic, diastolic].filter((series) => series !== undefined);
  const rest = all.filter((series) => !pair.includes(series) && series.points.length > 0);
  const groups = rest.map((series) => group(t, [series]));
  if (pair.length > 0) groups.push(group(t, pair, pair.length === 2 ? t('chart.bloodPressure') : undefined));
  const rank = (each: SeriesGroup) => {
    const at = FIRST.indexOf(each.key);
    return at >= 0 ? at : each.vital ? FIRST.length : FIRST.length + 1;
  };
  return groups.sort(
    (a, b) => rank(a) - rank(b) || (a.last < b.last ? 1 : a.last > b.last ? -1 : a.name.localeCompare(b.name)),
  );
}

export interface SeriesRow {
  readonly date: string;
  readonly cells: readonly (ObservationSeries['points'][number] | undefined)[];
}

/** One row for each time of measurement, newest first, with a cell for each line. */
export function seriesRows(lines: readonly ObservationSeries[]): SeriesRow[] {
  const rows = new Map<string, (ObservationSeries['points'][number] | undefined)[]>();
  lines.forEach((line, column) => {
    for (const point of line.points) {
      // Two values of one moment and one line keep a row each.
      let key = point.date;
      while (rows.get(key)?.[column] !== undefined) key += '+';
      const cells = rows.get(key) ?? lines.map(() => undefined);
      cells[column] = point;
      rows.set(key, cells);
    }
  });
  return [...rows]
    .map(([key, cells]) => ({ date: key.replace(/\++$/, ''), cells }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** Milliseconds of a FHIR date or instant, for an axis of time. */
export function timeOf(date: string): number {
  return new Date(date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date).getTime();
}
