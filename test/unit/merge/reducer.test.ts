import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  currentWrites,
  deletion,
  emptyRecord,
  forgetReplaced,
  isDeleted,
  type Operation,
  type RecordState,
  restoration,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { NaiveRecord } from './naive.ts';

beforeAll(() => cryptoReady);

interface Sent {
  write: string;
  hlc: string;
  operation: Operation;
}

const patient: JsonObject = {
  resourceType: 'Patient',
  id: 'p1',
  birthDate: '1980-05-01',
  gender: 'female',
  telecom: [
    { system: 'phone', use: 'mobile', value: '13800000001' },
    { system: 'phone', use: 'home', value: '0571-8000' },
  ],
};

function apply(state: RecordState, sent: Sent): RecordState {
  return applyOperation(state, sent.write, sent.hlc, sent.operation);
}

function shown(state: RecordState): JsonObject {
  return JSON.parse(shownResource(state));
}

/** What a person at some workstation may do next. */
const action = fc.oneof(
  fc.record({ do: fc.constant('gender' as const), value: fc.constantFrom('male', 'female', 'other') }),
  fc.record({ do: fc.constant('phone' as const), which: fc.nat(2), value: fc.constantFrom('1', '2', '3', '4') }),
  fc.record({ do: fc.constant('addPhone' as const), value: fc.constantFrom('7', '8', '9') }),
  fc.record({ do: fc.constant('dropPhone' as const), which: fc.nat(2) }),
  fc.record({ do: fc.constant('reverse' as const) }),
  fc.record({ do: fc.constant('delete' as const) }),
  fc.record({ do: fc.constant('restore' as const) }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function operationFor(state: RecordState, act: Action): Operation | null {
  if (act.do === 'delete') return deletion(state);
  if (act.do === 'restore') return restoration(state);
  const resource = shown(state) as Record<string, never>;
  const phones = [...((resource.telecom as { value: string }[] | undefined) ?? [])];
  if (act.do === 'gender') Object.assign(resource, { gender: act.value });
  if (act.do === 'phone' && phones[act.which]) phones[act.which] = { ...phones[act.which], value: act.value };
  if (act.do === 'addPhone') phones.unshift({ system: 'phone', value: act.value } as never);
  if (act.do === 'dropPhone') phones.splice(act.which, 1);
  if (act.do === 'reverse') phones.reverse();
  const { telecom: _, ...rest } = resource;
  const writes = editWrites(state, phones.length > 0 ? { ...rest, telecom: phones as never } : rest);
  return writes.length === 0 ? null : { type: state.type, id: state.id, writes };
}

/** Plays a history over some workstations; returns all that was sent and the workstations' states. */
function play(
  steps: { at: number; act: Action; listen: number; clock: number }[],
  stations: number,
): { log: Sent[]; states: RecordState[] } {
  const log: Sent[] = [{ write: 'w000.0', hlc: hlc(0), operation: creation(patient) }];
  const heard: Set<number>[] = Array.from({ length: stations }, () => new Set<number>());
  const states = Array.from({ length: stations }, () => emptyRecord('Patient', 'p1'));
  for (const { at, act, listen, clock } of steps) {
    log.forEach((sent, n) => {
      // hears a part of what there is, in no particular order
      if ((n * 7 + listen) % 3 === 0 || heard[at]?.has(n)) return;
      heard[at]?.add(n);
      states[at] = apply(states[at] as RecordState, sent);
    });
    const operation = operationFor(states[at] as RecordState, act);
    if (!operation) continue;
    const sent = { write: `w${String(log.length).padStart(3, '0')}.0`, hlc: hlc(clock), operation };
    heard[at]?.add(log.length);
    log.push(sent);
    states[at] = apply(states[at] as RecordState, sent);
  }
  return { log, states };
}

function hlc(clock: number): string {
  return `${String(clock).padStart(15, '0')}-00000`;
}

const history = fc.array(fc.record({ at: fc.nat(2), act: action, listen: fc.nat(50), clock: fc.nat(20) }), {
  minLength: 1,
  maxLength: 25,
});

describe('the reducer', () => {
  it('agrees with the naive model in whatever order, once or twice', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(1000), { maxLength: 60 }), (steps, shuffle) => {
        const { log } = play(steps, 3);
        const orders = [log, [...log].reverse(), shuffled([...log, ...log], shuffle)];
        const states = orders.map((order) => order.reduce(apply, emptyRecord('Patient', 'p1')));
        const naive = new NaiveRecord();
        for (const { write, hlc: at, operation } of log) {
          for (const w of operation.writes)
            naive.hear({ id: write, hlc: at, register: w.register, value: w.value, pred: w.pred });
        }
        for (const state of states) {
          expect(JSON.stringify(sortedRegisters(state))).toBe(
            JSON.stringify(sortedRegisters(states[0] as RecordState)),
          );
          expect(Object.keys(state.registers).sort()).toEqual(naive.registers());
          for (const register of naive.registers()) {
            expect(state.registers[register]?.current.map((entry) => entry.write)).toEqual(
              naive.current(register).map((w) => w.id),
            );
          }
          const conflicts = naive.registers().filter((r) => r !== '$life' && naive.inConflict(r));
          expect(conflictsOf(state).filter((r) => r !== '$life')).toEqual(conflicts);
        }
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  it('never loses an edit silently: each is shown, replaced by one that saw it, or in conflict', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { log } = play(steps, 3);
        const state = log.reduce(apply, emptyRecord('Patient', 'p1'));
        const replacedBySomeone = new Set(
          log.flatMap((s) => s.operation.writes.flatMap((w) => w.pred.map((p) => `${p} ${w.register}`))),
        );
        const conflicts = new Set(conflictsOf(state));
        for (const { write, operation } of log) {
          for (const { register, value } of operation.writes) {
            if (replacedBySomeone.has(`${write} ${register}`)) continue;
            const current = state.registers[register]?.current ?? [];
            expect(current.some((entry) => entry.write === write)).toBe(true);
            if (register !== '$life' && current.some((entry) => entry.value !== value))
              expect(conflicts.has(register)).toBe(true);
          }
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  it('shows the same after forgetting replaced writes that have arrived', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { log } = play(steps, 3);
        const full = log.reduce(apply, emptyRecord('Patient', 'p1'));
        const arrived = new Set<string>();
        const lean = log.reduce(
          (state, sent) => {
            arrived.add(sent.write);
            return forgetReplaced(apply(state, sent), (write) => arrived.has(write));
          },
          emptyRecord('Patient', 'p1'),
        );
        expect(shownResource(lean)).toBe(shownResource(full));
        expect(conflictsOf(lean)).toEqual(conflictsOf(full));
        expect(Object.values(lean.registers).every((register) => register.replaced.length === 0)).toBe(true);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it('holds two corrections of one phone number as a conflict of that phone, not as two phones', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const correct = (value: string): Operation => ({
      type: 'Patient',
      id: 'p1',
      writes: editWrites(created, {
        ...patient,
        telecom: [{ system: 'phone', use: 'mobile', value }, (patient.telecom as JsonObject[])[1] as JsonObject],
      }),
    });
    const merged = applyOperation(
      applyOperation(created, 'b.0', hlc(2), correct('111')),
      'c.0',
      hlc(3),
      correct('222'),
    );
    expect(conflictsOf(merged)).toHaveLength(1);
    expect((shown(merged).telecom as JsonObject[]).map((phone) => phone.value)).toEqual(['222', '0571-8000']);
    const decided = {
      type: 'Patient',
      id: 'p1',
      writes: editWrites(merged, { ...shown(merged), telecom: [{ system: 'phone', use: 'mobile', value: '111' }] }),
    };
    const settled = applyOperation(merged, 'd.0', hlc(4), decided);
    expect(conflictsOf(settled)).toEqual([]);
    expect((shown(settled).telecom as JsonObject[]).map((phone) => phone.value)).toEqual(['111']);
  });

  it('merges edits of different elements without a conflict', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const edit = (change: JsonObject): Operation => ({
      type: 'Patient',
      id: 'p1',
      writes: editWrites(created, { ...patient, ...change }),
    });
    const merged = applyOperation(
      applyOperation(created, 'b.0', hlc(2), edit({ gender: 'other' })),
      'c.0',
      hlc(2),
      edit({ birthDate: '1980-05-02' }),
    );
    expect(conflictsOf(merged)).toEqual([]);
    expect(shown(merged)).toMatchObject({ gender: 'other', birthDate: '1980-05-02' });
  });

  it('lets an edit survive a deletion that had not seen it, and says so', () => {
    const created = applyOperation(emptyRecord('Patient', 'p1'), 'a.0', hlc(1), creation(patient));
    const deleted = applyOperation(created, 'b.0', hlc(5), deletion(created));
    expect(isDeleted(deleted)).toBe(true);
    const edit = { type: 'Patient', id: 'p1', writes: editWrites(created, { ...patient, gender: 'male' }) };
    const merged = applyOperation(deleted, 'c.0', hlc(2), edit);
    expect(isDeleted(merged)).toBe(false);
    expect(conflictsOf(merged)).toEqual(['$life']);
    expect(shown(merged).gender).toBe('male');
    expect(isDeleted(applyOperation(merged, 'd.0', hlc(6), deletion(merged)))).toBe(true);
    expect(conflictsOf(applyOperation(merged, 'd.0', hlc(6), restoration(merged)))).toEqual([]);
  });

  it('treats a dose and its medicine as one register, and a flag and its value', () => {
    const base: JsonObject = {
      resourceType: 'MedicationRequest',
      id: 'm',
      status: 'active',
      medicationCodeableConcept: { text: 'A' },
      dosageInstruction: [{ text: '1/d' }],
    };
    const created = applyOperation(emptyRecord('MedicationRequest', 'm'), 'a.0', hlc(1), creation(base));
    expect(Object.keys(created.registers).sort()).toEqual(['medication', 'status']);
    const other = {
      type: 'MedicationRequest',
      id: 'm',
      writes: editWrites(created, { ...base, medicationCodeableConcept: { text: 'B' } }),
    };
    const dose = {
      type: 'MedicationRequest',
      id: 'm',
      writes: editWrites(created, { ...base, dosageInstruction: [{ text: '2/d' }] }),
    };
    const merged = applyOperation(applyOperation(created, 'b.0', hlc(2), other), 'c.0', hlc(3), dose);
    expect(conflictsOf(merged)).toEqual(['medication']);
    expect(shown(merged)).toMatchObject({
      medicationCodeableConcept: { text: 'A' },
      dosageInstruction: [{ text: '2/d' }],
    });
    expect(currentWrites(merged)).toEqual(['a.0', 'b.0', 'c.0']);
  });
});

function shuffled<T>(items: T[], by: number[]): T[] {
  const out = [...items];
  by.forEach((n, i) => {
    const a = i % out.length;
    const b = n % out.length;
    [out[a], out[b]] = [out[b] as T, out[a] as T];
  });
  return out;
}

function sortedRegisters(state: RecordState): unknown {
  return Object.fromEntries(Object.entries(state.registers).sort(([a], [b]) => (a < b ? -1 : 1)));
}
