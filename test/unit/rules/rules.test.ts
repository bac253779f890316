import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markError, signRecord } from '../../../electron/vault/records/amend.ts';
import { createRecords, deleteRecord, patchRecord } from '../../../electron/vault/records/commands.ts';
import { listConflicts, resolveConflict } from '../../../electron/vault/records/conflicts.ts';
import { restoreVersion } from '../../../electron/vault/records/restore.ts';
import { listSettled, undoDecision } from '../../../electron/vault/records/settled.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { countOpen } from '../../../electron/vault/storage/breaches.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { runs } from '../../support/runs.ts';
import { cleanUp } from '../../support/vaults.ts';
import {
  carry,
  carryAll,
  type Workstation,
  type WorkstationClinic,
  workstationClinic,
} from '../../support/workstations.ts';
import { naiveBreaches, shownBreaches } from './naive.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(3);
});
afterEach(cleanUp);

const RESIDENT = 'urn:oid:2.16.156.10011.1.3';
const resident = (value: string, more: JsonObject = {}): JsonObject => ({ system: RESIDENT, value, ...more });
const patient = (id: string, ...identifier: JsonObject[]): JsonObject => ({
  resourceType: 'Patient',
  id,
  ...(identifier.length > 0 && { identifier }),
});
const appointment = (id: string, actor: string, from: number, to: number, status = 'booked'): JsonObject => ({
  resourceType: 'Appointment',
  id,
  status,
  start: `2026-06-01T0${from}:00:00Z`,
  end: `2026-06-01T0${to}:00:00Z`,
  participant: [
    { actor: { reference: actor }, status: 'accepted' },
    { actor: { reference: 'Patient/p0' }, status: 'accepted' },
  ],
});
const note = (id: string, of: string): JsonObject => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject: { reference: `Patient/${of}` },
  content: [{ attachment: { title: 'x' } }],
});

function desk(): Workspace {
  const [first] = clinic.open();
  if (!first) throw new Error('no workstation');
  return first.workspace;
}

