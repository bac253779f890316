import type { Reader } from '../../../storage/database.ts';
import { FACT, findNid, namesByNid } from '../../../storage/facts.ts';
import type { Measure, Row } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { INACTIVE, PATIENT } from '../people.ts';
import { share } from '../series.ts';
import { birthsAt } from './ages.ts';
import { definition } from './definition.ts';

/** By vaccine, person and day. */
const DOSES = `fact INDEXED BY fact_dose WHERE kind = ${FACT.immunisation}`;
/** Doses without a date, of patients: found by their records, of which the days are in an index. */
const UNDATED = `record r INDEXED BY record_day CROSS JOIN fact f INDEXED BY fact_rid ON f.rid = r.rid CROSS JOIN fact_person p ON p.pid = f.pid
  WHERE r.type = 'Immunization' AND r.day IS NULL AND f.kind = ${FACT.immunisation} AND f.day = '' AND ${PATIENT}`;

export const immunisation: Measure = {
  definition,
  figures: (reader, { to }) => {
    const ages = birthsAt(to);
    const countBorn = (where: string, ...params: string[]) =>
      reader.get<{ patients: number; inactive: number }>(
        `SELECT count(*) FILTER (WHERE ${PATIENT}) AS patients, count(*) FILTER (WHERE ${INACTIVE}) AS inactive
         FROM fact_person p INDEXED BY fact_born WHERE ${where}`,
        to,
        to,
        ...params,
      ) ?? { patients: 0, inactive: 0 };
    const aged = ages.map(({ after, upTo }) => countBorn('p.birth > ? AND p.birth <= ?', after, upTo));
    const ageless = [countBorn('p.birth IS NULL'), countBorn('p.birth > ?', to)];
    const vaccinated = vaccinatedByCode(reader, to, ages);
    const names = namesByNid(reader, vaccinated.keys());
    const vaccines = [...names].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
    const rows = vaccines.flatMap(([code, { name }]) =>
      ages.flatMap(({ key }, age): Row[] => {
        const [some, all] = [vaccinated.get(code)?.[age] ?? 0, aged[age]?.patients ?? 0];
        return all === 0 ? [] : [{ keys: [name, key], values: [some, all, share(some, all)] }];
      }),
    );
    return {
      rows,
      // a patient with two vaccines stands in two rows
      total: [null, null, null],
      leftOut: leftOut({
        ageless: ageless.reduce((sum, { patients }) => sum + patients, 0),
        inactive: [...aged, ...ageless].reduce((sum, { inactive }) => sum + inactive, 0),
        undated: reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${UNDATED}`, to)?.n ?? 0,
      }),
      names: new Map(vaccines.flatMap(([, { name, label }]) => (label === undefined ? [] : [[name, label]]))),
    };
  },
  behind: (reader, { to }, { keys, column }) => {
    const ages = birthsAt(to);
    if (column === 'ageless') return people(`${PATIENT} AND coalesce(p.birth > ?, 1)`, [to, to]);
    if (column === 'inactive') return people(INACTIVE, [to]);
    if (column === 'undated')
      return {
        sql: `SELECT f.rid AS rid, p.id AS patient, NULL AS day, NULL AS value, NULL AS unit FROM ${UNDATED}`,
        params: [to],
      };
    const age = ages.find(({ key }) => key === keys?.[1]);
    if (!age || typeof keys?.[0] !== 'string') return undefined;
    const born = 'p.birth > ? AND p.birth <= ?';
    if (column === 'patients') return people(`${PATIENT} AND ${born}`, [to, age.after, age.upTo]);
    return vaccinatedBehind(reader, keys[0], to, age);
  },
};

/**
 * How many of each age were given each vaccine that somebody was given. A statement for each vaccine reads its doses in the order of the index; one
 * for all would sort them, which takes as long as all else.
 */
function vaccinatedByCode(reader: Reader, to: string, ages: ReturnType<typeof birthsAt>): Map<number, number[]> {
  // from one code to the next by a seek: DISTINCT reads every dose
  const codes = reader.all<{ code: number }>(`WITH RECURSIVE v (code) AS (
    SELECT min(code) FROM ${DOSES} UNION ALL SELECT (SELECT min(code) FROM ${DOSES} AND code > v.code) FROM v WHERE v.code IS NOT NULL)
    SELECT code FROM v WHERE code IS NOT NULL`);
  // each counts all that are younger, too: one comparison instead of two
  const upToAge = ages.map((_, at) => `count(*) FILTER (WHERE p.birth > ?) AS upTo${at}`).join(', ');
  const sql = `SELECT ${upToAge}
    FROM (SELECT DISTINCT pid FROM ${DOSES} AND code = ? AND day BETWEEN '0' AND ?) f
    CROSS JOIN fact_person p ON p.pid = f.pid WHERE ${PATIENT} AND p.birth <= ?`;
  const counted = new Map<number, number[]>();
  for (const { code } of codes) {
    const row = reader.get<Record<string, number>>(sql, ...ages.map(({ after }) => after), code, to, to, to);
    const younger = ages.map((_, at) => row?.[`upTo${at}`] ?? 0);
    if (younger.some((n) => n > 0))
      counted.set(
        code,
        younger.map((n, at) => n - (younger[at - 1] ?? 0)),
      );
  }
  return counted;
}

function people(where: string, params: string[]) {
  return {
    sql: `SELECT NULL AS rid, p.id AS patient, NULL AS day, NULL AS value, NULL AS unit FROM fact_person p WHERE ${where}`,
    params,
  };
}

/** Each patient once, by their last dose. */
function vaccinatedBehind(reader: Reader, vaccine: string, to: string, age: { after: string; upTo: string }) {
  return {
    sql: `SELECT f.rid AS rid, p.id AS patient, nullif(max(f.day), '') AS day, NULL AS value, NULL AS unit
      FROM fact f CROSS JOIN fact_person p ON p.pid = f.pid
      WHERE f.kind = ${FACT.immunisation} AND f.code = ? AND f.day BETWEEN '0' AND ? AND ${PATIENT} AND p.birth > ? AND p.birth <= ? GROUP BY p.pid`,
    params: [findNid(reader, vaccine) ?? -1, to, to, age.after, age.upTo],
  };
}
