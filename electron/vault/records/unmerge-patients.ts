/** Parts patients who were made one: everybody who has something of the merge is what they would be without it. Decision 0050. */
import { raise } from '../../../shared/base/result.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { isHidden } from '../../../shared/merge/hidden.ts';
import { type RecordState, type RegisterWrite, shownEntry, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn } from '../../../shared/records/members.ts';
import { isReplacement } from '../../../shared/records/patient/merge.ts';
import type { Reader } from '../storage/database.ts';
import { survivorOf } from '../storage/merged.ts';
import { standingRow, turnedOps } from './changes.ts';
import { editOp } from './edit.ts';
import { type MergeHistory, mergeHistory, survivorsOf } from './merge-history.ts';
import { otherOf } from './merge-patients.ts';
import { stateOf } from './row.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import { type Holds, withMerges } from './with-merges.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** A record that was there before the merge or came since, named for moving. */
export interface RecordName {
  readonly type: string;
  readonly id: string;
}

/**
 * Parts a merged patient from whoever they were merged into: all are what they were, but for what somebody changed since. Records
 * that name the survivor stay with them, but those in `move`. Raises not-found, not-merged, signed.
 */
export function unmergePatient(workspace: Workspace, id: string, move: readonly RecordName[]): void {
  transact(workspace, (reader) => {
    const survivors = survivorsOf(standingRow(reader, 'Patient', id));
    if (survivors.length === 0)
      raise('not-merged', 'This patient is not merged with another, here or any more. Nothing was changed.');
    // of who was redacted nothing is left to part from; who was deleted has to be there to give back what they took over
    const there = survivors.filter((survivor) => {
      const { redacted } = existingRow(reader, 'Patient', survivor, 'given');
      return redacted === 0 && standingRow(reader, 'Patient', survivor);
    });
    const history = mergeHistory(reader);
    const { made, unknown } = history.standing(id);
    // where one of the merges is not in the history, only the links of all can be taken back
    const known = !unknown && survivors.every((survivor) => made.some((merge) => merge.survivor === survivor));
    const ops: Op[] = known
      ? partingOps(reader, history, id)
      : [
          ...there.flatMap((survivor) =>
            withoutLinks(workspace, reader, survivor, (link) => link.type === 'replaces' && otherOf(link) === id),
          ),
          ...withoutLinks(workspace, reader, id, isReplacement),
        ];
    for (const record of move) ops.push(...movedOps(workspace, reader, record, id));
    return { ops, result: undefined };
  });
}

/**
 * The records that were written since of those who a patient became one with, the newest first: whose they are a person says. Through a
 * chain of merges of each from when the chain reached them: what was written of the last before that is nobody's but theirs.
 */
export function writtenSince(reader: Reader, id: string): RecordName[] {
  const reached = [...reachedBy(mergeHistory(reader), id)].map(([one, hlc]) => ({ id: one, hlc }));
  return reader.all<RecordName>(
    `SELECT r.type, r.id FROM record r LEFT JOIN moved m ON m.rid = r.rid
       JOIN json_each(?) one ON one.value ->> 'id' = coalesce(m.own, r.patient)
     WHERE r.patient = ? AND r.type <> 'Patient' AND r.deleted = 0
       AND (SELECT min(e.hlc) FROM change c JOIN envelope e ON e.eid = c.eid WHERE c.rid = r.rid) > one.value ->> 'hlc'
     ORDER BY r.rid DESC`,
    JSON.stringify(reached),
    survivorOf(reader, id),
  );
}

/** Everybody whom merges that hold made a patient one with on the way to the end of the chain, each with when that was. */
function reachedBy(history: MergeHistory, id: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [{ one: id, since: '' }];
  for (const { one, since } of open)
    for (const { survivor, hlc } of history.standing(one).made) {
      const longBefore = hlc < since;
      const at = longBefore ? since : hlc;
      const known = found.get(survivor);
      if (survivor === id || (known !== undefined && known <= at)) continue;
      found.set(survivor, at);
      open.push({ one: survivor, since: at });
    }
  return found;
}

