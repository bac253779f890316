/** What members with modified programs try, to write what they may not, or to leave workstations that differ. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeIdentity, publicKeys } from '../../../../electron/vault/access/identity.ts';
import { findEpochKey, readMembers } from '../../../../electron/vault/access/membership.ts';
import {
  addDeviceRecord,
  removeDeviceRecord,
  rotateRecord,
  userRecord,
} from '../../../../electron/vault/access/membership-records.ts';
import type { CutOff, UserStatus } from '../../../../electron/vault/access/membership-secret.ts';
import { rewrapCount } from '../../../../electron/vault/access/rewrap.ts';
import { countKeptOut, listQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { judgeOperation } from '../../../../shared/access/judge.ts';
import { DEFAULT_ROLES, type Role } from '../../../../shared/access/roles.ts';
import { sameBytes } from '../../../../shared/base/bytes.ts';
import { cryptoReady, KDF_FLOOR, randomBytes, seal } from '../../../../shared/crypto/sodium.ts';
import type { Op } from '../../../../shared/envelope/body.ts';
import {
  encodeMembershipRecord,
  type MembershipBody,
  readMembershipRecord,
} from '../../../../shared/protocol/membership.ts';
import { cleanUp } from '../../../support/vaults.ts';
import {
  change,
  contents,
  follow,
  makeStaff,
  type Person,
  patient,
  person,
  type Staff,
  type Station,
  take,
  type Written,
} from './staff.ts';

let staff: Staff;
let early: Workspace;
let late: Workspace;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  staff = await makeStaff({ boss: 'owner', partner: 'owner', nurse: 'nurse' });
  [early, late] = [staff.observer(1), staff.observer(2)];
});
afterEach(cleanUp);

const station = (n: number): Station => staff.stations[n] as Station;
const keysOf = (id: string): Person => staff.people.get(id) as Person;
/** The record by which the boss changes somebody; cut-offs where nothing was known of anybody. */
const changed = (
  id: string,
  to: { role?: Role; status?: UserStatus; who?: Person },
  cutOffs: CutOff[] = [],
): Uint8Array => {
  const { users } = readMembers(staff.log);
  const { status: before, ...user } = users.get(id) as NonNullable<ReturnType<typeof users.get>>;
  const { sign } = keysOf('boss').user;
  const next = { ...user, ...to.who?.user, role: to.role ?? user.role };
  return staff.append(userRecord(staff.context(), next, to.status ?? before, [sign], cutOffs));
};
const removed = (n: number, after: Written | null, seq = after ? station(n).seq : 0): Uint8Array =>
  staff.append(
    removeDeviceRecord(
      staff.context(),
      station(n).identity.deviceId,
      { seq, hash: after?.hash ?? new Uint8Array(32) },
      'lost',
    ),
  );
const wrapping = (id: string, count: number) => ({
  k: 'p',
  g: keysOf(id).user.sign,
  n: count,
  s: randomBytes(16),
  c: KDF_FLOOR.passes,
  m: KDF_FLOOR.memory,
  o: randomBytes(24),
  h: randomBytes(32),
  w: randomBytes(80),
});
const ids = (at: Workspace) => at.store.all<{ id: string }>('SELECT id FROM record ORDER BY id').map(({ id }) => id);

describe('whoever has keys that were replaced', () => {
  it('writes nothing with them by naming the head before that', async () => {
    const { identity } = station(3);
    const known = staff.write(station(3), 'nurse', [patient('p1')]);
    const old = keysOf('nurse').keys;
    const head = readMembers(staff.log).roster.length - 1;
    const reset = changed('nurse', { who: await person('nurse', 'nurse') }, [[identity.deviceId, 1, known.hash]]);
    const stolen = staff.write(station(3), 'nurse', [patient('p2')], { head, keys: old });
    for (const at of [early, late]) take(at, known);
    take(early, stolen);
    follow(early, reset);
    follow(late, reset);
    take(late, stolen);
    for (const at of [early, late]) {
      expect(ids(at)).toEqual(['p1']);
      expect(listQuarantine(at)).toMatchObject([{ reason: 'author' }]);
    }
    expect(contents(late)).toEqual(contents(early));
  });
});

