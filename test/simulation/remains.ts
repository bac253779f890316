/** What stands in the endpoint's database. */
import Database from 'better-sqlite3';
import type { Endpoint } from './endpoint.ts';

/** A place of the endpoint's log. */
export interface LogRow {
  readonly serverSeq: number;
  readonly device: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
  /** The running hash with this one. */
  readonly logHash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** The endpoint's log in its order, as it stands in its database. */
export function logOf(endpoint: Pick<Endpoint, 'file'>): LogRow[] {
  const rows = behind(
    endpoint,
    'SELECT server_seq AS serverSeq, device_id AS device, seq, hash, log_hash AS logHash, bytes FROM envelope ORDER BY server_seq',
  ) as LogRow[];
  return rows.map((row) => ({
    ...row,
    device: new Uint8Array(row.device),
    hash: new Uint8Array(row.hash),
    logHash: new Uint8Array(row.logHash),
    bytes: new Uint8Array(row.bytes),
  }));
}

/** The records of its membership log. */
export function membersOf(endpoint: Pick<Endpoint, 'file'>): Uint8Array[] {
  const rows = behind(endpoint, 'SELECT record FROM membership ORDER BY record_index') as { record: Uint8Array }[];
  return rows.map(({ record }) => new Uint8Array(record));
}

/** Rows of the endpoint's database. */
export function behind({ file }: Pick<Endpoint, 'file'>, sql: string, ...params: Uint8Array[]): unknown[] {
  const database = new Database(file(), { readonly: true });
  try {
    return database.prepare(sql).all(...params);
  } finally {
    database.close();
  }
}
