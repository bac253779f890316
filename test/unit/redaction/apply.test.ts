import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { historyOf } from '../../../electron/vault/records/history.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import { transactionLog } from '../../../electron/vault/records/redaction-log.ts';
import { viewRecord } from '../../../electron/vault/records/view.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { parseStub } from '../../../shared/envelope/layout.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from '../attack/clinic.ts';

const CANARY = 'Zebrafinch';
let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const patient = (id: string, family = `Family ${id}`) => ({ resourceType: 'Patient', id, name: [{ family }] });
const key = (id: string) => ({ type: 'Patient', id });
const log = (of: Workspace = clinic.workspace) =>
  envelopesAfter(of.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes);
const states = (of: Workspace = clinic.workspace) =>
  of.store.all<{ state: string }>('SELECT state FROM envelope ORDER BY seq').map(({ state }) => state);
/** Everything that must be equal on all workstations. */
const shown = (of: Workspace) => {
  const records = of.store.all<{ type: string; id: string; json: string; version: number; conflicts: number }>(
    'SELECT type, id, json, version, conflicts, deleted, redacted, patient FROM record ORDER BY type, id',
  );
  const changes = of.store.all(
    `SELECT r.type, r.id, hex(e.hash) AS hash, c.op, c.kind, c.body IS NULL AS bare, c.reason, e.hlc, e.user
     FROM change c JOIN record r USING (rid) JOIN envelope e ON e.eid = c.eid ORDER BY r.type, r.id, e.hlc, e.hash, c.op`,
  );
  const envelopes = of.store.all('SELECT hex(hash) AS hash, hlc, user, operations FROM envelope ORDER BY hash');
  const sources = of.store.all('SELECT * FROM source ORDER BY type, id');
  return { records, changes, envelopes, sources, histories: records.map(({ type, id }) => historyOf(of, type, id)) };
};

