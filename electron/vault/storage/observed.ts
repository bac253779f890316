/** Values of observations in a flat table beside the records: one short row for each code that has a number. */
import type { Reader, Writer } from './database.ts';
import { type FactFrame, pidOf } from './facts.ts';

/** A number that a record holds. */
export interface Observed {
  /** system|code */
  readonly code: string;
  /** As it is written; '' for none. */
  readonly unit: string;
  /** 0: of the record itself, else of its first, second, ... component. */
  readonly place: number;
  readonly value: number;
  /** What stands before it: `<`, `<=`, `>=`, `>`. */
  readonly sign?: string | undefined;
}

/** Keeps the values of a record of a patient that has a time. */
export function addObserved(writer: Writer, { rid, patient, day, at }: FactFrame, values: readonly Observed[]): void {
  if (values.length === 0 || patient === null || day === null || at === null) return;
  const pid = pidOf(writer, patient);
  for (const { code, unit, place, value, sign } of values) {
    writer.run(
      'INSERT INTO observed (pid, kid, at, rid, place, day, value, sign) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      pid,
      countedKind(writer, code, unit),
      at,
      rid,
      place,
      day,
      value,
      sign ?? null,
    );
  }
}

/** The number of a kind, of which there is one value more; in two statements, as that of a concept (storage/coded.ts). */
function countedKind(writer: Writer, code: string, unit: string): number {
  const known = writer.get<{ kid: number }>('SELECT kid FROM observed_kind WHERE code = ? AND unit = ?', code, unit);
  if (!known) return writer.run('INSERT INTO observed_kind (code, unit, n) VALUES (?, ?, 1)', code, unit).rowid;
  writer.run('UPDATE observed_kind SET n = n + 1 WHERE kid = ?', known.kid);
  return known.kid;
}

/** Takes the values of a record out; with the last of them a code and a unit, which are words of records, too. */
export function removeObserved(writer: Writer, rid: number): void {
  const kinds = writer.all<{ kid: number }>('SELECT kid FROM observed WHERE rid = ?', rid);
  if (kinds.length === 0) return;
  writer.run('DELETE FROM observed WHERE rid = ?', rid);
  for (const { kid } of kinds) {
    writer.run('UPDATE observed_kind SET n = n - 1 WHERE kid = ?', kid);
    writer.run('DELETE FROM observed_kind WHERE kid = ? AND n = 0', kid);
  }
}

/** Moves the values of all records that name a patient into the chart of another, as their records are moved. */
export function moveObserved(writer: Writer, own: string, to: string): void {
  writer.run('UPDATE observed SET pid = ? WHERE rid IN (SELECT rid FROM moved WHERE own = ?)', pidOf(writer, to), own);
}

/** What a number is of, and in which unit it is written. */
export interface ObservedKind {
  readonly kid: number;
  readonly unit: string;
}

/** In which units there are values of these codes (system|code). */
export function observedKinds(reader: Reader, codes: readonly string[]): ObservedKind[] {
  return reader.all<ObservedKind>(
    'SELECT kid, unit FROM observed_kind WHERE code IN (SELECT value FROM json_each(?)) ORDER BY kid',
    JSON.stringify(codes),
  );
}
