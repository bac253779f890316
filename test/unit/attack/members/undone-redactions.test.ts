/** Redactions that turn out not to hold after they were carried out: what they dropped comes back from whoever has it. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { membershipRecords } from '../../../../electron/vault/access/membership.ts';
import {
  authorityRecord,
  removeDeviceRecord,
  userRecord,
} from '../../../../electron/vault/access/membership-records.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { keepPlace } from '../../../../electron/vault/storage/claims.ts';
import { countUnexplained, noteOwedToAll, owedTo } from '../../../../electron/vault/storage/contents.ts';
import { bytesAt } from '../../../../electron/vault/storage/log.ts';
import { addRemote } from '../../../../electron/vault/storage/remotes.ts';
import { fetchContents, giveContents } from '../../../../electron/vault/sync/contents.ts';
import { adoptBranch } from '../../../../electron/vault/sync/membership.ts';
import { verifyHome } from '../../../../electron/vault/verify.ts';
import { toHex } from '../../../../shared/base/bytes.ts';
import { cryptoReady, randomBytes } from '../../../../shared/crypto/sodium.ts';
import { type EnvelopeProof, parseEnvelope, stubOf } from '../../../../shared/envelope/layout.ts';
import { cleanUp } from '../../../support/vaults.ts';
import {
  change,
  contents,
  follow,
  makeStaff,
  NOON,
  patient,
  type Staff,
  type Station,
  take,
  type Written,
} from './staff.ts';

const HLC = `${String(NOON).padStart(15, '0')}-00001`;
let staff: Staff;
let fast: Workspace;
let slow: Workspace;
let before: Written;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  staff = await makeStaff({ boss: 'owner', partner: 'owner', nurse: 'nurse' });
  [fast, slow] = [staff.observer(1), staff.observer(2)];
  before = staff.write(station(3), 'partner', [patient('p1'), patient('p2')]);
  for (const at of [fast, slow]) take(at, before);
});
afterEach(cleanUp);

function station(n: number): Station {
  return staff.stations[n] as Station;
}

/** A statement on a transaction of `user`: these go, those stay. */
const statement = (
  of: Written,
  user: string,
  gone: readonly [number, string][],
  stays: readonly [number, object][],
) => ({
  k: 'o',
  h: of.hash,
  c: HLC,
  u: user,
  n: gone.length + stays.length,
  o: stays,
  r: gone.map(([index, id]) => [index, 'Patient', id]),
});
const redactP1 = () => [
  { k: 'x', t: 'Patient', i: 'p1', r: 'the law' },
  statement(before, 'partner', [[0, 'p1']], [[1, patient('p2')]]),
];

/** Ways in which it is learnt that what the partner wrote at station 3 behind the first envelope does not hold. */
const NEWS: Readonly<Record<string, () => (at: Workspace) => void>> = {
  'their author is no owner any more': () => {
    const { user } = staff.people.get('partner') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const cutOffs: [Uint8Array, number, Uint8Array][] = [[station(3).identity.deviceId, 1, before.hash]];
    const record = staff.append(userRecord(staff.context(), { ...user, role: 'nurse' }, 'active', [sign], cutOffs));
    return (at) => follow(at, record);
  },
  'their workstation was removed': () => {
    const after = { seq: 1, hash: before.hash };
    const record = staff.append(removeDeviceRecord(staff.context(), station(3).identity.deviceId, after, ''));
    return (at) => follow(at, record);
  },
};