describe('a redaction', () => {
  it('leaves a tombstone, keeps every other record of the same transactions, and the chain', async () => {
    createRecords(clinic.workspace, [patient('p1', CANARY), patient('p2'), patient('p3')]);
    patchRecord(clinic.workspace, 'Patient', 'p1', { gender: 'female' });
    patchRecord(clinic.workspace, 'Patient', 'p2', { gender: 'male' });
    const whole = log();
    const before = [viewRecord(clinic.workspace, 'Patient', 'p2'), historyOf(clinic.workspace, 'Patient', 'p2')];
    expect(redact(clinic.workspace, key('p1'), 'The law demands it', 'record')).toEqual({ records: 1, envelopes: 2 });
    expect(states()).toEqual(['redacted', 'redacted', 'applied', 'applied']);
    expect(() => viewRecord(clinic.workspace, 'Patient', 'p1')).toThrow(/redacted by an owner/);
    expect(() => patchRecord(clinic.workspace, 'Patient', 'p1', { gender: 'male' })).toThrow(/redacted/);
    expect(historyOf(clinic.workspace, 'Patient', 'p1')).toMatchObject([
      { version: 1, what: 'redact', changes: [] },
      { version: 2, what: 'redact', changes: [] },
      { version: 3, what: 'redact', reason: 'The law demands it', changes: [] },
    ]);
    expect([viewRecord(clinic.workspace, 'Patient', 'p2'), historyOf(clinic.workspace, 'Patient', 'p2')]).toEqual(
      before,
    );
    expect(await verifyHome(clinic.workspace)).toMatchObject({ ok: true, problems: [] });

    // one that has the originals, one that never sees them, one that gets them after the redaction
    const [had, fresh, mixed] = [clinic.second(), clinic.second(), clinic.second()];
    clinic.take(whole, had);
    clinic.take(log(), had);
    clinic.take(log(), fresh);
    clinic.take([...log().slice(0, 1), ...whole.slice(1), ...log().slice(3)], mixed);
    for (const workstation of [had, fresh, mixed]) {
      expect(shown(workstation)).toEqual(shown(clinic.workspace));
      expect(states(workstation)).toEqual(states());
      expect(await verifyHome(workstation)).toMatchObject({ ok: true, problems: [] });
    }
    expect(
      log()
        .slice(0, 2)
        .every((bytes) => parseStub(bytes) !== null),
    ).toBe(true);
  });

  it('keeps parts of a large transaction as so many stubs, and leaves the rest of it whole', async () => {
    const noise = randomBytes(400_000);
    const data = Buffer.from(noise).toString('base64');
    createRecords(clinic.workspace, [patient('p1', CANARY), { ...patient('p2'), photo: [{ data }] }]);
    const whole = log();
    expect(whole.length).toBeGreaterThan(1);
    const { envelopes } = redact(clinic.workspace, key('p1'), 'asked for', 'record');
    expect(envelopes).toBe(whole.length);
    const [fresh, mixed] = [clinic.second(), clinic.second()];
    clinic.take(log(), fresh);
    clinic.take([...whole.slice(0, 1), ...log().slice(1)], mixed); // dropped at the endpoint in the middle of a sync
    for (const workstation of [fresh, mixed]) {
      expect(shown(workstation)).toEqual(shown(clinic.workspace));
      expect(states(workstation)).toEqual(states());
    }
  });

  it('is the same in whatever order it and what it drops arrive', () => {
    createRecords(clinic.workspace, [patient('p1', CANARY), patient('p2')]);
    const whole = log();
    redact(clinic.workspace, key('p1'), 'asked for', 'record');
    const [, redaction] = log();
    const hostile = clinic.envelopes([
      { k: 'w', t: 'Patient', i: 'p1', a: 'update', p: [], w: [['gender', '{"gender":"male"}', null, []]] },
      { k: 'w', t: 'Patient', i: 'p2', a: 'update', p: [], w: [['gender', '{"gender":"male"}', null, []]] },
    ]);
    clinic.take(hostile);
    const first = clinic.second();
    clinic.take(hostile, first); // of records that are not there yet
    clinic.take([...log().slice(0, 1), redaction as Uint8Array], first);
    const last = clinic.second();
    clinic.take(whole, last);
    clinic.take(hostile, last);
    clinic.take([redaction as Uint8Array], last);
    for (const workstation of [first, last]) expect(shown(workstation)).toEqual(shown(clinic.workspace));
    expect(JSON.parse(jsonOf(last, 'p2'))).toMatchObject({ gender: 'male', name: [{ family: 'Family p2' }] });
    expect(last.store.all('SELECT * FROM residue')).toHaveLength(1);
  });

  it('of a record that was never here leaves its tombstone, and what comes for it later stays without contents', () => {
    clinic.take(clinic.envelopes([{ k: 'x', t: 'Patient', i: 'p9', r: 'asked for' }]));
    clinic.take(clinic.envelopes([createOp('p9')]));
    expect(() => viewRecord(clinic.workspace, 'Patient', 'p9')).toThrow(/redacted/);
    expect(historyOf(clinic.workspace, 'Patient', 'p9')).toHaveLength(2);
    expect(jsonOf(clinic.workspace, 'p9')).toBe('{"id":"p9","resourceType":"Patient"}');
  });
});

