/** Facts as the list of records behind a figure wants them. */
import { stillWanted } from '../../storage/bounds.ts';
import type { Reader, SqlValue } from '../../storage/database.ts';
import { FACT, type FactKind } from '../../storage/facts.ts';
import type { Place } from './cells.ts';
import type { Behind } from './contract.ts';
import { ofWhom } from './splits.ts';

/** Facts of a kind and the person whom each is about; `value`, `unit`: SQL of what is shown of it. */
function factRows(where: string, value = 'NULL', unit = 'NULL'): string {
  return `SELECT f.rid AS rid, p.id AS patient, nullif(f.day, '') AS day, ${value} AS value, ${unit} AS unit
    FROM fact f LEFT JOIN fact_person p ON p.pid = f.pid WHERE ${where} AND ${stillWanted('f.rid')}`;
}

/** Those of a kind that is counted by day, of the days, practitioner and place of a figure. `where`: what else must hold. */
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
      `f.kind = ${FACT[kind]} AND f.kind < 20 AND f.day BETWEEN ? AND ?${qualified(whom.sql)}${where === '' ? '' : ` AND ${where}`}`,
      value,
      unit,
    ),
    params: [place.days.from, place.days.to, ...whom.params, ...params],
  };
}

/** Those without a date; of a kind that is counted by day. */
export function undatedBehind(kind: FactKind): Behind {
  return { sql: factRows(`f.kind = ${FACT[kind]} AND f.kind < 20 AND f.day = ''`), params: [] };
}

/** How many facts of a kind that is counted by day have no date. */
export function countUndated(reader: Reader, kind: FactKind): number {
  const sql = `SELECT count(*) AS n FROM fact INDEXED BY fact_day WHERE kind = ${FACT[kind]} AND kind < 20 AND day = ''`;
  return reader.get<{ n: number }>(sql)?.n ?? 0;
}

/** `place` is a column of the other table's, too. */
function qualified(sql: string): string {
  return sql.replace(/\b(?:who|place)\b/g, 'f.$&');
}
