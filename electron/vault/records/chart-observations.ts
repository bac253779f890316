/** Observations as series over time. */
import type { ObservationSeries } from '../../../shared/bridge/records.ts';
import { codingKey, codingsOf, conceptText, firstCode } from '../../../shared/records/concept.ts';
import type { Json, JsonObject } from '../../../shared/records/json.ts';
import { objectsIn } from '../../../shared/records/members.ts';
import { flagOf, normalRange, shownValue } from '../../../shared/records/observation/value.ts';
import type { ChartRow } from './chart-item.ts';

type Point = ObservationSeries['points'][number];

/** Series in the order of their first value in `rows`, points as `rows` come. Components are series of their own. */
export function seriesOf(rows: readonly ChartRow[], locale: string): ObservationSeries[] {
  const series = new Map<string, ObservationSeries>();
  for (const row of rows) {
    const category = firstCode(row.resource.category) || undefined;
    for (const holder of [row.resource, ...objectsIn(row.resource.component)]) {
      const point = pointOf(row, holder, locale);
      const key = point && seriesKey(holder.code, locale);
      if (!point || !key) continue;
      // kilograms and pounds on one axis would be a lie: another unit is another series
      const known = series.get(key);
      const place =
        known && known.unit !== point.unit && point.value !== undefined ? `${key} [${point.unit ?? ''}]` : key;
      const found = series.get(place);
      if (found) found.points.push(point);
      else series.set(place, newSeries(place, conceptText(holder.code, locale), category, point));
    }
  }
  return [...series.values()];
}

function newSeries(key: string, name: string, category: string | undefined, point: Point): ObservationSeries {
  return { key, name, ...(category && { category }), ...(point.unit && { unit: point.unit }), points: [point] };
}

/** LOINC where there is a choice, for that is what series are compared by; undefined for what has no name at all. */
function seriesKey(code: Json | undefined, locale: string): string | undefined {
  const codings = codingsOf(code);
  const loinc = codings.find((coding) => coding.system === 'http://loinc.org' && codingKey(coding) !== undefined);
  const chosen = loinc ?? codings.find((coding) => codingKey(coding) !== undefined);
  const text = conceptText(code, locale);
  return (chosen && codingKey(chosen)) ?? (text === '' ? undefined : `text:${text.toLowerCase()}`);
}

function pointOf(row: ChartRow, holder: JsonObject, locale: string): Point | undefined {
  const shown = shownValue(holder, locale);
  if (!shown) return undefined;
  const range = normalRange(holder, shown.unit);
  const flag = flagOf(holder, shown, range);
  return {
    id: row.id,
    date: row.date ?? '',
    text: shown.text,
    ...(shown.value !== undefined && { value: shown.value }),
    ...(shown.unit && { unit: shown.unit }),
    ...range,
    ...(flag && { flag }),
  };
}
