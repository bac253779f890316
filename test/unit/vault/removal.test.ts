import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentity, publicKeys } from '../../../electron/vault/access/identity.ts';
import { appendMembership, findEpochKey, readMembers } from '../../../electron/vault/access/membership.ts';
import {
  addDeviceRecord,
  removeDeviceRecord,
  rolesRecord,
  rotateRecord,
  userRecord,
} from '../../../electron/vault/access/membership-records.ts';
import type { CutOff } from '../../../electron/vault/access/membership-secret.ts';
import { createOp, createRecords } from '../../../electron/vault/records/commands.ts';
import { decideQuarantine, listQuarantine } from '../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter, logEnd } from '../../../electron/vault/storage/log.ts';
import { takeEnvelopes } from '../../../electron/vault/sync/intake.ts';
import { takeMembership } from '../../../electron/vault/sync/membership.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import { auditStart } from '../../../shared/audit/chain.ts';
import { encodeEntry } from '../../../shared/audit/entry.ts';
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

/** The same workstation as a program that knows no more than its own database. */
const alone = (workspace: Workspace): Workspace => ({ ...workspace, members: () => readMembers(workspace.store) });
const context = () => recordContext(clinic.store, clinic.user, clinic.keys, clinic.honest);
const follow = (at: Workspace, ...records: Uint8Array[]) => {
  const applied = at.store.transaction((writer) => takeMembership(at, writer, records));
  expect(applied).not.toBeNull();
};
const take = (at: Workspace, envelopes: readonly Uint8Array[]) =>
  expect(at.store.transaction((writer) => takeEnvelopes(at, writer, envelopes)).problem).toBeNull();
const patient = (id: string, gender = 'male') => createOp({ resourceType: 'Patient', gender }, id);
const change = (id: string, gender: string) => ({
  k: 'w',
  t: 'Patient',
  i: id,
  a: 'update',
  p: [],
  w: [['gender', JSON.stringify({ gender }), null, []]],
});

/** Everything that two workstations must agree on. */
const contents = (at: Workspace) => ({
  records: at.store.all('SELECT type, id, json, deleted, version, conflicts FROM record ORDER BY type, id'),
  states: at.store.all(
    "SELECT hex(hash) AS h, state, hlc, operations FROM envelope WHERE state <> 'waiting' ORDER BY h",
  ),
  aside: at.store.all(
    'SELECT hex(e.hash) AS h, s.op, s.reason FROM set_aside s JOIN envelope e ON e.eid = s.eid ORDER BY h, s.op',
  ),
  quarantine: listQuarantine(at)
    .map(({ id, reason }) => `${id} ${reason}`)
    .sort(),
});
/** A moment behind every other of these tests. */
const LATER = '001900000000000-00001';
const jsonOf = (at: Workspace, id: string) =>
  at.store.get<{ json: string }>('SELECT json FROM record WHERE id = ?', id)?.json;

