import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { amendRecord } from '../../../electron/vault/records/amend.ts';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { historyOf } from '../../../electron/vault/records/history.ts';
import { findRow, stateOf } from '../../../electron/vault/records/row.ts';
import { transact } from '../../../electron/vault/records/transaction.ts';
import { UNDERSTANDING, type Understanding } from '../../../electron/vault/records/understanding.ts';
import { viewRecord } from '../../../electron/vault/records/view.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { writeOp } from '../../../electron/vault/records/write-op.ts';
import { replayAfterUpgrade } from '../../../electron/vault/sync/replay.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { runs } from '../../support/runs.ts';
import { cleanUp, PASSPHRASE, testClinic, testVault } from '../../support/vaults.ts';
import { carry, carryAll, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';
import { begin, deed, held, inbox, perform } from './deeds.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

/** A program before undo and amendments. `bodies`: whether a transaction with one is of a later version as a whole. */
function olderProgram(bodies: 'understood' | 'of a later version'): Understanding {
  const isNew = (raw: unknown): boolean => {
    const op = UNDERSTANDING.op(raw);
    return op?.k === 'w' && (op.a === 'undo' || op.w.some(([register]) => register === '$amended'));
  };
  return {
    version: 1,
    op: (raw) => (isNew(raw) ? undefined : UNDERSTANDING.op(raw)),
    body: (bytes, place) => {
      const read = UNDERSTANDING.body(bytes, place);
      return bodies === 'of a later version' && read?.body.ops.some(isNew) ? null : read;
    },
  };
}

/** How many operations and transactions are kept aside. */
function keptAside({ store }: Workspace): number {
  return (
    store.get<{ n: number }>(
      "SELECT (SELECT count(*) FROM set_aside) + (SELECT count(*) FROM envelope WHERE state <> 'applied') AS n",
    )?.n ?? 0
  );
}

/** The log of changes and what else follows from it. */
function log({ store }: Workspace): unknown {
  return {
    changes: store.all(
      `SELECT r.type, r.id, hex(e.hash) AS hash, c.op, c.kind, c.reason FROM change c JOIN record r USING (rid) JOIN envelope e ON e.eid = c.eid
       ORDER BY e.hash, c.op, r.type, r.id`,
    ),
    identifiers: store.all('SELECT i.*, r.id FROM identifier i JOIN record r USING (rid) ORDER BY value, r.id').length,
    envelopes: store.all('SELECT hex(hash) AS hash, state, hlc, user, operations FROM envelope ORDER BY hash'),
  };
}

describe('an older program', () => {
  it.each(['understood', 'of a later version'] as const)(
    'keeps aside what it does not understand, in bodies that are %s, and after its upgrade holds what one does that understood from the start',
    async (bodies) => {
      let kept = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(deed, { minLength: 15, maxLength: 40, size: 'max' }), async (deeds) => {
          const stations = clinic.open();
          const devices = stations.map(({ device }) => device);
          const [first, old, fresh] = stations.map(({ workspace }) => workspace) as [Workspace, Workspace, Workspace];
          const behind = { ...old, understanding: olderProgram(bodies) };
          replayAfterUpgrade(behind);
          begin(first);
          let side = 0;
          for (const act of deeds) {
            if (act.do === 'part') side = act.side;
            else
              perform(
                stations.map((one) => (one.workspace === old ? { ...one, workspace: behind } : one)),
                act,
                side,
              );
          }
          carryAll([first, behind, fresh], devices);
          kept += keptAside(behind);
          expect((await verifyHome(behind)).problems).toEqual([]);

          replayAfterUpgrade(old);
          expect(keptAside(old)).toBe(0);
          expect(held(old)).toEqual(held(fresh));
          expect(held(first)).toEqual(held(fresh));
          expect(inbox(old)).toEqual(inbox(fresh));
          expect(log(old)).toEqual(log(fresh));
          expect(await verifyHome(old)).toMatchObject({ ok: true });
          for (const { workspace } of stations) workspace.store.close();
        }),
        { numRuns: runs(12), seed: 17 },
      );
      expect(kept).toBeGreaterThan(10);
    },
    120_000,
  );

  it('remembers what replaces a write that it keeps aside, though its transaction was applied', () => {
    const [a, b, c] = clinic.open();
    if (!a || !b || !c) throw new Error('three workstations');
    const behind = b.under(olderProgram('understood'));
    replayAfterUpgrade(behind);
    begin(a.workspace);
    carryAll([a.workspace, behind, c.workspace], [a.device]);
    // one transaction with two operations on one record; the first is not understood there
    transact(a.workspace, (reader) => {
      const row = findRow(reader, 'Patient', 'p1');
      if (!row) throw new Error('no such patient');
      const state = stateOf(reader, row);
      const edit = (change: object) => editWrites(state, { ...JSON.parse(row.json), ...change });
      const ops: Op[] = [
        { ...writeOp(row, 'undo', edit({ gender: 'other' })) },
        writeOp(row, 'update', edit({ birthDate: '1980-01-01' })),
      ];
      return { ops, result: undefined };
    });
    carry(a.workspace, c.workspace, a.device);
    patchRecord(c.workspace, 'Patient', 'p1', { gender: 'female' });
    carry(c.workspace, behind, c.device);
    carry(a.workspace, behind, a.device);
    expect(keptAside(behind)).toBe(1);
    replayAfterUpgrade(b.workspace);
    carry(c.workspace, a.workspace, c.device);
    expect(inbox(b.workspace)).toEqual([]);
    expect(held(b.workspace)).toEqual(held(c.workspace));
    expect(held(b.workspace)).toEqual(held(a.workspace));
  });

  it('lets one bad operation block no other, neither when it arrives nor in the replay', () => {
    const [a, b] = clinic.open();
    if (!a || !b) throw new Error('two workstations');
    const future = (raw: unknown): boolean => JSON.stringify(raw).includes('later');
    const behind = b.under({
      ...UNDERSTANDING,
      version: 1,
      op: (raw) => (future(raw) ? undefined : UNDERSTANDING.op(raw)),
    });
    replayAfterUpgrade(behind);
    createRecords(a.workspace, [
      { resourceType: 'Patient', id: 'l1', language: 'later' },
      { resourceType: 'Patient', id: 'p2' },
      { resourceType: 'Patient', id: 'l2', language: 'later' },
      { resourceType: 'Patient', id: 'l3', language: 'later' },
    ]);
    carry(a.workspace, behind, a.device);
    expect(held(behind)).toHaveLength(1);
    let tried = 0;
    const failing = b.under({
      ...UNDERSTANDING,
      op: (raw) => {
        tried += 1;
        return tried === 2 ? undefined : UNDERSTANDING.op(raw);
      },
    });
    replayAfterUpgrade(failing);
    expect(held(failing)).toHaveLength(3);
    expect(keptAside(failing)).toBe(1);
    // nothing is tried twice under one version
    replayAfterUpgrade(b.workspace);
    expect(keptAside(b.workspace)).toBe(1);
    replayAfterUpgrade(b.under({ ...UNDERSTANDING, version: UNDERSTANDING.version + 1 }));
    expect(held(b.workspace)).toEqual(held(a.workspace));
  });

  it('that comes back for a while is noted, and what it keeps aside gets its turn', () => {
    const [a, b] = clinic.open();
    if (!a || !b) throw new Error('two workstations');
    replayAfterUpgrade(b.workspace);
    begin(a.workspace);
    const { resource, seen } = viewRecord(a.workspace, 'Observation', 'o1');
    amendRecord(a.workspace, { ...resource, valueInteger: 10 }, seen, 'typing error');
    const behind = b.under(olderProgram('understood'));
    replayAfterUpgrade(behind);
    carry(a.workspace, behind, a.device);
    expect(keptAside(behind)).toBe(1);
    const [before] = historyOf(behind, 'Observation', 'o1');
    expect(before?.what).toBe('create');
    replayAfterUpgrade(b.workspace);
    expect(held(b.workspace)).toEqual(held(a.workspace));
    expect(historyOf(b.workspace, 'Observation', 'o1')[1]).toMatchObject({ what: 'amend', reason: 'typing error' });
  });

  it('is upgraded by opening the vault', async () => {
    const { url } = await startCloud();
    const owner = await testClinic();
    await owner.ask('remote.add', { url });
    const behind = await joinClinic(owner, url, 'Laptop', { understanding: olderProgram('of a later version') });
    const { resource, seen } = await owner.ask('record.create', {
      resource: { resourceType: 'Observation', status: 'final', code: { text: 'Potassium' }, valueInteger: 9 },
    });
    await owner.ask('record.amend', { resource: { ...resource, valueInteger: 10 }, seen, reason: 'typing error' });
    await owner.ask('sync.run', { untilIdle: true });
    await behind.ask('sync.run', { untilIdle: true });
    const key = { type: 'Observation', id: String(resource.id) };
    expect((await behind.ask('record.get', key)).resource.valueInteger).toBe(9);
    expect((await behind.ask('sync.status', {})).quarantined).toBe(1);
    await behind.vault.close();

    const later = await testVault(behind.home);
    await later.ask('session.unlock', { passphrase: PASSPHRASE });
    expect((await later.ask('sync.status', {})).quarantined).toBe(0);
    expect(await later.ask('record.get', key)).toEqual(await owner.ask('record.get', key));
    await later.vault.close();
    await owner.vault.close();
    await closeClouds();
  });
});