describe.each(Object.entries(NEWS))('a redaction of which it is learnt that %s', (_name, prepare) => {
  it('is undone: what it dropped is asked for, comes back, and all are equal', async () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const redaction = staff.write(station(3), 'partner', redactP1(), { head, epoch: 1 });
    const edit = staff.write(station(0), 'boss', [change('p1', 'other'), change('p2', 'female')], { head, epoch: 1 });
    take(fast, redaction, edit);
    expect(fast.store.all('SELECT id, redacted FROM record ORDER BY id')).toMatchObject([
      { id: 'p1', redacted: 1 },
      { id: 'p2', redacted: 0 },
    ]);
    slow.store.transaction((writer) => addRemote(writer, 'https://cloud', NOON));
    news(slow);
    take(slow, redaction, edit);
    expect(slow.store.all('SELECT redacted FROM record')).toEqual([{ redacted: 0 }, { redacted: 0 }]);
    expect(owedTo(slow.store, 'https://cloud').map((eid) => bytesAt(slow.store, eid))).toEqual(before.bytes);

    news(fast);
    const states = fast.store.all<{ state: string }>('SELECT state FROM envelope WHERE hash = ?', before.hash);
    expect(states).toEqual([{ state: 'withheld' }]);
    // what was written elsewhere stands already, and no alarm says that the cloud keeps something back
    expect(fast.store.all('SELECT id, redacted FROM record ORDER BY id')).toMatchObject([
      { id: 'p1', redacted: 0 },
      { id: 'p2', redacted: 0 },
    ]);
    expect(countUnexplained(fast.store, fast.members().heads)).toBe(0);

    expect(take(fast, before)).toBeNull();
    expect(contents(fast)).toEqual(contents(slow));
    expect((await verifyHome(fast)).problems).toEqual([]);
  });

  it('is undone with what it dropped behind it of a late edit', async () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const redaction = staff.write(station(3), 'partner', redactP1(), { head, epoch: 1 });
    const edit = staff.write(station(0), 'boss', [change('p1', 'other')], { head, epoch: 1 });
    const late = staff.write(station(3), 'partner', [statement(edit, 'boss', [[0, 'p1']], [])], { head, epoch: 1 });
    take(fast, redaction, edit, late);
    news(slow);
    take(slow, redaction, edit, late);
    news(fast);
    take(fast, edit, before);
    expect(fast.store.all("SELECT redacted FROM record WHERE id = 'p1'")).toEqual([{ redacted: 0 }]);
    expect(contents(fast)).toEqual(contents(slow));
    expect((await verifyHome(fast)).problems).toEqual([]);
  });

  it('is undone with the ids by which a sending system knows the record, also one that came meanwhile', async () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const alias = (id: string) => ({ k: 'a', m: [['hospital', 'Patient', `there ${id}`, id]] });
    const early = staff.write(station(0), 'boss', [alias('p1')], { head, epoch: 1 });
    const redaction = staff.write(station(3), 'partner', redactP1(), { head, epoch: 1 });
    const late = staff.write(station(0), 'boss', [alias('p1'), alias('p2')], { head, epoch: 1 });
    take(fast, early, redaction, late);
    expect(contents(fast).sources).toMatchObject([{ id: 'p2', original: 'there p2' }]);
    news(slow);
    take(slow, early, redaction, late);
    news(fast);
    take(fast, before);
    expect(contents(fast).sources).toMatchObject([{ id: 'p1', original: 'there p1' }, { id: 'p2' }]);
    expect(contents(fast)).toEqual(contents(slow));
  });

  it('leaves what another owner has redacted as it is', async () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const both = [
      { k: 'x', t: 'Patient', i: 'p1', r: 'mine' },
      statement(before, 'partner', [[0, 'p1']], [[1, patient('p2')]]),
    ];
    const others = staff.write(station(0), 'boss', both, { head, epoch: 1 });
    const redaction = staff.write(station(3), 'partner', redactP1(), { head, epoch: 1 });
    take(fast, redaction, others);
    news(slow);
    take(slow, redaction, others);
    news(fast);
    for (const at of [fast, slow])
      expect(at.store.all('SELECT id, redacted FROM record ORDER BY id')).toMatchObject([
        { id: 'p1', redacted: 1 },
        { id: 'p2', redacted: 0 },
      ]);
    expect(contents(fast)).toEqual(contents(slow));
    expect((await verifyHome(fast)).problems).toEqual([]);
  });

  it('leaves what another owner has redacted of the same transaction dropped', async () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const redaction = staff.write(station(3), 'partner', redactP1(), { head, epoch: 1 });
    const p2 = [
      { k: 'x', t: 'Patient', i: 'p2', r: 'mine' },
      statement(before, 'partner', [[1, 'p2']], [[0, patient('p1')]]),
    ];
    const others = staff.write(station(0), 'boss', p2, { head, epoch: 1 });
    take(fast, others, redaction);
    news(slow);
    take(slow, redaction, others);
    news(fast);
    expect(fast.store.all('SELECT id, redacted FROM record ORDER BY id')).toMatchObject([
      { id: 'p1', redacted: 0 },
      { id: 'p2', redacted: 1 },
    ]);
    expect(contents(fast)).toEqual(contents(slow));
    expect((await verifyHome(fast)).problems).toEqual([]);
  });

  it('that dropped what nobody else had explains what is missing', () => {
    const head = membershipRecords(staff.log).length - 1;
    const news = prepare();
    const own = staff.write(station(3), 'partner', [patient('p3')], { head, epoch: 1 });
    const gone = [{ k: 'x', t: 'Patient', i: 'p3' }, statement(own, 'partner', [[0, 'p3']], [])];
    const redaction = staff.write(station(3), 'partner', gone, { head, epoch: 1 });
    take(fast, own, redaction);
    news(fast);
    expect(fast.store.all('SELECT id FROM record ORDER BY id')).toEqual([{ id: 'p1' }, { id: 'p2' }]);
    expect(countUnexplained(fast.store, fast.members().heads)).toBe(0);
    fast.store.transaction((writer) => writer.run('DELETE FROM refused_statement'));
    expect(countUnexplained(fast.store, fast.members().heads)).toBe(1);
  });
});

