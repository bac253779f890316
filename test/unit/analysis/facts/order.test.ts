/**
 * What is counted follows from the records, not from the order in which they came: workstations that have the same records tell the same in every
 * measure, and the same as when everything is told anew.
 */
import fc from 'fast-check';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { visitChoices } from '../../../../electron/vault/analysis/cohorts/seen.ts';
import { askMeasure } from '../../../../electron/vault/analysis/measures/ask.ts';
import { measures } from '../../../../electron/vault/analysis/measures/registry.ts';
import { createRecords, deleteRecord, saveRecord } from '../../../../electron/vault/records/commands.ts';
import { mergePatients } from '../../../../electron/vault/records/merge-patients.ts';
import { redact } from '../../../../electron/vault/records/redaction.ts';
import { markIndexed, reindexSome } from '../../../../electron/vault/records/reindex.ts';
import { restoreVersion } from '../../../../electron/vault/records/restore.ts';
import { unmergePatient } from '../../../../electron/vault/records/unmerge-patients.ts';
import { viewRecord } from '../../../../electron/vault/records/view.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { setMeta } from '../../../../electron/vault/storage/meta.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { MEASURES } from '../../../../shared/bridge/measures.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { runs } from '../../../support/runs.ts';
import { cleanUp } from '../../../support/vaults.ts';
import {
  carry,
  carryAll,
  type Workstation,
  type WorkstationClinic,
  workstationClinic,
} from '../../../support/workstations.ts';
import { asked } from '../measures/asked.ts';
import { Choice, PEOPLE, patient, recordOf } from './random-records.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

const station = fc.nat(2);
const person = fc.nat(PEOPLE - 1);
const weighted = <D extends string, T>(weight: number, what: D, more: fc.Arbitrary<T>) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(what), at: station, more }),
});
const Deed = fc.oneof(
  weighted(20, 'write', Choice),
  weighted(2, 'person', fc.record({ a: person, x: fc.nat(5), y: fc.nat(5) })),
  weighted(2, 'delete', Choice),
  weighted(1, 'restore', Choice),
  weighted(1, 'erase', fc.record({ choice: Choice, chart: fc.boolean() })),
  weighted(2, 'merge', fc.record({ a: person, b: person })),
  weighted(2, 'part', person),
  weighted(8, 'carry', fc.record({ to: station, device: station, most: fc.constantFrom(1, 3, 100) })),
);
type Deed = typeof Deed extends fc.Arbitrary<infer D> ? D : never;

let corrected = 0;

function correct(workspace: Workspace, record: JsonObject): void {
  const [type, id] = [String(record.resourceType), String(record.id)];
  const { seen } = viewRecord(workspace, type, id);
  // what is final is amended
  saveRecord(workspace, { ...record, resourceType: type, id }, seen, type === 'Immunization' ? 'a slip' : undefined);
  corrected += 1;
}

function perform(stations: readonly Workstation[], deed: Deed): void {
  const workspace = stations[deed.at]?.workspace;
  if (!workspace) return;
  switch (deed.do) {
    case 'write': {
      const record = recordOf(deed.more);
      const [type, id] = [String(record.resourceType), String(record.id)];
      if (workspace.store.get('SELECT 1 FROM record WHERE type = ? AND id = ?', type, id)) correct(workspace, record);
      else createRecords(workspace, [record]);
      return;
    }
    case 'person':
      correct(workspace, patient(deed.more.a, deed.more));
      return;
    case 'delete':
    case 'restore': {
      const { resourceType, id } = recordOf(deed.more);
      if (deed.do === 'delete') deleteRecord(workspace, String(resourceType), String(id));
      else restoreVersion(workspace, String(resourceType), String(id), 1);
      return;
    }
    case 'erase': {
      const { choice, chart } = deed.more;
      const { resourceType, id } = recordOf(choice);
      const key = chart ? { type: 'Patient', id: `p${choice.person}` } : { type: String(resourceType), id: String(id) };
      redact(workspace, key, 'asked for', chart ? 'chart' : 'record');
      return;
    }
    case 'merge':
      mergePatients(workspace, { survivor: `p${deed.more.a}`, merged: `p${deed.more.b}`, take: [] });
      return;
    case 'part':
      unmergePatient(workspace, `p${deed.more}`, []);
      return;
    case 'carry': {
      const [of, to] = [stations[deed.more.device], stations[deed.more.to]];
      if (of && to && deed.more.to !== deed.at) carry(workspace, to.workspace, of.device, deed.more.most);
    }
  }
}

