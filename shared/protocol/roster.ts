/**
 * What everybody, the cloud included, knows of a clinic's membership after some records, and which record may follow. The same
 * function decides at the endpoint and on every workstation, so that neither can be talked into a member.
 */
import { sameBytes } from '../base/bytes.ts';
import { clinicIdOf, deviceIdOf } from '../envelope/layout.ts';
import { type LegacyBody, readLegacyRecord } from './legacy-membership.ts';
import {
  type Authority,
  type DeviceKeys,
  MAX_ACTIVE_DEVICES,
  type MembershipBody,
  membershipHash,
  type ReadRecord,
  readMembershipRecord,
  ZERO_HASH,
} from './membership.ts';

/** A workstation that was ever added. */
export interface RosterDevice extends DeviceKeys {
  /** Index of the record that added it. */
  readonly since: number;
  /** The record that removed it, and the last of its envelopes that counts. */
  readonly removed?: { readonly index: number; readonly seq: number; readonly hash: Uint8Array };
}

export interface Roster {
  readonly clinicId: Uint8Array;
  readonly root: { readonly sign: Uint8Array; readonly box: Uint8Array };
  readonly devices: readonly RosterDevice[];
  /** Signing keys of the owners; none in a clinic of 0.1.0 that nobody has claimed yet. */
  readonly owners: readonly Uint8Array[];
  readonly authority: Authority;
  /** Records by which the root moved the authority: of two branches the one with more of them holds. */
  readonly decisions: number;
  /** Epoch that the log is in. */
  readonly epoch: number;
  /** Number of records. */
  readonly length: number;
  readonly head: Uint8Array;
}

/**
 * `proved before`: of records that were proved when they were taken into a store that nobody else writes. It takes seconds to do so for thousands of
 * records, and the chain of hashes is followed all the same.
 */
export type Signatures = 'checked' | 'proved before';

type Genesis = Extract<MembershipBody, { kind: 'genesis' }>;
type Following = Exclude<MembershipBody, Genesis>;

/**
 * The roster after one more record, or null if the record may not follow: wrong clinic, index, predecessor or epoch, a signer
 * without the right, a device id that does not follow from its key, a device that was there before, an epoch's key that is not
 * sealed to exactly those who are to have it.
 */
export function extendRoster(
  roster: Roster | null,
  record: Uint8Array,
  signatures: Signatures = 'checked',
): Roster | null {
  const found = readMembershipRecord(record);
  const read = found && signatures === 'proved before' ? { ...found, signedBy: () => true } : found;
  if (!read) {
    const legacy = readLegacyRecord(record);
    return legacy && extendLegacy(roster, legacy, record);
  }
  const { body } = read;
  if (body.kind === 'genesis') return roster === null ? begin(body, read, record) : null;
  if (roster === null || body.index !== roster.length) return null;
  if (!sameBytes(body.clinic, roster.clinicId) || !sameBytes(body.previous, roster.head)) return null;
  if (!maySign(roster, body, read)) return null;
  const next = apply(roster, body);
  return next && { ...next, length: roster.length + 1, head: membershipHash(record) };
}

/** The roster after a whole log; null where one of its records may not follow, or there is none. */
export function rosterOf(records: readonly Uint8Array[], signatures: Signatures = 'checked'): Roster | null {
  let roster: Roster | null = null;
  for (const record of records) {
    roster = extendRoster(roster, record, signatures);
    if (!roster) return null;
  }
  return roster;
}

/** Workstations that belong to the clinic now. */
export function activeDevices(roster: Roster): RosterDevice[] {
  return roster.devices.filter((device) => device.removed === undefined);
}

/** A workstation by its id, removed or not. */
export function deviceOf(roster: Roster, id: Uint8Array): RosterDevice | undefined {
  return roster.devices.find((device) => sameBytes(device.id, id));
}

function begin(body: Genesis, read: ReadRecord, record: Uint8Array): Roster | null {
  const { root, device, owner, clinic } = body;
  if (body.index !== 0 || !sameBytes(body.previous, ZERO_HASH) || body.by.kind !== 'root') return null;
  if (!sameBytes(clinic, clinicIdOf(root.sign, root.box)) || !read.signedBy([root.sign])) return null;
  if (body.epoch !== 1 || !sealedToExactly(body, [device.id, null]) || !isOwnId(device)) return null;
  return {
    clinicId: clinic,
    root,
    devices: [{ ...device, since: 0 }],
    owners: [owner],
    authority: { kind: 'device', id: device.id },
    decisions: 0,
    epoch: 1,
    length: 1,
    head: membershipHash(record),
  };
}

function maySign(roster: Roster, body: Following, read: ReadRecord): boolean {
  const { by } = body;
  if (by.kind === 'root') return read.signedBy([roster.root.sign]);
  const device = deviceOf(roster, by.device);
  if (!device || device.removed) return false;
  // a clinic of 0.1.0: whoever worked there was its owner, and the first to say so is
  const owners = roster.owners.length === 0 && body.kind === 'user' ? body.owners : roster.owners;
  return owners.some((owner) => sameBytes(owner, by.user)) && read.signedBy([by.user, device.sign]);
}