describe('rules across records', () => {
  it.each<[string, JsonObject[], string[]]>([
    [
      'one number, two patients',
      [patient('a', resident('99X')), patient('b', resident('99 x'))],
      ['identity-number: Patient/a Patient/b'],
    ],
    ['an old number', [patient('a', resident('99X')), patient('b', resident('99X', { use: 'old' }))], []],
    ['a patient out of use', [patient('a', resident('99X')), { ...patient('b', resident('99X')), active: false }], []],
    [
      'a patient who was replaced',
      [
        patient('a', resident('99X')),
        { ...patient('b', resident('99X')), link: [{ other: { reference: 'Patient/a' }, type: 'replaced-by' }] },
      ],
      [],
    ],
    ['two numbers, one patient', [patient('a', resident('1'), resident('2'))], ['identity-number: Patient/a']],
    ['the number twice', [patient('a', resident('1'), resident('1'))], []],
    ['a number of another kind', [patient('a', resident('1'), { system: 'urn:clinic:mrn', value: '2' })], []],
    [
      'told by its type',
      ['a', 'b'].map((id) => patient(id, { type: { coding: [{ code: 'PPN' }] }, value: 'U1' })),
      ['identity-number: Patient/a Patient/b'],
    ],
    [
      'a medical record number',
      ['a', 'b'].map((id) => patient(id, { type: { coding: [{ code: 'MR' }] }, value: '7' })),
      [],
    ],
    [
      'one hour, one doctor',
      [appointment('a', 'Practitioner/d', 1, 3), appointment('b', 'Practitioner/d', 2, 4)],
      ['double-booking: Appointment/a Appointment/b'],
    ],
    [
      'one hour, one room',
      [appointment('a', 'Location/r', 1, 3), appointment('b', 'Location/r', 1, 3, 'arrived')],
      ['double-booking: Appointment/a Appointment/b'],
    ],
    ['one after the other', [appointment('a', 'Practitioner/d', 1, 2), appointment('b', 'Practitioner/d', 2, 3)], []],
    ['two doctors', [appointment('a', 'Practitioner/d', 1, 3), appointment('b', 'Practitioner/e', 1, 3)], []],
    [
      'a cancelled one',
      [appointment('a', 'Practitioner/d', 1, 3), appointment('b', 'Practitioner/d', 1, 3, 'cancelled')],
      [],
    ],
  ])('%s', (_name, resources, breaches) => {
    const workspace = desk();
    createRecords(workspace, resources);
    expect(shownBreaches(workspace)).toEqual(breaches);
    expect(countOpen(workspace.store)).toBe(breaches.length);
    const [first] = listConflicts(workspace);
    if (!first) return;
    expect(() => resolveConflict(workspace, first.id, { value: null })).toThrow(ExpectedError);
    expect(() => resolveConflict(workspace, first.id, { keep: 'signed' })).toThrow(ExpectedError);
    resolveConflict(workspace, first.id, { accept: true });
    expect(listConflicts(workspace)).toEqual([]);
    const [settled] = listSettled(workspace);
    undoDecision(workspace, first.id, settled?.write ?? '');
    expect(shownBreaches(workspace)).toEqual(breaches);
    // a record that is put right settles it by itself
    deleteRecord(workspace, first.record.type, first.record.id);
    expect(listConflicts(workspace)).toEqual([]);
  });

  it('ask again when what was accepted becomes something else', () => {
    const workspace = desk();
    createRecords(workspace, [patient('b', resident('1')), patient('c', resident('1'))]);
    resolveConflict(workspace, listConflicts(workspace)[0]?.id ?? '', { accept: true });
    createRecords(workspace, [patient('d', resident('1'))]);
    expect(shownBreaches(workspace)).toEqual(['identity-number: Patient/b Patient/c Patient/d']);
    deleteRecord(workspace, 'Patient', 'd');
    expect(shownBreaches(workspace)).toEqual([]);
  });

  it('let many appointments be in a place that has room for them, whenever that is known', () => {
    const workspace = desk();
    createRecords(workspace, [appointment('a', 'Location/r', 1, 3), appointment('b', 'Location/r', 2, 4)]);
    expect(shownBreaches(workspace)).toHaveLength(1);
    const physicalType = (code: string): JsonObject => ({
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/location-physical-type', code }],
    });
    createRecords(workspace, [{ resourceType: 'Location', id: 'r', physicalType: physicalType('si') }]);
    expect(shownBreaches(workspace)).toEqual([]);
    patchRecord(workspace, 'Location', 'r', { physicalType: physicalType('ro') });
    expect(shownBreaches(workspace)).toHaveLength(1);
    patchRecord(workspace, 'Location', 'r', { physicalType: physicalType('bu') });
    expect(shownBreaches(workspace)).toEqual([]);
    deleteRecord(workspace, 'Location', 'r');
    expect(shownBreaches(workspace)).toHaveLength(1);
  });

  it('tell of records that a deleted patient left, and of those that arrive later', () => {
    const workspace = desk();
    createRecords(workspace, [patient('p'), note('n1', 'p')]);
    deleteRecord(workspace, 'Patient', 'p');
    expect(listConflicts(workspace)).toMatchObject([
      { rule: 'deleted-patient', record: { type: 'Patient', id: 'p' }, patient: 'p', others: [{ id: 'n1' }] },
    ]);
    resolveConflict(workspace, listConflicts(workspace)[0]?.id ?? '', { accept: true });
    expect(shownBreaches(workspace)).toEqual([]);
    createRecords(workspace, [note('n2', 'p')]);
    expect(shownBreaches(workspace)).toEqual(['deleted-patient: DocumentReference/n1 DocumentReference/n2']);
    markError(workspace, 'DocumentReference', 'n1', 'left over');
    deleteRecord(workspace, 'DocumentReference', 'n2');
    expect(shownBreaches(workspace)).toEqual([]);
    restoreVersion(workspace, 'DocumentReference', 'n2', 1);
    expect(shownBreaches(workspace)).toEqual(['deleted-patient: DocumentReference/n2']);
    restoreVersion(workspace, 'Patient', 'p', 1);
    expect(shownBreaches(workspace)).toEqual([]);
  });
});

