/** Who belongs to a clinic: decided by `extendRoster` over the records that the store keeps. */
import { setImmediate as othersFirst } from 'node:timers/promises';
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { deviceIdOf } from '../../shared/envelope/layout.ts';
import { readMembershipRecord } from '../../shared/protocol/membership.ts';
import { extendRoster, type Roster, type RosterDevice } from '../../shared/protocol/roster.ts';
import type { ClinicState, CloudStore } from '../storage/contract.ts';
import { type Answer, answer, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import type { Bearer } from './tokens.ts';

/** Bytes of records in one answer at most. */
const PAGE_BYTES = 1024 * 1024;
/** Records whose signatures are verified before other requests have their turn. */
const CHECKED_AT_A_TIME = 24;
const CACHED_CLINICS = 1000;
/** A clinic whose quota is used up can still change its members, but not without end. */
const MEMBERSHIP_RESERVE = 16 * 1024 * 1024;

/**
 * Who asks: a workstation that belongs to the clinic, one that did, or whoever has the recovery phrase and with it the root's key
 * (under the id that follows from it as a workstation's follows from its own).
 */
export type Standing = 'active' | 'removed' | 'root';

/** A clinic as one of these sees it now. */
export interface Member {
  readonly state: ClinicState;
  readonly roster: Roster;
  readonly standing: Standing;
  /** Key with which the asking one signs. */
  readonly sign: Uint8Array;
  /** Workstations that were ever added, by id in hexadecimal. */
  readonly devices: ReadonlyMap<string, RosterDevice>;
}

/** Who may read the membership log, and log in for it: a removed workstation verifies its removal. */
export const ANY_STANDING: readonly Standing[] = ['active', 'removed', 'root'];
const MEMBERS: readonly Standing[] = ['active'];
export const MEMBERS_AND_ROOT: readonly Standing[] = ['active', 'root'];

export interface MembershipPage {
  readonly from: number;
  readonly records: readonly Uint8Array[];
  readonly length: number;
}

interface Known {
  readonly branch: number;
  readonly roster: Roster;
  readonly devices: ReadonlyMap<string, RosterDevice>;
}

export interface Membership {
  /** The clinic and who asks; refused as `unknown-clinic`, `suspended`, `not-member`, `removed`. Without `allowed`: active workstations. */
  member(clinicId: Uint8Array, deviceId: Uint8Array, allowed?: readonly Standing[]): Promise<Answer<Member>>;
  read(bearer: Bearer, from: number): Promise<Answer<MembershipPage>>;
  /** Where this endpoint is the log's authority: refused as `not-authority` elsewhere, `head-moved` where others were quicker. */
  append(bearer: Bearer, record: Uint8Array): Promise<Answer<MembershipPage>>;
  /** Takes what another remote has of the log. */
  carry(bearer: Bearer, carried: { from: number; records: readonly Uint8Array[] }): Promise<Answer<MembershipPage>>;
  /**
   * Appends what is missing of a log that somebody gives back, the first of `records` at index `from`; the records prove
   * themselves. A branch for which the root has decided takes the place of ours. `contradicts`, and what is here stays, if one is another or does not follow; a shorter log changes nothing.
   */
  follow(
    clinicId: Uint8Array,
    from: number,
    records: readonly Uint8Array[],
  ): Promise<'followed' | 'contradicts' | 'full'>;
}

/** Membership over a store, with the rosters of the clinics that were last seen kept in memory. */
export function createMembership({
  store,
  growth,
  identity,
  quota,
}: Pick<ServiceContext, 'store' | 'growth' | 'identity' | 'quota'>): Membership {
  const cache = new Map<string, Known>();

  async function known(clinicId: Uint8Array, state: ClinicState): Promise<Known> {
    const { membershipLength: length, membershipBranch: branch } = state;
    const key = toHex(clinicId);
    const last = cache.get(key);
    const cached = last?.branch === branch ? last : undefined;
    if (cached && cached.roster.length >= length) return cached;
    const roster = await readRoster(store, clinicId, cached?.roster ?? null, length);
    const fresh = { branch, roster, devices: new Map(roster.devices.map((device) => [toHex(device.id), device])) };
    cache.delete(key);
    cache.set(key, fresh);
    const oldest = cache.keys().next();
    if (cache.size > CACHED_CLINICS && !oldest.done) cache.delete(oldest.value);
    return fresh;
  }

  async function member(
    clinicId: Uint8Array,
    deviceId: Uint8Array,
    allowed: readonly Standing[] = MEMBERS,
  ): Promise<Answer<Member>> {
    const state = await store.clinic(clinicId);
    if (!state) return refusal('unknown-clinic', 'This endpoint does not know the clinic. Register it first.');
    if (state.suspended) return SUSPENDED;
    const { roster, devices } = await known(clinicId, state);
    const device = devices.get(toHex(deviceId));
    const isRoot = !device && sameBytes(deviceIdOf(roster.root.sign), deviceId);
    const standing = isRoot ? 'root' : device?.removed ? 'removed' : device ? 'active' : null;
    if (standing === 'removed' && !allowed.includes('removed')) return REMOVED;
    if (!standing || !allowed.includes(standing)) return NOT_MEMBER;
    return answer({ state, roster, standing, sign: device?.sign ?? roster.root.sign, devices });
  }

  async function follow(
    clinicId: Uint8Array,
    from: number,
    records: readonly Uint8Array[],
  ): Promise<'followed' | 'contradicts' | 'full'> {
    const state = await store.clinic(clinicId);
    if (!state) return 'contradicts';
    const room = (state.quota ?? quota) + MEMBERSHIP_RESERVE - state.bytes;
    let added = 0;
    let { roster } = await known(clinicId, state);
    for (const [at, record] of records.entries()) {
      const index = from + at;
      const [kept] = index < roster.length ? await store.membership(clinicId, index, 0) : [];
      if (kept && sameBytes(kept, record)) continue;
      // a log of thousands of records takes seconds: others have their turn meanwhile
      if (at % CHECKED_AT_A_TIME === CHECKED_AT_A_TIME - 1) await othersFirst();
      const next = kept || index > roster.length ? null : extendRoster(roster, record);
      if (!next && kept && (await decided(clinicId, index, roster, records.slice(at), room))) break;
      if (!next) return 'contradicts';
      added += record.length;
      if (added > room) return 'full';
      if (!(await store.appendMembership(clinicId, index, record))) return 'contradicts';
      roster = next;
    }
    const now = await store.clinic(clinicId);
    if (now && (now.membershipLength > state.membershipLength || now.membershipBranch !== state.membershipBranch))
      growth.publish(toHex(clinicId), { head: state.head, by: '' });
    return 'followed';
  }

  /** Puts a branch in the place of ours from `index` on if the root has decided for it, as every workstation does. */
  async function decided(
    clinicId: Uint8Array,
    index: number,
    ours: Roster,
    branch: readonly Uint8Array[],
    room: number,
  ): Promise<boolean> {
    if (index === 0 || branch.reduce((sum, { length }) => sum + length, 0) > room) return false;
    let theirs: Roster | null = await readRoster(store, clinicId, null, index);
    for (const record of branch) theirs = theirs && extendRoster(theirs, record);
    if (!theirs || theirs.decisions <= ours.decisions) return false;
    return store.replaceMembership(clinicId, index, ours.length, branch);
  }

  return {
    member,

    async read(bearer, from) {
      const asking = await member(bearer.clinicId, bearer.deviceId, ANY_STANDING);
      if (!asking.ok) return asking;
      const records = await store.membership(bearer.clinicId, from, PAGE_BYTES);
      return answer({ from, records, length: Math.max(asking.value.state.membershipLength, from + records.length) });
    },

    follow,

    async carry(bearer, { from, records }) {
      const asking = await member(bearer.clinicId, bearer.deviceId, MEMBERS_AND_ROOT);
      if (!asking.ok) return asking;
      const done = await follow(bearer.clinicId, from, records);
      if (done !== 'followed') return done === 'full' ? FULL : CONTRADICTS;
      const length = Math.max(asking.value.state.membershipLength, from + records.length);
      return answer({ from, records: [], length });
    },

    async append(bearer, record) {
      const asking = await member(bearer.clinicId, bearer.deviceId, MEMBERS_AND_ROOT);
      if (!asking.ok) return asking;
      const { roster, state, standing } = asking.value;
      const body = readMembershipRecord(record)?.body;
      if (!body || !sameBytes(body.clinic, bearer.clinicId)) {
        return refusal('malformed', 'The membership record is not well-formed, or not of this clinic.');
      }
      const done = answer({ from: body.index, records: [record], length: Math.max(roster.length, body.index + 1) });
      if (body.index !== roster.length || !sameBytes(body.previous, roster.head)) {
        const [kept] = await store.membership(bearer.clinicId, body.index, 0);
        return kept && sameBytes(kept, record) ? done : HEAD_MOVED;
      }
      const { authority } = roster;
      if (authority.kind !== 'endpoint' || !sameBytes(authority.key, identity.key)) return NOT_AUTHORITY;
      if (standing === 'root' && body.by.kind !== 'root') return NOT_SIGNED;
      if (!extendRoster(roster, record)) {
        return body.kind === 'add-device' && asking.value.devices.has(toHex(body.device.id))
          ? refusal('conflict', 'The workstation belongs to the clinic already.')
          : NOT_SIGNED;
      }
      if (state.bytes + record.length > (state.quota ?? quota) + MEMBERSHIP_RESERVE) return FULL;
      if (!(await store.appendMembership(bearer.clinicId, body.index, record))) return HEAD_MOVED;
      growth.publish(toHex(bearer.clinicId), { head: state.head, by: toHex(bearer.deviceId) });
      return done;
    },
  };
}

const NOT_MEMBER = refusal('not-member', 'This workstation does not belong to the clinic.');
const REMOVED = refusal(
  'removed',
  'This workstation was removed from the clinic. It may only send what it had not sent.',
);
const NOT_SIGNED = refusal('not-member', 'Whoever signed the membership record may not do so.');
const NOT_AUTHORITY = refusal(
  'not-authority',
  'The membership log is appended elsewhere. This endpoint only carries it.',
);
const SUSPENDED = refusal('suspended', 'The operator has suspended this clinic here. Its data stay. Ask the operator.');
export const CONTRADICTS = refusal(
  'conflict',
  'The membership records contradict the ones that are here, or do not follow.',
);
export const FULL = refusal('quota', 'The clinic keeps as much here as was agreed. Ask the operator for more room.');
const HEAD_MOVED = refusal('head-moved', 'The membership log has grown. Read it and try again.');

async function readRoster(
  store: CloudStore,
  clinicId: Uint8Array,
  from: Roster | null,
  length: number,
): Promise<Roster> {
  let roster = from;
  while (roster === null || roster.length < length) {
    const from: number = roster?.length ?? 0;
    const records = await store.membership(clinicId, from, PAGE_BYTES);
    if (records.length === 0) throw new Error('records of a membership log are missing in the store');
    for (const record of records.slice(0, length - from)) {
      roster = extendRoster(roster, record, 'proved before');
      if (!roster) throw new Error('a membership log in the store is damaged');
    }
  }
  return roster;
}
