import type { Reader } from '../../../storage/database.ts';
import type { Measure } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { HERE, INACTIVE, LIVES, PATIENT } from '../people.ts';
import { BANDS, birthsOf, edgesAt } from './bands.ts';
import { definition } from './definition.ts';

const SEXES = ['male', 'female', 'other'] as const;
type Sex = (typeof SEXES)[number];

/** Born after a day and up to another (two parameters). A partial date sorts just before its first day, so it needs no exception. */
const BORN = 'p.birth > ? AND p.birth <= ?';
/** Who died, whether the day is known or not, up to a day (one parameter). */
const DEAD = `${HERE} AND NOT ${LIVES}`;

/** Birth dates are compared as text; each band is a span of an index that has sex and death beside them. */
export const ageSex: Measure = {
  definition,
  figures: (reader, { to }) => {
    const edges = edgesAt(to);
    const rows = BANDS.map((band, at) => {
      const found = countBySex(reader, to, edges[at + 1] ?? '', edges[at] ?? '');
      return { keys: [band], values: SEXES.map((sex) => found.get(sex) ?? 0) };
    });
    const total = SEXES.map((_, at) => rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
    const banded = total.reduce((sum, n) => sum + n, 0);
    return {
      rows,
      total,
      leftOut: leftOut({
        'no-birth': count(reader, PATIENT, to) - banded,
        dead: count(reader, DEAD, to),
        inactive: count(reader, INACTIVE, to),
      }),
    };
  },
  behind: (_reader, { to }, { keys, column }) => {
    const select =
      'SELECT NULL AS rid, p.id AS patient, NULL AS day, NULL AS value, NULL AS unit FROM fact_person p WHERE';
    if (column === 'dead') return { sql: `${select} ${DEAD}`, params: [to] };
    if (column === 'inactive') return { sql: `${select} ${INACTIVE}`, params: [to] };
    const edges = edgesAt(to);
    const [youngest = '', before = ''] = [edges[0], edges.at(-1)];
    if (column === 'no-birth')
      return { sql: `${select} ${PATIENT} AND NOT coalesce(${BORN}, 0)`, params: [to, before, youngest] };
    const births = keys === null ? { after: before, upTo: youngest } : birthsOf(edges, keys[0] ?? '');
    const sex = SEXES.find((one) => one === column);
    if (!births || sex === undefined) return undefined;
    return { sql: `${select} ${PATIENT} AND p.sex = '${sex}' AND ${BORN}`, params: [to, births.after, births.upTo] };
  },
};

function count(reader: Reader, where: string, to: string): number {
  return (
    reader.get<{ n: number }>(`SELECT count(*) AS n FROM fact_person p INDEXED BY fact_born WHERE ${where}`, to)?.n ?? 0
  );
}

function countBySex(reader: Reader, to: string, after: string, upTo: string): Map<Sex, number> {
  const found = reader.all<{ sex: Sex; n: number }>(
    `SELECT sex, count(*) AS n FROM fact_person p INDEXED BY fact_born WHERE ${PATIENT} AND ${BORN} GROUP BY sex`,
    to,
    after,
    upTo,
  );
  return new Map(found.map(({ sex, n }) => [sex, n]));
}
