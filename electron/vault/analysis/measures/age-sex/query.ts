import { parseMoment } from '../../../records/dates.ts';
import type { Reader } from '../../../storage/database.ts';
import { NOT_MERGED } from '../../../storage/merged.ts';
import type { Measure } from '../contract.ts';
import { leftOut } from '../left-out.ts';
import { BANDS, bandOf, birthsOf, edgesAt } from './bands.ts';
import { definition } from './definition.ts';

/** Patients, each person once. The words are those of the index `record_person`, which alone is read of the records. */
const PATIENTS = `record INDEXED BY record_person WHERE type = 'Patient' AND deleted = 0 AND ${NOT_MERGED}`;
/** Births that need a second look: partial dates, the last days of months, and what is no date at all. */
const UNUSUAL = `NOT (birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-2][0-9]'
  AND substr(birth, 6, 2) BETWEEN '01' AND '12' AND substr(birth, 9) BETWEEN '01' AND '28')`;
/** Births that are dates, whole or partial. */
const DATED = `birth >= '0100' AND (CASE length(birth) WHEN 10 THEN date(birth) IS birth
  WHEN 7 THEN date(birth || '-01') IS birth || '-01' WHEN 4 THEN date(birth || '-01-01') IS birth || '-01-01' ELSE 0 END)`;

const SEXES = ['male', 'female', 'other'] as const;
type Sex = (typeof SEXES)[number];

/**
 * Birth dates are compared as text, and SQLite counts each band within the index: a hundred thousand patients have fifty thousand
 * birth dates, and reading those one by one takes five times as long. A partial date sorts just before its first day,
 * so it needs no exception.
 */
export const ageSex: Measure = {
  definition,
  figures: (reader, { to }) => {
    const edges = edgesAt(to);
    const bands = BANDS.map((band) => ({ band, male: 0, female: 0, other: 0 }));
    const sums = { male: 0, female: 0, other: 0 };
    const add = (band: number, gender: string | null, patients: number): void => {
      const row = bands[band];
      if (!row) return;
      row[sexOf(gender)] += patients;
      sums[sexOf(gender)] += patients;
    };
    const genders = reader.all<{ gender: string | null; patients: number }>(
      `SELECT gender, count(*) AS patients FROM ${PATIENTS} AND NOT died GROUP BY gender`,
    );
    for (const { gender } of genders) {
      for (const band of bands.keys())
        add(band, gender, countBorn(reader, gender, edges[band + 1] ?? '', edges[band] ?? ''));
    }
    const unusual = reader.all<{ gender: string | null; birth: string; patients: number }>(
      `SELECT gender, birth, count(*) AS patients FROM ${PATIENTS} AND NOT died AND ${UNUSUAL} GROUP BY gender, birth`,
    );
    for (const { gender, birth, patients } of unusual) {
      if (birth.length > 10 || !parseMoment(birth)) add(bandOf(edges, birth), gender, -patients);
    }
    const living = genders.reduce((sum, { patients }) => sum + patients, 0);
    const banded = SEXES.reduce((sum, sex) => sum + sums[sex], 0);
    return {
      rows: bands.map((row) => ({ keys: [row.band], values: SEXES.map((sex) => row[sex]) })),
      total: SEXES.map((sex) => sums[sex]),
      leftOut: leftOut({ 'no-birth': living - banded, dead: countPatients(reader) - living }),
    };
  },
  behind: (_reader, { to }, { keys, column }) => {
    const edges = edgesAt(to);
    const select = `SELECT NULL AS rid, id AS patient, NULL AS day, NULL AS value, NULL AS unit FROM record
      WHERE rid IN (SELECT rid FROM ${PATIENTS}`;
    if (column === 'dead') return { sql: `${select} AND died)`, params: [] };
    const [youngest = '', before = ''] = [edges[0], edges.at(-1)];
    if (column === 'no-birth') {
      const banded = `coalesce(birth > ? AND birth <= ? AND ${DATED}, 0)`;
      return { sql: `${select} AND NOT died AND NOT ${banded})`, params: [before, youngest] };
    }
    const births = keys === null ? { after: before, upTo: youngest } : birthsOf(edges, keys[0] ?? '');
    if (!births || !SEXES.some((sex) => sex === column)) return undefined;
    const sex = column === 'other' ? "coalesce(gender, '') NOT IN ('male', 'female')" : `gender = '${column}'`;
    return {
      sql: `${select} AND NOT died AND ${sex} AND birth > ? AND birth <= ? AND ${DATED})`,
      params: [births.after, births.upTo],
    };
  },
};

/** All patients, the dead too. */
function countPatients(reader: Reader): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${PATIENTS}`)?.n ?? 0;
}

function sexOf(gender: string | null): Sex {
  return gender === 'male' || gender === 'female' ? gender : 'other';
}

function countBorn(reader: Reader, gender: string | null, after: string, upTo: string): number {
  const sql = `SELECT count(*) AS n FROM ${PATIENTS} AND NOT died AND gender IS ? AND birth > ? AND birth <= ?`;
  return reader.get<{ n: number }>(sql, gender, after, upTo)?.n ?? 0;
}
