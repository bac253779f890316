import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readMembers } from '../../../../electron/vault/access/membership.ts';
import {
  removeDeviceRecord,
  rolesRecord,
  rotateRecord,
  userRecord,
} from '../../../../electron/vault/access/membership-records.ts';
import type { CutOff } from '../../../../electron/vault/access/membership-secret.ts';
import { createRecords } from '../../../../electron/vault/records/commands.ts';
import { decideQuarantine, listQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import { redact } from '../../../../electron/vault/records/redaction.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../../electron/vault/storage/log.ts';
import { DEFAULT_ROLES, type Role } from '../../../../shared/access/roles.ts';
import { cryptoReady, KDF_FLOOR, randomBytes } from '../../../../shared/crypto/sodium.ts';
import { type EnvelopeProof, envelopeHash, parseEnvelopeOrStub } from '../../../../shared/envelope/layout.ts';
import { runs } from '../../../support/runs.ts';
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

beforeAll(() => cryptoReady);
afterEach(cleanUp);

/** Numbers that repeat by their seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

interface Told {
  readonly records: Uint8Array[];
  readonly envelopes: Written[][];
}

const ROLES: readonly Role[] = ['owner', 'doctor', 'nurse', 'front-desk', 'auditor'];

/** A transaction, and what it says. */
interface Made extends Written {
  readonly who: string;
  readonly hlc: number;
  readonly ops: readonly unknown[];
}

const isRedaction = (op: unknown): op is { k: 'x'; i: string } => (op as { k: string }).k === 'x';

/** The statements of a redaction, as an honest program makes them: on every transaction with contents of the patient. */
function statements(made: readonly Made[], id: string): object[] {
  const about = (op: unknown): boolean => (op as { i?: string }).i === id && !isRedaction(op);
  return made
    .filter(({ ops }) => ops.some(about) && !ops.some((op) => (op as { k: string }).k === 'o'))
    .map(({ hash, who, hlc, ops }) => ({
      k: 'o',
      h: hash,
      c: `${String(hlc).padStart(15, '0')}-00001`,
      u: who,
      n: ops.length,
      o: [...ops.entries()].filter(([, op]) => !about(op)),
      r: [...ops.entries()].flatMap(([at, op]) => (about(op) ? [[at, 'Patient', id]] : [])),
    }));
}

/** What happens in a clinic: who writes what where, and who is changed meanwhile. */
function happen(staff: Staff, roll: (below: number) => number, steps: number, boss?: Boss): Told {
  const told: Told = { records: [], envelopes: staff.stations.map(() => []) };
  const names = [...staff.people.keys()];
  const written: Written[] = [];
  const made: Made[] = [];
  const pick = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const cutOffs = (): CutOff[] =>
    staff.stations.map(({ identity }, n): CutOff => {
      const known = told.envelopes[n]?.slice(0, roll((told.envelopes[n]?.length ?? 0) + 1)) ?? [];
      const seq = known.reduce((sum, { bytes }) => sum + bytes.length, 0);
      return [identity.deviceId, seq, known.at(-1)?.hash ?? new Uint8Array(32)];
    });
  const append = (record: Uint8Array) => told.records.push(staff.append(record));
  const changeMembers = () => {
    const { users, roster } = readMembers(staff.log);
    const what = roll(8);
    if (what === 0) return append(rotateRecord(staff.context()));
    if (what === 1) {
      const narrow = structuredClone(DEFAULT_ROLES);
      const patients = narrow.roles[pick(['doctor', 'nurse', 'front-desk'] as const)].groups;
      if (roll(2)) patients.registration = { access: 'read', remove: false, sign: false, amend: false };
      return append(rolesRecord(staff.context(), narrow, cutOffs()));
    }
    if (what === 2) {
      const n = staff.stations.length - 1;
      const { identity } = staff.stations[n] as Station;
      if (roster.devices.some((device) => device.removed)) return 0;
      const known = told.envelopes[n]?.slice(0, roll((told.envelopes[n]?.length ?? 0) + 1)) ?? [];
      const seq = known.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const after = { seq, hash: known.at(-1)?.hash ?? new Uint8Array(32) };
      return append(removeDeviceRecord(staff.context(), identity.deviceId, after, 'lost'));
    }
    const user = users.get(pick(names.slice(1)));
    if (!user) return 0;
    const { status: _, ...before } = user;
    const role = pick(ROLES);
    const status = roll(3) ? ('active' as const) : ('disabled' as const);
    const all = [...users.values()].filter(({ id }) => id !== user.id).concat({ ...user, role, status });
    const owners = all.filter((one) => one.role === 'owner' && one.status === 'active').map(({ sign }) => sign);
    return append(userRecord(staff.context(), { ...before, role }, status, owners, cutOffs()));
  };
  const op = (who: string): unknown => {
    const id = `p${roll(4)}`;
    switch (roll(9)) {
      case 0:
      case 1:
        return { ...patient(id, pick(['male', 'female'])), ...(roll(3) ? {} : { s: { system: 's', original: id } }) };
      case 2:
        return { k: 'a', m: [['s', 'Patient', id, id], ...(roll(2) ? [] : [['s', 'Patient', 'o', 'q']])] };
      case 3: {
        const seen = written.length > 0 ? [[pick(written).hash, 0]] : [];
        return {
          ...change(id, 'unknown'),
          p: seen,
          w: [['gender', '{"gender":"unknown"}', null, seen.map((_s, at) => at)]],
        };
      }
      case 4:
        return change(id, 'other', { a: 'delete', w: [['$life', '{"deleted":true,"seen":[]}', null, []]] });
      case 5:
        return written.length > 0
          ? { k: 'q', h: pick(written).hash, a: roll(4) ? 'take' : 'drop' }
          : change(id, 'other');
      case 6: {
        const { sign } = staff.people.get(who)?.user ?? {};
        const more = {
          s: randomBytes(16),
          c: KDF_FLOOR.passes,
          m: KDF_FLOOR.memory,
          o: randomBytes(24),
          h: randomBytes(32),
          w: randomBytes(80),
        };
        return { k: 'p', g: sign, n: 1 + roll(3), ...more };
      }
      case 7:
        return roll(3) ? change(id, 'other') : { k: 'x', t: 'Patient', i: id, r: 'r' };
      default:
        return change(id, 'male', { a: pick(['update', 'undo', 'resolve', 'import', 'amend']) });
    }
  };
  for (let step = 0; step < steps; step++) {
    if (roll(6) === 0) changeMembers();
    else {
      const who = pick(names);
      if (boss && who === names[0]) {
        boss.work(told, roll);
        continue;
      }
      // the first owner sits where nobody is removed, and knows what is new
      const n = who === names[0] ? 0 : boss ? 1 + roll(staff.stations.length - 1) : roll(staff.stations.length);
      const { roster } = readMembers(staff.log);
      const station = staff.stations[n] as Station;
      const known = roster.devices[n];
      const least = Math.max(known?.since ?? 0, staff.people.size + staff.stations.length - 2);
      const last = known?.removed ? known.removed.index - 1 : roster.length - 1;
      const head = who === names[0] ? last : least + roll(Math.max(1, last - least + 1));
      const ops = Array.from({ length: 1 + roll(3) }, () => op(who));
      const dropped = ops.filter(isRedaction).flatMap(({ i }) => statements(made, i));
      const hlc = NOON + roll(50) * 1000;
      const one = staff.write(station, who, [...ops, ...dropped], { head, hlc });
      made.push({ ...one, who, hlc, ops: [...ops, ...dropped] });
      written.push(one);
      told.envelopes[n]?.push(one);
    }
  }
  return told;
}

/** Gives a workstation everything, each log in its order, one log before the other as it falls. */
function deliver(at: Workspace, { records, envelopes }: Told, roll: (below: number) => number): void {
  const queues: { next: number; length: number; give: (n: number) => void }[] = [
    { next: 0, length: records.length, give: (n) => expect(follow(at, records[n] as Uint8Array)).toBe(true) },
    ...envelopes.map((log) => ({
      next: 0,
      length: log.length,
      give: (n: number) => expect(take(at, log[n] as Written)).toBeNull(),
    })),
  ];
  for (;;) {
    const open = queues.filter(({ next, length }) => next < length);
    const queue = open[roll(open.length)];
    if (!queue) return;
    for (let count = 1 + roll(4); count > 0 && queue.next < queue.length; count--) queue.give(queue.next++);
  }
}

/** Gives a workstation the contents that it lacks, as long as that brings anything. */
function giveBack(at: Workspace, { envelopes }: Told): void {
  const missing = () =>
    at.store
      .all<{ hex: string }>("SELECT hex(hash) AS hex FROM envelope WHERE state = 'withheld'")
      .map(({ hex }) => hex);
  for (let before = -1; before !== missing().length; ) {
    before = missing().length;
    const lacks = new Set(missing());
    const all = envelopes.flat().filter(({ hash }) => lacks.has(Buffer.from(hash).toString('hex').toUpperCase()));
    expect(take(at, ...all)).toBeNull();
  }
  expect(missing()).toEqual([]);
}

/** The first owner at a real workstation, who sees a part of what the others did, redacts and decides. */
interface Boss {
  work(told: Told, roll: (below: number) => number): void;
}

function bossAt(at: Workspace, identity: Uint8Array): Boss {
  const seen = new Map<Written[] | Uint8Array[], number>();
  let own = 0;
  return {
    work: ({ records, envelopes }, roll) => {
      follow(at, ...records.slice(seen.get(records) ?? 0));
      seen.set(records, records.length);
      for (const log of envelopes.slice(1)) {
        const from = seen.get(log) ?? 0;
        const to = from + roll(log.length - from + 1);
        expect(take(at, ...log.slice(from, to))).toBeNull();
        seen.set(log, to);
      }
      const [shown] = at.store.all<{ type: 'Patient'; id: string }>(
        'SELECT type, id FROM record WHERE redacted = 0 ORDER BY id LIMIT 1 OFFSET ?',
        roll(3),
      );
      const kept = listQuarantine(at).filter(({ takeable }) => takeable);
      const decided = kept[roll(kept.length + 1)];
      if (shown && roll(3) === 0) redact(at, shown, 'asked for', 'record');
      else if (decided) decideQuarantine(at, decided.id, roll(3) ? 'take' : 'drop');
      else createRecords(at, [{ resourceType: 'Patient', gender: 'female' }]);
      for (const { seq, bytes } of envelopesAfter(at.store, identity, own, 1e9)) {
        envelopes[0]?.push({ bytes: [bytes], hash: envelopeHash(parseEnvelopeOrStub(bytes) as EnvelopeProof) });
        own = seq;
      }
    },
  };
}

/** The same logs as an endpoint has them that knows of the redactions: stubs in the place of what went. */
function withStubs(told: Told, boss: Workspace, roll: (below: number) => number): Told {
  const stub = (bytes: Uint8Array): Uint8Array => {
    const envelope = parseEnvelopeOrStub(bytes) as EnvelopeProof;
    const kept = boss.store.get<{ bytes: Uint8Array }>(
      'SELECT bytes FROM envelope WHERE hash = ?',
      envelopeHash(envelope),
    );
    return kept && kept.bytes.length < bytes.length && roll(2) === 0 ? new Uint8Array(kept.bytes) : bytes;
  };
  const envelopes = told.envelopes.map((log) => log.map((one) => ({ ...one, bytes: one.bytes.map(stub) })));
  return { ...told, envelopes };
}

/** All but what of a transaction depends on whether it was kept out before or after a redaction reached it: decision 22. */
function withoutKeptOut(at: Workspace) {
  const { changes, states, aside, quarantine, redacted, ...all } = contents(at);
  const reached = at.store.all<{ h: string }>('SELECT DISTINCT hex(hash) AS h FROM redaction').map(({ h }) => h);
  const isReached = (row: object) => 'h' in row && reached.includes(String(row.h));
  return {
    ...all,
    gone: redacted.map((row) => (row as { id: string }).id),
    changes: changes.filter((row) => !isReached(row as object)),
    aside: aside.filter((row) => !isReached(row as object)),
    states: states.filter((row) => !isReached(row as object)),
    quarantine: quarantine.filter((line) => !reached.includes(line.split(' ')[0]?.toUpperCase() ?? '')),
  };
}

const SEEDS = runs(2);

describe('whatever the order in which members change and changes arrive', () => {
  it.each(Array.from({ length: SEEDS }, (_, n) => n + Number(process.env.FROM ?? 1)))(
    'three workstations end up the same (seed %i)',
    async (seed) => {
      const roll = dice(seed);
      const staff = await makeStaff({
        boss: 'owner',
        partner: 'owner',
        doctor: 'doctor',
        nurse: 'nurse',
        desk: 'front-desk',
      });
      const told = happen(staff, roll, 40);
      const [first, ...others] = [0, 1, 2].map((n) => {
        const at = staff.observer(n);
        deliver(at, told, roll);
        giveBack(at, told);
        return withoutKeptOut(at);
      });
      for (const other of others) expect(other).toEqual(first);
    },
    60_000,
  );

  it.each(Array.from({ length: SEEDS }, (_, n) => n + Number(process.env.FROM ?? 1)))(
    'they keep the same records, also where an owner redacts and decides meanwhile (seed %i)',
    async (seed) => {
      const roll = dice(seed);
      const staff = await makeStaff({ boss: 'owner', partner: 'owner', doctor: 'doctor', nurse: 'nurse' });
      const boss = staff.observer(0);
      const told = happen(staff, roll, 40, bossAt(boss, boss.identity.deviceId));
      const [first, ...others] = [1, 2, 1].map((n) => {
        const at = staff.observer(n);
        deliver(at, withStubs(told, boss, roll), roll);
        giveBack(at, told);
        const { records, redacted, users, sources } = contents(at);
        // how often a tombstone was written to does not count what was kept out before the redaction came
        const gone = redacted.map((row) => (row as { id: string }).id);
        return { records, gone, users, sources };
      });
      for (const other of others) expect(other).toEqual(first);
    },
    60_000,
  );
});
