/** Two branches of one membership log: by a root's decision, by an endpoint without a key, by one that never ends. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appendMembership, membershipRecords } from '../../../../electron/vault/access/membership.ts';
import {
  authorityRecord,
  removeDeviceRecord,
  rotateRecord,
  userRecord,
} from '../../../../electron/vault/access/membership-records.ts';
import { listQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import type { Store } from '../../../../electron/vault/storage/database.ts';
import { followMembership } from '../../../../electron/vault/sync/follow.ts';
import { takeEnvelopes } from '../../../../electron/vault/sync/intake.ts';
import { adoptBranch } from '../../../../electron/vault/sync/membership.ts';
import { cryptoReady, randomBytes } from '../../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../../shared/protocol/cbor.ts';
import { extendRoster, rosterOf } from '../../../../shared/protocol/roster.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { change, contents, follow, makeStaff, patient, type Staff, type Station, take, type Written } from './staff.ts';

let staff: Staff;
let other: Store;
let led: Workspace;
let right: Workspace;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  staff = await makeStaff({ boss: 'owner', nurse: 'nurse' });
  other = staff.branch();
  [led, right] = [staff.observer(1), staff.observer(2)];
});
afterEach(cleanUp);

const station = (n: number): Station => staff.stations[n] as Station;
/** On the other branch the root moves the authority: that one holds. */
const decide = (): Uint8Array =>
  staff.append(
    authorityRecord(staff.context({ root: true, log: other }), { kind: 'endpoint', key: randomBytes(32) }),
    other,
  );
const adopt = (at: Workspace) => at.store.transaction((writer) => adoptBranch(at, writer, membershipRecords(other)));
const ids = (at: Workspace) => at.store.all<{ id: string }>('SELECT id FROM record ORDER BY id').map(({ id }) => id);

describe('a workstation that followed the branch that does not hold', () => {
  it('leaves it although its key had been changed there', () => {
    const before = staff.write(station(3), 'nurse', [patient('p1')]);
    const rotated = staff.append(rotateRecord(staff.context()));
    const written = staff.write(station(3), 'nurse', [patient('p2'), change('p1', 'other')]);
    take(led, before);
    follow(led, rotated);
    take(led, written);
    expect(ids(led)).toEqual(['p1', 'p2']);
    follow(right, decide());
    take(right, before, written);
    expect(adopt(led)).not.toBeNull();
    expect(ids(led)).toEqual(['p1']);
    expect(listQuarantine(led)).toMatchObject([{ reason: 'forked', operations: 2 }]);
    expect(contents(led).changes).toEqual(contents(right).changes);
  });

  it('takes what named the other branch, once it knows it', () => {
    const rotated = staff.append(rotateRecord(staff.context()));
    const decision = decide();
    const written = staff.write(station(3), 'nurse', [patient('p1')], {}, other);
    follow(led, rotated);
    take(led, written);
    expect(listQuarantine(led)).toMatchObject([{ reason: 'forked' }]);
    expect(adopt(led)).not.toBeNull();
    follow(right, decision);
    take(right, written);
    expect(ids(led)).toEqual(['p1']);
    expect(contents(led)).toEqual(contents(right));
  });

  it('takes what only the records of that branch had ruled out', () => {
    const head = membershipRecords(staff.log).length - 1;
    const { user } = staff.people.get('nurse') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const lost = [
      staff.append(userRecord(staff.context(), user, 'disabled', [sign], [])),
      staff.append(
        removeDeviceRecord(staff.context(), station(3).identity.deviceId, { seq: 0, hash: new Uint8Array(32) }, ''),
      ),
    ];
    const decision = decide();
    const written = [
      staff.write(station(0), 'nurse', [patient('p1')], { head }),
      staff.write(station(3), 'boss', [patient('p2')], { head }),
    ];
    follow(led, ...lost);
    take(led, ...written);
    expect(ids(led)).toEqual([]);
    expect(adopt(led)).not.toBeNull();
    follow(right, decision);
    take(right, ...written);
    expect(ids(led)).toEqual(['p1', 'p2']);
    expect(contents(led)).toEqual(contents(right));
  });

  it('keeps what an owner takes of that branch, like every other workstation', () => {
    const { user } = staff.people.get('nurse') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const lost = staff.append(userRecord(staff.context(), { ...user, role: 'doctor' }, 'active', [sign], []));
    const written = staff.write(station(3), 'nurse', [patient('p1'), { k: 'x', t: 'Patient', i: 'p0' }]);
    const decision = decide();
    follow(led, lost);
    take(led, written);
    adopt(led);
    follow(right, decision);
    take(right, written);
    for (const at of [led, right]) expect(listQuarantine(at)).toMatchObject([{ reason: 'forked', takeable: true }]);
    const taken = staff.write(station(0), 'boss', [{ k: 'q', h: written.hash, a: 'take' }], {}, other);
    for (const at of [led, right]) take(at, taken);
    // what takes an owner's own right it does not get
    for (const at of [led, right]) expect(ids(at)).toEqual(['p1']);
    expect(contents(led)).toEqual(contents(right));
  });
});

