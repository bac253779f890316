/** Facts as the list of records behind a figure wants them. */
import type { Reader, SqlValue } from '../../storage/database.ts';
import { FACT, type FactKind } from '../../storage/facts.ts';
import type { Place } from './cells.ts';
import type { Behind } from './contract.ts';
import { ofWhom } from './splits.ts';

/** Facts of a kind and the person whom each is about; `value`, `unit`: SQL of what is shown of it. */
function factRows(where: string, value = 'NULL', unit = 'NULL'): string {
  return `SELECT f.rid AS rid, p.id AS patient, nullif(f.day, '') AS day, ${value} AS value, ${unit} AS unit
    FROM fact f LEFT JOIN fact_person p ON p.pid = f.pid WHERE ${where}`;
}

/** Those of the days, practitioner and place of a figure. `where`: what else must hold. */
export function factsBehind(
  reader: Reader,
  kind: FactKind,
  place: Place,
  where = '',
  params: readonly SqlValue[] = [],
  value?: string,
  unit?: string,
): Behind {
  const whom = ofWhom(reader, place);
  return {
    sql: factRows(
      `f.kind = ${FACT[kind]} AND f.day BETWEEN ? AND ?${qualified(whom.sql)}${where === '' ? '' : ` AND ${where}`}`,
      value,
      unit,
    ),
    params: [place.days.from, place.days.to, ...whom.params, ...params],
  };
}

/** Those without a date. */
export function undatedBehind(kind: FactKind, where = ''): Behind {
  return { sql: factRows(`f.kind = ${FACT[kind]} AND f.day = ''${where === '' ? '' : ` AND ${where}`}`), params: [] };
}

/** How many facts of a kind have no date. */
export function countUndated(reader: Reader, kind: FactKind): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n FROM fact WHERE kind = ${FACT[kind]} AND day = ''`)?.n ?? 0;
}

/** `place` is a column of the other table's, too. */
function qualified(sql: string): string {
  return sql.replace(/\b(?:who|place)\b/g, 'f.$&');
}