const station = fc.nat(2);
const number = fc.constantFrom('1', '2', '3x');
const deed = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('patient' as const),
      at: station,
      id: fc.nat(2),
      numbers: fc.array(number, { maxLength: 2 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('appointment' as const),
      at: station,
      id: fc.nat(3),
      actor: fc.constantFrom('Practitioner/d', 'Location/r'),
      from: fc.nat(4),
      long: fc.integer({ min: 1, max: 4 }),
      status: fc.constantFrom('booked', 'arrived', 'cancelled'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('note' as const), at: station, id: fc.nat(2), of: fc.nat(2), text: number }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      at: station,
      what: fc.constantFrom('Patient/p', 'DocumentReference/n', 'Appointment/a'),
      id: fc.nat(2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('error' as const), at: station, id: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sign' as const), at: station, id: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('decide' as const), at: station, which: fc.nat(5), signed: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), at: station, which: fc.nat(5) }) },
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

function write(workspace: Workspace, resource: JsonObject): void {
  const { resourceType, id, ...elements } = resource;
  const known = workspace.store.get('SELECT 1 FROM record WHERE type = ? AND id = ?', String(resourceType), String(id));
  if (known) patchRecord(workspace, String(resourceType), String(id), elements);
  else createRecords(workspace, [resource]);
}

function perform(stations: readonly Workstation[], act: Deed): void {
  const [at, to] = [stations[act.at], 'to' in act ? stations[act.to] : undefined];
  if (!at) return;
  const { workspace } = at;
  const open = () => listConflicts(workspace);
  switch (act.do) {
    case 'patient':
      write(workspace, {
        ...patient(`p${act.id}`, ...act.numbers.map((value) => resident(value))),
        gender: 'male',
      });
      return;
    case 'appointment':
      write(workspace, appointment(`a${act.id}`, act.actor, act.from, act.from + act.long, act.status));
      return;
    case 'note':
      write(workspace, { ...note(`n${act.id}`, `p${act.of}`), description: act.text });
      return;
    case 'delete': {
      const [type = '', prefix = ''] = act.what.split('/');
      deleteRecord(workspace, type, `${prefix}${act.id}`);
      return;
    }
    case 'error':
      markError(workspace, 'DocumentReference', `n${act.id}`, 'wrong');
      return;
    case 'sign':
      signRecord(workspace, 'DocumentReference', `n${act.id}`);
      return;
    case 'decide': {
      const conflict = open()[act.which % Math.max(1, open().length)];
      const keep = conflict?.values[0]?.write;
      if (conflict) resolveConflict(workspace, conflict.id, act.signed && keep ? { keep } : { accept: true });
      return;
    }
    case 'undo': {
      const settled = listSettled(workspace);
      const last = settled[act.which % Math.max(1, settled.length)];
      if (last) undoDecision(workspace, last.id, last.write);
      return;
    }
    case 'carry': {
      const of = stations[act.device];
      if (of && to && to !== at) carry(workspace, to.workspace, of.device, act.most);
      return;
    }
  }
}

/** Everything that is kept of rules, by what is the same on every workstation. */
function kept({ store }: Workspace): unknown[] {
  return [
    store.all(
      `SELECT b.rule, b.subject, b.key, b.accepted, b.patient, r.type, r.id FROM breach b JOIN record r USING (rid)
       ORDER BY b.rule, b.subject, r.type, r.id`,
    ),
    store.all(
      'SELECT k.rule, k.key, k.at, k.until, r.id FROM rule_key k JOIN record r USING (rid) ORDER BY 1, 2, 3, 5',
    ),
    store.all('SELECT a.type, a.id, a.kind, r.id AS by FROM about a JOIN record r USING (rid) ORDER BY 1, 2, 3, 4'),
  ];
}

describe('rules on three workstations', () => {
  it('find the same breaches everywhere in whatever order envelopes arrive, and just those that a comparison of all records finds', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 50, size: 'max' }), async (deeds) => {
        const stations = clinic.open();
        const workspaces = stations.map(({ workspace }) => workspace);
        for (const act of deeds) {
          try {
            perform(stations, act);
          } catch (error) {
            if (!(error instanceof ExpectedError)) throw error;
          }
        }
        carryAll(
          workspaces,
          stations.map(({ device }) => device),
        );
        const [first, ...others] = workspaces as [Workspace, ...Workspace[]];
        const shown = shownBreaches(first);
        const accepted = first.store.all('SELECT DISTINCT rule, subject FROM breach WHERE accepted = 1').length;
        met += shown.length;
        const naive = naiveBreaches(first);
        expect(naive).toEqual(expect.arrayContaining(shown));
        if (accepted === 0) expect(shown).toEqual(naive);
        for (const other of others) {
          expect(kept(other)).toEqual(kept(first));
          expect(listConflicts(other)).toEqual(listConflicts(first));
          expect(countOpen(other.store)).toBe(listConflicts(first).length);
        }
        for (const { store } of workspaces) store.close();
      }),
      { numRuns: runs(20), seed: 20260601 },
    );
    expect(met).toBeGreaterThan(runs(10) - 1);
  }, 300_000);
});
