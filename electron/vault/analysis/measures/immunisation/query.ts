import { stillWanted } from '../../../storage/bounds.ts';
import type { Reader } from '../../../storage/database.ts';
import { FACT, findNid, namesByNid } from '../../../storage/facts.ts';
import type { Measure, Row } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { INACTIVE, LIVES, PATIENT } from '../people.ts';
import { share } from '../series.ts';
import { birthsAt } from './ages.ts';
import { definition } from './definition.ts';

/** Doses without a date, of patients: found by their records, of which the days are in an index. */
const UNDATED = `record r INDEXED BY record_day CROSS JOIN fact f INDEXED BY fact_rid ON f.rid = r.rid CROSS JOIN fact_person p ON p.pid = f.pid
  WHERE r.type = 'Immunization' AND r.day IS NULL AND f.kind = ${FACT.immunisation} AND f.day = '' AND ${PATIENT}`;

export const immunisation: Measure = {
  definition,
  figures: (reader, { to }) => {
    const ages = birthsAt(to);
    // who lives, and who of them is not in use: two conditions fewer for each person than to count both apart
    const countBorn = (where: string, ...params: string[]) =>
      reader.get<{ patients: number; inactive: number }>(
        `SELECT count(*) - coalesce(sum(p.inactive), 0) AS patients, coalesce(sum(p.inactive), 0) AS inactive
         FROM fact_person p INDEXED BY fact_born WHERE p.rid IS NOT NULL AND ${LIVES} AND ${where}`,
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
 * How many of each age were given each vaccine that somebody was given. Doses are read in the order of people: each person is looked for once, and
 * nothing is sorted. Of whoever were given the same vaccines in the same order it is found out once which they are.
 */
function vaccinatedByCode(reader: Reader, to: string, ages: ReturnType<typeof birthsAt>): Map<number, number[]> {
  const age = ages.map((_, at) => `WHEN p.birth > ? THEN ${at}`).join(' ');
  // a text for all of an age: handing over a row for each person takes longer. With a limit the age is told once for each
  const ofAge = ages.map((_, at) => `group_concat(codes, ';') FILTER (WHERE age = ${at}) AS of${at}`).join(', ');
  const found = reader.get<Record<string, string | null>>(
    `SELECT ${ofAge} FROM (SELECT CASE ${age} END AS age, d.codes AS codes
       FROM (SELECT pid, group_concat(code) AS codes FROM fact WHERE kind = ${FACT.immunisation} AND pid > 0 AND day BETWEEN '0' AND ? GROUP BY pid) d
       CROSS JOIN fact_person p ON p.pid = d.pid WHERE ${PATIENT} AND p.birth <= ? AND ${stillWanted('p.pid')} LIMIT -1)`,
    ...ages.map(({ after }) => after),
    to,
    to,
    to,
  );
  const counted = new Map<number, number[]>();
  for (const at of ages.keys()) {
    for (const [codes, n] of numbersOf(found?.[`of${at}`] ?? '')) {
      for (const code of new Set(codes.split(',').map(Number))) {
        const counts = counted.get(code) ?? ages.map(() => 0);
        counted.set(code, counts);
        counts[at] = (counts[at] ?? 0) + n;
      }
    }
  }
  return counted;
}

/** How often each part of a text stands in it. */
function numbersOf(text: string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const part of text === '' ? [] : text.split(';')) numbers.set(part, (numbers.get(part) ?? 0) + 1);
  return numbers;
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