/** What parts a patient: of everybody who has something of them the registers that only merges have written. */
function partingOps(reader: Reader, history: MergeHistory, id: string): Op[] {
  const holds: Holds = (merge) =>
    history.standing(merge.merged).made.some((one) => one.eid === merge.eid && one.survivor === merge.survivor);
  const after: Holds = (merge) => merge.merged !== id && holds(merge);
  const ops: Op[] = [];
  for (const one of concerned(history, id)) {
    const row = history.row(one);
    // nobody who was deleted is written to: they would be there again
    if (!row || row.deleted === 1 || row.redacted === 1) continue;
    const target = withMerges(history, one, after);
    const before = withMerges(history, one, holds);
    const turned = new Set([...differing(before, target), ...parted(history, one, after)]);
    const own = writesOfMerges(history, one);
    const writes = [...turned].sort().flatMap((register) => writeTo(stateOf(reader, row), target, register, own));
    if (writes.length > 0) ops.push(writeOp(row, 'update', writes));
  }
  return ops;
}

/** A patient and everybody whom the merges that hold made them one with, as far as something of them came. */
function concerned(history: MergeHistory, id: string): string[] {
  const found = new Set([id]);
  for (const one of found) for (const { survivor } of history.standing(one).made) found.add(survivor);
  return [...found];
}

/** Registers that two states show differently. */
function differing(a: RecordState, b: RecordState): string[] {
  const names = new Set([...Object.keys(a.registers), ...Object.keys(b.registers)]);
  return [...names].filter((register) => {
    const [one, other] = [a, b].map(({ registers }) => {
      const kept = registers[register];
      return kept && shownEntry(register, kept);
    });
    return (one?.value ?? null) !== (other?.value ?? null) || one?.pos !== other?.pos;
  });
}

/** Registers of a patient that were written by merges which hold no more, or by parting them. */
function parted(history: MergeHistory, id: string, holds: Holds): string[] {
  return history
    .changes(id)
    .filter((change) => {
      const merges = history.madeBy(id, change);
      return merges.length > 0 ? !merges.some(holds) : history.isParting(id, change);
    })
    .flatMap(({ operation }) => operation.writes.map(({ register }) => register));
}

/** The writes on a patient that no person made as such. */
function writesOfMerges(history: MergeHistory, id: string): ReadonlySet<string> {
  const changes = history.changes(id);
  return new Set(
    changes
      .filter((change) => history.madeBy(id, change).length > 0 || history.isParting(id, change))
      .map(({ write }) => write),
  );
}

/** The write that makes a register what it is in `target`, where only `own` writes stand in it. */
function writeTo(
  current: RecordState,
  target: RecordState,
  register: string,
  own: ReadonlySet<string>,
): RegisterWrite[] {
  const entries = current.registers[register]?.current ?? [];
  if (isHidden(register) || !entries.every(({ write }) => own.has(write))) return [];
  const kept = target.registers[register];
  const { value = null, pos } = (kept && shownEntry(register, kept)) ?? {};
  if (entries.every((entry) => entry.value === value && (value === null || entry.pos === pos))) {
    if (entries.length > 0 || value === null) return [];
  }
  return [{ register, value, ...(pos === undefined ? {} : { pos }), pred: entries.map(({ write }) => write) }];
}

function withoutLinks(workspace: Workspace, reader: Reader, id: string, isTheirs: (link: JsonObject) => boolean): Op[] {
  return turnedOps(workspace, reader, standingRow(reader, 'Patient', id), (patient) => {
    const { link, ...rest } = patient;
    const kept = objectsIn(link).filter((one) => !isTheirs(one));
    return kept.length > 0 ? { ...rest, link: kept } : rest;
  });
}

/** A record of the survivor's as one of the patient who was parted from them. Raises signed, not-found, invalid-input. */
function movedOps(workspace: Workspace, reader: Reader, { type, id }: RecordName, to: string): Op[] {
  const row = standingRow(reader, type, id);
  if (type === 'Patient' || row.patient === null || row.patient !== survivorOf(reader, to))
    raise('invalid-input', 'What is to be moved stands in the chart of somebody else. Nothing was changed.');
  const state = stateOf(reader, row);
  const own = reader.get<{ own: string }>('SELECT own FROM moved WHERE rid = ?', row.rid)?.own ?? row.patient;
  const text = shownResource(state).replaceAll(`"Patient/${own}"`, `"Patient/${to}"`);
  return editOp(workspace, reader, row, state, parseJson(text) as JsonObject);
}