describe('a decision of somebody who was no owner any more', () => {
  it('takes back with it what it let hold, on every workstation', () => {
    const written = staff.write(station(3), 'nurse', [patient('p1')]);
    const removal = removed(3, null);
    const head = readMembers(staff.log).roster.length - 1;
    const decided = staff.write(station(0), 'partner', [{ k: 'q', h: written.hash, a: 'take' }], { head });
    const demoted = changed('partner', { role: 'doctor' });
    follow(early, removal);
    take(early, written, decided);
    expect(ids(early)).toEqual(['p1']);
    follow(early, demoted);
    follow(late, removal, demoted);
    take(late, written, decided);
    for (const at of [early, late]) expect(ids(at)).toEqual([]);
    expect(contents(late)).toEqual(contents(early));
  });

  it('also where it stands in what another such decision let hold', () => {
    const written = staff.write(station(2), 'nurse', [
      change('p1', 'other', { t: 'Condition', w: [['code', '{"code":{}}', null, []]] }),
    ]);
    const head = readMembers(staff.log).roster.length - 1;
    const first = staff.write(station(3), 'partner', [{ k: 'q', h: written.hash, a: 'take' }], { head });
    const removal = removed(3, null);
    const second = staff.write(station(0), 'partner', [{ k: 'q', h: first.hash, a: 'take' }], { head: head + 1 });
    const demoted = changed('partner', { role: 'doctor' });
    follow(early, removal);
    take(early, written, first, second);
    expect(ids(early)).toEqual(['p1']);
    follow(early, demoted);
    follow(late, removal, demoted);
    take(late, second, first, written);
    for (const at of [early, late]) expect(ids(at)).toEqual([]);
    expect(contents(late)).toEqual(contents(early));
  });
});

describe('an owner whose program seals what is no key', () => {
  it('keeps nobody from opening what they have', () => {
    const record = rotateRecord(staff.context());
    const body = readMembershipRecord(record)?.body as MembershipBody;
    const { box } = station(1).identity;
    const keys = body.keys.map((key) =>
      key.to && sameBytes(key.to, station(1).identity.deviceId)
        ? { ...key, sealed: seal(randomBytes(5), box.publicKey) }
        : key,
    );
    const secrets = [keysOf('boss').keys.sign.secretKey, station(0).identity.sign.secretKey];
    const bad = encodeMembershipRecord({ ...body, keys } as MembershipBody, secrets);
    take(early, staff.write(station(3), 'nurse', [patient('p1')]));
    expect(follow(early, bad)).toBe(true);
    expect(readMembers(early.store).users.size).toBe(3);
    expect(ids(early)).toEqual(['p1']);
    // the next key opens the one before it, too
    staff.append(bad);
    follow(early, staff.append(rotateRecord(staff.context())));
    expect([2, 3].map((epoch) => findEpochKey(early.store, epoch))).toEqual(
      [2, 3].map((epoch) => findEpochKey(staff.log, epoch)),
    );
  });
});

describe('an owner', () => {
  it('who was disabled is an owner again when they come back', () => {
    const [boss, partner] = [keysOf('boss').user.sign, keysOf('partner').user.sign];
    const user = keysOf('partner').user;
    staff.append(userRecord(staff.context(), user, 'disabled', [boss], []));
    const disabled = readMembers(staff.log).users.get('partner');
    expect(disabled).toMatchObject({ role: 'owner', status: 'disabled' });
    staff.append(userRecord(staff.context(), user, 'active', [boss, partner], []));
    expect(readMembers(staff.log).users.get('partner')).toMatchObject({ role: 'owner', status: 'active' });
    // in no list, and not disabled: no owner, whatever was sealed
    staff.append(userRecord(staff.context(), user, 'active', [boss], []));
    expect(readMembers(staff.log).users.get('partner')).toMatchObject({ role: 'auditor', status: 'active' });
  });

  it('cannot say that another one approved a workstation', () => {
    const more = makeIdentity(staff.clinicId, 'More', randomBytes(32), randomBytes(32));
    const context = staff.context({ person: 'partner', station: 1 });
    const { signer } = context;
    if (signer.kind !== 'owner') throw new Error('no owner');
    staff.append(addDeviceRecord({ ...context, signer: { ...signer, userId: 'boss' } }, publicKeys(more), 'More'));
    expect(readMembers(staff.log).devices.get(more.deviceHex)?.userId).toBe('partner');
  });
});

