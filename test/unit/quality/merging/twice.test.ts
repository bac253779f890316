import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRecords, patchRecord } from '../../../../electron/vault/records/commands.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { restoreVersion } from '../../../../electron/vault/records/restore.ts';
import { unmergePatient } from '../../../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

const patient = (n: number): JsonObject => ({
  resourceType: 'Patient',
  id: `p${n}`,
  active: true,
  name: [{ family: 'Li', given: [`Name${n}`] }],
  telecom: [{ system: 'phone', value: `1380000000${n}` }],
  birthDate: `198${n}-01-01`,
});

function three() {
  const stations = clinic.open();
  const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace, Workspace];
  const devices = stations.map(({ device }) => device);
  createRecords(workspaces[0], [patient(0), patient(1), patient(2)]);
  const everywhere = (): void => carryAll(workspaces, devices);
  everywhere();
  return { workspaces, everywhere };
}

function shown({ store }: Workspace, id: string): JsonObject {
  return JSON.parse(
    store.get<{ json: string }>('SELECT json FROM record WHERE id = ?', id)?.json ?? '{}',
  ) as JsonObject;
}

function conflicts({ store }: Workspace): unknown {
  return store.all('SELECT id, conflicts FROM record WHERE conflicts > 0');
}

describe('a merge that was made on two workstations at once', () => {
  it('is one merge, and un-merging takes all of it back', () => {
    const { workspaces, everywhere } = three();
    const [one, two, other] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    mergePatients(two, { survivor: 'p0', merged: 'p1', take: [] });
    everywhere();
    expect(conflicts(other)).toEqual([]);
    expect(other.store.all('SELECT id, survivor FROM merged')).toEqual([{ id: 'p1', survivor: 'p0' }]);
    unmergePatient(two, 'p1', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id FROM merged')).toEqual([]);
      expect(shown(workspace, 'p0')).toEqual(patient(0));
      expect(shown(workspace, 'p1')).toEqual(patient(1));
    }
  });

  it('with an edit between them is taken back as a whole, but for the edit', () => {
    const { workspaces, everywhere } = three();
    const [one, two] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    patchRecord(two, 'Patient', 'p1', { gender: 'female' });
    mergePatients(two, { survivor: 'p0', merged: 'p1', take: ['birthDate'] });
    everywhere();
    unmergePatient(one, 'p1', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id FROM merged')).toEqual([]);
      expect(shown(workspace, 'p0')).toEqual(patient(0));
      expect(shown(workspace, 'p1')).toEqual({ ...patient(1), gender: 'female' });
      expect(conflicts(workspace)).toEqual([]);
    }
  });

  it('into two others is taken back from both', () => {
    const { workspaces, everywhere } = three();
    const [one, two] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    mergePatients(two, { survivor: 'p2', merged: 'p1', take: [] });
    everywhere();
    unmergePatient(two, 'p1', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id FROM merged')).toEqual([]);
      for (const n of [0, 1, 2]) expect(shown(workspace, `p${n}`)).toEqual(patient(n));
    }
  });

  it('and un-merged on two at once is un-merged once', () => {
    const { workspaces, everywhere } = three();
    const [one, two] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: ['birthDate'] });
    everywhere();
    unmergePatient(one, 'p1', []);
    unmergePatient(two, 'p1', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(conflicts(workspace)).toEqual([]);
      for (const n of [0, 1, 2]) expect(shown(workspace, `p${n}`)).toEqual(patient(n));
    }
    mergePatients(one, { survivor: 'p1', merged: 'p0', take: [] });
    everywhere();
    unmergePatient(two, 'p0', []);
    everywhere();
    for (const workspace of workspaces)
      for (const n of [0, 1, 2]) expect(shown(workspace, `p${n}`)).toEqual(patient(n));
  });

  it('each into the other and both taken back leaves two persons as they were', () => {
    const { workspaces, everywhere } = three();
    const [one, two] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    mergePatients(two, { survivor: 'p1', merged: 'p0', take: [] });
    everywhere();
    unmergePatient(one, 'p1', []);
    unmergePatient(one, 'p0', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id FROM merged')).toEqual([]);
      for (const n of [0, 1]) expect(shown(workspace, `p${n}`)).toEqual(patient(n));
    }
  });
});

describe('a version from before a merge', () => {
  it('brings back what was written, and parts nobody', () => {
    const { workspaces, everywhere } = three();
    const [one] = workspaces;
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    restoreVersion(one, 'Patient', 'p1', 1);
    restoreVersion(one, 'Patient', 'p0', 1);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id, survivor FROM merged')).toEqual([{ id: 'p1', survivor: 'p0' }]);
      expect(shown(workspace, 'p1').active).toBe(false);
      expect(shown(workspace, 'p0').telecom).toEqual(patient(0).telecom);
    }
    unmergePatient(one, 'p1', []);
    everywhere();
    for (const workspace of workspaces) {
      expect(workspace.store.all('SELECT id FROM merged')).toEqual([]);
      expect(shown(workspace, 'p0')).toEqual(patient(0));
      expect(shown(workspace, 'p1')).toEqual(patient(1));
    }
  });

  it('brings other links back like every other value', () => {
    const { workspaces } = three();
    const [one] = workspaces;
    const link = [{ other: { reference: 'Patient/p2' }, type: 'seealso' }];
    patchRecord(one, 'Patient', 'p0', { link });
    patchRecord(one, 'Patient', 'p0', { link: null });
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    restoreVersion(one, 'Patient', 'p0', 2);
    expect(shown(one, 'p0').link).toEqual(
      expect.arrayContaining([link[0], { other: { reference: 'Patient/p1' }, type: 'replaces' }]),
    );
  });
});
