import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRecords, deleteRecord } from '../../../../electron/vault/records/commands.ts';
import { listConflicts } from '../../../../electron/vault/records/conflicts.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { flushDropped, redact, redactLate } from '../../../../electron/vault/records/redaction.ts';
import { restoreVersion } from '../../../../electron/vault/records/restore.ts';
import { unmergePatient } from '../../../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { verifyHome } from '../../../../electron/vault/verify.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { misplaced } from '../../../support/charts.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../../support/workstations.ts';
import { tablesWith, transactionsWith } from '../../redaction/support.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(2);
});
afterEach(cleanUp);

const SURVIVOR = 'Zebrafinch';
const MERGED = 'Goldcrest';
const patient = (id: string, family: string): JsonObject => ({
  resourceType: 'Patient',
  id,
  active: true,
  name: [{ family }],
  telecom: [{ system: 'phone', value: `phone of ${family}` }],
});
const condition = (of: string, text: string): JsonObject => ({
  resourceType: 'Condition',
  id: `${of}-condition`,
  subject: { reference: `Patient/${of}` },
  code: { text: `illness of ${text}` },
});

/** Two who were merged, on two workstations. */
function merged() {
  const stations = clinic.open();
  const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace];
  const devices = stations.map(({ device }) => device);
  const everywhere = (): void => carryAll(workspaces, devices);
  const [one] = workspaces;
  createRecords(one, [patient('a', SURVIVOR), condition('a', SURVIVOR)]);
  createRecords(one, [patient('b', MERGED), condition('b', MERGED)]);
  everywhere();
  mergePatients(one, { survivor: 'a', merged: 'b', take: ['name'] });
  everywhere();
  return { workspaces, everywhere };
}

const erase = (workspace: Workspace, id: string, scope: 'record' | 'chart' = 'chart') =>
  redact(workspace, { type: 'Patient', id }, 'asked for', scope);

/** Where a text still stands, after what was dropped is flushed. */
async function remains(workspace: Workspace, text: string): Promise<unknown[]> {
  redactLate(workspace);
  await flushDropped(workspace);
  return [...tablesWith(workspace.store, text), ...transactionsWith(workspace.store, text)];
}

const shown = ({ store }: Workspace, id: string): JsonObject =>
  JSON.parse(
    store.get<{ json: string }>('SELECT json FROM record WHERE id = ? AND deleted = 0', id)?.json ?? '{}',
  ) as JsonObject;

async function expectWhole(workspace: Workspace): Promise<void> {
  expect(misplaced(workspace.store)).toEqual([]);
  expect((await verifyHome(workspace)).problems).toEqual([]);
}

describe('the erasure of patients who were merged', () => {
  it('takes the records, and every version, of both with the chart of the one who stayed', async () => {
    const { workspaces, everywhere } = merged();
    const [one, two] = workspaces;
    expect(erase(one, 'a')).toMatchObject({ records: 4 });
    everywhere();
    for (const workspace of [one, two]) {
      for (const text of [SURVIVOR, MERGED]) expect(await remains(workspace, text), text).toEqual([]);
      await expectWhole(workspace);
      expect(listConflicts(workspace)).toEqual([]);
    }
  });

  it('takes of two who were parted the one that is asked for, and leaves the other whole', async () => {
    for (const id of ['a', 'b']) {
      const { workspaces, everywhere } = merged();
      const [one, two] = workspaces;
      unmergePatient(one, 'b', []);
      everywhere();
      expect(erase(two, id)).toMatchObject({ records: 2 });
      everywhere();
      const [other, family] = id === 'a' ? ['b', MERGED] : ['a', SURVIVOR];
      for (const workspace of [one, two]) {
        expect(shown(workspace, other)).toEqual(patient(other, family));
        expect(shown(workspace, `${other}-condition`)).toEqual(condition(other, family));
        expect(await remains(workspace, `illness of ${id === 'a' ? SURVIVOR : MERGED}`)).toEqual([]);
        await expectWhole(workspace);
        expect(listConflicts(workspace)).toEqual([]);
      }
    }
  });

  it('of the one who stayed alone leaves somebody to part, and they are as they were', async () => {
    const { workspaces, everywhere } = merged();
    const [one, two] = workspaces;
    erase(one, 'a', 'record');
    everywhere();
    expect(listConflicts(two).map(({ rule, record }) => `${rule} ${record.id}`)).toContain('merged-apart b');
    unmergePatient(two, 'b', []);
    everywhere();
    for (const workspace of [one, two]) {
      expect(shown(workspace, 'b')).toEqual(patient('b', MERGED));
      expect(await remains(workspace, `phone of ${SURVIVOR}`)).toEqual([]);
      await expectWhole(workspace);
      expect(listConflicts(workspace).map(({ rule }) => rule)).not.toContain('merged-apart');
    }
  });
});

describe('who was merged into somebody who is deleted', () => {
  it('is listed again, waits for a person, and is parted when the other is there to give back what is theirs', async () => {
    const { workspaces, everywhere } = merged();
    const [one, two] = workspaces;
    deleteRecord(one, 'Patient', 'a');
    everywhere();
    expect(listConflicts(two).map(({ rule, record }) => `${rule} ${record.id}`)).toContain('merged-apart b');
    expect(() => unmergePatient(two, 'b', [])).toThrow('Restore it first');
    restoreVersion(two, 'Patient', 'a', 1);
    unmergePatient(two, 'b', []);
    everywhere();
    for (const workspace of [one, two]) {
      expect(shown(workspace, 'a')).toEqual(patient('a', SURVIVOR));
      expect(shown(workspace, 'b')).toEqual(patient('b', MERGED));
      await expectWhole(workspace);
      expect(listConflicts(workspace)).toEqual([]);
    }
  });
});
