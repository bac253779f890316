/** Makes two patients one, and takes that back. Decision 0050. */
import { raise } from '../../../shared/base/result.ts';
import type { Op, WriteOp } from '../../../shared/envelope/body.ts';
import { isHidden } from '../../../shared/merge/hidden.ts';
import { type RecordState, type RegisterWrite, shownEntry, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn } from '../../../shared/records/members.ts';
import { type Chosen, isReplacement, MERGED_CONTENT, mergedPatient } from '../../../shared/records/patient/merge.ts';
import type { Reader } from '../storage/database.ts';
import { survivorOf } from '../storage/merged.ts';
import { change, standingRow, turnedOps } from './changes.ts';
import { editOp } from './edit.ts';
import { type Change, changesOf, replay } from './history.ts';
import { isMerged, replacedBy } from './one-person.ts';
import { referenceId } from './projection.ts';
import { type RecordRow, stateOf } from './row.ts';
import { mergedContent } from './rules/merged-changed.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

export interface Merge {
  /** Ids of the one who stays and of the one who is merged into them. */
  readonly survivor: string;
  readonly merged: string;
  /** What both say differently and is taken from the one who goes. */
  readonly take: readonly Chosen[];
}

/**
 * Merges one patient into another: two edited records in one transaction. All other records stay as they are and are read through the
 * link. Raises not-found, invalid-input, already-merged, not-allowed.
 */
export function mergePatients(workspace: Workspace, { survivor, merged, take }: Merge): void {
  if (survivor === merged) raise('invalid-input', 'These two are the same record already. Nothing was changed.');
  change(workspace, (reader) => {
    const [kept, going] = [standingRow(reader, 'Patient', survivor), standingRow(reader, 'Patient', merged)];
    for (const id of [survivor, merged])
      if (isMerged(reader, id))
        raise('already-merged', 'One of the two was merged with another patient before. Open that one and look again.');
    const other = parseJson(going.json) as JsonObject;
    return [
      ...edited(workspace, reader, kept, (patient) => ({
        ...mergedPatient(patient, other, take),
        link: [...withoutLinks(patient, merged), linkTo(merged, 'replaces')],
      })),
      ...edited(workspace, reader, going, (patient) => ({
        ...patient,
        active: false,
        link: [
          ...withoutLinks(patient, survivor),
          {
            ...linkTo(survivor, 'replaced-by'),
            extension: [{ url: MERGED_CONTENT, valueString: mergedContent(patient) }],
          },
        ],
      })),
    ];
  });
}

/** A record that was there before the merge or came since, named for moving. */
export interface RecordName {
  readonly type: string;
  readonly id: string;
}

/**
 * Parts a merged patient from whoever they were merged into: both are what they were, but for what somebody changed since. Records
 * that name the survivor stay with them, but those in `move`. Raises not-found, not-merged, signed.
 */
export function unmergePatient(workspace: Workspace, id: string, move: readonly RecordName[]): void {
  transact(workspace, (reader) => {
    const row = standingRow(reader, 'Patient', id);
    const survivors = replacedBy(parseJson(row.json) as JsonObject);
    if (survivors.length === 0)
      raise('not-merged', 'This patient is not merged with another, here or any more. Nothing was changed.');
    const merges = survivors.map((survivor) => ({ survivor, made: mergesOf(reader, row, survivor) }));
    const ops: Op[] = merges.flatMap(({ survivor, made }) =>
      partingOps(workspace, reader, survivor, made, (link) => otherOf(link) === id && link.type === 'replaces'),
    );
    // where one of the merges is not in the history, only the links of all can be taken back
    const known = merges.every(({ made }) => made.length > 0);
    const all = known ? merges.flatMap(({ made }) => made) : [];
    ops.push(...partingOps(workspace, reader, id, all, isReplacement));
    for (const record of move) ops.push(...movedOps(workspace, reader, record, survivors, id));
    return { ops, result: undefined };
  });
}

/** The records that were written of the survivor since the merge, the newest first: whose they are a person says. */
export function writtenSince(reader: Reader, id: string): RecordName[] {
  const row = standingRow(reader, 'Patient', id);
  const [first] = replacedBy(parseJson(row.json) as JsonObject);
  const merge = first === undefined ? undefined : mergesOf(reader, row, first).at(-1);
  if (!merge) return [];
  return reader.all<RecordName>(
    `SELECT r.type, r.id FROM record r
     WHERE r.patient = ? AND r.type <> 'Patient' AND r.deleted = 0 AND r.rid NOT IN (SELECT rid FROM moved)
       AND (SELECT min(e.hlc) FROM change c JOIN envelope e ON e.eid = c.eid WHERE c.rid = r.rid) > ?
     ORDER BY r.rid DESC`,
    survivorOf(reader, id),
    merge.hlc,
  );
}

