/** The last value of an observation. */
import type { Bounds, LeafOf } from '../../../../shared/cohorts/definition.ts';
import { VITAL_SIGNS, type VitalSign } from '../../../../shared/records/observation/vital-signs.ts';
import { LOINC, listedTest } from '../../../../shared/terminology/tests.ts';
import type { SqlValue } from '../../storage/database.ts';
import { addDays } from '../calendar.ts';
import { COST, type Fragment } from './fragment.ts';
import type { Setting } from './setting.ts';
import { conversionsTo } from './units.ts';

type Code = LeafOf<'value'>['of'][number];

/** The unit in which values of a code are told where a definition names none; undefined where nobody knows. */
function usualUnit({ system = LOINC, code }: Code): string | undefined {
  if (system !== LOINC) return undefined;
  if (code === '8480-6' || code === '8462-4') return 'mm[Hg]';
  if (code === '39156-5') return 'kg/m2';
  const signs: readonly VitalSign[] = Object.values(VITAL_SIGNS);
  return signs.find(({ loinc }) => loinc.some(([one]) => one === code))?.ucum ?? listedTest(code)?.units[0];
}

/** Of the record `o`: the quantity of its own value, else of its first component of that code; NULL where there is no number. */
function quantityOf(of: readonly Code[]): { sql: string; params: SqlValue[] } {
  const codes = of
    .map(() => `CASE WHEN k.type = 'object' THEN (k.value ->> '$.system') || '|' || (k.value ->> '$.code') END = ?`)
    .join(' OR ');
  const named = (json: string): string => `EXISTS (SELECT 1 FROM json_each(${json}, '$.code.coding') k WHERE ${codes})`;
  const number = (json: string): string => `CASE
      WHEN json_type(${json}, '$.valueQuantity.value') IN ('integer', 'real') THEN ${json} -> '$.valueQuantity'
      WHEN json_type(${json}, '$.valueInteger') = 'integer' THEN json_object('value', ${json} -> '$.valueInteger') END`;
  const keys = of.map(({ system = LOINC, code }) => `${system}|${code}`);
  return {
    // most records speak of something else: they are told by their letters, without being parsed
    sql: `CASE WHEN ${of.map(() => 'instr(o.json, ?) > 0').join(' OR ')} THEN
      coalesce(CASE WHEN ${named('o.json')} THEN ${number('o.json')} END,
      (SELECT ${number('t.value')} FROM json_each(o.json, '$.component') t
       WHERE t.type = 'object' AND ${named('t.value')} AND ${number('t.value')} IS NOT NULL LIMIT 1)) END`,
    params: [...of.map(({ code }) => JSON.stringify(code)), ...keys, ...keys],
  };
}

/** Of a patient `p`: `q`, the quantity (JSON) of the last that has a number, and its `day`; no row where there is none. */
export function lastValueOf({ of }: Pick<LeafOf<'value'>, 'of'>, today: string): { sql: string; params: SqlValue[] } {
  const quantity = quantityOf(of);
  return {
    sql: `SELECT ${quantity.sql} AS q, o.day AS day FROM record o INDEXED BY record_chart
      WHERE o.patient = p.id AND o.type = 'Observation' AND o.deleted = 0 AND o.at IS NOT NULL AND o.day <= ?
        AND (o.status IS NULL OR o.status NOT IN ('entered-in-error', 'cancelled')) AND q IS NOT NULL
      ORDER BY o.at DESC, o.id DESC LIMIT 1`,
    params: [...quantity.params, today],
  };
}

/** The last on or before the day decides: where it cannot be told in the unit that is asked for, nothing is known of the patient. */
export function ofValue({ of, unit, is, within }: LeafOf<'value'>, setting: Setting): Fragment {
  const { today } = setting;
  const last = lastValueOf({ of }, today);
  const old = within === undefined ? undefined : { sql: 'l.day >= ?', params: [addDays(today, -within)] };
  const number = is && numberIn(of, unit, setting);
  const bound = is && number ? boundsOf(is) : undefined;
  const from = number
    ? `(SELECT ${number.sql} AS n, l.q ->> '$.comparator' AS c, l.day AS day FROM (${last.sql}) l) l`
    : `(${last.sql}) l`;
  const where = [old, bound].flatMap((one) => one ?? []);
  return {
    sql: `EXISTS (SELECT 1 FROM ${from}${where.length > 0 ? ` WHERE ${where.map(({ sql }) => sql).join(' AND ')}` : ''})`,
    params: [...(number?.params ?? []), ...last.params, ...where.flatMap(({ params }) => params)],
    cost: COST.read,
  };
}

/** The number of a quantity `l.q` in the unit of the question; NULL where it cannot be said. */
function numberIn(
  of: readonly Code[],
  asked: string | undefined,
  { units }: Setting,
): { sql: string; params: SqlValue[] } {
  const value = `(l.q ->> '$.value')`;
  const unit = asked ?? (of[0] && usualUnit(of[0]));
  if (unit === undefined) return { sql: value, params: [] };
  const ways = conversionsTo(unit, of, units);
  const written = `trim(CASE WHEN l.q ->> '$.system' = 'http://unitsofmeasure.org' AND l.q ->> '$.code' IS NOT NULL
      THEN l.q ->> '$.code' ELSE coalesce(l.q ->> '$.unit', l.q ->> '$.code') END)`;
  const cases = ways.map(({ factor, offset }) =>
    factor === 1 && offset === 0 ? `WHEN ? THEN ${value}` : `WHEN ? THEN round(${value} * ? + ?, 9)`,
  );
  return {
    sql: `CASE ${written} ${cases.join(' ')} END`,
    params: ways.flatMap(({ text, factor, offset }) =>
      factor === 1 && offset === 0 ? [text] : [text, factor, offset],
    ),
  };
}

/** `<5` lies below 5, and `>5` above it; but nobody knows how much is less than `>5`, or more than `<5`. */
const HAS_LEAST = `(l.c IS NULL OR l.c IN ('>', '>='))`;
const HAS_MOST = `(l.c IS NULL OR l.c IN ('<', '<='))`;

function boundsOf({ above, atLeast, below, atMost }: Bounds): { sql: string; params: SqlValue[] } {
  const parts = [
    above === undefined ? [] : [`${HAS_LEAST} AND (l.n, l.c IS '>') > (?, 0)`, above],
    atLeast === undefined ? [] : [`${HAS_LEAST} AND l.n >= ?`, atLeast],
    below === undefined ? [] : [`${HAS_MOST} AND (l.n, l.c IS NOT '<') < (?, 1)`, below],
    atMost === undefined ? [] : [`${HAS_MOST} AND l.n <= ?`, atMost],
  ].flatMap(([sql, value]) => (sql === undefined ? [] : [{ sql: String(sql), value: Number(value) }]));
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.map(({ value }) => value) };
}
