/** Keys that likely duplicates share, and the pairs that were found by them. */
import type { Reader, Writer } from './database.ts';

export interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reasons: string;
  readonly later: number | null;
}

/** Gives a patient their keys. */
export function addDuplicateKeys(writer: Writer, rid: number, keys: readonly string[]): void {
  for (const key of keys)
    writer.run('INSERT INTO duplicate_key (key, rid) VALUES (?, ?) ON CONFLICT DO NOTHING', key, rid);
}

export function removeDuplicateKeys(writer: Writer, rid: number): void {
  writer.run('DELETE FROM duplicate_key WHERE rid = ?', rid);
}

/** Rows with a key, at most `most`. */
export function rowsWithKey(reader: Reader, key: string, most: number): number[] {
  return reader
    .all<{ rid: number }>('SELECT rid FROM duplicate_key WHERE key = ? LIMIT ?', key, most)
    .map(({ rid }) => rid);
}

/** Patients by row. */
export function patientsByRow(reader: Reader, rids: readonly number[]): { rid: number; id: string; json: string }[] {
  return reader.all(
    `SELECT rid, id, json FROM record WHERE rid IN (SELECT value FROM json_each(?)) AND type = 'Patient' AND deleted = 0`,
    JSON.stringify(rids),
  );
}

/** The next keys after one, with the rows of each: those that more than one patient has. */
export function sharedKeys(reader: Reader, after: string, most: number): { key: string; rids: string }[] {
  return reader.all(
    `SELECT key, json_group_array(rid) AS rids FROM duplicate_key WHERE key > ?
     GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT ?`,
    after,
    most,
  );
}

/** Keeps a pair that was found; what was said of it before stays. */
export function keepPair(writer: Writer, { a, b, score, reasons }: Omit<PairRow, 'later'>, run: number): void {
  writer.run(
    `INSERT INTO duplicate_pair (a, b, score, reasons, run) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (a, b) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, run = excluded.run`,
    a,
    b,
    score,
    reasons,
    run,
  );
}

/** Forgets pairs that a whole search did not find again, but those that somebody put off. */
export function forgetOlder(writer: Writer, run: number): void {
  writer.run('DELETE FROM duplicate_pair WHERE run < ? AND later IS NULL', run);
}

/** Whether a pair is kept. */
export function hasPair(reader: Reader, a: string, b: string): boolean {
  return reader.get('SELECT 1 FROM duplicate_pair WHERE a = ? AND b = ?', a, b) !== undefined;
}

/** Puts a pair off, or takes it up again. */
export function putOff(writer: Writer, a: string, b: string, later: number | null): void {
  writer.run('UPDATE duplicate_pair SET later = ? WHERE a = ? AND b = ?', later, a, b);
}

/** All pairs, the likeliest first. */
export function allPairs(reader: Reader): PairRow[] {
  return reader.all<PairRow>('SELECT a, b, score, reasons, later FROM duplicate_pair ORDER BY score DESC, a, b');
}
