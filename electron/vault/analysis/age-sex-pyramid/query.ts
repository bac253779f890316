import { parseMoment } from '../../records/dates.ts';
import type { Reader } from '../../storage/database.ts';
import { NOT_MERGED } from '../../storage/merged.ts';
import { addDays } from '../calendar.ts';
import type { Measure } from '../contract.ts';
import { definition } from './definition.ts';

/** Patients, each person once. The words are those of the index `record_person`, which alone is read of the records. */
const PATIENTS = `record INDEXED BY record_person WHERE type = 'Patient' AND deleted = 0 AND ${NOT_MERGED}`;
/** Births that need a second look: partial dates, the last days of months, and what is no date at all. */
const UNUSUAL = `NOT (birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-2][0-9]'
  AND substr(birth, 6, 2) BETWEEN '01' AND '12' AND substr(birth, 9) BETWEEN '01' AND '28')`;

export interface Band {
  /** "0-4" to "80-84", then "85+". */
  readonly band: string;
  readonly male: number;
  readonly female: number;
  readonly other: number;
}

export interface Pyramid {
  readonly bands: Band[];
  readonly withoutBirthDate: number;
}

const WIDTH = 5;
const LAST = 85;

/**
 * Birth dates are compared as text, and SQLite counts each band within the index: a hundred thousand patients have fifty thousand
 * birth dates, and reading those one by one takes five times as long. A partial date sorts just before its first day,
 * so it needs no exception.
 */
export const ageSexPyramid: Measure<Pyramid> = {
  definition,
  ask: (reader, { today }) => {
    const edges = edgesAt(today);
    const bands = Array.from({ length: edges.length - 1 }, (_, i) => ({
      band: nameOf(i),
      male: 0,
      female: 0,
      other: 0,
    }));
    let banded = 0;
    const add = (band: number, gender: string | null, patients: number): void => {
      const row = bands[band];
      if (!row) return;
      row[gender === 'male' || gender === 'female' ? gender : 'other'] += patients;
      banded += patients;
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
    return { bands, withoutBirthDate: living - banded };
  },
};

/** All patients, the dead too. */
export function countPatients(reader: Reader): number {
  return reader.get<{ n: number }>(`SELECT count(*) AS n FROM ${PATIENTS}`)?.n ?? 0;
}

function countBorn(reader: Reader, gender: string | null, after: string, upTo: string): number {
  const sql = `SELECT count(*) AS n FROM ${PATIENTS} AND NOT died AND gender IS ? AND birth > ? AND birth <= ?`;
  return reader.get<{ n: number }>(sql, gender, after, upTo)?.n ?? 0;
}

function nameOf(band: number): string {
  const from = band * WIDTH;
  return from >= LAST ? `${LAST}+` : `${from}-${from + WIDTH - 1}`;
}

/** Band `i` was born after edge `i + 1` and up to edge `i`; -1 for none. */
function bandOf(edges: readonly string[], birth: string): number {
  return edges.findIndex((edge, i) => birth <= edge && birth > (edges[i + 1] ?? edge));
}

/**
 * For each band, the last birth date of those who have reached its youngest age; the first is today, the last before all.
 * Agrees with `ageAt`: who was born on 29 February completes a year on 28 February where there is no 29th.
 */
function edgesAt(today: string): string[] {
  const year = Number(today.slice(0, 4));
  // on the last day of a month everybody born later in such a month has had their birthday too
  const monthEnds = addDays(today, 1).slice(5, 7) !== today.slice(5, 7);
  const monthAndDay = monthEnds ? `${today.slice(4, 8)}31` : today.slice(4);
  const older = Array.from(
    { length: LAST / WIDTH },
    (_, i) => String(year - (i + 1) * WIDTH).padStart(4, '0') + monthAndDay,
  );
  return [today, ...older, ''];
}