const OF = { from: '2026-03-01', to: '2026-06-30', today: '2026-06-30' };

/** What all measures tell, with the time before, by whom and where; `open`: every figure with the list behind it, whose numbers must agree. */
function told(reader: Reader, open = false): unknown {
  const answers = MEASURES.flatMap((name) => {
    const { definition } = measures[name];
    const compare = definition.compares.includes('period') ? ('previous' as const) : undefined;
    const splits = (['practitioner', 'place'] as const).filter((split) => definition.compares.includes(split));
    return [undefined, ...splits].map((by) => {
      const grain = definition.grains.includes('month') ? ('month' as const) : undefined;
      const input = { name, ...OF, grain, compare, by };
      const { computedInMs: _, ...answer } =
        open && by === undefined ? asked(reader, input) : askMeasure(reader, input);
      return answer;
    });
  });
  return { answers, seen: visitChoices(reader, { closed: ['Practitioner', 'Location', 'Organization'] }) };
}

/** All facts are told anew, as after an update of the program. */
function tellAnew({ store, dayOf }: Workspace): void {
  store.transaction((writer) => setMeta(writer, 'projection', 0));
  while (reindexSome(store, dayOf) > 0);
}

it('is the same in whatever order the records came', async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(Deed, { minLength: 20, maxLength: 80, size: 'max' }), async (deeds) => {
      const stations = clinic.open();
      const workspaces = stations.map(({ workspace }) => workspace);
      const devices = stations.map(({ device }) => device);
      const [first, ...others] = workspaces as [Workspace, ...Workspace[]];
      for (const { store } of workspaces) store.transaction(markIndexed);
      createRecords(
        first,
        Array.from({ length: PEOPLE }, (_, n) => patient(n)),
      );
      carryAll(workspaces, devices);
      for (const deed of deeds) {
        try {
          perform(stations, deed);
        } catch (error) {
          if (!(error instanceof ExpectedError)) throw error;
        }
      }
      carryAll(workspaces, devices);
      const answers = told(first.store, true);
      for (const other of others) expect(told(other.store)).toEqual(answers);
      for (const workspace of workspaces.slice(0, 2)) {
        tellAnew(workspace);
        expect(told(workspace.store)).toEqual(answers);
      }
      counted += first.store.all('SELECT 1 FROM fact').length;
    }),
    { numRuns: runs(6) },
  );
  expect([counted > 0, corrected > 0]).toEqual([true, true]);
}, 180_000);

it('says how many records are missing while they are told in the background, and counts them one by one', () => {
  const [one] = clinic.open();
  if (!one) throw new Error('no workstation');
  const { store, dayOf } = one.workspace;
  store.transaction(markIndexed);
  const visits = Array.from({ length: 5 }, (_, n) => ({
    ...recordOf({ kind: 0, slot: 0, person: n % 2, day: 0, x: 0, y: 3, z: 0 }),
    id: `v${n}`,
  }));
  createRecords(one.workspace, [patient(0), patient(1), ...visits]);
  const ask = (): unknown[] => {
    const { total, incomplete } = askMeasure(store, { name: 'visits', ...OF });
    const people = askMeasure(store, { name: 'age-sex', ...OF });
    return [total[0], incomplete, people.incomplete];
  };
  expect(ask()).toEqual([5, 0, 0]);
  // as an older program left it, which told no facts
  store.transaction((writer) => {
    setMeta(writer, 'projection', 0);
    for (const table of ['fact', 'fact_count', 'fact_name', 'fact_person']) writer.run(`DELETE FROM ${table}`);
  });
  expect(ask()).toEqual([0, 7, 7]);
  expect(reindexSome(store, dayOf, 4)).toBe(3);
  expect(ask()).toEqual([2, 3, 3]);
  // what is written meanwhile is counted, and is none of those that are missing
  createRecords(one.workspace, [{ ...visits[0], id: 'new' }]);
  expect(ask()).toEqual([3, 3, 3]);
  expect(reindexSome(store, dayOf, 4)).toBe(0);
  expect(ask()).toEqual([6, 0, 0]);
});
