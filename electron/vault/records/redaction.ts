/** The owner's erasure: drops the contents of records, here and, by its envelope, everywhere. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { raise } from '../../../shared/base/result.ts';
import { CarryOp, type Op } from '../../../shared/envelope/body.ts';
import type { Reader } from '../storage/database.ts';
import { type MergeStep, mergeTexts } from '../storage/full-text.ts';
import { transactionAt } from '../storage/log.ts';
import { deleteMeta, getMeta } from '../storage/meta.ts';
import { attachedTo } from './redaction-attachments.ts';
import { copiesOf } from './redaction-copies.ts';
import { isRedacted, keyOf, type RecordKey, recordOf, type TransactionLog, transactionLog } from './redaction-log.ts';
import { holdersOf, isRedact, UNFLUSHED, Unflushed } from './redaction-tombstone.ts';
import { findRow } from './row.ts';
import { transact } from './transaction.ts';
import { activeUser, type Workspace } from './workspace.ts';

/** What was redacted: how many records, documents with copies among them, and how many envelopes lost their contents for it. */
export interface Redacted {
  readonly records: number;
  readonly envelopes: number;
}

/**
 * Redacts a record, or all records of a patient's chart, what is attached to them alone, and the documents and messages that hold
 * copies. Done again on a record that is redacted already, it drops what arrived late. Cannot be undone. Raises not-allowed,
 * not-found, invalid-input, redacted (nothing is left to drop).
 */
export function redact(workspace: Workspace, key: RecordKey, reason: string, scope: 'record' | 'chart'): Redacted {
  if (activeUser(workspace).role !== 'owner')
    raise('not-allowed', 'Only an owner of the clinic can redact records. Nothing was changed.');
  return transact(workspace, (reader) => {
    const log = transactionLog(reader);
    const asked = scope === 'chart' ? chartOf(reader, key) : [key];
    // before what they are found by is dropped
    const attached = attachedTo(reader, asked);
    const chosen = [...copiesOf(reader, [...attached, ...asked], scope), ...attached, ...asked];
    const records: RecordKey[] = [];
    const holders = new Set<number>();
    for (const { type, id } of chosen) {
      const row = findRow(reader, type, id);
      if (!row) raise('not-found', `There is no ${type} with this id here. It may not have been synced yet.`);
      const found = row.redacted ? residueOf(reader, row.rid) : holdersOf(reader, row.rid, { type, id }, log);
      for (const eid of found) holders.add(eid);
      if (!row.redacted) records.push({ type, id });
    }
    if (records.length === 0 && holders.size === 0)
      raise('redacted', 'The contents of this record were redacted already. There is nothing left to drop.');
    const ops: Op[] = [
      ...records.map(({ type, id }): Op => ({ k: 'x', t: type, i: id, r: reason })),
      ...carryOver(reader, holders, records, log),
    ];
    return { ops, result: { records: records.length, envelopes: countParts(reader, holders) } };
  });
}

/**
 * Drops what arrived late on records that this workstation redacted: an edit made elsewhere before it knew, another owner's
 * redaction made at the same time. Whoever is logged in has to be an owner; otherwise it waits for the next time.
 */
export function redactLate(workspace: Workspace): void {
  if (workspace.user()?.role !== 'owner') return;
  const late = workspace.store.all<{ eid: number }>(
    `SELECT DISTINCT r.eid FROM residue r JOIN change c ON c.rid = r.rid AND c.kind = 'redact' AND c.body IS NOT NULL
     JOIN envelope e ON e.eid = c.eid WHERE e.device = ?`,
    workspace.identity.deviceId,
  );
  if (late.length === 0) return;
  const holders = new Set(late.map(({ eid }) => eid));
  transact(workspace, (reader) => {
    return { ops: carryOver(reader, holders, [], transactionLog(reader)), result: undefined };
  });
}

/**
 * Takes dropped contents out of the index of texts, which forgets words only when it is put together anew, and out of the
 * journal. Interrupted, or while somebody reads an older state, the rest waits for the next time.
 */
export async function flushDropped({ store, erased }: Pick<Workspace, 'store' | 'erased'>): Promise<void> {
  if (!getMeta(store, UNFLUSHED, Unflushed)) return;
  erased?.();
  for (let step: MergeStep = 'first'; step !== 'done'; ) {
    const now: MergeStep = step;
    step = store.transaction((writer) => mergeTexts(writer, now));
    await othersFirst();
  }
  if (store.emptyJournal()) store.transaction((writer) => deleteMeta(writer, UNFLUSHED));
}

/** Statements on transactions that go: first on what they said of others, then on themselves. */
function carryOver(
  reader: Reader,
  holders: ReadonlySet<number>,
  records: readonly RecordKey[],
  log: TransactionLog,
): CarryOp[] {
  const going = new Set(records.map(keyOf));
  const isGone = (record: RecordKey): boolean => going.has(keyOf(record)) || isRedacted(reader, record);
  const said = new Map<string, Uint8Array>();
  const last = new Map<string, Uint8Array>();
  for (const eid of holders) {
    const hash = transactionAt(reader, eid)?.hash;
    if (!hash) throw new Error('a change without its envelope');
    const others = reader.all<{ hex: string; hash: Uint8Array }>(
      'SELECT DISTINCT hex(hash) AS hex, hash FROM redaction WHERE eid = ?',
      eid,
    );
    for (const other of others) said.set(other.hex, new Uint8Array(other.hash));
    last.set(Buffer.from(hash).toString('hex').toUpperCase(), new Uint8Array(hash));
  }
  const hashes = [...[...said].filter(([hex]) => !last.has(hex)), ...last].map(([, hash]) => hash);
  return hashes.flatMap((hash) => statementOn(hash, isGone, log));
}

function statementOn(hash: Uint8Array, isGone: (record: RecordKey) => boolean, log: TransactionLog): CarryOp[] {
  const known = log.known(hash);
  if (!known) return [];
  const carried: CarryOp['o'] = [];
  const gone: CarryOp['r'] = [...known.gone].map(([index, { type, id }]) => [index, type, id]);
  for (const [index, op] of known.ops) {
    const record = isRedact(op) ? null : recordOf(op);
    if (record && isGone(record)) gone.push([index, record.type, record.id]);
    else if (!CarryOp.safeParse(op).success) carried.push([index, op]);
  }
  return [{ k: 'o', h: hash, c: known.hlc, u: known.user, n: known.operations, o: carried, r: gone }];
}

function chartOf(reader: Reader, { type, id }: RecordKey): RecordKey[] {
  if (type !== 'Patient') raise('invalid-input', 'Only a Patient has a chart.');
  if (!findRow(reader, type, id)) raise('not-found', 'There is no such patient here. It may not have been synced yet.');
  // of who was merged, what names them themselves
  const others = reader.all<RecordKey>(
    `SELECT type, id FROM record WHERE (patient = ? OR rid IN (SELECT rid FROM moved WHERE own = ?))
     AND NOT (type = 'Patient' AND id = ?) AND redacted = 0 ORDER BY type, id`,
    id,
    id,
    id,
  );
  // the patient last: while records were left, each that goes would be asked about with all others
  return [...others, { type, id }];
}

function residueOf(reader: Reader, rid: number): number[] {
  return reader.all<{ eid: number }>('SELECT eid FROM residue WHERE rid = ?', rid).map(({ eid }) => eid);
}

function countParts(reader: Reader, holders: ReadonlySet<number>): number {
  return [...holders].reduce((sum, eid) => sum + (transactionAt(reader, eid)?.parts ?? 0), 0);
}
