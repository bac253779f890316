import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readChart } from '../../../../electron/vault/records/chart.ts';
import { createRecords, patchRecord } from '../../../../electron/vault/records/commands.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { checkPrescriptions } from '../../../../electron/vault/records/prescribing/check.ts';
import { unmergePatient } from '../../../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(2);
});
afterEach(cleanUp);

const patient = (n: number): JsonObject => ({
  resourceType: 'Patient',
  id: `p${n}`,
  name: [{ family: 'Li', given: [`Name${n}`] }],
});
const sight = { shows: () => true, showsGroup: () => true };
const TODAY = '2026-06-01';

function chartOf({ store }: Workspace, id: string): string[] {
  const chart = readChart(store, id, { timeZone: 'UTC', today: TODAY, locale: 'en', sight });
  return (chart?.allergies ?? []).map(({ text }) => text).sort();
}

/** Allergies that are warned of when somebody prescribes this. */
function warnedOf({ store }: Workspace, id: string, text: string): string[] {
  const { results } = checkPrescriptions(store, id, [{ medicine: { text }, product: '' } as never], {
    shows: () => true,
    locale: 'en',
    today: TODAY,
  });
  return results.flatMap(({ warnings }) => warnings.filter(({ kind }) => kind === 'allergy').map((one) => one.subject));
}

describe('allergies of patients who are one person', () => {
  it('stand in the chart and warn whichever of the two is asked for, also those that workstations disagree on', () => {
    const stations = clinic.open();
    const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace];
    const devices = stations.map(({ device }) => device);
    const [one, two] = workspaces;
    createRecords(one, [
      patient(0),
      patient(1),
      {
        resourceType: 'AllergyIntolerance',
        id: 'a',
        patient: { reference: 'Patient/p1' },
        code: { text: 'Penicillin' },
      },
      { resourceType: 'AllergyIntolerance', id: 'b', patient: { reference: 'Patient/p0' }, code: { text: 'Aspirin' } },
    ]);
    carryAll(workspaces, devices);
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    patchRecord(one, 'AllergyIntolerance', 'a', { code: { text: 'Ibuprofen' } });
    patchRecord(two, 'AllergyIntolerance', 'a', { code: { text: 'Amoxicillin' } });
    carryAll(workspaces, devices);
    for (const workspace of workspaces) {
      expect(chartOf(workspace, 'p0')).toEqual(['Amoxicillin', 'Aspirin', 'Ibuprofen']);
      for (const id of ['p0', 'p1']) {
        expect(warnedOf(workspace, id, 'Amoxicillin'), id).toContain('Amoxicillin');
        expect(warnedOf(workspace, id, 'Ibuprofen'), id).toContain('Ibuprofen');
        expect(warnedOf(workspace, id, 'Aspirin'), id).toContain('Aspirin');
      }
    }
    unmergePatient(two, 'p1', []);
    carryAll(workspaces, devices);
    for (const workspace of workspaces) {
      expect(chartOf(workspace, 'p0')).toEqual(['Aspirin']);
      expect(chartOf(workspace, 'p1')).toEqual(['Amoxicillin', 'Ibuprofen']);
      expect(warnedOf(workspace, 'p0', 'Amoxicillin')).toEqual([]);
      expect(warnedOf(workspace, 'p1', 'Amoxicillin')).toEqual(['Amoxicillin']);
    }
  });

  it('move to whom a value in conflict names, also where that one was merged', () => {
    const stations = clinic.open();
    const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace];
    const devices = stations.map(({ device }) => device);
    const [one, two] = workspaces;
    createRecords(one, [
      patient(0),
      patient(1),
      patient(2),
      patient(3),
      {
        resourceType: 'AllergyIntolerance',
        id: 'a',
        patient: { reference: 'Patient/p3' },
        code: { text: 'Penicillin' },
      },
    ]);
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    carryAll(workspaces, devices);
    patchRecord(one, 'AllergyIntolerance', 'a', { patient: { reference: 'Patient/p1' } });
    patchRecord(two, 'AllergyIntolerance', 'a', { patient: { reference: 'Patient/p2' } });
    carryAll(workspaces, devices);
    for (const workspace of workspaces)
      for (const id of ['p0', 'p1', 'p2']) {
        expect(chartOf(workspace, id === 'p1' ? 'p0' : id), id).toEqual(['Penicillin']);
        expect(warnedOf(workspace, id, 'Penicillin'), id).toContain('Penicillin');
      }
  });
});
