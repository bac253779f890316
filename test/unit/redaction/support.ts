/** Workstations, an endpoint, and eyes on every byte that either keeps. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { transactionLog } from '../../../electron/vault/records/redaction-log.ts';
import type { Reader } from '../../../electron/vault/storage/database.ts';
import { parseEnvelope, parseStub, stubOf } from '../../../shared/envelope/layout.ts';
import type { TestVault } from '../../support/vaults.ts';

/** Each syncs, and once more, until nobody has anything for another. */
export async function settle(...vaults: readonly TestVault[]): Promise<void> {
  for (let round = 0; round < 3; round++) for (const vault of vaults) await vault.ask('sync.run', { untilIdle: true });
}

/** Tables with a cell in which the text stands: as text, in JSON, as bytes. */
export function tablesWith(reader: Reader, text: string): string[] {
  const tables = reader.all<{ name: string; sql: string | null }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND (sql IS NULL OR sql NOT LIKE 'CREATE VIRTUAL%')",
  );
  return tables.flatMap(({ name }) => {
    const found = [...reader.each<Record<string, unknown>>(`SELECT * FROM "${name}"`)].some((row) =>
      Object.values(row).some((value) => holds(value, text)),
    );
    return found ? [name] : [];
  });
}

/** Transactions whose ciphertext holds the text: seq of their last envelopes. */
export function transactionsWith(reader: Reader, text: string): number[] {
  const log = transactionLog(reader);
  const applied = reader.all<{ eid: number; seq: number }>(
    "SELECT eid, seq FROM envelope WHERE state = 'applied' AND part = parts - 1",
  );
  return applied.filter(({ eid }) => JSON.stringify(log.body(eid)).includes(text)).map(({ seq }) => seq);
}

function holds(value: unknown, text: string): boolean {
  const written = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
  return written.toLowerCase().includes(text.toLowerCase());
}

/** What an endpoint keeps of each envelope of its log. */
export function keptAt(data: string): ('whole' | 'stub')[] {
  const database = new Sqlite(join(data, 'cloud.sqlite'), { readonly: true });
  try {
    const rows = database.prepare<[], { bytes: Buffer }>('SELECT bytes FROM envelope ORDER BY server_seq').all();
    return rows.map(({ bytes }) => {
      if (parseStub(new Uint8Array(bytes))) return 'stub';
      if (!parseEnvelope(new Uint8Array(bytes))) throw new Error('neither an envelope nor a stub');
      return 'whole';
    });
  } finally {
    database.close();
  }
}

/** Whether bytes stand anywhere in the files of an endpoint. */
export function fileHolds(data: string, bytes: Uint8Array): boolean {
  return ['cloud.sqlite', 'cloud.sqlite-wal'].some((name) => {
    const file = join(data, name);
    return existsSync(file) && readFileSync(file).includes(Buffer.from(bytes));
  });
}

/** What a hostile endpoint does: keeps back the contents of an envelope and gives its stub alone. */
export function keepBack(data: string, serverSeq: number): void {
  const database = new Sqlite(join(data, 'cloud.sqlite'));
  const row = database
    .prepare<[number], { bytes: Buffer }>('SELECT bytes FROM envelope WHERE server_seq = ?')
    .get(serverSeq);
  const envelope = row && parseEnvelope(new Uint8Array(row.bytes));
  if (!envelope) throw new Error('no whole envelope there');
  database.prepare('UPDATE envelope SET bytes = ? WHERE server_seq = ?').run(stubOf(envelope), serverSeq);
  database.close();
}

/** Size of the journal beside a home's database, in bytes. */
export function journalSize(home: string): number {
  const file = join(home, 'xinglin.db-wal');
  return existsSync(file) ? statSync(file).size : 0;
}

/** Everything that has to be equal on all workstations; numbers of rows are a workstation's own. */
export function shared(reader: Reader): object {
  return {
    records: reader.all(
      `SELECT r.type, r.id, json, version, conflicts, deleted, redacted, patient, at, day, code, status, hex(e.hash) AS last, r.op
         FROM record r JOIN envelope e ON e.eid = r.eid ORDER BY r.type, r.id`,
    ),
    changes: reader.all(
      `SELECT r.type, r.id, hex(e.hash) AS hash, c.op, c.kind, c.reason, CASE WHEN r.redacted THEN c.body ELSE '' END AS body, e.hlc, e.user
       FROM change c JOIN record r USING (rid) JOIN envelope e ON e.eid = c.eid ORDER BY r.type, r.id, e.hlc, e.hash, c.op`,
    ),
    envelopes: reader.all('SELECT hex(hash) AS hash, state, hlc, user, operations FROM envelope ORDER BY hash'),
    sources: reader.all('SELECT type, id, system, original, hex(digest) AS digest, at FROM source ORDER BY type, id'),
    identifiers: reader.all(
      'SELECT i.type, value, system, id FROM identifier i JOIN record r USING (rid) ORDER BY i.type, value, system, id',
    ),
    tokens: reader.all('SELECT token, kind, id FROM search_token t JOIN record r USING (rid) ORDER BY token, kind, id'),
  };
}
