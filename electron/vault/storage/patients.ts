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

/** Everybody who is not deleted, in no order: whoever lists them sorts them. */
export function allPatients(reader: Reader): PersonRow[] {
  const ids = new Map<number, string>();
  for (const { rid, id } of reader.all<{ rid: number; id: string }>(
    "SELECT rid, id FROM record WHERE type = 'Patient'",
  ))
    ids.set(rid, id);
  const visits = lastVisits(reader);
  return reader
    .all<{ rid: number; gender: string | null; birth: string | null }>(
      `SELECT rid, gender, birth FROM record INDEXED BY record_person WHERE type = 'Patient' AND deleted = 0 AND ${NOT_MERGED}`,
    )
    .map(({ rid, gender, birth }) => {
      const id = ids.get(rid) ?? '';
      const visit = visits.get(id);
      return { rid, id, gender, birth, seen: visit?.at ?? null, day: visit?.day ?? null };
    });
}

function lastVisits(reader: Reader): Map<string, { at: number; day: string }> {
  const rows = reader.all<{ patient: string; at: number; day: string }>(
    `SELECT patient, max(at) AS at, day FROM record INDEXED BY record_seen
     WHERE type = 'Encounter' AND deleted = 0 AND (status IS NULL OR status NOT IN ('planned', 'cancelled', 'entered-in-error'))
       AND patient IS NOT NULL AND at IS NOT NULL
     GROUP BY patient`,
  );
  return new Map(rows.map(({ patient, at, day }) => [patient, { at, day }]));
}

/** Rows of patients by name; those without one, and those whom a newer program has not indexed yet, are missing. */
export function byName(reader: Reader): number[] {
  return reader
    .all<{ rid: number }>(
      `SELECT rid FROM search_token WHERE token >= ? AND token < ? AND kind = ${TokenKind.order} ORDER BY token, rid`,
      ORDERED,
      ORDERED + LAST,
    )
    .map(({ rid }) => rid);
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
