import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { historyOf } from '../../../electron/vault/records/history.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import { viewRecord } from '../../../electron/vault/records/view.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { envelopesAfter } from '../../../electron/vault/storage/log.ts';
import { verifyHome } from '../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { parseStub } from '../../../shared/envelope/layout.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, makeClinic } from '../attack/clinic.ts';

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
});