describe('contents that are missing', () => {
  it('are asked for also where others are gone for good, a few in vain at most', async () => {
    const url = 'https://cloud';
    const head = membershipRecords(staff.log).length - 1;
    const news = (NEWS['their workstation was removed'] as () => (at: Workspace) => void)();
    const written = Array.from({ length: 8 }, (_, n) =>
      staff.write(station(0), 'partner', [patient(`q${n}`)], { head, epoch: 1 }),
    );
    const gone = written.map((one, n) => statement(one, 'partner', [[0, `q${n}`]], []));
    const redaction = staff.write(station(3), 'partner', gone, { head, epoch: 1 });
    take(fast, ...written, redaction);
    news(fast);
    const eids = fast.store.all<{ eid: number }>("SELECT eid FROM envelope WHERE state = 'withheld' ORDER BY eid");
    expect(eids).toHaveLength(8);
    fast.store.transaction((writer) => {
      addRemote(writer, url, NOON);
      for (const [at, { eid }] of eids.entries()) keepPlace(writer, url, at + 1, { logHash: new Uint8Array(32), eid });
    });
    const whole = written.flatMap(({ bytes }) => bytes);
    let asked = 0;
    const transport = {
      envelope: async (serverSeq: number) => {
        asked += 1;
        const envelope = parseEnvelope(whole[serverSeq - 1] as Uint8Array) as EnvelopeProof;
        const bytes = serverSeq === 8 ? envelope.bytes : stubOf(envelope);
        return { bytes, total: bytes.length };
      },
    };
    const isThere = () => fast.store.get("SELECT 1 FROM record WHERE id = 'q7'") !== undefined;
    for (let sync = 1; sync <= 100 && !isThere(); sync++) {
      asked = 0;
      await fetchContents(fast, transport, url);
      expect(asked).toBeLessThanOrEqual(5);
    }
    expect(isThere()).toBe(true);
    // another remote may have stubs as well, and this workstation be the only one that reaches it
    fast.store.transaction((writer) => addRemote(writer, 'https://other', NOON));
    const [place] = fast.store.all<{ eid: number }>("SELECT eid FROM envelope WHERE state = 'withheld' ORDER BY eid");
    await fetchContents(
      fast,
      {
        envelope: async (serverSeq: number) => {
          const bytes = whole[serverSeq - 1] as Uint8Array;
          return { bytes, total: bytes.length };
        },
      },
      url,
    );
    expect(owedTo(fast.store, url)).toEqual([]);
    expect(owedTo(fast.store, 'https://other')).toContain(place?.eid);
  });

  it('are given, and one that a remote does not take stands before no other, nor is asked again and again', async () => {
    const url = 'https://cloud';
    const written = Array.from({ length: 30 }, (_, n) => staff.write(station(0), 'boss', [patient(`q${n}`)]));
    take(slow, ...written);
    slow.store.transaction((writer) => {
      addRemote(writer, url, NOON);
      for (const { eid } of writer.all<{ eid: number }>('SELECT eid FROM envelope')) noteOwedToAll(writer, eid);
      writer.run('UPDATE remote SET incarnation = ?', randomBytes(16));
    });
    const refused = written.slice(0, 10).flatMap(({ bytes }) => bytes.map(toHex));
    let asked = 0;
    const transport = {
      sync: async ({ push: [bytes] }: { push: Uint8Array[] }) => {
        asked += 1;
        return { response: { accepted: refused.includes(toHex(bytes as Uint8Array)) ? 0 : 1 } } as never;
      },
    };
    for (let sync = 0; sync < 200 && owedTo(slow.store, url).length > refused.length; sync++)
      await giveContents(slow, transport, url);
    expect(owedTo(slow.store, url)).toHaveLength(refused.length);
    asked = 0;
    await giveContents(slow, transport, url);
    expect(asked).toBe(4);
  });
});

describe('a redaction on the list of members that did not hold', () => {
  it('is undone where the root decides for the other', async () => {
    const other = staff.branch();
    const { user } = staff.people.get('nurse') ?? {};
    const owners = ['boss', 'partner'].map((id) => staff.people.get(id)?.user.sign as Uint8Array);
    if (!user) throw new Error('nobody');
    const lost = staff.append(userRecord(staff.context(), { ...user, role: 'doctor' }, 'active', owners, []));
    const redaction = staff.write(station(3), 'partner', redactP1());
    const decision = staff.append(
      authorityRecord(staff.context({ root: true, log: other }), { kind: 'endpoint', key: randomBytes(32) }),
      other,
    );
    follow(fast, lost);
    take(fast, redaction);
    expect(fast.store.transaction((writer) => adoptBranch(fast, writer, membershipRecords(other)))).not.toBeNull();
    follow(slow, decision);
    take(slow, redaction);
    take(fast, before);
    expect(fast.store.all('SELECT id, redacted FROM record ORDER BY id')).toMatchObject([
      { id: 'p1', redacted: 0 },
      { id: 'p2', redacted: 0 },
    ]);
    expect(contents(fast)).toEqual(contents(slow));
    expect((await verifyHome(fast)).problems).toEqual([]);
  });
});