describe('what was written under an epoch that only the losing branch had begun', () => {
  /** Station 3 writes on the losing branch under its new key, then, having heard of the decision, on the other. */
  const write = () => {
    const rotated = staff.append(rotateRecord(staff.context()));
    const lost = staff.write(station(3), 'nurse', [patient('p1')]);
    const decision = decide();
    const later = staff.write(station(3), 'nurse', [patient('p2')], {}, other);
    return { rotated, lost, decision, later };
  };

  it('waits where its key may still come, and is kept out as soon as its workstation has moved on', () => {
    const { rotated, lost, decision, later } = write();
    follow(right, decision);
    take(right, lost);
    expect(listQuarantine(right)).toMatchObject([{ reason: 'waiting' }]);
    take(right, later);
    expect(listQuarantine(right)).toMatchObject([{ reason: 'forked', takeable: false }]);
    expect(ids(right)).toEqual(['p2']);
    follow(led, rotated);
    take(led, lost);
    expect(adopt(led)).not.toBeNull();
    take(led, later);
    expect(contents(led).states).toEqual(contents(right).states);
    expect(contents(led).records).toEqual(contents(right).records);
  });

  it('is kept out also where the record that proves it comes last', () => {
    const { lost, decision, later } = write();
    take(right, lost, later);
    expect(listQuarantine(right).map(({ reason }) => reason)).toEqual(['waiting', 'waiting']);
    follow(right, decision);
    expect(listQuarantine(right)).toMatchObject([{ reason: 'forked' }]);
    expect(ids(right)).toEqual(['p2']);
  });

  it('holds nowhere by a decision that not everybody could follow', () => {
    const { rotated, lost, decision, later } = write();
    follow(led, rotated);
    take(led, lost);
    adopt(led);
    follow(right, decision);
    const taken = staff.write(station(0), 'boss', [{ k: 'q', h: lost.hash, a: 'take' }], {}, other);
    for (const at of [led, right]) take(at, ...(at === led ? [] : [lost]), later, taken);
    expect(ids(led)).toEqual(['p2']);
    expect(contents(led)).toEqual(contents(right));
  });

  it('is taken after all where a false program only said that it had moved on', () => {
    const head = membershipRecords(staff.log).length - 1;
    const rotated = staff.append(rotateRecord(staff.context()));
    const honest = staff.write(station(3), 'nurse', [patient('p1')]);
    const false_ = staff.write(station(3), 'nurse', [patient('p2')], { head, epoch: 1 });
    take(right, honest, false_);
    expect(listQuarantine(right)).toMatchObject([{ reason: 'forked' }]);
    follow(right, rotated);
    follow(led, rotated);
    take(led, honest, false_);
    expect(ids(right)).toEqual(['p1', 'p2']);
    expect(contents(right)).toEqual(contents(led));
  });
});

