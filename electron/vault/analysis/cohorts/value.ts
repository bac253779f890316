/** The last value of an observation. */
import type { Bounds, LeafOf } from '../../../../shared/cohorts/definition.ts';
import { VITAL_SIGNS, type VitalSign } from '../../../../shared/records/observation/vital-signs.ts';
import { LOINC, listedTest } from '../../../../shared/terminology/tests.ts';
import type { SqlValue } from '../../storage/database.ts';
import type { ObservedKind } from '../../storage/observed.ts';
import { addDays } from '../calendar.ts';
import { COST, type Fragment, type Part } from './fragment.ts';
import type { Setting } from './setting.ts';
import { type Conversion, conversionsTo } from './units.ts';

type Code = LeafOf<'value'>['of'][number];

/** The unit in which values of a code are told where a definition names none; undefined where nobody knows. */
function usualUnit({ system = LOINC, code }: Code): string | undefined {
  if (system !== LOINC) return undefined;
  if (code === '8480-6' || code === '8462-4') return 'mm[Hg]';
  if (code === '39156-5') return 'kg/m2';
  const signs: readonly VitalSign[] = Object.values(VITAL_SIGNS);
  return signs.find(({ loinc }) => loinc.some(([one]) => one === code))?.ucum ?? listedTest(code)?.units[0];
}

/** So many units of one code are each looked up by themselves; of more, all values of a patient are sorted. */
const MOST_ARMS = 8;

/** Of a patient by their number (SQL): the last value of these kinds, as `kid`, `value`, `sign`, `day`, `rid`, `place`; no row where there is none. */
export function lastValueOf(
  pid: string,
  kinds: readonly ObservedKind[],
  today: string,
): { sql: string; params: SqlValue[] } {
  // numbers of our own
  const all = `(${kinds.map(({ kid }) => kid).join(', ')})`;
  const of = (which: string): string => `SELECT o.*,
      CASE WHEN EXISTS (SELECT 1 FROM observed s WHERE s.pid = o.pid AND s.kid IN ${all} AND s.at = o.at AND s.rid <> o.rid)
        THEN (SELECT r.id FROM record r WHERE r.rid = o.rid) END AS id
    FROM observed o
    WHERE o.pid = ${pid} AND o.kid ${which} AND o.day <= ?
    ORDER BY o.at DESC, id DESC, o.place LIMIT 1`;
  if (kinds.length > MOST_ARMS || kinds.length === 0) return { sql: of(`IN ${all}`), params: [today] };
  const arms = kinds.map(({ kid }) => of(`= ${kid}`));
  if (arms.length === 1) return { sql: arms.join(''), params: [today] };
  return {
    sql: `SELECT * FROM (${arms.map((arm) => `SELECT * FROM (${arm})`).join(' UNION ALL ')}) ORDER BY at DESC, id DESC, place LIMIT 1`,
    params: arms.map(() => today),
  };
}

/**
 * The same by one seek in the order of the table, and whether there are others of that moment (`tied`), of which ids and places tell the last: those take
 * longer to read, and most values are alone.
 */
function latestOf(pid: string, kinds: readonly ObservedKind[], today: string): Part {
  const all = `(${kinds.map(({ kid }) => kid).join(', ')})`;
  const of = (which: string): string => `SELECT o.pid, o.kid, o.at, o.rid, o.day, o.value, o.sign FROM observed o
    WHERE o.pid = ${pid} AND o.kid ${which} AND o.day <= ? ORDER BY o.at DESC LIMIT 1`;
  const arms =
    kinds.length > MOST_ARMS || kinds.length === 0 ? [of(`IN ${all}`)] : kinds.map(({ kid }) => of(`= ${kid}`));
  const each = arms.map((arm) => `SELECT * FROM (${arm})`).join(' UNION ALL ');
  return {
    sql: `SELECT o.*, EXISTS (SELECT 1 FROM observed s WHERE s.pid = o.pid AND s.kid IN ${all} AND s.at = o.at
          AND (s.rid <> o.rid OR s.kid <> o.kid)) AS tied
      FROM (${arms.length > 1 ? `${each} ORDER BY at DESC LIMIT 1` : arms.join('')}) o`,
    params: arms.map(() => today),
  };
}

/** Of which codes a criterion is, as values are kept by them. */
export function codesOf({ of }: Pick<LeafOf<'value'>, 'of'>): string[] {
  return of.map(({ system = LOINC, code }) => `${system}|${code}`);
}

