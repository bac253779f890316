import type { Reader } from '../../../storage/database.ts';
import { FACT, findNid, namesByNid } from '../../../storage/facts.ts';
import type { Measure, Row } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { share } from '../series.ts';
import { birthsAt } from './ages.ts';
import { definition } from './definition.ts';

/** Patients who are here and live on a day (one parameter). */
const LIVING = 'p.rid IS NOT NULL AND (p.died IS NULL OR p.died > ?)';

export const immunisation: Measure = {
  definition,
  figures: (reader, { to }) => {
    const ages = birthsAt(to);
    const group = `CASE ${ages.map(({ after, upTo }, at) => `WHEN p.birth > '${after}' AND p.birth <= '${upTo}' THEN ${at}`).join(' ')} END`;
    const countBorn = (where: string, ...params: string[]): number =>
      reader.get<{ n: number }>(
        `SELECT count(*) AS n FROM fact_person p INDEXED BY fact_born WHERE ${LIVING} AND ${where}`,
        to,
        ...params,
      )?.n ?? 0;
    const patients = ages.map(({ after, upTo }) => countBorn('p.birth > ? AND p.birth <= ?', after, upTo));
    const doses = reader.all<{ code: number; age: number; n: number }>(
      `SELECT code, ${group} AS age, count(*) AS n
       FROM (SELECT code, pid FROM fact INDEXED BY fact_dose WHERE kind = ${FACT.immunisation} AND day <= ? GROUP BY code, pid) f
       CROSS JOIN fact_person p ON p.pid = f.pid WHERE ${LIVING} AND p.birth <= ? GROUP BY 1, 2`,
      to,
      to,
      to,
    );
    const names = namesByNid(reader, new Set(doses.map(({ code }) => code)));
    const vaccinated = new Map(doses.map(({ code, age, n }) => [`${code} ${age}`, n]));
    const vaccines = [...names].sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
    const rows = vaccines.flatMap(([code, { name }]) =>
      ages.flatMap(({ key }, age): Row[] => {
        const [some, all] = [vaccinated.get(`${code} ${age}`) ?? 0, patients[age] ?? 0];
        return all === 0 ? [] : [{ keys: [name, key], values: [some, all, share(some, all)] }];
      }),
    );
    return {
      rows,
      // a patient with two vaccines stands in two rows
      total: [null, null, null],
      leftOut: leftOut({ ageless: countBorn('p.birth IS NULL') + countBorn('p.birth > ?', to) }),
      names: new Map(vaccines.flatMap(([, { name, label }]) => (label === undefined ? [] : [[name, label]]))),
    };
  },
  behind: (reader, { to }, { keys, column }) => {
    const ages = birthsAt(to);
    if (column === 'ageless') return people(`coalesce(p.birth > ?, 1)`, [to, to]);
    const age = ages.find(({ key }) => key === keys?.[1]);
    if (!age || typeof keys?.[0] !== 'string') return undefined;
    const born = 'p.birth > ? AND p.birth <= ?';
    if (column === 'patients') return people(born, [to, age.after, age.upTo]);
    return vaccinatedBehind(reader, keys[0], to, age);
  },
};

function people(where: string, params: string[]) {
  return {
    sql: `SELECT NULL AS rid, p.id AS patient, NULL AS day, NULL AS value, NULL AS unit FROM fact_person p WHERE ${LIVING} AND ${where}`,
    params,
  };
}

/** Each patient once, by their last dose. */
function vaccinatedBehind(reader: Reader, vaccine: string, to: string, age: { after: string; upTo: string }) {
  return {
    sql: `SELECT f.rid AS rid, p.id AS patient, nullif(max(f.day), '') AS day, NULL AS value, NULL AS unit
      FROM fact f CROSS JOIN fact_person p ON p.pid = f.pid
      WHERE f.kind = ${FACT.immunisation} AND f.code = ? AND f.day <= ? AND ${LIVING} AND p.birth > ? AND p.birth <= ? GROUP BY p.pid`,
    params: [findNid(reader, vaccine) ?? -1, to, to, age.after, age.upTo],
  };
}
