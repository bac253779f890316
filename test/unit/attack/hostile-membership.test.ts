import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Identity, makeIdentity, publicKeys } from '../../../electron/vault/access/identity.ts';
import { appendMembership, membershipRecords, readMembers } from '../../../electron/vault/access/membership.ts';
import {
  addDeviceRecord,
  authorityRecord,
  type RecordContext,
  removeDeviceRecord,
  rotateRecord,
  userRecord,
} from '../../../electron/vault/access/membership-records.ts';
import { logEnd } from '../../../electron/vault/storage/log.ts';
import { cryptoReady, randomBytes, seal, signKeyPair } from '../../../shared/crypto/sodium.ts';
import {
  encodeMembershipRecord,
  type MembershipBody,
  readMembershipRecord,
} from '../../../shared/protocol/membership.ts';
import { extendRoster, type Roster, rosterOf } from '../../../shared/protocol/roster.ts';
import { recordContext } from '../../support/records.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const context = (device: Identity = clinic.honest): RecordContext =>
  recordContext(clinic.store, clinic.user, clinic.keys, device);
const fresh = (): Identity => makeIdentity(clinic.honest.clinicId, 'More', randomBytes(32), randomBytes(32));
const added = (of: RecordContext = context()): Uint8Array => addDeviceRecord(of, publicKeys(fresh()), 'More');
const roster = (): Roster => rosterOf(membershipRecords(clinic.store)) as Roster;
const append = (...records: readonly Uint8Array[]): boolean =>
  clinic.store.transaction((writer) => appendMembership(writer, clinic.honest, records));

/** The record with something else in it, signed by the same two again. */
function changed(record: Uint8Array, change: (body: MembershipBody) => object, device = clinic.honest): Uint8Array {
  const body = readMembershipRecord(record)?.body as MembershipBody;
  return encodeMembershipRecord({ ...body, ...change(body) } as MembershipBody, [
    clinic.keys.sign.secretKey,
    device.sign.secretKey,
  ]);
}

