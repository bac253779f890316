/** Goes through the records of a type that meet conditions: narrowed by SQL, then each one judged. In pieces, so that it can be ended. */
import { hlcTime } from '../../../shared/merge/clock.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { SqlValue } from '../storage/database.ts';
import { type Candidate, type Condition, MOST_TERMS, type Narrowing, type QueryContext } from './context.ts';

/** Rows read at once: some 5 ms. */
const PIECE = 500;

export interface Scan {
  /** Rids of all records that may match, ascending. */
  readonly rids: Float64Array;
  /** Whether all of them match: there is nothing to judge. */
  readonly certain: boolean;
  /** The matches among those from a place on, piece by piece; `at` is the place behind the piece. */
  pieces(from: number): AsyncGenerator<{ readonly found: Candidate[]; readonly at: number }>;
}

/** Narrows. `after`: only records with a higher rid. */
export function scan(context: QueryContext, type: string, conditions: readonly Condition[], after = 0): Scan {
  const { reader } = context;
  const { list, rows } = candidates(context, type, conditions, after);
  const patterns = conditions.flatMap((condition) => (condition.patterns ? [condition.patterns] : []));
  const filters = [
    ...rows,
    ...patterns.map((some) => ({ sql: `(${some.map(() => "r.json LIKE ? ESCAPE '\\'").join(' OR ')})`, params: some })),
  ].slice(0, MOST_TERMS); // they only save reading what would be judged anyway
  const sql = `SELECT r.rid, r.type, r.id, r.json, e.hlc
    FROM json_each(?) j CROSS JOIN record r ON r.rid = j.value LEFT JOIN envelope e ON e.eid = r.eid
    WHERE r.type = ? AND r.deleted = 0 ${filters.map((filter) => `AND ${filter.sql}`).join(' ')} ORDER BY r.rid`;
  const params = filters.flatMap((filter) => filter.params);
  return {
    rids: list,
    certain: conditions.length === 0,
    pieces: async function* (from) {
      for (let at = from; at < list.length; at += PIECE) {
        const piece = `[${list.subarray(at, at + PIECE).join(',')}]`;
        const found: Candidate[] = [];
        for (const { hlc, ...row } of reader.all<Row>(sql, piece, type, ...params)) {
          const candidate = {
            ...row,
            resource: parseJson(row.json) as JsonObject,
            updated: hlc === null ? 0 : hlcTime(hlc),
          };
          if (conditions.every(({ matches }) => matches(candidate))) found.push(candidate);
        }
        yield { found, at: Math.min(at + PIECE, list.length) };
        await context.breathe();
      }
    },
  };
}

interface Row {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly hlc: string | null;
}

/** The rids to read, and what is tested on their rows; deleted records are left out where that costs nothing. */
function candidates(
  { reader, limits }: QueryContext,
  type: string,
  conditions: readonly Condition[],
  after: number,
): { list: Float64Array; rows: { sql: string; params: readonly SqlValue[] }[] } {
  const counted = conditions
    .flatMap(({ narrowing }) => (narrowing ? [narrowing] : []))
    .map((narrowing) => ({ narrowing, count: countOf(narrowing) }))
    .sort((a, b) => a.count - b.count);
  const [first, ...others] = counted;
  const all = {
    sql: 'SELECT rid FROM record WHERE type = ? AND rid NOT IN (SELECT rid FROM record WHERE type = ? AND deleted = 1)',
    params: [type, type],
  };
  const parts = [first?.narrowing ?? all];
  const rows: { sql: string; params: readonly SqlValue[] }[] = [];
  if (first && first.count > limits.few) {
    for (const { narrowing, count } of others) {
      if (count <= limits.counted && parts.length < MOST_TERMS) parts.push(narrowing);
      else if (narrowing.row) rows.push(narrowing.row);
    }
  }
  // as JSON: one value for two million numbers
  const sql = `SELECT json_group_array(rid) AS list FROM (${parts[0]?.sql ?? ''}) WHERE +rid > ?
    ${parts
      .slice(1)
      .map((part) => `AND rid IN (${part.sql})`)
      .join(' ')}`;
  const params = [...(parts[0]?.params ?? []), after, ...parts.slice(1).flatMap((part) => part.params)];
  const list = JSON.parse(reader.get<{ list: string }>(sql, ...params)?.list ?? '[]') as number[];
  const sorted = Float64Array.from(list).sort();
  return { list: sorted.filter((rid, i) => i === 0 || rid !== sorted[i - 1]), rows };

  function countOf({ sql, params }: Narrowing): number {
    return (
      reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql} LIMIT ${limits.counted + 1})`, ...params)?.n ?? 0
    );
  }
}
