import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentity, publicKeys } from '../../../electron/vault/access/identity.ts';
import { membershipRecords, readMembers } from '../../../electron/vault/access/membership.ts';
import {
  addDeviceRecord,
  authorityRecord,
  rotateRecord,
  userRecord,
} from '../../../electron/vault/access/membership-records.ts';
import { createRecords } from '../../../electron/vault/records/commands.ts';
import { decideQuarantine, listQuarantine } from '../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { openAlarms } from '../../../electron/vault/storage/remotes.ts';
import { followMembership, settleBranches } from '../../../electron/vault/sync/follow.ts';
import { takeEnvelopes } from '../../../electron/vault/sync/intake.ts';
import { adoptBranch, takeMembership } from '../../../electron/vault/sync/membership.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady, randomBytes } from '../../../shared/crypto/sodium.ts';
import { recordContext } from '../../support/records.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from '../attack/clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const alone = (workspace: Workspace): Workspace => ({ ...workspace, members: () => readMembers(workspace.store) });
const contextAt = (at: Workspace) => recordContext(at.store, clinic.user, clinic.keys, clinic.honest);
const follow = (at: Workspace, record: Uint8Array) =>
  expect(at.store.transaction((writer) => takeMembership(at, writer, [record]))).not.toBeNull();
const endpoint = (key: number) => ({ kind: 'endpoint' as const, key: new Uint8Array(32).fill(key) });
const byRoot = (at: Workspace, key: number) =>
  authorityRecord({ ...contextAt(at), signer: { kind: 'root', root: clinic.root } }, endpoint(key));
const adopt = (at: Workspace, records: readonly Uint8Array[]) =>
  at.store.transaction((writer) => adoptBranch(at, writer, records));
/** A remote that shows a log. */
const remoteWith = (records: readonly Uint8Array[]) => ({
  transport: {
    membership: async (from: number) => ({ from, records: records.slice(from, from + 1), length: records.length }),
  },
});
const branch = (at: Workspace) => {
  const fresh = makeIdentity(clinic.honest.clinicId, 'New', randomBytes(32), randomBytes(32));
  follow(at, addDeviceRecord(contextAt(at), publicKeys(fresh), 'New'));
};