function apply(roster: Roster, body: Following): Omit<Roster, 'length' | 'head'> | null {
  switch (body.kind) {
    case 'add-device':
      return addDevice(roster, body);
    case 'remove-device':
      return removeDevice(roster, body);
    case 'rotate':
      return rotated(roster, body, activeDevices(roster)) ? { ...roster, epoch: body.epoch } : null;
    case 'user':
      return staysInEpoch(roster, body) && areDistinct(body.owners) ? { ...roster, owners: body.owners } : null;
    case 'roles':
      return staysInEpoch(roster, body) ? roster : null;
    case 'authority':
      return moveAuthority(roster, body);
  }
}

function addDevice(roster: Roster, body: Extract<Following, { kind: 'add-device' }>) {
  const { device } = body;
  if (body.epoch !== roster.epoch || !sealedToExactly(body, [device.id]) || !isOwnId(device)) return null;
  if (deviceOf(roster, device.id) || activeDevices(roster).length >= MAX_ACTIVE_DEVICES) return null;
  return { ...roster, devices: [...roster.devices, { ...device, since: body.index }] };
}

function removeDevice(roster: Roster, body: Extract<Following, { kind: 'remove-device' }>) {
  const gone = deviceOf(roster, body.device);
  const staying = activeDevices(roster).filter((device) => !sameBytes(device.id, body.device));
  if (!gone || gone.removed || staying.length === 0 || !rotated(roster, body, staying)) return null;
  // it makes the new key: whoever is removed must not know it
  if (body.by.kind === 'owner' && sameBytes(body.by.device, body.device)) return null;
  const removed = { index: body.index, ...body.after };
  const devices = roster.devices.map((device) => (device === gone ? { ...device, removed } : device));
  return { ...roster, devices, epoch: body.epoch };
}

function moveAuthority(roster: Roster, body: Extract<Following, { kind: 'authority' }>) {
  const { authority, by } = body;
  if (!staysInEpoch(roster, body)) return null;
  if (authority.kind === 'device' && !activeDevices(roster).some(({ id }) => sameBytes(id, authority.id))) return null;
  return { ...roster, authority, decisions: roster.decisions + (by.kind === 'root' ? 1 : 0) };
}

function staysInEpoch(roster: Roster, body: Following): boolean {
  return body.epoch === roster.epoch && body.keys.length === 0;
}

function rotated(roster: Roster, body: Following, staying: readonly DeviceKeys[]): boolean {
  return body.epoch === roster.epoch + 1 && sealedToExactly(body, [...staying.map(({ id }) => id), null]);
}

/** Whether the epoch's key is sealed once to each of these, and to nobody else. */
function sealedToExactly({ keys, epoch }: MembershipBody, readers: readonly (Uint8Array | null)[]): boolean {
  const isFor = (to: Uint8Array | null, reader: Uint8Array | null): boolean =>
    to === null || reader === null ? to === reader : sameBytes(to, reader);
  return (
    keys.length === readers.length &&
    keys.every((key) => key.epoch === epoch) &&
    readers.every((reader) => keys.some(({ to }) => isFor(to, reader)))
  );
}

function isOwnId(device: DeviceKeys): boolean {
  return sameBytes(device.id, deviceIdOf(device.sign));
}

function areDistinct(keys: readonly Uint8Array[]): boolean {
  return keys.every((key, at) => !keys.slice(at + 1).some((other) => sameBytes(key, other)));
}

function extendLegacy(roster: Roster | null, body: LegacyBody, record: Uint8Array): Roster | null {
  if (!isOwnId(body.device)) return null;
  const head = membershipHash(record);
  if (body.kind === 'genesis') {
    const { root, device, clinic } = body;
    if (roster !== null || body.index !== 0 || !sameBytes(body.previous, ZERO_HASH)) return null;
    if (!sameBytes(clinic, clinicIdOf(root.sign, root.box)) || !sameBytes(body.signer, root.sign)) return null;
    const authority: Authority = { kind: 'device', id: device.id };
    const devices = [{ ...device, since: 0 }];
    return { clinicId: clinic, root, devices, owners: [], authority, decisions: 0, epoch: 1, length: 1, head };
  }
  // once an owner is known, nobody else adds workstations
  if (roster === null || roster.owners.length > 0 || body.index !== roster.length || roster.epoch !== 1) return null;
  if (!sameBytes(body.clinic, roster.clinicId) || !sameBytes(body.previous, roster.head)) return null;
  const maySign =
    sameBytes(body.signer, roster.root.sign) || activeDevices(roster).some(({ sign }) => sameBytes(sign, body.signer));
  if (!maySign || deviceOf(roster, body.device.id)) return null;
  const devices = [...roster.devices, { ...body.device, since: body.index }];
  return { ...roster, devices, length: roster.length + 1, head };
}
