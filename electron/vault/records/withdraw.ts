/**
 * Takes operations out of the records again that were applied before it was known that they may not hold: of a workstation behind its
 * removal, of a user behind a demotion. Afterwards the records are what they would be had that been known before. Of redactions
 * more is to be done (undo-redaction.ts).
 */
import { canonicalJson } from '../../../shared/records/json.ts';
import { forgetRewrap } from '../access/rewrap.ts';
import { forgetDecision } from '../storage/admission.ts';
import type { Writer } from '../storage/database.ts';
import type { Applied } from './apply.ts';
import { changesOf, replay } from './history.ts';
import { unindexRecord } from './indexes.ts';
import { followMerges } from './parted.ts';
import { type TransactionLog, transactionLog } from './redaction-log.ts';
import { placeOf, type RecordRow, rowById, updateRecord } from './row.ts';
import { judgedOnce } from './rules/check.ts';
import { followKeys } from './search-key-index.ts';
import { forgetAliases, restoreSource } from './source.ts';

/**
 * Withdraws operations of one transaction; `reasons` are kept beside each, also beside one that was kept out before. Returns the transactions
 * on which decisions were withdrawn, by the hashes of their last envelopes: they are to be judged again.
 */
export function withdraw(
  writer: Writer,
  eid: number,
  reasons: ReadonlyMap<number, string>,
  dayOf: (ms: number) => string,
  touched: Applied,
): Uint8Array[] {
  const rows = writer
    .all<{ rid: number; op: number }>('SELECT rid, op FROM change WHERE eid = ?', eid)
    .filter(({ op }) => reasons.has(op));
  const log = transactionLog(writer);
  judgedOnce(writer, () => {
    for (const [op, reason] of reasons)
      writer.run(
        'INSERT INTO set_aside (eid, op, reason) VALUES (?, ?, ?) ON CONFLICT (eid, op) DO UPDATE SET reason = excluded.reason',
        eid,
        op,
        reason,
      );
    const renamed = forgetAliases(writer, eid, reasons);
    for (const rid of new Set(rows.map((row) => row.rid))) {
      const row = rowById(writer, rid);
      if (!row) continue;
      // what has no body is the json that is about to change
      if (!row.redacted) writer.run('UPDATE change SET body = ? WHERE rid = ? AND body IS NULL', row.json, rid);
      for (const { op } of rows.filter((one) => one.rid === rid))
        writer.run('DELETE FROM change WHERE rid = ? AND eid = ? AND op = ?', rid, eid, op);
      if (row.redacted) countVersions(writer, rid);
      else rebuild(writer, row, dayOf, log);
      touched.types.add(row.type);
      if (row.patient) touched.patients.add(row.patient);
    }
    for (const key of renamed) restoreSource(writer, key, log);
  });
  for (const op of reasons.keys()) if (forgetRewrap(writer, eid, op)) touched.rewrapped = true;
  return [...reasons.keys()].flatMap((op) => forgetDecision(writer, eid, op) ?? []);
}

/** A redacted record stays so; what nobody may have written is no version of it. */
function countVersions(writer: Writer, rid: number): void {
  writer.run('UPDATE record SET version = (SELECT count(*) FROM change WHERE rid = ?) WHERE rid = ?', rid, rid);
}

/** Makes a record what its remaining changes say; without any it was never here. */
function rebuild(writer: Writer, row: RecordRow, dayOf: (ms: number) => string, log: TransactionLog): void {
  const changes = changesOf(writer, row);
  const newest = changes.at(-1);
  if (!newest) {
    removeRecord(writer, row, log);
    return;
  }
  const [, op] = newest.write.split('.');
  const place = { ...placeOf(writer, newest.eid, Number(op)), through: Number.POSITIVE_INFINITY };
  updateRecord(writer, { ...row, eid: place.eid, op: place.op }, replay(row, changes), place, dayOf);
  writer.run('UPDATE record SET version = ? WHERE rid = ?', changes.length, row.rid);
  restoreSource(writer, row, log);
}

/** Takes a record out of the tables as if it had never been here; its changes are gone before. */
export function removeRecord(writer: Writer, { rid, type, id, json }: RecordRow, log: TransactionLog): void {
  followKeys(writer, rid, json, null);
  // rules ask for what is gone while its row is still there
  const empty = canonicalJson({ resourceType: type, id });
  writer.run('UPDATE record SET deleted = 1, json = ?, registers = NULL, conflicts = 0 WHERE rid = ?', empty, rid);
  writer.run('DELETE FROM moved WHERE rid = ?', rid);
  followMerges(writer, { type, id }, null);
  unindexRecord(writer, rid);
  writer.run('DELETE FROM record WHERE rid = ?', rid);
  restoreSource(writer, { type, id }, log);
  // the next record may get this number: what is keyed up to it is not keyed any more
  writer.run(
    'UPDATE search_keyed SET rid = ? WHERE rid >= ? AND NOT EXISTS (SELECT 1 FROM record WHERE rid > ?)',
    rid - 1,
    rid,
    rid,
  );
}
