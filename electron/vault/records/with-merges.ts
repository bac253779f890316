/**
 * What a patient's record would be if only some of its merges had been made: what was written of them by hand, in its order, and
 * between that the merges that hold, each made anew of what both would have been then.
 */
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  emptyRecord,
  type RecordState,
  type RegisterWrite,
  shownResource,
  type WriteId,
} from '../../../shared/merge/reducer.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf } from '../../../shared/records/members.ts';
import { CHOSEN, type Chosen, isReplacement, membersOf, mergedPatient } from '../../../shared/records/patient/merge.ts';
import { type Change, replay } from './history.ts';
import type { MadeMerge, MergeHistory } from './merge-history.ts';
import { asMerged, asSurvivor, otherOf } from './merge-patients.ts';

/** Which of the merges that were made are to count. */
export type Holds = (merge: MadeMerge) => boolean;

/** The state of a patient with the merges that hold; `until`: as it was before that transaction. */
export function withMerges(history: MergeHistory, id: string, holds: Holds, until?: number): RecordState {
  const steps = new Steps(id);
  for (const change of history.changes(id)) {
    if (change.eid === until) break;
    const merges = history.madeBy(id, change);
    if (merges.length === 0) {
      if (history.isParting(id, change)) steps.leaveOut(change);
      else steps.apply(change);
      continue;
    }
    const made = merges.filter(holds);
    if (made.length === 0) steps.leaveOut(change);
    else steps.apply(change, remade(history, id, change, made, holds, steps.state));
  }
  return steps.state;
}

/** The changes of one patient that count, one after the other. */
class Steps {
  state: RecordState;
  /** By register and write: what a write that does not count had replaced, and who replaces it replaces that. */
  private readonly left = new Map<string, readonly WriteId[]>();

  constructor(id: string) {
    this.state = emptyRecord('Patient', id);
  }

  leaveOut({ write, operation }: Change, but: ReadonlySet<string> = new Set()): void {
    for (const { register, pred } of operation.writes)
      if (!but.has(register)) this.left.set(`${register} ${write}`, this.seen(register, pred));
  }

  /** Applies what a change wrote, or `remade` in its stead. */
  apply(change: Change, remade?: readonly RegisterWrite[]): void {
    const { write, hlc, operation, kind } = change;
    const writes: RegisterWrite[] = (remade ?? operation.writes).map((one) => ({
      ...one,
      pred: this.seen(one.register, one.pred),
    }));
    if (remade) this.leaveOut(change, new Set(remade.map(({ register }) => register)));
    else if (kind === 'update') writes.push(...this.outdatedText(operation.writes));
    this.state = applyOperation(this.state, write, hlc, { ...operation, writes });
  }

  /** A narrative that a merge had taken away, and that says otherwise than what was written then. */
  private outdatedText(writes: readonly RegisterWrite[]): RegisterWrite[] {
    const text = this.state.registers.text?.current ?? [];
    const changed = writes.some(({ register }) => !register.startsWith('$'));
    if (!changed || text.length === 0 || writes.some(({ register }) => register === 'text')) return [];
    return [{ register: 'text', value: null, pred: text.map((entry) => entry.write) }];
  }

  private seen(register: string, pred: readonly WriteId[]): WriteId[] {
    return [...new Set(pred.flatMap((write) => [write, ...(this.left.get(`${register} ${write}`) ?? [])]))];
  }
}

/** What a merge writes on a patient as they would be before it. As it was written, where it cannot be told what was chosen then. */
function remade(
  history: MergeHistory,
  id: string,
  change: Change,
  merges: readonly MadeMerge[],
  holds: Holds,
  state: RecordState,
): RegisterWrite[] | undefined {
  const [merge] = merges;
  if (!merge || merges.length > 1) return undefined;
  const patient = shownOf(state);
  if (merge.merged === id)
    return underSameLinks(change, merge.survivor, editWrites(state, asMerged(patient, merge.survivor)));
  if (!history.changes(merge.merged).some(({ eid }) => eid === merge.eid)) return undefined;
  const take = choiceOf(history, change, merge);
  const other = shownOf(withMerges(history, merge.merged, holds, merge.eid));
  return take && editWrites(state, asSurvivor(patient, other, take));
}

/**
 * What was taken of the one who went, read from what the merge wrote on the one who stayed; undefined where nothing that can be
 * taken explains it.
 */
function choiceOf(history: MergeHistory, change: Change, { merged, survivor, eid }: MadeMerge): Chosen[] | undefined {
  const before = seenBefore(history, survivor, eid);
  const after = shownOf(applyOperation(before, change.write, change.hlc, change.operation));
  const [patient, other] = [shownOf(before), shownOf(seenBefore(history, merged, eid))];
  const chosen = CHOSEN.filter((element) => {
    const [kept, taken] = [[], [element]].map((take) => said(mergedPatient(patient, other, take), element));
    return kept !== taken && said(after, element) === taken;
  });
  return contentOf(mergedPatient(patient, other, chosen)) === contentOf(after) ? chosen : undefined;
}

/** A patient as they were shown before a transaction. */
function seenBefore(history: MergeHistory, id: string, eid: number): RecordState {
  const changes = history.changes(id);
  return replay(
    { type: 'Patient', id },
    changes.slice(
      0,
      changes.findIndex((change) => change.eid === eid),
    ),
  );
}

function shownOf(state: RecordState): JsonObject {
  return parseJson(shownResource(state)) as JsonObject;
}

function said(patient: JsonObject, element: Chosen): string {
  return canonicalJson(membersOf(element).map((name) => memberOf(patient, name) ?? null));
}

/** What a merge says of who stays: links and narrative are another matter. */
function contentOf(patient: JsonObject): string {
  const { link: _link, text: _text, ...content } = patient;
  return canonicalJson(content);
}

/** The same writes with the link to the survivor where the merge put it: its content differs, and another merge would be another link. */
function underSameLinks({ operation }: Change, survivor: string, writes: readonly RegisterWrite[]): RegisterWrite[] {
  const linkOf = ({ register, value }: RegisterWrite): boolean => {
    if (!register.startsWith('link/') || value === null) return false;
    const link = parseJson(value) as JsonObject;
    return isReplacement(link) && otherOf(link) === survivor;
  };
  const there = operation.writes.find(linkOf)?.register;
  return writes.map((one) => (there !== undefined && linkOf(one) ? { ...one, register: there } : one));
}
