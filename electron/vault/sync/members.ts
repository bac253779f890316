/** The changes of membership that people make: users, workstations, roles, the authority. */
import type { RoleTable } from '../../../shared/access/roles.ts';
import { sameBytes, toHex } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Authority, DeviceKeys } from '../../../shared/protocol/membership.ts';
import type { WrappedUser } from '../access/keyring.ts';
import type { Members, User } from '../access/membership.ts';
import {
  addDeviceRecord,
  authorityRecord,
  type RecordSigner,
  removeDeviceRecord,
  rolesRecord,
  rotateRecord,
  userRecord,
} from '../access/membership-records.ts';
import type { CutOff, UserStatus } from '../access/membership-secret.ts';
import type { Reader } from '../storage/database.ts';
import { logEnd } from '../storage/log.ts';
import { changeMembership, type MembershipContext } from './change-membership.ts';

/** Adds a workstation. */
export function addDevice(
  context: MembershipContext,
  signer: RecordSigner,
  device: DeviceKeys,
  name: string,
): Promise<void> {
  return changeMembership(context, signer, (record, { devices }) => {
    const known = devices.get(toHex(device.id));
    if (known?.removed) raise('not-allowed', 'This workstation was removed. It has to ask again with new keys.');
    return known ? null : addDeviceRecord(record, device, name);
  });
}

/**
 * Removes a workstation and begins a new epoch. Sync before: what this workstation has not taken of the removed one yet goes to
 * quarantine everywhere. Raises not-found, not-allowed.
 */
export function removeDevice(
  context: MembershipContext,
  signer: RecordSigner,
  hex: string,
  reason: string,
): Promise<void> {
  return changeMembership(context, signer, (record, { devices }, reader) => {
    const member = devices.get(hex) ?? raise('not-found', 'The clinic has no such workstation.');
    if (member.removed) return null;
    if (signer.kind === 'owner' && signer.device.deviceHex === hex)
      raise('not-allowed', 'A workstation cannot remove itself. Do it on another workstation.');
    return removeDeviceRecord(record, member.keys.id, logEnd(reader, member.keys.id), reason);
  });
}

/** Begins a new epoch: what is written from here on is encrypted under a new key. */
export function rotate(context: MembershipContext, signer: RecordSigner): Promise<void> {
  const { epoch } = context.workspace.members();
  return changeMembership(context, signer, (record, members) => (members.epoch > epoch ? null : rotateRecord(record)));
}

/**
 * Adds a user, or changes one: role, status, keys. `change` says what the user is to be from what they are now (undefined for a new
 * one); null for nothing to change. Raises already-exists, not-allowed (the last owner).
 */
export function changeUser(
  context: MembershipContext,
  signer: RecordSigner,
  id: string,
  change: (user: User | undefined) => { readonly user: WrappedUser; readonly status: UserStatus } | null,
): Promise<void> {
  return changeMembership(context, signer, (record, members, reader) => {
    const before = members.users.get(id);
    const next = change(before);
    if (!next) return null;
    refuseNameOf(members, next.user);
    const owners = ownersAfter(members, next);
    if (owners.length === 0)
      raise('not-allowed', 'The clinic needs an owner. Make somebody else an owner first. Nothing was changed.');
    return userRecord(record, next.user, next.status, owners, before ? cutOffsAt(members, reader) : []);
  });
}

/** What roles may do from here on. */
export function changeRoles(context: MembershipContext, signer: RecordSigner, roles: RoleTable): Promise<void> {
  return changeMembership(context, signer, (record, members, reader) =>
    JSON.stringify(members.roles) === JSON.stringify(roles)
      ? null
      : rolesRecord(record, roles, cutOffsAt(members, reader)),
  );
}

/** Where the log is appended from here on. The root decides it without the authority that there is, which may be gone. */
export function moveAuthority(context: MembershipContext, signer: RecordSigner, authority: Authority): Promise<void> {
  return changeMembership(
    context,
    signer,
    (record, { roster }) => (isSameAuthority(roster.authority, authority) ? null : authorityRecord(record, authority)),
    signer.kind === 'root' ? 'here' : 'at the authority',
  );
}

/** Makes the owner who is logged in the owner of a clinic of 0.1.0, whose log knows none. */
export function claimClinic(context: MembershipContext, signer: RecordSigner): Promise<void> {
  return changeMembership(context, signer, (record, { roster, users }) => {
    const user = signer.kind === 'owner' && roster.owners.length === 0 ? users.get(signer.userId) : undefined;
    if (!user) return null;
    const { status, ...wrapped } = user;
    return userRecord(record, wrapped, status, [wrapped.sign], []);
  });
}

function isSameAuthority(a: Authority, b: Authority): boolean {
  if (a.kind === 'device') return b.kind === 'device' && sameBytes(a.id, b.id);
  return b.kind === 'endpoint' && sameBytes(a.key, b.key);
}

/** Two users of one name could not be told apart at the lock screen. */
function refuseNameOf({ users }: Members, { id, name }: WrappedUser): void {
  if ([...users.values()].some((other) => other.id !== id && other.name === name))
    raise('already-exists', 'There is a user of this name already. Choose another.', { name: '' });
}

function ownersAfter({ users }: Members, next: { user: WrappedUser; status: UserStatus }): Uint8Array[] {
  const others = [...users.values()].filter(({ id }) => id !== next.user.id);
  return [...others, { ...next.user, status: next.status }]
    .filter(({ role, status }) => role === 'owner' && status === 'active')
    .map(({ sign }) => sign);
}

/** Up to where every workstation's envelopes were known here. */
function cutOffsAt({ devices }: Members, reader: Reader): CutOff[] {
  return [...devices.values()].map(({ keys }): CutOff => {
    const { seq, hash } = logEnd(reader, keys.id);
    return [keys.id, seq, hash];
  });
}
