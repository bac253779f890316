/** Reads what can be read of a damaged database. Nothing here believes a byte: what comes out proves itself where it is put in again. */

import { toHex } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { openStore, type SqlValue, type Store } from '../storage/database.ts';

/** Ends the search for envelopes where no table says how many there are. */
const MOST_UNREADABLE_IN_A_ROW = 2000;
const AT_ONCE = 64;

export interface Salvage {
  /** Single values, but those that follow from the rest. */
  readonly meta: readonly { readonly key: string; readonly value: Uint8Array }[];
  /** From the first up to the first that cannot be read. */
  readonly membership: readonly Uint8Array[];
  readonly remotes: readonly { readonly url: string; readonly added: number }[];
  readonly heard: readonly { readonly device: Uint8Array; readonly at: number }[];
  /** Entries of the audit trail that no envelope has taken. */
  readonly waiting: readonly { readonly entry: Uint8Array }[];
  /** Imports that were run here, and their transactions: with these they can still be undone. */
  readonly runs: readonly Record<string, SqlValue>[];
  /** References by condition, as they had them. */
  readonly saidReferences: readonly Record<string, SqlValue>[];
  /** What they could not bring in. */
  readonly repairs: readonly Record<string, SqlValue>[];
  readonly runChanges: readonly Record<string, SqlValue>[];
  /** Envelopes that can be read, in the order in which they came here. */
  envelopes(): IterableIterator<Uint8Array>;
  /** Places of the log that were taken, as far as can be known: device in hexadecimal and seq, `device/seq`. */
  places(): Set<string>;
  close(): void;
}

/** Opens a damaged database. Raises database-damaged where not even its tables can be found, database-newer. */
export function salvage(file: string, key: Uint8Array): Salvage {
  const store = openStore({ file, key, readonly: true });
  const rows = <T>(sql: string, ...params: SqlValue[]): T[] => attemptRead(() => store.all<T>(sql, ...params)) ?? [];
  return {
    meta: readKeys(store).flatMap((name) =>
      rows<{ key: string; value: Uint8Array }>('SELECT key, value FROM meta WHERE key = ?', name),
    ),
    membership: readMembership(store),
    remotes: readRemotes(store),
    heard: rows('SELECT device, at FROM heard'),
    waiting: rows('SELECT entry FROM audit_waiting ORDER BY wid'),
    runs: hasTable(store, 'import_run_change') ? rows('SELECT * FROM import_run') : [],
    runChanges: hasTable(store, 'import_run_change') ? rows('SELECT * FROM import_run_change') : [],
    saidReferences: hasTable(store, 'said_reference') ? rows('SELECT * FROM said_reference') : [],
    repairs: hasTable(store, 'repair') ? rows('SELECT * FROM repair') : [],
    envelopes: () => readEnvelopes(store),
    places: () =>
      new Set([...placesBy(store, 'INDEXED BY sqlite_autoindex_envelope_2'), ...placesBy(store, 'NOT INDEXED')]),
    close: () => store.close(),
  };
}

/** A database of an earlier program has no table of what came later. */
function hasTable(store: Store, table: string): boolean {
  const found = attemptRead(() => store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table));
  return found !== undefined;
}

/** Undefined where the pages that it needs are damaged. */
function attemptRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.code === 'database-damaged') return undefined;
    throw error;
  }
}

/** Names that are known, and those that the table tells. */
function readKeys(store: Store): string[] {
  const told = attemptRead(() => store.all<{ key: string }>('SELECT key FROM meta'));
  return told?.map(({ key }) => key) ?? ['identity', 'hlc', 'kit', 'backup'];
}

function readMembership(store: Store): Uint8Array[] {
  const records: Uint8Array[] = [];
  for (;;) {
    const row = attemptRead(() =>
      store.get<{ record: Uint8Array }>('SELECT record FROM membership WHERE idx = ?', records.length),
    );
    if (!row) return records;
    records.push(new Uint8Array(row.record));
  }
}

/** The index alone names them, too. */
function readRemotes(store: Store): { url: string; added: number }[] {
  return (
    attemptRead(() => store.all('SELECT url, added FROM remote ORDER BY added, url')) ??
    attemptRead(() => store.all('SELECT url, 0 AS added FROM remote INDEXED BY sqlite_autoindex_remote_1')) ??
    []
  );
}

function* readEnvelopes(store: Store): IterableIterator<Uint8Array> {
  const end = lastEid(store);
  let unreadable = 0;
  for (let from = 1; from <= end && unreadable < MOST_UNREADABLE_IN_A_ROW; from += AT_ONCE) {
    const many = attemptRead(() => envelopesBetween(store, from, from + AT_ONCE - 1));
    if (many) {
      unreadable = 0;
      yield* many;
      continue;
    }
    for (let eid = from; eid < from + AT_ONCE; eid++) {
      const one = attemptRead(() => envelopesBetween(store, eid, eid));
      unreadable = one ? 0 : unreadable + 1;
      if (one) yield* one;
    }
  }
}

function envelopesBetween(store: Store, first: number, last: number): Uint8Array[] {
  return store
    .all<{ bytes: Uint8Array }>('SELECT bytes FROM envelope WHERE eid BETWEEN ? AND ? ORDER BY eid', first, last)
    .map(({ bytes }) => new Uint8Array(bytes));
}

/** The newest envelope by whichever of the table and its indexes can be read. */
function lastEid(store: Store): number {
  const found = ['NOT INDEXED', 'INDEXED BY sqlite_autoindex_envelope_1', 'INDEXED BY sqlite_autoindex_envelope_2'].map(
    (how) => attemptRead(() => store.get<{ eid: number | null }>(`SELECT max(+eid) AS eid FROM envelope ${how}`)?.eid),
  );
  const known = found.filter((eid) => typeof eid === 'number');
  return known.length > 0 ? Math.max(...known) : Number.MAX_SAFE_INTEGER;
}

function placesBy(store: Store, how: string): string[] {
  const rows = attemptRead(() =>
    store.all<{ device: Uint8Array; seq: number }>(`SELECT device, seq FROM envelope ${how}`),
  );
  return rows?.map(({ device, seq }) => `${toHex(device)}/${seq}`) ?? [];
}