describe('a record of the membership log', () => {
  it('can be read although an owner sealed nonsense into it', () => {
    expect(append(changed(added(), () => ({ sealed: randomBytes(64) })))).toBe(true);
    const members = readMembers(clinic.store);
    expect(members.devices.size).toBe(3);
    expect(members.profile.name).toBe('Test');
  });

  it('counts only with the signatures of an owner and of the workstation where they sat', () => {
    const stranger = signKeyPair(randomBytes(32));
    const body = readMembershipRecord(added())?.body as MembershipBody;
    const by = (user: Uint8Array, device: Uint8Array) =>
      ({ ...body, by: { kind: 'owner', user, device } }) as MembershipBody;
    const owner = clinic.keys.sign;
    const { honest, hostile } = clinic;
    const cases: readonly [MembershipBody, readonly Uint8Array[]][] = [
      [by(stranger.publicKey, hostile.deviceId), [stranger.secretKey, hostile.sign.secretKey]],
      [by(owner.publicKey, hostile.deviceId), [stranger.secretKey, hostile.sign.secretKey]],
      [by(owner.publicKey, honest.deviceId), [owner.secretKey, hostile.sign.secretKey]],
      [by(owner.publicKey, honest.deviceId), [owner.secretKey]],
      [by(owner.publicKey, fresh().deviceId), [owner.secretKey, honest.sign.secretKey]],
      [{ ...body, by: { kind: 'root' } } as MembershipBody, [owner.secretKey]],
      [{ ...body, by: { kind: 'root' } } as MembershipBody, [owner.secretKey, honest.sign.secretKey]],
    ];
    for (const [said, keys] of cases) expect(extendRoster(roster(), encodeMembershipRecord(said, keys))).toBeNull();
    expect(extendRoster(roster(), added())).not.toBeNull();
  });

  it('takes no epoch that did not begin, and no key for another', () => {
    const key = { epoch: 2, to: clinic.honest.deviceId, sealed: seal(randomBytes(32), clinic.honest.box.publicKey) };
    for (const change of [
      () => ({ epoch: 99 }),
      (body: MembershipBody) => ({ keys: [...body.keys, key] }),
      () => ({ keys: [{ ...key, epoch: 1 }] }),
      () => ({ keys: [] }),
    ])
      expect(extendRoster(roster(), changed(added(), change))).toBeNull();
  });

  it('that begins an epoch seals its key to everybody who stays, and to nobody else', () => {
    const rotation = rotateRecord(context());
    const removal = removeDeviceRecord(
      context(),
      clinic.hostile.deviceId,
      { seq: 0, hash: new Uint8Array(32) },
      'lost',
    );
    const toRemoved = { epoch: 2, to: clinic.hostile.deviceId, sealed: randomBytes(80) };
    for (const record of [rotation, removal]) {
      expect(extendRoster(roster(), record)?.epoch).toBe(2);
      expect(
        extendRoster(
          roster(),
          changed(record, (body) => ({ keys: body.keys.slice(1) })),
        ),
      ).toBeNull();
      expect(
        extendRoster(
          roster(),
          changed(record, ({ keys }) => ({ keys: [...keys, keys[1]] })),
        ),
      ).toBeNull();
    }
    expect(
      extendRoster(
        roster(),
        changed(removal, ({ keys }) => ({ keys: [...keys, toRemoved] })),
      ),
    ).toBeNull();
  });

  it('that removes a workstation shuts it out for good', () => {
    const removal = removeDeviceRecord(
      context(),
      clinic.hostile.deviceId,
      { seq: 0, hash: new Uint8Array(32) },
      'lost',
    );
    expect(append(removal)).toBe(true);
    // it cannot sign any more, cannot be added again, cannot be removed twice
    expect(
      extendRoster(
        roster(),
        changed(added(context(clinic.hostile)), () => ({}), clinic.hostile),
      ),
    ).toBeNull();
    expect(extendRoster(roster(), addDeviceRecord(context(), publicKeys(clinic.hostile), 'Back'))).toBeNull();
    const again = removeDeviceRecord(context(), clinic.hostile.deviceId, { seq: 0, hash: new Uint8Array(32) }, 'lost');
    expect(extendRoster(roster(), again)).toBeNull();
    // the last one stays
    const last = removeDeviceRecord(
      context(),
      clinic.honest.deviceId,
      logEnd(clinic.store, clinic.honest.deviceId),
      '',
    );
    expect(extendRoster(roster(), last)).toBeNull();
  });

  it('does not let a workstation remove itself: it would make the key that it must not know', () => {
    const itself = removeDeviceRecord(context(), clinic.honest.deviceId, { seq: 0, hash: new Uint8Array(32) }, '');
    expect(extendRoster(roster(), itself)).toBeNull();
  });

  it('that changes the owners ends the power of those who are none any more', () => {
    const other = signKeyPair(randomBytes(32));
    const demoted = userRecord(context(), { ...clinic.user, role: 'nurse' }, 'active', [other.publicKey], []);
    expect(append(demoted)).toBe(true);
    expect(extendRoster(roster(), added())).toBeNull();
    expect(
      extendRoster(
        roster(),
        changed(added(), () => ({})),
      ),
    ).toBeNull();
  });

  it('keeps no two owners with one key, and never none', () => {
    const record = userRecord(context(), clinic.user, 'active', [clinic.user.sign], []);
    const twice = { owners: [clinic.user.sign, clinic.user.sign] };
    expect(
      extendRoster(
        roster(),
        changed(record, () => twice),
      ),
    ).toBeNull();
    expect(
      extendRoster(
        roster(),
        changed(record, () => ({ owners: [] })),
      ),
    ).toBeNull();
  });

  it('moves the authority only to a workstation that belongs to the clinic, or to an endpoint', () => {
    const to = (id: Uint8Array) => authorityRecord(context(), { kind: 'device', id });
    expect(extendRoster(roster(), to(fresh().deviceId))).toBeNull();
    expect(extendRoster(roster(), to(clinic.hostile.deviceId))?.authority.kind).toBe('device');
    expect(extendRoster(roster(), to(clinic.hostile.deviceId))?.decisions).toBe(0);
  });

  it('of a page whose end does not follow is not appended', () => {
    const good = added();
    expect(append(good, good)).toBe(false);
    expect(membershipRecords(clinic.store)).toHaveLength(3);
    expect(append(good)).toBe(true);
  });
});
