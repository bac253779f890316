/** What an export reads: current records page by page, and where imported ones came from. */
import type { Reader } from './database.ts';
import { survivorOf } from './merged.ts';

export interface ExportedRow {
  readonly id: string;
  /** Canonical JSON. */
  readonly json: string;
}

export interface OriginRow {
  readonly system: string;
  readonly original: string;
}

/** The types of which there are current records, in alphabetical order. */
export function recordTypes(reader: Reader): string[] {
  return reader
    .all<{ type: string }>('SELECT DISTINCT type FROM record WHERE deleted=0 ORDER BY type')
    .map(({ type }) => type);
}

/** Up to `limit` current records of a type with ids after `after`, in the order of their ids; of one patient's chart where given, with those who were merged into them. */
export function recordPage(
  reader: Reader,
  type: string,
  patient: string | undefined,
  after: string,
  limit: number,
): ExportedRow[] {
  return patient === undefined
    ? reader.all(
        'SELECT id, json FROM record WHERE type=? AND id>? AND deleted=0 ORDER BY id LIMIT ?',
        type,
        after,
        limit,
      )
    : reader.all(
        'SELECT id, json FROM record WHERE type=? AND id>? AND deleted=0 AND patient=? ORDER BY id LIMIT ?',
        type,
        after,
        survivorOf(reader, patient),
        limit,
      );
}

/** Up to `limit` deleted records of a type with ids after `after`, in the order of their ids; of one patient's chart where given. */
export function deletedPage(
  reader: Reader,
  type: string,
  patient: string | undefined,
  after: string,
  limit: number,
): ExportedRow[] {
  return reader.all(
    `SELECT id, json FROM record WHERE type = ? AND id > ? AND deleted = 1 AND (? IS NULL OR patient = ?) ORDER BY id LIMIT ?`,
    type,
    after,
    patient ?? null,
    patient === undefined ? null : survivorOf(reader, patient),
    limit,
  );
}

/** The types of which there are deleted records, in alphabetical order. */
export function deletedTypes(reader: Reader): string[] {
  return reader
    .all<{ type: string }>('SELECT DISTINCT type FROM record WHERE deleted = 1 ORDER BY type')
    .map(({ type }) => type);
}

/** Whether there is a current Patient of this id. */
export function patientExists(reader: Reader, id: string): boolean {
  return reader.get("SELECT 1 FROM record WHERE type='Patient' AND id=? AND deleted=0", id) !== undefined;
}

/** Where a record came from; undefined where it was made here. */
export function originOf(reader: Reader, type: string, id: string): OriginRow | undefined {
  return reader.get('SELECT system, original FROM source WHERE type=? AND id=?', type, id);
}

/**
 * What several systems call the same, as `type/original`, and the one record that has the name alone: the only one that has
 * come; where none has, and all were only referred to, that of `system`. Null where there is no such one.
 */
export function ambiguousOriginals(reader: Reader, system: string): Map<string, string | null> {
  const rows = reader.all<{ type: string; original: string; come: number; one: string | null; other: string | null }>(
    `SELECT type, original, count(DISTINCT id) FILTER (WHERE digest IS NOT NULL) AS come,
            min(id) FILTER (WHERE digest IS NOT NULL) AS one, min(id) FILTER (WHERE system = ?) AS other
     FROM source GROUP BY type, original HAVING count(DISTINCT id) > 1`,
    system,
  );
  return new Map(
    rows.map(({ type, original, come, one, other }) => [`${type}/${original}`, [other, one][come] ?? null]),
  );
}

export interface ListedRow extends ExportedRow {
  readonly patient: string | null;
  /** Day of the clinic, YYYY-MM-DD, where the record has one. */
  readonly day: string | null;
}

/** Up to `limit` current records of a type with ids after `after`, in the order of their ids, of days within `from` and `to` (both included) where given. */
export function listedPage(
  reader: Reader,
  type: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  after: string,
  limit: number,
): ListedRow[] {
  return reader.all(
    `SELECT id, json, patient, day FROM record WHERE type = ? AND id > ? AND deleted = 0
     AND (? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?) ORDER BY id LIMIT ?`,
    type,
    after,
    from ?? null,
    from ?? null,
    to ?? null,
    to ?? null,
    limit,
  );
}
