/**
 * Which merges were made of patients, which of them hold, and which changes parted some again: read from the history of the Patients,
 * where all of them came about.
 */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf } from '../../../shared/records/members.ts';
import { isReplacement, MERGED_CONTENT } from '../../../shared/records/patient/merge.ts';
import type { Reader } from '../storage/database.ts';
import { type Change, changesOf } from './history.ts';
import { replacedBy } from './one-person.ts';
import { referenceId } from './projection.ts';
import { findRow, type RecordRow, stateOf } from './row.ts';

/** One transaction that merged `merged` into `survivor`. */
export interface MadeMerge {
  readonly eid: number;
  readonly hlc: string;
  readonly survivor: string;
  readonly merged: string;
}

/** The merges of one patient that hold. `unknown`: some of their links was not made by a merge that is in the history. */
export interface Standing {
  readonly made: readonly MadeMerge[];
  readonly unknown: boolean;
}

/** Reads each history once. Of one transaction: it notices nothing that is written meanwhile. */
export interface MergeHistory {
  row(id: string): RecordRow | undefined;
  changes(id: string): readonly Change[];
  /** The merges that hold and made this patient one with another. */
  standing(id: string): Standing;
  /** The merges that a change of a patient was part of: of them into others, or of others into them. */
  madeBy(id: string, change: Change): readonly MadeMerge[];
  /** Whether a change was part of parting patients. */
  isParting(id: string, change: Change): boolean;
}

/** Ways in which a step that writes several records at once is kept: done, and taken back. */
const STEPS: ReadonlySet<string> = new Set(['update', 'undo']);

/** The history of merges as it is now. */
export function mergeHistory(reader: Reader): MergeHistory {
  const rows = new Map<string, RecordRow | undefined>();
  const histories = new Map<string, readonly Change[]>();
  const held = new Map<string, Standing>();
  const beside = new Map<number, readonly string[]>();

  const row = (id: string): RecordRow | undefined => {
    if (!rows.has(id)) rows.set(id, findRow(reader, 'Patient', id));
    return rows.get(id);
  };
  const changes = (id: string): readonly Change[] => {
    const known = histories.get(id);
    if (known) return known;
    const found = row(id);
    const read = found && found.redacted === 0 ? changesOf(reader, found) : [];
    histories.set(id, read);
    return read;
  };
  /** Patients whose links a transaction wrote. */
  const linkedBy = (eid: number): readonly string[] => {
    const known = beside.get(eid);
    if (known) return known;
    const found = reader.all<{ id: string }>(
      `SELECT DISTINCT r.id FROM change c JOIN record r ON r.rid = c.rid
       WHERE c.eid = ? AND c.kind <> 'import' AND r.type = 'Patient' AND c.body LIKE '%"link/%' ORDER BY r.id`,
      eid,
    );
    const ids = found.map(({ id }) => id);
    beside.set(eid, ids);
    return ids;
  };
  /** Whether a merge of ours says so whose other half an owner redacted. */
  const isMergedIntoRedacted = (merged: string, survivor: string): boolean =>
    row(survivor)?.redacted === 1 &&
    changes(merged).some(({ operation }) =>
      operation.writes.some(
        ({ register, value }) => survivorIn(register, value) === survivor && value?.includes(MERGED_CONTENT),
      ),
    );
  /** Of whom a link "replaced-by" came or went in a transaction, and of whom it names. */
  const turned = (eid: number, came: boolean): { merged: string; survivor: string }[] =>
    linkedBy(eid).flatMap((merged) =>
      changes(merged)
        .filter((change) => change.eid === eid && STEPS.has(change.kind))
        .flatMap((change) => linksOf(changes(merged), change, came))
        .filter((survivor) => linkedBy(eid).includes(survivor) || isMergedIntoRedacted(merged, survivor))
        .map((survivor) => ({ merged, survivor })),
    );

  const madeBy = (id: string, { eid, hlc, kind }: Change): MadeMerge[] =>
    STEPS.has(kind)
      ? turned(eid, true)
          .filter(({ merged, survivor }) => merged === id || survivor === id)
          .map((one) => ({ ...one, eid, hlc }))
      : [];

  const holding = (id: string): Standing => {
    const found = row(id);
    if (!found || found.deleted === 1) return { made: [], unknown: false };
    const byWrite = new Map(changes(id).map((change) => [change.write, change]));
    const made = new Map<number, MadeMerge[]>();
    let unknown = false;
    for (const [register, { current }] of Object.entries(stateOf(reader, found).registers)) {
      const open = current.flatMap(({ write, value }) => (survivorIn(register, value) === null ? [] : [write]));
      for (let write = open.pop(); write !== undefined; write = open.pop()) {
        const change = byWrite.get(write);
        const own = change?.operation.writes.find((one) => one.register === register);
        const survivor = survivorIn(register, own?.value ?? null);
        if (!change || !own || survivor === null) continue;
        const merges = madeBy(id, change).filter((one) => one.merged === id && one.survivor === survivor);
        if (merges.length > 0) {
          made.set(change.eid, merges);
          continue;
        }
        // what only says anew what the survivor has of them goes back to the merge
        const back = own.pred.filter((pred) => survivorOfWrite(byWrite, register, pred) === survivor);
        if (back.length === 0) unknown = true;
        open.push(...back);
      }
    }
    return { made: [...made.values()].flat().sort((a, b) => (a.hlc < b.hlc ? -1 : 1)), unknown };
  };

  const standing = (id: string): Standing => {
    const known = held.get(id) ?? holding(id);
    held.set(id, known);
    return known;
  };

  return {
    row,
    changes,
    standing,
    madeBy,
    // a step that was taken back changed what it names; parting changes whoever has something of the two as well
    isParting: (id, { eid, kind }) =>
      STEPS.has(kind) &&
      turned(eid, false).some((one) => kind === 'update' || one.merged === id || one.survivor === id),
  };
}

/** Ids of whoever replaced a patient by what a change wrote (`came`), or did until then. */
function linksOf(history: readonly Change[], { operation }: Change, came: boolean): string[] {
  const byWrite = new Map(history.map((change) => [change.write, change]));
  return operation.writes.flatMap(({ register, value, pred }) => {
    const before = pred.flatMap((write) => survivorOfWrite(byWrite, register, write) ?? []);
    const now = survivorIn(register, value);
    if (came) return now !== null && !before.includes(now) ? [now] : [];
    return before.filter((one) => one !== now);
  });
}

function survivorOfWrite(byWrite: ReadonlyMap<string, Change>, register: string, write: string): string | null {
  const value = byWrite.get(write)?.operation.writes.find((one) => one.register === register)?.value;
  return survivorIn(register, value ?? null);
}

/** Whom a link's value names as who replaced its patient. */
function survivorIn(register: string, value: string | null): string | null {
  if (!register.startsWith('link/') || value === null) return null;
  const link = parseJson(value) as JsonObject;
  return isReplacement(link) ? referenceId(memberOf(link.other, 'reference'), 'Patient') : null;
}

/** Ids of whoever a patient's record is linked to as merged into, by what it shows. */
export function survivorsOf(row: RecordRow): string[] {
  return replacedBy(parseJson(row.json) as JsonObject);
}
