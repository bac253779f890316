import type { Measure } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { HERE, INACTIVE, LIVES, PATIENT } from '../people.ts';
import { BANDS, birthsOf, edgesAt } from './bands.ts';
import { definition } from './definition.ts';

const SEXES = ['male', 'female', 'other'] as const;

/** Born after a day and up to another (two parameters). A partial date sorts just before its first day, so it needs no exception. */
const BORN = 'p.birth > ? AND p.birth <= ?';
/** Who died, whether the day is known or not, up to a day (one parameter). */
const DEAD = `${HERE} AND NOT ${LIVES}`;

/** How many of each sex there are (a day), with whatever else holds. */
const BY_SEX = `SELECT ${SEXES.map((sex) => `count(*) FILTER (WHERE p.sex = '${sex}') AS ${sex}`).join(', ')}
  FROM fact_person p INDEXED BY fact_born WHERE ${PATIENT} AND`;
/** Who is left out (a day twice). */
const APART = `SELECT count(*) FILTER (WHERE ${DEAD}) AS dead, count(*) FILTER (WHERE ${INACTIVE}) AS inactive
  FROM fact_person p INDEXED BY fact_born WHERE p.died IS NOT NULL OR p.inactive = 1`;

/** Birth dates are compared as text; each band is a span of an index that has sex and death beside them. */
export const ageSex: Measure = {
  definition,
  figures: (reader, { to }) => {
    const edges = edgesAt(to);
    const counted = (born: string, ...span: string[]): Record<string, number> =>
      reader.get<Record<string, number>>(`${BY_SEX} ${born}`, to, ...span) ?? {};
    const bands = BANDS.map((_, at) => counted(BORN, edges[at + 1] ?? '', edges[at] ?? ''));
    const ageless = [counted('p.birth IS NULL'), counted('p.birth > ?', to)];
    const ofAll = (all: typeof bands, sex: string): number => all.reduce((sum, one) => sum + (one[sex] ?? 0), 0);
    const rows = BANDS.map((band, at) => ({ keys: [band], values: SEXES.map((sex) => bands[at]?.[sex] ?? 0) }));
    const apart = reader.get<{ dead: number; inactive: number }>(APART, to, to);
    return {
      rows,
      total: SEXES.map((sex) => ofAll(bands, sex)),
      leftOut: leftOut({
        'no-birth': SEXES.reduce((sum, sex) => sum + ofAll(ageless, sex), 0),
        dead: apart?.dead ?? 0,
        inactive: apart?.inactive ?? 0,
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
