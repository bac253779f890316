import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyOps } from '../../../electron/vault/records/apply.ts';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { listConflicts } from '../../../electron/vault/records/conflicts.ts';
import { historyOf } from '../../../electron/vault/records/history.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const create = (id: string, more: object = {}) => ({
  k: 'c',
  t: 'Patient',
  i: id,
  j: canonicalJson({ ...more, id, resourceType: 'Patient' }),
});
const write = (id: string, register: string, value: string | null, pos: number | null = null) => ({
  k: 'w',
  t: 'Patient',
  i: id,
  a: 'update',
  p: [],
  w: [[register, value, pos, []]],
});
const json = (id: string): string | undefined =>
  clinic.store.get<{ json: string }>('SELECT json FROM record WHERE id = ?', id)?.json;
const setAside = (): number => clinic.store.get<{ n: number }>('SELECT count(*) AS n FROM set_aside')?.n ?? 0;

describe('operations of a hostile workstation', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__/x', 'constructor/x'])(
    'with a register called %s are set aside and block nothing',
    async (register) => {
      const envelope = clinic.envelopes([
        create('p1'),
        write('p1', register, '{"a":1}'),
        write('p1', register, null),
        create('p2'),
      ]);
      expect(clinic.take(envelope).problem).toBeNull();
      expect(json('p2')).toBeDefined();
      expect(json('p1')).toBe('{"id":"p1","resourceType":"Patient"}');
      expect(setAside()).toBe(2);
      expect(historyOf(clinic.workspace, 'Patient', 'p1')).toHaveLength(1);
      expect(await verifyHome(clinic.workspace)).toMatchObject({ ok: true });
    },
  );

  it('cannot give a record another type or id, or write an element from a register that is not its own', () => {
    clinic.take(
      clinic.envelopes([
        create('p1', { gender: 'male' }),
        write('p1', 'x', '{"id":"p9","resourceType":"Observation"}'),
        write('p1', 'x', '{"gender":"female"}'),
        write('p1', 'gender/x', '"female"', 1),
        write('p1', 'gender', '"female"'),
        write('p1', 'gender', '["female"]'),
        write('p1', 'telecom/x', 'not json', 1),
      ]),
    );
    expect(json('p1')).toBe('{"gender":"male","id":"p1","resourceType":"Patient"}');
    expect(setAside()).toBe(6);
  });

  it.each(['null', '[]', '{"deleted":1}', '{"deleted":true}', '{"deleted":true,"seen":"x"}', '"x"'])(
    'cannot break the inbox by a life of %s',
    (life) => {
      clinic.take(
        clinic.envelopes([
          create('p1', { gender: 'male' }),
          write('p1', '$life', '{"deleted":true,"seen":[]}'),
          write('p1', '$life', life),
        ]),
      );
      expect(listConflicts(clinic.workspace)).toHaveLength(1);
      expect(setAside()).toBe(1);
    },
  );

  it('cannot exhaust the stack by depth', () => {
    const deep = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`;
    const resource = `{"id":"p1","resourceType":"Patient","subject":${deep}}`;
    const taken = clinic.take(
      clinic.envelopes([
        { k: 'c', t: 'Patient', i: 'p1', j: resource },
        create('p2'),
        write('p2', 'subject', `{"subject":${deep}}`),
      ]),
    );
    expect(taken.problem).toBeNull();
    expect(setAside()).toBe(2);
    expect(json('p2')).toBeDefined();
  });

  it('cannot make two workstations keep different text by a creation that is not canonical', () => {
    const loose = { k: 'c', t: 'Patient', i: 'p1', j: '{ "resourceType":"Patient", "id":"p1", "id":"p1" }' };
    clinic.take(clinic.envelopes([loose, create('p2')]));
    expect(json('p1')).toBeUndefined();
    expect(json('p2')).toBeDefined();
  });

  it('cannot hold the vault up with a very long name or a very long list', () => {
    const han = '张王李赵'.repeat(50_000);
    const same = Array.from({ length: 60_000 }, () => ({ value: 'x' }));
    const many = Array.from({ length: 60_000 }, (_, i) => ({ value: `v${i}` }));
    const start = Date.now();
    clinic.take(
      clinic.envelopes([
        create('p1', { name: [{ text: han }] }),
        create('p2', { note: same }),
        write('p2', 'gender', '{"gender":"male"}'),
        create('p3', { identifier: many }),
      ]),
    );
    expect(Date.now() - start).toBeLessThan(10_000);
    expect(json('p3')).toBeDefined();
  }, 60_000);

  it('are refused when they are made here, instead of vanishing', () => {
    createRecords(clinic.workspace, [{ resourceType: 'Patient', id: 'p1' }]);
    expect(() => patchRecord(clinic.workspace, 'Patient', 'p1', { ['x'.repeat(300)]: 1 })).toThrow();
    expect(() => patchRecord(clinic.workspace, 'Patient', 'p1', { constructor: 1 })).toThrow(/not valid/);
    expect(() => createRecords(clinic.workspace, [{ resourceType: 'Patient', id: 'a b' }])).toThrow(/cannot be kept/);
    expect(setAside()).toBe(0);
  });

  it('stay replaced although the replacement arrives before a transaction that writes one record twice', async () => {
    const first = clinic.envelopes([
      create('p1', { gender: 'male' }),
      write('p1', 'birthDate', '{"birthDate":"2000-01-01"}'),
      write('p1', 'gender', '{"gender":"female"}'),
    ]);
    const later = createWriteFromHonest(first.at(-1));
    const other = clinic.second();
    clinic.take(first);
    const mine = applyDirect(clinic, later);
    applyDirect({ ...clinic, workspace: other } as Clinic, later);
    clinic.take(first, other);
    expect(other.store.get<object>('SELECT json, conflicts FROM record')).toEqual(mine);
  });
});

function createWriteFromHonest(bytes: Uint8Array | undefined) {
  const hash = hashOf(bytes);
  return {
    k: 'w',
    t: 'Patient',
    i: 'p1',
    a: 'update',
    p: [
      [hash, 2],
      [hash, 0],
    ],
    w: [['gender', '{"gender":"other"}', null, [0, 1]]],
  };
}

let direct = 0;
function applyDirect({ workspace }: Clinic, op: unknown): object | undefined {
  const hash = new Uint8Array(32).fill(7);
  direct += 1;
  return workspace.store.transaction((writer) => {
    const eid = writer.run(
      "INSERT INTO envelope (device, seq, hash, bytes, part, parts, state, hlc, user) VALUES (?, 1, ?, ?, 0, 1, 'applied', ?, 'u1')",
      new Uint8Array(16).fill(direct),
      hash,
      new Uint8Array(),
      '001900000000000-00000',
    ).rowid;
    applyOps(
      writer,
      { eid, hash, hlc: '001900000000000-00000', user: 'u1', judges: () => () => null },
      [op],
      workspace.dayOf,
    );
    return writer.get<object>("SELECT json, conflicts FROM record WHERE id = 'p1'");
  });
}
