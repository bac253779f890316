import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markDifferent } from '../../../../electron/vault/quality/duplicates/decisions.ts';
import { createRecords, deleteRecord, patchRecord } from '../../../../electron/vault/records/commands.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { restoreVersion } from '../../../../electron/vault/records/restore.ts';
import { unmergePatient } from '../../../../electron/vault/records/unmerge-patients.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { misplaced } from '../../../support/charts.ts';
import { runs } from '../../../support/runs.ts';
import { cleanUp } from '../../../support/vaults.ts';
import {
  carry,
  carryAll,
  type Workstation,
  type WorkstationClinic,
  workstationClinic,
} from '../../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

const PEOPLE = 4;
const station = fc.nat(2);
const person = fc.nat(PEOPLE - 1);
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('merge' as const), at: station, a: person, b: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('unmerge' as const), at: station, a: person, move: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edit' as const), at: station, a: person, phone: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note' as const), at: station, a: person, text: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), at: station, a: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), at: station, a: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('different' as const), at: station, a: person, b: person }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('carry' as const),
      at: station,
      to: station,
      device: station,
      most: fc.constantFrom(1, 3, 100),
    }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const patientId = (n: number): string => `p${n}`;
const patient = (n: number): JsonObject => ({
  resourceType: 'Patient',
  id: patientId(n),
  active: true,
  name: [{ family: 'Li', given: [`Name${n}`] }],
  telecom: [{ system: 'phone', value: `1380000000${n}` }],
  birthDate: `198${n}-01-01`,
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${n}</div>` },
});

let notes = 0;

function perform(stations: readonly Workstation[], act: Deed): void {
  const workspace = stations[act.at]?.workspace;
  if (!workspace) return;
  switch (act.do) {
    case 'merge':
      mergePatients(workspace, { survivor: patientId(act.a), merged: patientId(act.b), take: ['birthDate'] });
      return;
    case 'unmerge': {
      const own = workspace.store.all<{ type: string; id: string }>(
        "SELECT type, id FROM record WHERE patient = ? AND type <> 'Patient' AND deleted = 0 LIMIT 2",
        patientId(act.a),
      );
      unmergePatient(workspace, patientId(act.a), act.move ? own : []);
      return;
    }
    case 'edit':
      patchRecord(workspace, 'Patient', patientId(act.a), {
        telecom: [{ system: 'phone', value: `1390000000${act.phone}` }],
      });
      return;
    case 'note':
      notes += 1;
      createRecords(workspace, [note(`n${notes}`, patientId(act.a), act.text)]);
      return;
    case 'delete':
      deleteRecord(workspace, 'Patient', patientId(act.a));
      return;
    case 'restore':
      restoreVersion(workspace, 'Patient', patientId(act.a), 1);
      return;
    case 'different':
      markDifferent(workspace, patientId(act.a), patientId(act.b), true);
      return;
    case 'carry': {
      const [of, to] = [stations[act.device], stations[act.to]];
      if (of && to && act.to !== act.at) carry(workspace, to.workspace, of.device, act.most);
      return;
    }
  }
}

function note(id: string, of: string, text: number): JsonObject {
  return {
    resourceType: 'Condition',
    id,
    subject: { reference: `Patient/${of}` },
    code: { text: `text ${text}` },
  };
}

/** Everything that is kept of merges, by what is the same on every workstation. */
function kept({ store }: Workspace): unknown {
  return {
    records: store.all('SELECT type, id, deleted, patient, json FROM record ORDER BY type, id'),
    merged: store.all('SELECT id, survivor FROM merged ORDER BY id'),
    moved: store.all('SELECT r.type, r.id, m.own FROM moved m JOIN record r USING (rid) ORDER BY 1, 2'),
    links: store.all('SELECT id, other FROM patient_link ORDER BY 1, 2'),
    tokens: store.all('SELECT t.token, t.kind, r.id FROM search_token t JOIN record r USING (rid) ORDER BY 1, 2, 3'),
    keys: store.all('SELECT k.key, r.id FROM duplicate_key k JOIN record r USING (rid) ORDER BY 1, 2'),
    breaches: store.all(
      `SELECT b.rule, b.subject, b.key, b.accepted, b.patient, r.type, r.id FROM breach b JOIN record r USING (rid)
       ORDER BY b.rule, b.subject, r.type, r.id`,
    ),
  };
}

function judge({ store }: Workspace): void {
  expect(misplaced(store)).toEqual([]);
}

describe('merges on three workstations', () => {
  it('converge in whatever order they arrive, lose no record, and leave each in the chart of one visible patient', async () => {
    let merges = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 40, size: 'max' }), async (deeds) => {
        notes = 0;
        const stations = clinic.open();
        const workspaces = stations.map(({ workspace }) => workspace);
        const devices = stations.map(({ device }) => device);
        const [first, ...others] = workspaces as [Workspace, ...Workspace[]];
        createRecords(
          first,
          Array.from({ length: PEOPLE }, (_, n) => patient(n)),
        );
        carryAll(workspaces, devices);
        for (const act of deeds) {
          try {
            perform(stations, act);
          } catch (error) {
            if (!(error instanceof ExpectedError)) throw error;
          }
        }
        for (const workspace of workspaces) judge(workspace);
        carryAll(workspaces, devices);
        for (const workspace of workspaces) judge(workspace);
        for (const other of others) expect(kept(other)).toEqual(kept(first));
        expect(first.store.all("SELECT 1 FROM record WHERE type = 'Condition'").length).toBe(notes);
        merges += first.store.all('SELECT 1 FROM merged').length;
      }),
      { numRuns: runs(20) },
    );
    expect(merges).toBeGreaterThan(0);
  }, 120_000);

  it('each into the other, or one into two, wait for a person; nobody disappears', () => {
    const stations = clinic.open();
    const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace, Workspace];
    const devices = stations.map(({ device }) => device);
    const [one, two] = workspaces;
    createRecords(
      one,
      Array.from({ length: PEOPLE }, (_, n) => patient(n)),
    );
    carryAll(workspaces, devices);
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    mergePatients(two, { survivor: 'p1', merged: 'p0', take: [] });
    mergePatients(one, { survivor: 'p0', merged: 'p2', take: [] });
    mergePatients(two, { survivor: 'p3', merged: 'p2', take: [] });
    carryAll(workspaces, devices);
    for (const workspace of workspaces) {
      judge(workspace);
      const rules = workspace.store.all<{ subject: string }>(
        "SELECT DISTINCT subject FROM breach WHERE rule = 'merged-apart' ORDER BY 1",
      );
      expect(rules).toEqual([{ subject: 'p0' }, { subject: 'p2' }]);
    }
    unmergePatient(two, 'p0', []);
    unmergePatient(two, 'p2', []);
    carryAll(workspaces, devices);
    for (const workspace of workspaces) {
      judge(workspace);
      expect(workspace.store.all("SELECT 1 FROM breach WHERE rule = 'merged-apart'")).toEqual([]);
      expect(workspace.store.all('SELECT id, survivor FROM merged')).toEqual([{ id: 'p1', survivor: 'p0' }]);
    }
  });

  it('against an edit tell of it, against a deletion let the patient live', () => {
    const stations = clinic.open();
    const workspaces = stations.map(({ workspace }) => workspace) as [Workspace, Workspace, Workspace];
    const devices = stations.map(({ device }) => device);
    const [one, two] = workspaces;
    createRecords(one, [patient(0), patient(1), patient(2), patient(3), note('n', 'p1', 1)]);
    carryAll(workspaces, devices);
    mergePatients(one, { survivor: 'p0', merged: 'p1', take: [] });
    patchRecord(two, 'Patient', 'p1', { gender: 'male' });
    mergePatients(one, { survivor: 'p2', merged: 'p3', take: [] });
    deleteRecord(two, 'Patient', 'p2');
    carryAll(workspaces, devices);
    for (const workspace of workspaces) {
      judge(workspace);
      expect(workspace.store.all("SELECT subject FROM breach WHERE rule = 'merged-changed'")).toEqual([
        { subject: 'p1' },
      ]);
      // the deletion had not seen the merge: it waits in the inbox, and the patient is there
      expect(workspace.store.get("SELECT deleted, conflicts > 0 AS waits FROM record WHERE id = 'p2'")).toEqual({
        deleted: 0,
        waits: 1,
      });
      expect(workspace.store.get("SELECT patient FROM record WHERE id = 'n'")).toEqual({ patient: 'p0' });
    }
  });
});
