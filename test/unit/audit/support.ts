/** Workstations whose audit trail is looked at from inside. */

import { join } from 'node:path';
import { openStore, type Reader } from '../../../electron/vault/storage/database.ts';
import { type AuditEntry, decodeEntry } from '../../../shared/audit/entry.ts';
import { keyOfHome } from '../../support/database.ts';

/** An entry of the table, decoded. */
export interface Kept {
  readonly seq: number;
  readonly author: string;
  readonly entry: AuditEntry | null;
}

/** Works with the database of a home, also while a vault has it open. */
export async function inDatabase<T>(home: string, work: (reader: Reader) => T): Promise<T> {
  const store = openStore({ file: join(home, 'xinglin.db'), key: await keyOfHome(home), readonly: true });
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** Entries of all chains that are in envelopes, in order. */
export function keptEntries(home: string): Promise<Kept[]> {
  return inDatabase(home, (reader) =>
    reader
      .all<{ seq: number; author: string; entry: Uint8Array }>(
        'SELECT seq, author, entry FROM audit ORDER BY device, seq',
      )
      .map(({ entry, ...rest }) => ({ ...rest, entry: decodeEntry(new Uint8Array(entry)) })),
  );
}

/** Entries that wait for an envelope. */
export function waitingEntries(home: string): Promise<(AuditEntry | null)[]> {
  return inDatabase(home, (reader) =>
    reader
      .all<{ entry: Uint8Array }>('SELECT entry FROM audit_waiting ORDER BY wid')
      .map(({ entry }) => decodeEntry(new Uint8Array(entry))),
  );
}
