/**
 * The table search_key: numbers of references and codes by which FHIR search narrows (records/search-keys.ts), and how far it
 * has come (search_keyed). It is filled behind the writing of records (records/search-key-index.ts): rows up to a certain one
 * have all their keys, and whoever narrows by it looks at all rows behind that one as well.
 */
import type { Reader, Writer } from './database.ts';

/** Up to which row every record has all its keys of this version; 0 where none has. */
export function keyedTo(reader: Reader, version: number): number {
  return reader.get<{ rid: number }>('SELECT rid FROM search_keyed WHERE version = ?', version)?.rid ?? 0;
}

/** The last row there is; 0 where there is none. */
export function lastRow(reader: Reader): number {
  return reader.get<{ rid: number | null }>('SELECT max(rid) AS rid FROM record')?.rid ?? 0;
}

/** Says how far the table has come. */
export function setKeyedTo(writer: Writer, version: number, rid: number): void {
  writer.run('DELETE FROM search_keyed');
  writer.run('INSERT INTO search_keyed (version, rid) VALUES (?, ?)', version, rid);
}

/** Empties the table: its keys were made by another version. */
export function clearKeys(writer: Writer): void {
  writer.run('DELETE FROM search_key');
  writer.run('DELETE FROM search_keyed');
}

/** Adds keys of records; what is there already stays. Sorted, so that neighbours are written together. */
export function addKeys(writer: Writer, pairs: readonly { readonly key: number; readonly rid: number }[]): void {
  const sorted = pairs.toSorted((a, b) => a.key - b.key || a.rid - b.rid);
  for (const { key, rid } of sorted) {
    writer.run('INSERT INTO search_key (key, rid) VALUES (?, ?) ON CONFLICT DO NOTHING', key, rid);
  }
}

/** Takes keys of a record out. */
export function removeKeys(writer: Writer, rid: number, keys: Iterable<number>): void {
  for (const key of keys) writer.run('DELETE FROM search_key WHERE key = ? AND rid = ?', key, rid);
}
