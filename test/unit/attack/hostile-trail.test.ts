/** A workstation of the clinic whose program lies about what was done there. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listPage } from '../../../electron/vault/audit/list.ts';
import { verifyAudit } from '../../../electron/vault/audit/verify.ts';
import { namesOf, viewRow } from '../../../electron/vault/audit/view.ts';
import { auditHash, auditStart } from '../../../shared/audit/chain.ts';
import { type AuditEntry, encodeEntry } from '../../../shared/audit/entry.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const entry = (at: number, more: Partial<AuditEntry> = {}): Uint8Array =>
  encodeEntry({ v: 1, at, e: 'chart.read', o: 0, u: 'u1', t: 'Patient', i: `p${at}`, p: `p${at}`, ...more });

/** An operation behind `before` entries of the hostile workstation's chain. */
function op(before: readonly Uint8Array[], entries: readonly Uint8Array[]) {
  const start = auditStart(clinic.hostile.clinicId, clinic.hostile.deviceId);
  return { k: 'l', s: before.length + 1, p: before.reduce(auditHash, start), e: [...entries] };
}

/** Sends transactions one after the other, each with these operations. */
function send(...transactions: (readonly unknown[])[]): void {
  let seq = 1;
  let previous: Uint8Array = new Uint8Array(32);
  for (const ops of transactions) {
    const [bytes] = clinic.envelopes(ops, { seq, previous });
    if (!bytes) throw new Error('no envelope');
    expect(clinic.take([bytes]).problem).toBeNull();
    previous = hashOf(bytes);
    seq += 1;
  }
}

const kept = () => clinic.store.all<{ seq: number }>('SELECT seq FROM audit ORDER BY seq').map(({ seq }) => seq);
const verified = () => verifyAudit(clinic.workspace);

describe('a workstation that', () => {
  const [one, two, three] = [entry(1), entry(2), entry(3)] as const;

  it('tells the truth is believed', async () => {
    send([op([], [one, two])], [op([one, two], [three])]);
    expect(await verified()).toEqual({ entries: 3, workstations: 1, problems: [] });
  });

  it('rewrites its past is found out, and what it said first stays', async () => {
    const other = entry(1, { i: 'another', p: 'another' });
    send([op([], [one, two])], [op([], [other, two])], [op([other, two], [three])]);
    expect(kept()).toEqual([1, 2]);
    const { problems } = await verified();
    expect(problems).toHaveLength(2);
    expect(problems.join()).toMatch(/entries 1 to 2 again or otherwise.*entries 3 to 3 again or otherwise/);
    expect(listPage(clinic.store, { patient: 'another' }, undefined, 10).rows).toEqual([]);
  });

  it('says the same again is found out', async () => {
    send([op([], [one])], [op([], [one])]);
    expect(kept()).toEqual([1]);
    expect((await verified()).problems).toHaveLength(1);
  });

  it('leaves some out is found out, and what came behind is shown', async () => {
    send([op([], [one])], [op([one, two], [three])]);
    expect(kept()).toEqual([1, 3]);
    expect((await verified()).problems).toEqual([expect.stringMatching(/entries 2 to 2 are missing/)]);
  });

  it('fills its own gap with other entries than it had is found out', async () => {
    send([op([], [one])], [op([one, two], [three])], [op([one], [entry(9)])]);
    expect(kept()).toEqual([1, 3]);
    expect((await verified()).problems.join()).toMatch(/again or otherwise/);
  });

  it("passes on another workstation's trail as its own is found out", async () => {
    const start = auditStart(clinic.honest.clinicId, clinic.honest.deviceId);
    send([{ k: 'l', s: 1, p: start, e: [one, two] }]);
    expect(kept()).toEqual([]);
    expect((await verified()).problems).toHaveLength(1);
  });

  it('notes in the name of somebody else is shown with whose signature that stands', async () => {
    send([op([], [entry(1, { u: 'u2' })])]);
    const names = namesOf(clinic.store, clinic.workspace.members(), true);
    const [row] = listPage(clinic.store, {}, undefined, 10).rows.map((found) => viewRow(found, names));
    expect(row).toMatchObject({ user: { id: 'u2' }, signedBy: { id: 'u1', name: 'Dr Test' } });
    expect(listPage(clinic.store, { user: 'u1' }, undefined, 10).rows).toEqual([]);
  });

  it('gives a failed log-in a user, or an entry that is none, says nothing that is believed', async () => {
    const { u: _user, ...failed } = { v: 1, at: 1, e: 'login.failed', o: 8, u: 'u1' } as const;
    send(
      [op([], [encodeCbor({ ...failed, u: 'u1' })])],
      [op([encodeCbor({ ...failed, u: 'u1' })], [encodeCbor({ at: 'now' })])],
    );
    const [row] = listPage(clinic.store, {}, undefined, 10).rows.map((found) =>
      viewRow(found, namesOf(clinic.store, clinic.workspace.members(), true)),
    );
    // kept for the chain's sake, and as something that nobody understands
    expect(row).toMatchObject({ event: 'unknown' });
    expect(row?.user).toBeUndefined();
    expect(kept()).toEqual([1]);
  });
});

