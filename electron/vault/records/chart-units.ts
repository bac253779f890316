/**
 * Series of one test in one unit: values that were measured in another unit of its kind stand among the others, told in the usual unit, with what
 * was written beside it. Nothing in the records changes.
 */
import type { ObservationSeries } from '../../../shared/bridge/records.ts';
import { VITAL_SIGNS, type VitalSign } from '../../../shared/records/observation/vital-signs.ts';
import { LOINC, listedTest } from '../../../shared/terminology/tests.ts';
import { substanceOf } from '../../../shared/units/substances.ts';
import { spelledUnit } from '../../../shared/units/written.ts';
import { loadUnits, type Units } from '../quality/units/index.ts';

type Point = ObservationSeries['points'][number];

/** Vital signs in the units of their fields; of other tests those with several units in the usual of these. */
export async function inUsualUnits(series: readonly ObservationSeries[]): Promise<ObservationSeries[]> {
  const kinds = Map.groupBy(series, ({ key, unit }) => baseOf(key, unit));
  const units = [...kinds].some(([base, list]) => needsUnits(base, list)) ? await loadUnits() : undefined;
  return units ? [...kinds].flatMap(([base, list]) => oneUnit(base, list, units)) : [...series];
}

/** The key without the unit that a second series of a test has behind it. */
function baseOf(key: string, unit: string | undefined): string {
  const behind = ` [${unit ?? ''}]`;
  return key.endsWith(behind) ? key.slice(0, -behind.length) : key;
}

function needsUnits(base: string, list: readonly ObservationSeries[]): boolean {
  const usual = usualOf(base, list);
  return usual !== undefined && list.some(({ unit }) => unit !== undefined && spelledUnit(unit) !== usual.code);
}

function usualOf(base: string, list: readonly ObservationSeries[]): { code: string; unit: string } | undefined {
  const code = codeOf(base);
  const signs: readonly VitalSign[] = Object.values(VITAL_SIGNS);
  const sign = signs.find(({ loinc }) => loinc.some(([one]) => one === code));
  if (sign) return { code: sign.ucum, unit: sign.unit };
  if (code === undefined || list.length < 2) return undefined;
  const there = list.flatMap(({ unit }) => (unit === undefined ? [] : [{ code: spelledUnit(unit), unit }]));
  const listed = listedTest(code)?.units ?? [];
  return there.find((one) => listed.includes(one.code)) ?? there[0];
}

function codeOf(base: string): string | undefined {
  return base.startsWith(`${LOINC}|`) ? base.slice(LOINC.length + 1).split(' ')[0] : undefined;
}

function oneUnit(base: string, list: readonly ObservationSeries[], units: Units): ObservationSeries[] {
  const usual = usualOf(base, list);
  const [first] = list;
  if (!usual || !first || !needsUnits(base, list)) return [...list];
  const others: ObservationSeries[] = [];
  const points: Point[] = [];
  for (const series of list) {
    const converted = series.points.map((point) => inUnit(point, usual, codeOf(base) ?? '', units));
    if (converted.every((point) => point !== undefined)) points.push(...converted);
    else others.push(series);
  }
  if (points.length === 0) return others;
  // as the others: the oldest first
  points.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return [{ ...first, key: base, unit: usual.unit, points }, ...others];
}

/** A point in the usual unit; as it is where it has it, or has no number; undefined where it cannot be said. */
function inUnit(point: Point, usual: { code: string; unit: string }, test: string, units: Units): Point | undefined {
  const { value, unit, text } = point;
  if (value === undefined || (unit !== undefined && spelledUnit(unit) === usual.code)) return point;
  const from = units.parseUnit(unit ?? '');
  if (!from.ok) return undefined;
  const substance = substanceOf(LOINC, test);
  const [, comparator = '', number = ''] = /^([<>]=?)?(.*)$/.exec(text) ?? [];
  const told = units.convert(number, from.code, usual.code, { substance });
  const exact = (one: number) => units.exactly(one, from.code, usual.code, { substance });
  const there = exact(value);
  if (!told.ok || there === undefined) return undefined;
  const { low: _low, high: _high, ...rest } = point;
  const [low, high] = [point.low, point.high].map((end) => (end === undefined ? undefined : exact(end)));
  return {
    ...rest,
    value: there,
    text: `${comparator}${told.value}`,
    unit: usual.unit,
    written: `${text} ${unit ?? ''}`.trim(),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}
