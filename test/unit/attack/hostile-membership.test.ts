import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentity, publicKeys } from '../../../electron/vault/access/identity.ts';
import {
  addDeviceRecord,
  appendMembership,
  membershipRecords,
  readMembers,
} from '../../../electron/vault/access/membership.ts';
import { cryptoReady, randomBytes, seal } from '../../../shared/crypto/sodium.ts';
import {
  encodeMembershipRecord,
  extendRoster,
  type MembershipBody,
  openMembershipRecord,
} from '../../../shared/protocol/membership.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

/** A record by the hostile workstation that adds one more. */
function hostileRecord(change: (body: MembershipBody) => object): Uint8Array {
  const device = makeIdentity(clinic.honest.clinicId, 'More', randomBytes(32), randomBytes(32));
  const record = addDeviceRecord(
    clinic.store,
    readMembers(clinic.store),
    clinic.hostile,
    publicKeys(device),
    { deviceName: 'More', userId: 'u1' },
    { bytes: randomBytes },
  );
  const body = openMembershipRecord(record) as MembershipBody;
  return encodeMembershipRecord({ ...body, ...change(body) } as MembershipBody, clinic.hostile.sign.secretKey);
}
const append = (records: readonly Uint8Array[]): boolean =>
  clinic.store.transaction((writer) => appendMembership(writer, clinic.honest, records));

describe('the membership log', () => {
  it('can be read although a member sealed nonsense into it', () => {
    expect(append([hostileRecord(() => ({ sealed: randomBytes(64) }))])).toBe(true);
    const members = readMembers(clinic.store);
    expect(members.devices.size).toBe(3);
    expect(members.profile.name).toBe('Test');
  });

  it('takes no epoch from a record that only adds a workstation, and no key for another', () => {
    const roster = () =>
      membershipRecords(clinic.store).reduce(
        (last, record) => extendRoster(last, record),
        null as ReturnType<typeof extendRoster>,
      );
    const key = { epoch: 2, to: clinic.honest.deviceId, sealed: seal(randomBytes(32), clinic.honest.box.publicKey) };
    for (const change of [
      () => ({ epoch: 99 }),
      (body: MembershipBody) => ({ keys: [...body.keys, key] }),
      () => ({ keys: [{ ...key, epoch: 1 }] }),
    ]) {
      expect(extendRoster(roster(), hostileRecord(change))).toBeNull();
    }
    expect(
      extendRoster(
        roster(),
        hostileRecord(() => ({})),
      ),
    ).not.toBeNull();
  });

  it('appends nothing of a page whose end does not follow', () => {
    const good = hostileRecord(() => ({}));
    expect(append([good, good])).toBe(false);
    expect(membershipRecords(clinic.store)).toHaveLength(2);
    expect(append([good])).toBe(true);
  });
});