describe('a passphrase', () => {
  it('that was set behind a removal is the one before it again, on every workstation', () => {
    const first = staff.write(station(2), 'nurse', [wrapping('nurse', 1)]);
    const thief = staff.write(station(3), 'nurse', [wrapping('nurse', 2)]);
    const removal = removed(3, null);
    take(early, first, thief);
    follow(early, removal);
    take(late, first);
    follow(late, removal);
    take(late, thief);
    expect(contents(early)).toEqual(contents(late));
    expect(rewrapCount(early.store, keysOf('nurse').user)).toBe(1);
  });

  it('can be changed again with new keys, whatever was counted with the old ones', async () => {
    take(early, staff.write(station(3), 'nurse', [wrapping('nurse', Number.MAX_SAFE_INTEGER)]));
    const fresh = await person('nurse', 'nurse');
    follow(early, changed('nurse', { who: fresh }));
    expect(rewrapCount(early.store, fresh.user)).toBe(0);
    expect(readMembers(early.store).users.get('nurse')?.salt).toEqual(fresh.user.salt);
  });
});

describe('what is kept out', () => {
  it('says the same of its reason whatever came first', () => {
    const unlawful = change('p1', 'male', { w: [['gender', 'no json', null, []]] });
    const written = staff.write(station(3), 'nurse', [
      change('p1', 'male', { a: 'import' }),
      unlawful,
      { k: 'x', t: 'Patient', i: 'p1' },
    ]);
    const disabled = changed('nurse', { status: 'disabled' });
    take(early, written);
    follow(early, disabled);
    follow(late, disabled);
    take(late, written);
    expect(contents(early)).toEqual(contents(late));
    expect(contents(early).aside.map((row) => (row as { reason: unknown }).reason)).toEqual([
      'author',
      'author',
      'author',
    ]);
  });

  it('is no version of a record that was redacted meanwhile', () => {
    const [made, written] = [
      staff.write(station(2), 'boss', [patient('p1')]),
      staff.write(station(3), 'nurse', [change('p1', 'other')]),
    ];
    const redacted = staff.write(station(0), 'boss', [{ k: 'x', t: 'Patient', i: 'p1' }]);
    const disabled = changed('nurse', { status: 'disabled' });
    take(early, made, written, redacted);
    follow(early, disabled);
    take(late, made);
    follow(late, disabled);
    take(late, redacted, written);
    expect(contents(early)).toEqual(contents(late));
  });

  it('also where it waits for a head that never comes', () => {
    const written = staff.write(station(3), 'nurse', [patient('p1')]);
    const ahead = staff.branch();
    const { user } = keysOf('nurse');
    const { sign } = keysOf('boss').user;
    staff.append(userRecord(staff.context({ log: ahead }), user, 'active', [sign], []), ahead);
    const waiting = staff.write(station(3), 'nurse', [patient('p2')], {}, ahead);
    take(early, written, waiting);
    expect(ids(early)).toEqual(['p1']);
    expect(listQuarantine(early)).toMatchObject([{ reason: 'waiting', operations: 1, takeable: false }]);
    expect(countKeptOut(early.store)).toBe(1);
  });

  it('is what an action says that it is not', () => {
    const written = (register: string, value: string, t: string): Op => {
      return { k: 'w', t, i: 'x1', a: 'update', p: [], w: [[register, value, null, []]] };
    };
    const mark = '{"by":"nurse","nonce":"n","reason":"","seen":[]}';
    expect(judgeOperation(DEFAULT_ROLES, 'nurse', written('$amended', mark, 'Appointment'))).toBe('amend');
    expect(judgeOperation(DEFAULT_ROLES, 'front-desk', written('$amended', mark, 'Appointment'))).toBeNull();
    const error = '{"status":"entered-in-error"}';
    expect(judgeOperation(DEFAULT_ROLES, 'nurse', written('status', error, 'Appointment'))).toBe('remove');
    expect(judgeOperation(DEFAULT_ROLES, 'doctor', written('status', error, 'Appointment'))).toBeNull();
    expect(judgeOperation(DEFAULT_ROLES, 'nurse', written('status', '{"status":"booked"}', 'Appointment'))).toBeNull();
  });

  it('cannot hide in an epoch that its head does not have', () => {
    const written = staff.write(station(3), 'nurse', [patient('p1')], { epoch: 99 });
    take(early, written);
    expect(listQuarantine(early)).toMatchObject([{ reason: 'unreadable', takeable: false }]);
  });
});