describe('a workstation that moved on, in whatever order that is heard of', () => {
  const states = (at: Workspace) =>
    listQuarantine(at)
      .map(({ reason, device }) => `${device} ${reason}`)
      .sort();
  const holes = (at: Workspace, ...written: readonly Written[]) =>
    at.store.transaction((writer) =>
      takeEnvelopes(
        at,
        writer,
        written.flatMap(({ bytes }) => bytes),
        'may stay',
      ),
    );

  it('has done so also where its newest envelope goes back to yet another list', () => {
    staff.append(rotateRecord(staff.context()));
    const lost = staff.write(station(3), 'nurse', [patient('p1')]);
    const decision = decide();
    const known = staff.write(station(3), 'nurse', [patient('p2')], {}, other);
    other.transaction((writer) =>
      appendMembership(writer, station(0).identity, [rotateRecord(staff.context({ log: other }))]),
    );
    const newest = staff.write(station(3), 'nurse', [patient('p3')], {}, other);
    follow(led, decision);
    take(led, lost, known, newest);
    take(right, lost, known, newest);
    follow(right, decision);
    expect(states(led)).toEqual(['Station 3 forked', 'Station 3 waiting']);
    expect(states(right)).toEqual(states(led));
    expect(contents(right)).toEqual(contents(led));
  });

  it('has done so where what says it came over a hole', () => {
    staff.append(rotateRecord(staff.context()));
    const [lost, more] = [1, 2].map((n) => staff.write(station(3), 'nurse', [patient(`p${n}`)])) as [Written, Written];
    const decision = decide();
    const known = staff.write(station(3), 'nurse', [patient('p3')], {}, other);
    for (const at of [led, right]) follow(at, decision);
    holes(led, lost, known);
    expect(states(led)).toEqual(['Station 3 forked']);
    holes(led, more);
    holes(right, known, more, lost);
    expect(states(led)).toEqual(['Station 3 forked', 'Station 3 forked']);
    expect(contents(led)).toEqual(contents(right));
  });

  it('has done so, too, from a list that was longer, and whose key everybody has', () => {
    const { user } = staff.people.get('nurse') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    for (const role of ['doctor', 'nurse', 'doctor'] as const)
      staff.append(userRecord(staff.context(), { ...user, role }, 'active', [sign], []));
    const lost = staff.write(station(3), 'nurse', [patient('p1')]);
    const decision = decide();
    follow(right, decision);
    take(right, lost);
    expect(states(right)).toEqual(['Station 3 waiting']);
    take(right, staff.write(station(3), 'nurse', [patient('p2')], {}, other));
    expect(listQuarantine(right)).toMatchObject([{ reason: 'forked', takeable: true }]);
  });
});

describe('an endpoint', () => {
  const Signed = z.strictObject({ body: z.instanceof(Uint8Array), signatures: z.array(z.instanceof(Uint8Array)) });

  it('cannot make another successor by writing the same record in another way', () => {
    const records = membershipRecords(staff.log);
    const record = records.at(-1) as Uint8Array;
    const before = rosterOf(records.slice(0, -1));
    const { body, signatures } = decodeCbor(Signed, record) ?? {};
    if (!body || !signatures) throw new Error('no record');
    const longer = new Uint8Array([...record.slice(0, 1), 0x78, 4, ...record.slice(2)]);
    expect(decodeCbor(Signed, longer)).not.toBeNull();
    for (const bytes of [encodeCbor({ signatures, body }), longer]) expect(extendRoster(before, bytes)).toBeNull();
    expect(extendRoster(before, record)).not.toBeNull();
  });

  it('that shows a log without end is asked no more as soon as a record of it proves nothing', async () => {
    let pages = 0;
    const transport = {
      membership: async (from: number) => {
        pages += 1;
        if (pages > 20) throw new Error('asked again and again');
        return { from, records: [randomBytes(100)], length: 1_000_000 };
      },
    };
    const following = { workspace: led, membershipChanged: () => undefined };
    await expect(followMembership(following, { transport })).rejects.toThrow('another list');
    expect(pages).toBeLessThan(4);
  });
});