describe('a workstation that is removed', () => {
  it('has what it wrote behind its last known envelope kept out, whatever came first', async () => {
    const [early, late] = [alone(clinic.workspace), alone(clinic.second())];
    const known = clinic.envelopes([patient('p1')]);
    const behind = [
      ...clinic.envelopes([patient('p2'), change('p1', 'other')]),
      ...clinic.envelopes([change('p2', 'female')], { hlc: LATER }),
    ];
    take(early, known);
    const removal = removeDeviceRecord(
      context(),
      clinic.hostile.deviceId,
      logEnd(early.store, clinic.hostile.deviceId),
      'lost',
    );
    take(early, behind); // taken before the removal is known
    expect(jsonOf(early, 'p2')).toContain('female');
    follow(early, removal);
    take(late, known);
    follow(late, removal);
    take(late, behind);
    expect(contents(late)).toEqual(contents(early));
    expect(jsonOf(early, 'p2')).toBeUndefined();
    expect(jsonOf(early, 'p1')).toContain('"male"');
    expect(listQuarantine(early)).toMatchObject([
      { reason: 'late', device: 'Hostile', user: 'Dr Test', operations: 1, takeable: true },
      { reason: 'late', operations: 2, records: [{ type: 'Patient', id: 'p2', what: 'create' }, { what: 'update' }] },
    ]);
    for (const at of [early, late]) expect((await verifyHome(at)).problems).toEqual([]);
  });

  it('gets what an owner takes all the same, on every workstation and in any order', async () => {
    const [here, other] = [alone(clinic.workspace), alone(clinic.second())];
    const envelopes = [
      ...clinic.envelopes([patient('p1')]),
      ...clinic.envelopes([change('p1', 'female')], { hlc: LATER }),
    ];
    const removal = removeDeviceRecord(
      context(),
      clinic.hostile.deviceId,
      logEnd(here.store, clinic.hostile.deviceId),
      '',
    );
    follow(here, removal);
    take(here, envelopes);
    for (const { id } of listQuarantine(here)) decideQuarantine(here, id, 'take');
    expect(jsonOf(here, 'p1')).toContain('female');
    expect(listQuarantine(here)).toEqual([]);
    const decisions = envelopesAfter(here.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes);
    follow(other, removal);
    take(other, decisions); // before what they are about
    take(other, envelopes);
    expect(contents(other).records).toEqual(contents(here).records);
    expect(contents(other).aside).toEqual([]);
    for (const at of [here, other]) expect((await verifyHome(at)).problems).toEqual([]);
  });

  it('is put away where an owner decides so', () => {
    const here = alone(clinic.workspace);
    follow(
      here,
      removeDeviceRecord(context(), clinic.hostile.deviceId, logEnd(here.store, clinic.hostile.deviceId), ''),
    );
    take(here, clinic.envelopes([patient('p1')]));
    const [item] = listQuarantine(here);
    decideQuarantine(here, item?.id ?? '', 'drop');
    expect(listQuarantine(here)).toEqual([]);
    expect(jsonOf(here, 'p1')).toBeUndefined();
  });

  it('cannot show another history up to where it was known', () => {
    const here = alone(clinic.workspace);
    follow(
      here,
      removeDeviceRecord(context(), clinic.hostile.deviceId, { seq: 1, hash: new Uint8Array(32).fill(9) }, 'lost'),
    );
    const { problem } = here.store.transaction((writer) =>
      takeEnvelopes(here, writer, clinic.envelopes([patient('p1')])),
    );
    expect(problem).toBe('equivocation');
  });
});

describe('a new epoch', () => {
  it('is what everybody writes in from then on, and whoever comes later reads what was before', () => {
    const here = alone(clinic.workspace);
    createRecords(here, [{ resourceType: 'Patient', id: 'old' }]);
    follow(here, rotateRecord(context()));
    createRecords(here, [{ resourceType: 'Patient', id: 'new' }]);
    const fresh = makeIdentity(clinic.honest.clinicId, 'New', randomBytes(32), randomBytes(32));
    follow(here, addDeviceRecord(context(), publicKeys(fresh), 'New'));
    const store = clinic.second().store;
    store.transaction((writer) => {
      writer.run('DELETE FROM membership');
      writer.run('DELETE FROM epoch_key');
      const records = here.store.all<{ record: Uint8Array }>('SELECT record FROM membership ORDER BY idx');
      appendMembership(
        writer,
        fresh,
        records.map(({ record }) => new Uint8Array(record)),
      );
    });
    const joined = alone({ ...clinic.workspace, store, identity: fresh });
    expect([1, 2].map((epoch) => findEpochKey(store, epoch))).toEqual(
      [1, 2].map((epoch) => findEpochKey(here.store, epoch)),
    );
    take(
      joined,
      envelopesAfter(here.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes),
    );
    expect(contents(joined).records).toEqual(contents(here).records);
  });
});