describe('a redaction that may not be', () => {
  it('keeps no owner from redacting what stands beside it', () => {
    createRecords(clinic.workspace, [patient('p1'), patient('p2')]);
    const [own] = log();
    const false_ = { k: 'o', h: hashOf(own), c: HLC, u: clinic.user.id, n: 2, o: [], r: [] };
    clinic.take(clinic.envelopes([createOp('p1'), false_], { user: 'nurse' }));
    expect(setAside()).toBe(1);
    redact(clinic.workspace, key('p1'), 'asked for', 'record');
    expect(states()).toEqual(['redacted', 'redacted', 'applied']);
    expect(JSON.parse(jsonOf(clinic.workspace, 'p2'))).toMatchObject({ id: 'p2' });
  });

  it('of somebody who is no owner is set aside and drops nothing', () => {
    createRecords(clinic.workspace, [patient('p1')]);
    const [own] = log();
    const ops = [
      { k: 'x', t: 'Patient', i: 'p1' },
      { k: 'o', h: hashOf(own), c: HLC, u: clinic.user.id, n: 1, o: [], r: [[0, 'Patient', 'p1']] },
    ];
    expect(clinic.take(clinic.envelopes(ops, { user: 'nurse' }))).toMatchObject({ problem: null, taken: 1 });
    expect(setAside()).toBe(2);
    expect(states()).toEqual(['applied', 'applied']);
    expect(viewRecord(clinic.workspace, 'Patient', 'p1').resource).toMatchObject({ id: 'p1' });
    const reader: Workspace = {
      ...clinic.workspace,
      user: () => ({ id: 'u1', name: 'Nurse', role: 'nurse' as never, keys: clinic.keys }),
    };
    expect(() => redact(reader, key('p1'), 'no', 'record')).toThrow(/Only an owner/);
  });

  it.each([
    ['changes an operation', { o: [[1, createOp('p2', 'Forged')]] }],
    ['leaves an operation out', { o: [] }],
    ['names another record', { r: [[0, 'Patient', 'p7']] }],
    ['says it of another clock', { c: '001900000000000-00000' }],
    ['says it of another author', { u: 'somebody' }],
    ['says that there were more', { n: 3 }],
    [
      'names an operation twice',
      {
        o: [
          [1, createOp('p2')],
          [1, createOp('p2')],
        ],
      },
    ],
    [
      'names one beyond the last',
      {
        r: [
          [0, 'Patient', 'p1'],
          [2, 'Patient', 'p1'],
        ],
      },
    ],
  ])('as it %s of what is known here is set aside, drops nothing and is reported', (_name, lie) => {
    const [target] = clinic.envelopes([createOp('p1'), createOp('p2')]);
    const said = {
      k: 'o',
      h: hashOf(target),
      c: HLC,
      u: 'u1',
      n: 2,
      o: [[1, createOp('p2')]],
      r: [[0, 'Patient', 'p1']],
    };
    const redaction = clinic.envelopes([{ ...said, ...lie }]);
    clinic.take([target as Uint8Array]);
    expect(clinic.take(redaction).touched.refuted).toBe(1);
    expect(states()).toEqual(['applied', 'applied']);
    expect(setAside()).toBe(1);
    expect(JSON.parse(jsonOf(clinic.workspace, 'p1'))).toMatchObject({ name: [{ family: 'Family p1' }] });
    clinic.take(clinic.envelopes([said]));
    expect(states()).toEqual(['redacted', 'applied', 'applied']);
  });

  it('is refuted also where what it lies about arrives behind it', () => {
    createRecords(clinic.workspace, [patient('p1'), patient('p2')]);
    const [target] = log();
    const known = transactionLog(clinic.store).body(1);
    const said = { k: 'o', h: hashOf(target), c: known?.hlc, u: 'u1', n: 2, o: [], r: [[0, 'Patient', 'p1']] };
    const other = clinic.second();
    expect(clinic.take(clinic.envelopes([said]), other).touched.refuted).toBe(0);
    expect(clinic.take([target as Uint8Array], other).touched.refuted).toBe(1);
    expect(jsonOf(other, 'p1')).toContain('Family p1');
    expect(other.store.all('SELECT * FROM redaction')).toEqual([]);
    expect(other.store.all('SELECT * FROM set_aside')).toHaveLength(1);
  });
});

const HLC = `${String(Date.UTC(2026, 5, 1)).padStart(15, '0')}-00001`;

function createOp(id: string, family?: string): object {
  return { k: 'c', t: 'Patient', i: id, j: canonicalJson({ ...patient(id, family) }) };
}

function jsonOf(of: Workspace, id: string): string {
  return of.store.get<{ json: string }>('SELECT json FROM record WHERE id = ?', id)?.json ?? '';
}

function setAside(): number {
  return clinic.store.get<{ n: number }>('SELECT count(*) AS n FROM set_aside')?.n ?? 0;
}
