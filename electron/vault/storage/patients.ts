/** All patients at once, by indexes alone: what a list of them is filtered and sorted by. No record is read. */
import type { Reader } from './database.ts';
import { NOT_MERGED } from './merged.ts';
import { ORDERED, TokenKind } from './search.ts';

export interface PersonRow {
  readonly rid: number;
  readonly id: string;
  readonly gender: string | null;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly birth: string | null;
  /** The last visit that took place, milliseconds UTC, and as a day of the clinic. */
  readonly seen: number | null;
  readonly day: string | null;
}

/** After every string with the same beginning, as SQLite compares. */
const LAST = '\u{10FFFF}';

/** Everybody who is not deleted, in no order: whoever lists them sorts them. Read row by row: nothing is held twice. */
export function allPatients(reader: Reader): PersonRow[] {
  const people = new Map<string, { -readonly [K in keyof PersonRow]: PersonRow[K] }>();
  for (const { rid, id, gender, birth } of reader.each<Omit<PersonRow, 'seen' | 'day'>>(
    `SELECT rid, id, gender, birth FROM record INDEXED BY record_person WHERE type = 'Patient' AND deleted = 0 AND ${NOT_MERGED}`,
  ))
    people.set(id, { rid, id, gender, birth, seen: null, day: null });
  for (const { patient, at, day } of reader.each<{ patient: string; at: number; day: string }>(
    `SELECT patient, max(at) AS at, day FROM record INDEXED BY record_seen
     WHERE type = 'Encounter' AND deleted = 0 AND (status IS NULL OR status NOT IN ('planned', 'cancelled', 'entered-in-error'))
       AND patient IS NOT NULL AND at IS NOT NULL
     GROUP BY patient`,
  )) {
    const one = people.get(patient);
    if (one) Object.assign(one, { seen: at, day });
  }
  return [...people.values()];
}

/** Rows of patients by name; those without one, and those whom a newer program has not indexed yet, are missing. */
export function byName(reader: Reader): number[] {
  const rids: number[] = [];
  for (const { rid } of reader.each<{ rid: number }>(
    `SELECT rid FROM search_token WHERE token >= ? AND token < ? AND kind = ${TokenKind.order} ORDER BY token, rid`,
    ORDERED,
    ORDERED + LAST,
  ))
    rids.push(rid);
  return rids;
}

/** Ids of the patients who have a diagnosis that stands, of a code or of one below it (I10 finds I10.9 too). */
export function withDiagnosis(reader: Reader, system: string, code: string): Set<string> {
  const key = `${system}|${code}`;
  const rows = reader.all<{ patient: string }>(
    `SELECT DISTINCT patient FROM record INDEXED BY record_diagnosis
     WHERE type = 'Condition' AND deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error'))
       AND patient IS NOT NULL AND (code = ? OR (code >= ? AND code < ?))`,
    key,
    `${key}.`,
    `${key}.${LAST}`,
  );
  return new Set(rows.map(({ patient }) => patient));
}

/** Ids of the patients about whom something waits in the inbox. */
export function withConflicts(reader: Reader): Set<string> {
  const rows = reader.all<{ patient: string }>(
    `SELECT patient FROM record INDEXED BY record_flagged WHERE conflicts > 0 AND patient IS NOT NULL
     UNION SELECT patient FROM breach INDEXED BY breach_patient WHERE accepted = 0 AND patient IS NOT NULL`,
  );
  return new Set(rows.map(({ patient }) => patient));
}
