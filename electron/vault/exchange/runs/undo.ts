/**
 * Takes a whole import back (docs/decisions/0047-imports-are-runs.md): what it brought and nobody has changed since goes, what it changed is what it
 * was before. What was edited, signed, or is referred to by what stays is left, and told. Ordinary operations, which travel like
 * any other, in batches: it can be stopped, and goes on where it stood.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import type { LeftReason, UndoReport } from '../../../../shared/bridge/exchange.ts';
import { CreateOp, type Op, WriteOp } from '../../../../shared/envelope/body.ts';
import { transactionLog } from '../../records/redaction-log.ts';
import { isCommon } from '../../records/search-keys.ts';
import { transact } from '../../records/transaction.ts';
import type { Workspace } from '../../records/workspace.ts';
import type { Reader } from '../../storage/database.ts';
import { catchUpKeys, commonReferences, referrersOf } from './in-use.ts';
import { findRun, noteTransaction, noteUndo, transactionsOf } from './run.ts';
import { staysEdited, undoRecord } from './undo-record.ts';

/** Records of one transaction: some tens of milliseconds, so that whoever types meanwhile does not notice. */
const BATCH = 200;
/** How many records that were left a report names. */
const LEFT_LIMIT = 1000;
/** How far a chain of references between records of the run is followed. */
const DEEPEST = 6;

/** What others refer to goes behind them. */
const ORDER: readonly ReadonlySet<string>[] = [
  new Set(['Encounter', 'EpisodeOfCare', 'CareTeam', 'CarePlan', 'Specimen', 'ServiceRequest', 'MedicationRequest']),
  new Set(['Patient', 'RelatedPerson', 'Medication', 'Group']),
];
/** Behind all others: what nearly every record refers to. */
const LAST = ORDER.length + 1;

export interface UndoTask {
  /** Ends it between batches. */
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

interface Named {
  readonly type: string;
  readonly id: string;
}

/** Undoes a run. Raises not-found, import-not-undoable, locked, not-allowed. */
export async function undoRun(
  workspace: Workspace,
  run: string,
  { signal, onProgress }: UndoTask,
): Promise<UndoReport> {
  const { store } = workspace;
  const { state, outcome, undone } = findRun(store, run);
  if (state === 'running' || state === 'undone')
    raise(
      'import-not-undoable',
      'This import is still running, or was taken back already. Nothing was changed. Stop it first, if it runs.',
    );
  const report = startReport(undone);
  const total = outcome.created + outcome.updated;
  let done = 0;
  onProgress(0, total);
  store.transaction((writer) => noteUndo(writer, run, 'undoing', report.now(false)));
  await catchUpKeys(store);

  for (let rank = 0; rank <= LAST; rank++) {
    // no key finds what refers to these: they are looked for among what is left by now
    const stays = (type: string, id: string): boolean => staysEdited(store, run, type, id);
    const common = rank === LAST ? await commonReferences(store, stays) : new Set<string>();
    for (const { eid } of transactionsOf(store, run)) {
      const records = recordsIn(store, eid).filter(({ type }) => rankOf(type) === rank);
      for (let from = 0; from < records.length; from += BATCH) {
        await breathe();
        if (signal.aborted) return stopped(workspace, run, report);
        const batch = records.slice(from, from + BATCH);
        undoBatch(workspace, run, batch, common, report);
        done += batch.length;
        onProgress(Math.min(done, total), total);
      }
    }
  }
  const ended = report.now(false);
  store.transaction((writer) => noteUndo(writer, run, 'undone', ended));
  return ended;
}

function stopped({ store }: Workspace, run: string, report: Reporting): UndoReport {
  const sofar = report.now(true);
  store.transaction((writer) => noteUndo(writer, run, 'undoing', sofar));
  return sofar;
}

function undoBatch(
  workspace: Workspace,
  run: string,
  records: readonly Named[],
  common: ReadonlySet<string>,
  report: Reporting,
): void {
  transact(workspace, (reader) => {
    const ops: Op[] = [];
    const left: (Named & { why: LeftReason })[] = [];
    const counts = { deleted: 0, restored: 0 };
    for (const record of records) {
      const inUse = (): boolean => isInUse(reader, run, record, common, DEEPEST);
      const undoing = undoRecord(reader, workspace.members(), run, record, inUse);
      if (undoing.kind === 'done') continue;
      if (undoing.kind === 'left') {
        left.push({ ...record, why: undoing.why });
        continue;
      }
      counts[undoing.kind === 'delete' ? 'deleted' : 'restored'] += 1;
      ops.push(undoing.op);
    }
    return {
      ops,
      result: undefined,
      beside: (writer, hash) => {
        report.add(counts, left);
        if (hash) noteTransaction(writer, run, hash, 'undo');
        noteUndo(writer, run, 'undoing', { ...report.now(false), records: [] });
      },
    };
  });
}

/** Whether anything that stays refers to this; what the run brought and is about to go with it does not count. */
function isInUse(reader: Reader, run: string, { type, id }: Named, common: ReadonlySet<string>, deep: number): boolean {
  if (isCommon(`${type}/${id}`)) return common.has(`${type}/${id}`);
  return referrersOf(reader, type, id).some(
    (other) =>
      staysEdited(reader, run, other.type, other.id) ||
      (deep > 0 && other.type !== type && isInUse(reader, run, other, common, deep - 1)),
  );
}

function rankOf(type: string): number {
  return isCommon(`${type}/`) ? LAST : ORDER.findIndex((types) => types.has(type)) + 1;
}

/** The records that a transaction of an import wrote, the last first; of one whose contents are gone, none. */
function recordsIn(reader: Reader, eid: number): Named[] {
  const ops = transactionLog(reader).body(eid)?.ops ?? [];
  const records = ops.flatMap((raw): Named[] => {
    const op = CreateOp.safeParse(raw).data ?? WriteOp.safeParse(raw).data;
    return op ? [{ type: op.t, id: op.i }] : [];
  });
  return records.reverse();
}

interface Reporting {
  add(counts: { deleted: number; restored: number }, left: readonly UndoReport['records'][number][]): void;
  now(cancelled: boolean): UndoReport;
}

/** Goes on counting where an undo was stopped; what was left is looked at again. */
function startReport(before: UndoReport | null): Reporting {
  let { deleted, restored } = before ?? { deleted: 0, restored: 0 };
  let left = 0;
  const records: UndoReport['records'] = [];
  return {
    add: (counts, more) => {
      deleted += counts.deleted;
      restored += counts.restored;
      left += more.length;
      records.push(...more.slice(0, LEFT_LIMIT - records.length));
    },
    now: (cancelled) => ({ deleted, restored, left, records: [...records], cancelled }),
  };
}
