/** Reads what a remote has more of the membership log, and gives it what it has less. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import { MAX_MEMBERSHIP_RECORD } from '../../../shared/protocol/membership.ts';
import { MAX_PUSH, type Refusal } from '../../../shared/protocol/messages.ts';
import { extendRoster, type Roster } from '../../../shared/protocol/roster.ts';
import { membershipRecords } from '../access/membership.ts';
import type { Applied } from '../records/apply.ts';
import type { Workspace } from '../records/workspace.ts';
import { ALARMS } from './alarms.ts';
import { adoptBranch, takeMembership } from './membership.ts';
import { RefusedError, type Transport } from './transport.ts';

/** Records of one request. */
const MOST_RECORDS = 1000;

interface Following {
  readonly workspace: Workspace;
  readonly membershipChanged: () => void;
}

/**
 * Follows a remote's log to its end, or up to `length` records. A branch that the root has decided for takes the place of ours; any
 * other raises cloud-alarm, after `raiseFork` was told.
 */
export async function followMembership(
  { workspace, membershipChanged }: Following,
  { transport }: { readonly transport: Pick<Transport, 'membership'> },
  length = Number.POSITIVE_INFINITY,
  raiseFork: () => void = () => undefined,
): Promise<void> {
  const { store } = workspace;
  for (let known = workspace.members().roster.length; known < length; known = workspace.members().roster.length) {
    const page = await transport.membership(known);
    if (workspace.members().roster.length !== known) continue; // a change here was quicker
    if (page.from === known && page.records.length === 0 && page.length === known) return;
    const applied =
      page.from === known && page.records.length > 0
        ? store.transaction((writer) => takeMembership(workspace, writer, page.records))
        : null;
    if (applied) tell({ workspace, membershipChanged }, applied);
    else if (!(await settleBranches({ workspace, membershipChanged }, { transport }, raiseFork))) forked(raiseFork);
  }
}

/**
 * Holds a remote's whole log against ours. False where it is a part of ours; true where it goes on behind ours, and was taken, or the root has decided for it, and
 * it took the place of ours; any other raises cloud-alarm, after `raiseFork` was told.
 */
export async function settleBranches(
  following: Following,
  { transport }: { readonly transport: Pick<Transport, 'membership'> },
  raiseFork: () => void,
): Promise<boolean> {
  const { workspace } = following;
  const { store } = workspace;
  const records = await readLog(transport);
  const ours = membershipRecords(store);
  if (records && isPart(records, ours)) return false;
  const applied =
    records &&
    store.transaction((writer) =>
      isPart(ours, records)
        ? takeMembership(workspace, writer, records.slice(ours.length))
        : adoptBranch(workspace, writer, records),
    );
  if (!applied) return forked(raiseFork);
  tell(following, applied);
  return true;
}

/** Whether a log is the beginning of another, or all of it. */
function isPart(log: readonly Uint8Array[], of: readonly Uint8Array[]): boolean {
  return log.every((record, at) => of[at] !== undefined && sameBytes(record, of[at]));
}

function tell({ workspace, membershipChanged }: Following, applied: Applied): void {
  membershipChanged();
  if (applied.types.size > 0) workspace.touched(applied, 'elsewhere');
}

function forked(raiseFork: () => void): never {
  raiseFork();
  return raise('cloud-alarm', ALARMS['membership-forked'], { alarm: 'membership-forked' });
}

/** Gives a remote the whole log: it lost it, or never had what was appended elsewhere. Whatever it has must be a part of ours. Returns the key by which it names itself. */
export async function giveMembership(
  { store }: Pick<Workspace, 'store'>,
  transport: Pick<Transport, 'createClinic'>,
  invitation?: string,
): Promise<{ endpoint: Uint8Array }> {
  const [genesis, ...following] = membershipRecords(store);
  if (!genesis) throw new Error('a clinic without membership');
  const invited = invitation === undefined ? {} : { invitation };
  const [first = [], ...rest] = inRequests(following);
  let { endpoint } = await transport.createClinic({ genesis, following: first, ...invited });
  let from = 1 + first.length;
  for (const records of rest) {
    ({ endpoint } = await transport.createClinic({ genesis, following: records, from }));
    from += records.length;
  }
  return { endpoint };
}

/**
 * Gives a remote the whole log as it is now. One that has another branch is asked for it: raises cloud-alarm, after `raiseAlarm` was told what shows, unless the
 * root has decided for that one.
 */
export async function offerMembership(
  following: Following,
  remote: { readonly transport: Pick<Transport, 'createClinic' | 'membership'> },
  raiseAlarm: (code: 'membership-forked' | 'workstation-unlisted') => void,
): Promise<void> {
  try {
    await giveMembership(following.workspace, remote.transport);
  } catch (error) {
    if (!isRefused(error, 'conflict')) throw error;
    try {
      await settleBranches(following, remote, () => raiseAlarm('membership-forked'));
    } catch (unread) {
      if (!isRefused(unread, 'not-member')) throw unread;
      // in its list this workstation is none: it shows nothing of it
      raiseAlarm('workstation-unlisted');
      raise('cloud-alarm', ALARMS['workstation-unlisted'], { alarm: 'workstation-unlisted' });
    }
  }
}

function isRefused(error: unknown, reason: Refusal['error']): boolean {
  return error instanceof RefusedError && error.refusal.error === reason;
}

/** Records in as few lists as fit into requests, in their order. */
export function inRequests(records: readonly Uint8Array[]): Uint8Array[][] {
  const lists: Uint8Array[][] = [];
  let room = 0;
  for (const record of records) {
    let list = lists.at(-1);
    if (!list || record.length > room || list.length === MOST_RECORDS) {
      list = [];
      lists.push(list);
      room = MAX_PUSH - MAX_MEMBERSHIP_RECORD; // the first record goes with every list
    }
    list.push(record);
    room -= record.length;
  }
  return lists;
}

/** A remote's whole log; null as soon as a record does not prove itself. */
async function readLog(transport: Pick<Transport, 'membership'>): Promise<Uint8Array[] | null> {
  const records: Uint8Array[] = [];
  let roster: Roster | null = null;
  for (;;) {
    const page = await transport.membership(records.length);
    if (page.from !== records.length || page.records.length === 0) return records;
    for (const record of page.records) {
      roster = extendRoster(roster, record);
      if (!roster) return null;
      records.push(record);
    }
    if (records.length >= page.length) return records;
  }
}
