/** Keeps what was read out of a database for as long as nothing is written to it. */
import type { Reader } from './database.ts';

/** What was found out of a database, by what it is; true as long as nothing was written. */
const found = new WeakMap<Reader, Map<string, { version: string; value: unknown }>>();

/**
 * What many questions need and only a write changes: found out again once something was written, through this connection or
 * another. One `what` always has one type of value.
 */
export function whileUnchanged<T>(reader: Reader, what: string, findOut: () => T): T {
  const own = reader.get<{ n: number }>('SELECT total_changes() AS n')?.n;
  const others = reader.get<{ n: number }>('SELECT data_version AS n FROM pragma_data_version')?.n;
  const version = `${own} ${others}`;
  const known = found.get(reader) ?? new Map<string, { version: string; value: unknown }>();
  found.set(reader, known);
  const before = known.get(what);
  if (before?.version === version) return before.value as T;
  known.delete(what); // not held beside what takes its place
  const value = findOut();
  known.set(what, { version, value });
  return value;
}