describe('a user who may less than before', () => {
  const cutOffs = (at: Workspace): CutOff[] => {
    const { seq, hash } = logEnd(at.store, clinic.hostile.deviceId);
    return [[clinic.hostile.deviceId, seq, hash]];
  };
  const nurse = (role: 'nurse' | 'auditor') => ({ ...clinic.user, id: 'nurse', name: 'Nurse', role });
  const vitals = (id: string) =>
    createOp({ resourceType: 'Observation', status: 'final', code: { text: 'Weight' } }, id);

  it('keeps what was known then; what lies behind is kept out although it names an older head', async () => {
    const [early, late] = [alone(clinic.workspace), alone(clinic.second())];
    const known = clinic.envelopes([vitals('o1')], { user: 'nurse' });
    const behind = clinic.envelopes([vitals('o2'), vitals('o3')], { user: 'nurse' });
    take(early, known);
    const demoted = userRecord(context(), nurse('auditor'), 'active', [clinic.user.sign], cutOffs(early));
    take(early, behind);
    follow(early, demoted);
    follow(late, demoted);
    take(late, [...known, ...behind]);
    expect(contents(late)).toEqual(contents(early));
    expect(contents(early).records).toMatchObject([{ id: 'o1' }]);
    expect(listQuarantine(early)).toMatchObject([{ reason: 'write', user: 'Nurse', operations: 2 }]);
    const [item] = listQuarantine(early);
    decideQuarantine(early, item?.id ?? '', 'take');
    expect(contents(early).records).toHaveLength(3);
    for (const at of [early, late]) expect((await verifyHome(at)).problems).toEqual([]);
  });

  it('or is disabled writes nothing more that counts', () => {
    const here = alone(clinic.workspace);
    follow(here, userRecord(context(), nurse('nurse'), 'disabled', [clinic.user.sign], cutOffs(here)));
    take(here, clinic.envelopes([vitals('o1')], { user: 'nurse' }));
    expect(contents(here).records).toEqual([]);
    expect(listQuarantine(here)).toMatchObject([{ reason: 'author' }]);
  });

  it('is held to a narrower table of roles in the same way', () => {
    const here = alone(clinic.workspace);
    const envelopes = clinic.envelopes([vitals('o1')], { user: 'nurse' });
    const roles = structuredClone(DEFAULT_ROLES);
    const rights = { access: 'read', remove: false, sign: false, amend: false } as const;
    const narrower = {
      ...roles,
      roles: { ...roles.roles, nurse: { ...roles.roles.nurse, groups: { results: rights } } },
    };
    follow(here, rolesRecord(context(), narrower, cutOffs(here)));
    take(here, envelopes);
    expect(contents(here).records).toEqual([]);
    expect(listQuarantine(here)).toMatchObject([{ reason: 'write' }]);
  });
});

describe('what a workstation noted of itself', () => {
  it('stays in the trail although it was removed, whichever came first', () => {
    const [early, late] = [alone(clinic.workspace), alone(clinic.second())];
    const entry = encodeEntry({
      v: 1,
      at: Date.UTC(2026, 5, 1),
      e: 'chart.read',
      o: 0,
      p: 'p1',
      t: 'Patient',
      i: 'p1',
    });
    const start = auditStart(clinic.honest.clinicId, clinic.hostile.deviceId);
    const envelopes = clinic.envelopes([{ k: 'l', s: 1, p: start, e: [entry] }, patient('p1')]);
    const removal = removeDeviceRecord(context(), clinic.hostile.deviceId, { seq: 0, hash: new Uint8Array(32) }, '');
    take(early, envelopes);
    follow(early, removal);
    follow(late, removal);
    take(late, envelopes);
    const trail = (at: Workspace) =>
      at.store.all('SELECT hex(device) AS device, seq, author, event, hex(hash) AS hash FROM audit');
    expect(trail(late)).toEqual(trail(early));
    expect(trail(early)).toMatchObject([{ seq: 1, event: 'chart.read', author: 'u1' }]);
    expect(contents(late)).toEqual(contents(early));
    expect(contents(early).records).toEqual([]);
  });
});