/** The last on or before the day decides: where it cannot be told in the unit that is asked for, nothing is known of the patient. */
export function ofValue(leaf: LeafOf<'value'>, setting: Setting): Fragment {
  const { is, within } = leaf;
  const old = within === undefined ? undefined : { sql: 'l.day >= ?', params: [addDays(setting.today, -within)] };
  const bound = is && boundsOf(is);
  const kinds = setting.kinds(codesOf(leaf));
  const number = is ? numberIn(leaf, kinds, setting) : { sql: 'l.value', params: [] };
  return ofLast(kinds, setting, number, [old, bound]);
}

export interface Untold {
  /** Whose last value it is. */
  readonly fragment: Fragment;
  /** As they are written; '' where there is none. */
  readonly units: readonly string[];
}

/** Last values that are held against a number and cannot be told in the unit of the question; undefined where every unit can. */
export function ofUntold(leaf: LeafOf<'value'>, setting: Setting): Untold | undefined {
  const unit = leaf.is && unitOf(leaf);
  if (unit === undefined) return undefined;
  const kinds = setting.kinds(codesOf(leaf));
  const { without } = conversionsTo(unit, leaf.of, kinds, setting.units);
  if (without.length === 0) return undefined;
  const isOne = { sql: `l.kid IN (${without.map(({ kid }) => kid).join(', ')})`, params: [] };
  const fragment = ofLast(kinds, setting, { sql: 'l.value', params: [] }, [isOne]);
  return { fragment, units: [...new Set(without.map((kind) => kind.unit))] };
}

function ofLast(
  kinds: readonly ObservedKind[],
  { today }: Setting,
  number: Part,
  conditions: readonly (Part | undefined)[],
): Fragment {
  const some = conditions.flatMap((one) => one ?? []);
  const where = some.length > 0 ? some.map(({ sql }) => sql).join(' AND ') : 'true';
  const params = some.flatMap((one) => one.params);
  const told = `${number.sql} AS n, l.sign, l.day, l.kid`;
  const latest = latestOf('p.pid', kinds, today);
  const exact = lastValueOf('p.pid', kinds, today);
  return {
    sql: `EXISTS (SELECT 1 FROM (SELECT ${told}, l.tied FROM (${latest.sql}) l) l
      WHERE CASE WHEN l.tied THEN EXISTS (SELECT 1 FROM (SELECT ${told} FROM (${exact.sql}) l) l WHERE ${where}) ELSE ${where} END)`,
    params: [...number.params, ...latest.params, ...number.params, ...exact.params, ...params, ...params],
    cost: COST.seek,
  };
}

function unitOf({ of: [first], unit }: LeafOf<'value'>): string | undefined {
  return unit ?? (first && usualUnit(first));
}

/** The number of a last value `l` in the unit of the question; NULL where it cannot be said. */
function numberIn(leaf: LeafOf<'value'>, kinds: readonly ObservedKind[], { units }: Setting): Part {
  const unit = unitOf(leaf);
  if (unit === undefined) return { sql: 'l.value', params: [] };
  const { ways } = conversionsTo(unit, leaf.of, kinds, units);
  const isPlain = ({ factor, offset }: Conversion): boolean => factor === 1 && offset === 0;
  const cases = ways.map(
    (way) => `WHEN l.kid IN (${way.kids.join(', ')}) THEN ${isPlain(way) ? 'l.value' : 'round(l.value * ? + ?, 9)'}`,
  );
  return {
    sql: cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`,
    params: ways.flatMap((way) => (isPlain(way) ? [] : [way.factor, way.offset])),
  };
}

/** `<5` lies below 5, and `>5` above it; but nobody knows how much is less than `>5`, or more than `<5`. */
const HAS_LEAST = `(l.sign IS NULL OR l.sign IN ('>', '>='))`;
const HAS_MOST = `(l.sign IS NULL OR l.sign IN ('<', '<='))`;

function boundsOf({ above, atLeast, below, atMost }: Bounds): { sql: string; params: SqlValue[] } {
  const parts = [
    above === undefined ? [] : [`${HAS_LEAST} AND (l.n, l.sign IS '>') > (?, 0)`, above],
    atLeast === undefined ? [] : [`${HAS_LEAST} AND l.n >= ?`, atLeast],
    below === undefined ? [] : [`${HAS_MOST} AND (l.n, l.sign IS NOT '<') < (?, 1)`, below],
    atMost === undefined ? [] : [`${HAS_MOST} AND l.n <= ?`, atMost],
  ].flatMap(([sql, value]) => (sql === undefined ? [] : [{ sql: String(sql), value: Number(value) }]));
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.map(({ value }) => value) };
}
