/** What people do at three real vaults, drawn at random, and everything that such a vault holds and shows. */
import fc from 'fast-check';
import { amendRecord } from '../../../electron/vault/records/amend.ts';
import { createRecords, deleteRecord, patchRecord, saveRecord } from '../../../electron/vault/records/commands.ts';
import { listConflicts, resolveConflict } from '../../../electron/vault/records/conflicts.ts';
import { listSettled, undoDecision } from '../../../electron/vault/records/settled.ts';
import { viewRecord } from '../../../electron/vault/records/view.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { carry, type Workstation } from '../../support/workstations.ts';

const station = fc.nat(2);
const phone = fc.record({
  system: fc.constantFrom('phone', 'email'),
  use: fc.constantFrom('home', 'work'),
  value: fc.constantFrom('1', '2', '3'),
});
export const deed = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('create' as const), at: station, id: fc.constantFrom('p1', 'p2') }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      at: station,
      which: fc.nat(1),
      gender: fc.constantFrom('male', 'female', 'other'),
      telecom: fc.array(phone, { maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('patch' as const),
      at: station,
      which: fc.nat(1),
      patch: fc.constantFrom(
        { gender: 'male' },
        { gender: 'female' },
        { gender: null },
        { birthDate: '1980-01-01' },
        { deceasedBoolean: true },
        { deceasedBoolean: null, deceasedDateTime: '2021' },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), at: station, which: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('resolve' as const), at: station, which: fc.nat(4), keep: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('amend' as const), at: station, value: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), at: station, which: fc.nat(4) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('carry' as const),
      from: station,
      to: station,
      device: station,
      most: fc.constantFrom(1, 2, 100),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part' as const), side: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clock' as const), at: station, seconds: fc.nat(500) }) },
);
export type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

const people = ['p1', 'p2'] as const;

/** What the first workstation has before anybody does anything: somebody, and a final result. */
export function begin(workspace: Workspace): void {
  createRecords(workspace, [
    { resourceType: 'Patient', id: 'p1', gender: 'male' },
    {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      code: { text: 'Potassium' },
      subject: { reference: 'Patient/p1' },
      valueInteger: 9,
    },
  ]);
}

/** Does one deed; what a person is refused at this moment was no deed. */
export function perform(stations: readonly Workstation[], act: Exclude<Deed, { do: 'part' }>, side: number): void {
  const at = 'at' in act ? stations[act.at] : undefined;
  if (act.do === 'carry') {
    const [from, to, of] = [stations[act.from], stations[act.to], stations[act.device]];
    const apart = ((side >> act.from) & 1) !== ((side >> act.to) & 1);
    if (from && to && of && from !== to && !apart) carry(from.workspace, to.workspace, of.device, act.most);
    return;
  }
  if (!at) return;
  try {
    if (act.do === 'clock') at.setClock(act.seconds);
    else work(at.workspace, act);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
  }
}

function work(workspace: Workspace, act: Exclude<Deed, { do: 'part' | 'carry' | 'clock' }>): void {
  if (act.do === 'create') {
    createRecords(workspace, [
      { resourceType: 'Patient', id: act.id, gender: 'male', telecom: [{ system: 'phone', value: '0' }] },
    ]);
  } else if (act.do === 'resolve') {
    const open = listConflicts(workspace);
    const conflict = open[act.which % Math.max(1, open.length)];
    const keep = conflict?.values[act.keep % conflict.values.length]?.write;
    if (conflict && keep) resolveConflict(workspace, conflict.id, { keep });
  } else if (act.do === 'undo') {
    const settled = listSettled(workspace);
    const last = settled[act.which % Math.max(1, settled.length)];
    if (last) undoDecision(workspace, last.id, last.write);
  } else if (act.do === 'amend') {
    const { resource, seen } = viewRecord(workspace, 'Observation', 'o1');
    const edited = { ...resource, valueInteger: act.value, note: [{ text: `was ${String(resource.valueInteger)}` }] };
    amendRecord(workspace, edited, seen, 'typing error');
  } else if (act.do === 'delete') {
    deleteRecord(workspace, 'Patient', people[act.which] ?? 'p1');
  } else if (act.do === 'patch') {
    patchRecord(workspace, 'Patient', people[act.which] ?? 'p1', act.patch);
  } else {
    const id = people[act.which] ?? 'p1';
    const { resource, seen } = viewRecord(workspace, 'Patient', id);
    const { telecom: _, ...rest } = resource as Record<string, unknown>;
    const edited = { ...rest, gender: act.gender, ...(act.telecom.length > 0 ? { telecom: act.telecom } : {}) };
    saveRecord(workspace, { ...edited, resourceType: 'Patient' }, seen);
  }
}

/** Everything that a workstation holds of the records, and what it shows of them. */
export function held({ store }: Workspace): unknown[] {
  return store.all(
    `SELECT r.type, r.id, r.json, r.deleted, r.conflicts, r.version, r.registers, r.gender, r.patient, hex(e.hash) || '.' || r.op AS newest
     FROM record r JOIN envelope e USING (eid) ORDER BY r.type, r.id`,
  );
}

export function inbox(workspace: Workspace): unknown[] {
  return listConflicts(workspace).map(({ id, kind, base, values }) => ({
    id,
    kind,
    base,
    values: values.map(({ write, value, by }) => ({ write, value, at: by.at, device: by.device })),
  }));
}