describe('two branches of the membership log', () => {
  it('are an alarm: neither is taken for the other', async () => {
    const [ours, theirs] = [alone(clinic.workspace), alone(clinic.second())];
    branch(ours);
    branch(theirs);
    branch(theirs);
    const told: string[] = [];
    const following = { workspace: ours, membershipChanged: () => undefined };
    const before = membershipRecords(ours.store);
    await expect(
      followMembership(following, remoteWith(membershipRecords(theirs.store)), 9, () => told.push('forked')),
    ).rejects.toThrow(/another list/);
    expect(told).toEqual(['forked']);
    expect(membershipRecords(ours.store)).toEqual(before);
  });

  it('are an alarm, too, where both have begun a new epoch: what cannot be read names a head that is none of ours', () => {
    const [ours, theirs] = [alone(clinic.workspace), alone(clinic.second())];
    for (const at of [ours, theirs]) follow(at, rotateRecord(contextAt(at)));
    createRecords(theirs, [{ resourceType: 'Patient', id: 'theirs' }]);
    const envelopes = envelopesAfter(theirs.store, clinic.honest.deviceId, 0, Number.MAX_SAFE_INTEGER);
    const bytes = envelopes.map((envelope) => envelope.bytes);
    const { touched, problem } = ours.store.transaction((writer) => takeEnvelopes(ours, writer, bytes));
    expect([problem, touched.forked]).toEqual([null, 1]);
    expect(listQuarantine(ours)).toMatchObject([{ reason: 'forked', operations: 0, takeable: false }]);
  });

  it('are none where one only goes on behind the other: that is taken', async () => {
    const [ours, theirs] = [alone(clinic.workspace), alone(clinic.second())];
    branch(theirs);
    const following = { workspace: ours, membershipChanged: () => undefined };
    const told: string[] = [];
    const settled = (records: readonly Uint8Array[]) =>
      settleBranches(following, remoteWith(records), () => told.push('forked'));
    expect(await settled(membershipRecords(theirs.store))).toBe(true);
    expect(membershipRecords(ours.store)).toEqual(membershipRecords(theirs.store));
    expect(await settled(membershipRecords(theirs.store).slice(0, 1))).toBe(false);
    expect(told).toEqual([]);
  });

  it('become one where the root decides; what was written behind the other waits for an owner', async () => {
    const [ours, theirs] = [alone(clinic.workspace), alone(clinic.second())];
    follow(ours, rotateRecord(contextAt(ours)));
    createRecords(ours, [{ resourceType: 'Patient', id: 'mine' }]);
    branch(theirs);
    follow(theirs, rotateRecord(contextAt(theirs)));
    follow(theirs, byRoot(theirs, 7));
    const following = { workspace: ours, membershipChanged: () => undefined };
    await followMembership(following, remoteWith(membershipRecords(theirs.store)), 6);
    expect(membershipRecords(ours.store)).toEqual(membershipRecords(theirs.store));
    expect(ours.members().roster.authority).toEqual(endpoint(7));
    expect(listQuarantine(ours)).toMatchObject([{ reason: 'forked', operations: 1 }]);
    // what is written now is under the other branch's key, and can be read there
    createRecords(ours, [{ resourceType: 'Patient', id: 'later' }]);
    expect(ours.store.all('SELECT id FROM record')).toEqual([{ id: 'later' }]);
    expect((await verifyHome(ours)).problems).toEqual([]);
    for (const { id } of listQuarantine(ours)) decideQuarantine(ours, id, 'take');
    expect(listQuarantine(ours)).toEqual([]);
    expect(ours.store.all('SELECT id FROM record ORDER BY id')).toEqual([{ id: 'later' }, { id: 'mine' }]);
    expect((await verifyHome(ours)).problems).toEqual([]);
    // the others have not the key under which it was: they read what was written again
    const envelopes = envelopesAfter(ours.store, clinic.honest.deviceId, 0, Number.MAX_SAFE_INTEGER);
    const bytes = envelopes.map((envelope) => envelope.bytes);
    expect(theirs.store.transaction((writer) => takeEnvelopes(theirs, writer, bytes)).problem).toBeNull();
    expect(listQuarantine(theirs)).toEqual([]);
    for (const sql of ['SELECT id, json FROM record ORDER BY id', 'SELECT state FROM envelope ORDER BY seq'])
      expect(theirs.store.all(sql)).toEqual(ours.store.all(sql));
  });

  it('give way only to more decisions of the root, and only from a record that both have', () => {
    const [ours, theirs] = [alone(clinic.workspace), alone(clinic.second())];
    follow(ours, byRoot(ours, 1));
    follow(theirs, byRoot(theirs, 2));
    expect(adopt(ours, membershipRecords(theirs.store))).toBeNull();
    follow(theirs, byRoot(theirs, 3));
    expect(adopt(ours, membershipRecords(theirs.store).slice(0, -1))).toBeNull();
    expect(adopt(ours, membershipRecords(theirs.store).slice(1))).toBeNull();
    expect(adopt(ours, membershipRecords(theirs.store))).not.toBeNull();
    expect(ours.members().roster.authority).toEqual(endpoint(3));
  });
});

describe('the recovery kit', () => {
  it('is not used without the others being told', () => {
    const here = alone(clinic.workspace);
    follow(here, byRoot(here, 1));
    expect(openAlarms(here.store)).toEqual([]);
    const signer = { kind: 'root' as const, root: clinic.root };
    const owner = { ...clinic.user, id: 'another', name: 'Another' };
    follow(here, userRecord({ ...contextAt(here), signer }, owner, 'active', [clinic.user.sign], []));
    expect(openAlarms(here.store).map(({ code }) => code)).toEqual(['recovered-by-kit']);
  });
});
