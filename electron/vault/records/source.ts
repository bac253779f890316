/** Where imported records came from: the ids by which sending systems know them, and what these said last. */
import type { z } from 'zod';
import { AliasOp, CreateOp, type Source, WriteOp } from '../../../shared/envelope/body.ts';
import { hlcTime } from '../../../shared/merge/clock.ts';
import type { Writer } from '../storage/database.ts';
import { importDigest } from './import-digest.ts';
import { isRedacted, type RecordKey, type TransactionLog } from './redaction-log.ts';
import type { WritePlace } from './row.ts';

type Place = Pick<WritePlace, 'eid' | 'op'>;
type SourceOf = z.infer<typeof Source>;

/** Notes ids of records that were only referred to. A redacted record has none, until its redaction turns out not to hold. */
export function applyAlias(writer: Writer, { eid, op }: Place, { m }: AliasOp): void {
  for (const [system, type, original, id] of m) {
    writer.run('INSERT INTO alias (type, id, eid, op) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING', type, id, eid, op);
    if (!isRedacted(writer, { type, id })) keepAlias(writer, { type, id }, { system, original });
  }
}

function keepAlias(writer: Writer, { type, id }: RecordKey, { system, original }: SourceOf): void {
  writer.run(
    'INSERT INTO source (type, id, system, original) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    type,
    id,
    system,
    original,
  );
}

/** Remembers what a sending system last said, by the newest import; of two in one moment all workstations take the same. */
export function keepSource(
  writer: Writer,
  { type, id }: RecordKey,
  { system, original }: SourceOf,
  digest: Uint8Array,
  hlc: string,
): void {
  writer.run(
    `INSERT INTO source (type, id, system, original, digest, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (type, id) DO UPDATE SET digest = excluded.digest, at = excluded.at
       WHERE source.at IS NULL OR source.at < excluded.at OR (source.at = excluded.at AND source.digest < excluded.digest)`,
    type,
    id,
    system,
    original,
    digest,
    hlcTime(hlc),
  );
}

/** Withdraws aliases; the records whose sources are to be found again. */
export function forgetAliases(writer: Writer, eid: number, ops: ReadonlyMap<number, unknown>): RecordKey[] {
  const named = writer
    .all<RecordKey & { op: number }>('SELECT type, id, op FROM alias WHERE eid = ?', eid)
    .filter(({ op }) => ops.has(op));
  for (const { type, id, op } of named)
    writer.run('DELETE FROM alias WHERE type = ? AND id = ? AND eid = ? AND op = ?', type, id, eid, op);
  return named;
}

/** Finds a record's source again in what still holds: its imports, and aliases. */
export function restoreSource(writer: Writer, { type, id }: RecordKey, log: TransactionLog): void {
  writer.run('DELETE FROM source WHERE type = ? AND id = ?', type, id);
  if (isRedacted(writer, { type, id })) return;
  const holding = writer.all<Place & { hash: Uint8Array; hlc: string }>(
    `SELECT p.eid, p.op, e.hash, e.hlc FROM (
       SELECT eid, op FROM alias WHERE type = ? AND id = ?
       UNION ALL
       SELECT c.eid, c.op FROM change c JOIN record r ON r.rid = c.rid WHERE r.type = ? AND r.id = ? AND c.kind = 'import'
     ) p JOIN envelope e ON e.eid = p.eid`,
    type,
    id,
    type,
    id,
  );
  for (const { op, hash, hlc } of holding) {
    const raw = log.known(new Uint8Array(hash))?.ops.get(op);
    const alias = AliasOp.safeParse(raw).data?.m.find((entry) => entry[1] === type && entry[3] === id);
    if (alias) keepAlias(writer, { type, id }, { system: alias[0], original: alias[2] });
    const said = importedBy(raw);
    if (said) keepSource(writer, { type, id }, said.source, said.digest, hlc);
  }
}

/** What an operation says of where a record came from, and of what it was there. */
function importedBy(raw: unknown): { source: SourceOf; digest: Uint8Array } | null {
  const creation = CreateOp.safeParse(raw).data;
  if (creation?.s) return { source: creation.s, digest: importDigest(creation.j) };
  const write = WriteOp.safeParse(raw).data;
  return write?.s && write.d ? { source: write.s, digest: write.d } : null;
}