/** The changes that merged a patient into a survivor and still hold: more than one where it was done on two workstations at once. */
function mergesOf(reader: Reader, row: RecordRow, survivor: string): Change[] {
  const standing = new Set(
    Object.entries(stateOf(reader, row).registers).flatMap(([register, { current }]) =>
      current.flatMap(({ write, value }) => (isLinkTo(survivor, register, value) ? [write] : [])),
    ),
  );
  return changesOf(reader, row).filter(({ kind, write }) => kind === 'update' && standing.has(write));
}

function isLinkTo(survivor: string, register: string, value: string | null): boolean {
  if (!register.startsWith('link/') || value === null) return false;
  const link = parseJson(value) as JsonObject;
  return isReplacement(link) && otherOf(link) === survivor;
}

/** What takes back the parts of merges that were written on a patient; where one of them is not in the history, or none is known, only the links. */
function partingOps(
  workspace: Workspace,
  reader: Reader,
  id: string,
  merges: readonly Change[],
  isTheirs: (link: JsonObject) => boolean,
): Op[] {
  const row = standingRow(reader, 'Patient', id);
  const history = changesOf(reader, row);
  const made = history.filter(({ eid, kind }) => kind === 'update' && merges.some((merge) => merge.eid === eid));
  const last = made.at(-1);
  if (!last || made.length < merges.length)
    return edited(workspace, reader, row, (patient) => {
      const { link, ...rest } = patient;
      const kept = objectsIn(link).filter((one) => !isTheirs(one));
      return kept.length > 0 ? { ...rest, link: kept } : rest;
    });
  // what it would be without them
  const before = replay(
    row,
    history.slice(0, history.indexOf(last)).filter((one) => !made.includes(one)),
  );
  const writes = takenBack(stateOf(reader, row), before, made);
  return writes.length > 0 ? [writeOp(row, 'update', writes)] : [];
}

/** The writes that make each register what it was before some changes, where nobody has written to it since. */
function takenBack(current: RecordState, before: RecordState, made: readonly Change[]): RegisterWrite[] {
  const own = new Set(made.map(({ write }) => write));
  const registers = new Set(made.flatMap(({ operation }) => operation.writes.map(({ register }) => register)));
  return [...registers].flatMap((register): RegisterWrite[] => {
    const entries = current.registers[register]?.current ?? [];
    if (isHidden(register) || entries.length === 0 || !entries.every(({ write }) => own.has(write))) return [];
    const kept = before.registers[register];
    const { value = null, pos } = (kept && shownEntry(register, kept)) ?? {};
    return [{ register, value, ...(pos === undefined ? {} : { pos }), pred: entries.map(({ write }) => write) }];
  });
}

/** A record of the survivor's as one of the patient who was parted from them. Raises signed, not-found. */
function movedOps(
  workspace: Workspace,
  reader: Reader,
  { type, id }: RecordName,
  from: readonly string[],
  to: string,
): Op[] {
  const row = standingRow(reader, type, id);
  const state = stateOf(reader, row);
  const text = from.reduce(
    (json, survivor) => json.replaceAll(`"Patient/${survivor}"`, `"Patient/${to}"`),
    shownResource(state),
  );
  return editOp(workspace, reader, row, state, parseJson(text) as JsonObject);
}

function edited(
  workspace: Workspace,
  reader: Reader,
  row: RecordRow,
  turned: (patient: JsonObject) => JsonObject,
): WriteOp[] {
  return turnedOps(workspace, reader, row, turned) as WriteOp[];
}

function withoutLinks(patient: JsonObject, other: string): JsonObject[] {
  return objectsIn(patient.link).filter((link) => otherOf(link) !== other);
}

function otherOf(link: JsonObject): string | null {
  return referenceId(memberOf(link.other, 'reference'), 'Patient');
}

function linkTo(id: string, type: 'replaces' | 'replaced-by'): JsonObject {
  return { other: { reference: `Patient/${id}` }, type };
}