describe('whoever alters the database of a workstation', () => {
  it.each([
    ['an entry', (seq: number) => [`UPDATE audit SET entry = ?, at = 5 WHERE seq = ${seq}`, entry(5)]],
    ['whom it was about', (seq: number) => [`UPDATE audit SET patient = ? WHERE seq = ${seq}`, 'nobody']],
    ['who signed it', (seq: number) => [`UPDATE audit SET author = ? WHERE seq = ${seq}`, 'u9']],
    ['whether it is there', (seq: number) => [`DELETE FROM audit WHERE seq = ${seq} AND ? = ''`, '']],
  ] as const)('in %s is found out, wherever it stands in the chain', async (_what, change) => {
    send([op([], [entry(1), entry(2)])], [op([entry(1), entry(2)], [entry(3)])]);
    expect((await verified()).problems).toEqual([]);
    for (const seq of [1, 2, 3]) {
      const [sql = '', value = ''] = change(seq) as [string, string | Uint8Array];
      const before = clinic.store.all<Record<string, string | number | Uint8Array>>('SELECT * FROM audit');
      clinic.store.transaction((writer) => writer.run(sql, value));
      expect((await verified()).problems.length, `entry ${seq}`).toBeGreaterThan(0);
      clinic.store.transaction((writer) => {
        writer.run('DELETE FROM audit');
        for (const row of before)
          writer.run(
            `INSERT INTO audit (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
              .map(() => '?')
              .join(', ')})`,
            ...Object.values(row),
          );
      });
      expect((await verified()).problems).toEqual([]);
    }
  });
});

describe('a redaction', () => {
  it('of a record whose envelope holds entries leaves them, everywhere', async () => {
    const { redact } = await import('../../../electron/vault/records/redaction.ts');
    const { envelopesAfter } = await import('../../../electron/vault/storage/log.ts');
    const { parseEnvelope, stubOf } = await import('../../../shared/envelope/layout.ts');
    const create = { k: 'c', t: 'Patient', i: 'p1', j: '{"gender":"male","id":"p1","resourceType":"Patient"}' };
    const sent = clinic.envelopes([create, op([], [entry(1), entry(2)])]);
    const late = clinic.second();
    clinic.take(sent);
    redact(clinic.workspace, { type: 'Patient', id: 'p1' }, 'asked for', 'record');
    expect(kept()).toEqual([1, 2]);
    expect(await verified()).toMatchObject({ problems: [] });
    // one that never saw the whole envelope has them from what the redaction carried over
    const stubs = sent.map((bytes) => stubOf(parseEnvelope(bytes) as NonNullable<ReturnType<typeof parseEnvelope>>));
    clinic.take(stubs, late);
    clinic.take(
      envelopesAfter(clinic.store, clinic.honest.deviceId, 0, 1e9).map(({ bytes }) => bytes),
      late,
    );
    expect(
      late.store.get<{ n: number }>('SELECT count(*) AS n FROM audit WHERE device = ?', clinic.hostile.deviceId)?.n,
    ).toBe(2);
    expect((await verifyAudit(late)).problems).toEqual([]);
  });
});
