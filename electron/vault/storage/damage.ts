/** Names what damaged pages belong to, as far as it can be known without them. */
import { ExpectedError } from '../../../shared/base/result.ts';
import type { Reader } from './database.ts';

/** One line for each table and index with a page that cannot be read, and for each type of records that are lost to reading. */
export function namedDamage(reader: Reader): string[] {
  const named = reader
    .all<{ type: string; name: string }>('SELECT type, name FROM sqlite_schema WHERE rootpage > 0 ORDER BY name')
    .filter(({ name }) => !readable(() => reader.all('SELECT count(*) FROM dbstat WHERE name = ?', name)));
  const lines = named.map(({ type, name }) => `${type} ${name}: pages are damaged`);
  return named.some(({ name }) => name === 'record') ? [...lines, ...lostRecords(reader)] : lines;
}

/** Records that an index still names and the table cannot show, by type. */
function lostRecords(reader: Reader): string[] {
  const rows = readable(() =>
    reader.all<{ rid: number; type: string }>('SELECT rid, type FROM record INDEXED BY sqlite_autoindex_record_1'),
  );
  const lost = new Map<string, number>();
  for (const { rid, type } of rows ?? [])
    if (!readable(() => reader.all('SELECT * FROM record WHERE rid = ?', rid)))
      lost.set(type, (lost.get(type) ?? 0) + 1);
  return [...lost].map(([type, count]) => `records of type ${type}: ${count} cannot be read`);
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.code === 'database-damaged') return undefined;
    throw error;
  }
}
