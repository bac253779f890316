/** Reads what a remote has more of the membership log, and gives it what it has less. */
import { raise } from '../../../shared/base/result.ts';
import { MAX_MEMBERSHIP_RECORD } from '../../../shared/protocol/membership.ts';
import { MAX_PUSH } from '../../../shared/protocol/messages.ts';
import { extendRoster, type Roster } from '../../../shared/protocol/roster.ts';
import { membershipRecords } from '../access/membership.ts';
import type { Workspace } from '../records/workspace.ts';
import { ALARMS } from './alarms.ts';
import { adoptBranch, takeMembership } from './membership.ts';
import type { Transport } from './transport.ts';

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
      (page.from === known && page.records.length > 0
        ? store.transaction((writer) => takeMembership(workspace, writer, page.records))
        : null) ?? (await followBranch(workspace, transport));
    if (!applied) {
      raiseFork();
      raise('cloud-alarm', ALARMS['membership-forked'], { alarm: 'membership-forked' });
    }
    membershipChanged();
    if (applied.types.size > 0) workspace.touched(applied, 'elsewhere');
  }
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

/** The remote's whole log, if it is a branch for which the root has decided; null for any other. What does not prove itself ends the reading. */
async function followBranch(workspace: Workspace, transport: Pick<Transport, 'membership'>) {
  const records: Uint8Array[] = [];
  let roster: Roster | null = null;
  for (;;) {
    const page = await transport.membership(records.length);
    if (page.from !== records.length || page.records.length === 0) break;
    for (const record of page.records) {
      roster = extendRoster(roster, record);
      if (!roster) return null;
      records.push(record);
    }
    if (records.length >= page.length) break;
  }
  return workspace.store.transaction((writer) => adoptBranch(workspace, writer, records));
}
