/**
 * Replicas that work apart: who does what, who hears of what and when, all drawn at random. What people do goes through the code
 * under test as in the program; what they wrote is kept in a log that any model can be told.
 */
import fc from 'fast-check';
import { editWrites } from '../../../shared/merge/diff.ts';
import { acceptance, amendment } from '../../../shared/merge/hidden.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  deletion,
  emptyRecord,
  forgetReplaced,
  type Operation,
  type RecordState,
  type RegisterWrite,
  restoration,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';

export interface Sent {
  readonly write: string;
  readonly hlc: string;
  readonly operation: Operation;
  /** Of a decision: what it decided between, for whoever takes it back. */
  readonly decided?: { readonly register: string; readonly between: RecordState['registers'][string]['current'] };
}

export const TYPE = 'Patient';
export const ID = 'p1';

const patient: JsonObject = {
  resourceType: TYPE,
  id: ID,
  birthDate: '1980-05-01',
  gender: 'female',
  deceasedBoolean: false,
  text: { status: 'generated', div: '<div>p</div>' },
  telecom: [
    { system: 'phone', use: 'mobile', value: '13800000001' },
    { system: 'phone', use: 'home', value: '0571-8000' },
    { system: 'email', value: 'a@example.org' },
  ],
};

const phoneNumber = fc.constantFrom('1', '2', '3', '4');

/** What a person at some workstation may do next. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('resolve' as const), which: fc.nat(5), keep: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('amend' as const), value: fc.constantFrom('male', 'female', 'unknown') }),
  },
  fc.record({ do: fc.constant('gender' as const), value: fc.constantFrom('male', 'female', 'other', null) }),
  fc.record({
    do: fc.constant('died' as const),
    value: fc.constantFrom({ deceasedBoolean: true }, { deceasedDateTime: '2020' }, { deceasedDateTime: '2021' }),
  }),
  fc.record({ do: fc.constant('phone' as const), which: fc.nat(3), value: phoneNumber }),
  fc.record({ do: fc.constant('addPhone' as const), at: fc.nat(4), value: phoneNumber }),
  fc.record({ do: fc.constant('copyPhone' as const), which: fc.nat(3) }),
  fc.record({ do: fc.constant('dropPhone' as const), which: fc.nat(3) }),
  fc.record({ do: fc.constant('reverse' as const) }),
  fc.record({ do: fc.constant('noPhones' as const) }),
  fc.record({ do: fc.constant('narrative' as const), value: fc.constantFrom('x', 'y') }),
  fc.record({ do: fc.constant('delete' as const) }),
  fc.record({ do: fc.constant('restore' as const) }),
  fc.record({ do: fc.constant('accept' as const), key: fc.constantFrom('k1', 'k2') }),
  fc.record({ do: fc.constant('takeBackAcceptance' as const), key: fc.constantFrom('k1', 'k2') }),
  fc.record({ do: fc.constant('importAgain' as const), value: fc.constantFrom('female', 'male') }),
);
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant('act' as const), at: fc.nat(2), act: action, clock: fc.nat(20) }),
  },
  // `to` hears what `from` has; every third write of it, or all
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant('hear' as const),
      from: fc.nat(2),
      to: fc.nat(2),
      leave: fc.constantFrom(0, 0, 0, 1, 2),
    }),
  },
  // who is on this side of the line hears nothing from the other
  { weight: 1, arbitrary: fc.record({ step: fc.constant('part' as const), side: fc.nat(7) }) },
);
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A history of 3 workstations. */
export const history = fc.array(step, { minLength: 8, maxLength: 40, size: 'max' });

export interface Replica {
  /** As a workstation keeps it: what can never come again is forgotten. */
  state: RecordState;
  readonly heard: Set<number>;
}

/** Plays a history; returns all that was sent and the replicas as they were left. */
export function play(steps: readonly Step[], stations = 3): { log: Sent[]; replicas: Replica[] } {
  const log: Sent[] = [{ write: writeName(0), hlc: hlc(0), operation: creation(patient) }];
  const replicas = Array.from(
    { length: stations },
    (): Replica => ({ state: emptyRecord(TYPE, ID), heard: new Set() }),
  );
  for (const replica of replicas.slice(0, 2)) hear(replica, log, 0);
  let side = 0;
  for (const next of steps) {
    if (next.step === 'part') side = next.side;
    if (next.step === 'hear') {
      const [from, to] = [replicas[next.from % stations], replicas[next.to % stations]];
      const apart = ((side >> (next.from % stations)) & 1) !== ((side >> (next.to % stations)) & 1);
      if (!from || !to || apart) continue;
      for (const n of from.heard) if (next.leave === 0 || (n + next.leave) % 3 !== 0) hear(to, log, n);
    }
    if (next.step === 'act') {
      const replica = replicas[next.at % stations];
      if (!replica) continue;
      for (const sent of operationsFor(replica.state, next.act, log, replica.heard)) {
        log.push({ ...sent, write: writeName(log.length), hlc: hlc(next.clock) });
        hear(replica, log, log.length - 1);
      }
    }
  }
  return { log, replicas };
}

/** A replica hears one operation; what comes again its log knows already, for (workstation, seq) is unique. */
export function hear(replica: Replica, log: readonly Sent[], n: number): void {
  const sent = log[n];
  if (!sent || replica.heard.has(n)) return;
  replica.heard.add(n);
  const arrived = new Set([...replica.heard].map(writeName));
  replica.state = forgetReplaced(apply(replica.state, sent), (write) => arrived.has(write));
}

export function apply(state: RecordState, sent: Sent): RecordState {
  return applyOperation(state, sent.write, sent.hlc, sent.operation);
}

export function hlc(clock: number): string {
  return `${String(clock).padStart(15, '0')}-00000`;
}

function writeName(n: number): string {
  return `w${String(n).padStart(3, '0')}.0`;
}

type Unsent = Pick<Sent, 'operation' | 'decided'>;

/** The operations of one person's deed; none where there is nothing to do. */
function operationsFor(state: RecordState, act: Action, log: readonly Sent[], heard: ReadonlySet<number>): Unsent[] {
  const writes = (list: readonly RegisterWrite[]): Unsent[] =>
    list.length === 0 ? [] : [{ operation: { type: TYPE, id: ID, writes: list } }];
  switch (act.do) {
    case 'delete':
      return [{ operation: deletion(state) }];
    case 'restore':
      return [{ operation: restoration(state) }];
    case 'resolve':
      return decision(state, act);
    case 'undo':
      return takenBack(log, heard, act.which);
    case 'accept':
      return writes([acceptance(state, 'identity-number', act.key)]);
    case 'takeBackAcceptance': {
      const write = acceptance(state, 'identity-number', act.key);
      return write.pred.length === 0 ? [] : writes([{ ...write, value: null }]);
    }
    case 'importAgain':
      return [{ operation: creation({ ...patient, gender: act.value }) }];
    case 'amend': {
      const changed = editWrites(state, { ...shown(state), gender: act.value });
      const said = { reason: 'typing error', by: 'u1', nonce: String(log.length) };
      return changed.length === 0 ? [] : writes([...changed, amendment(state, said)]);
    }
    default:
      return writes(editWrites(state, edited(shown(state), act)));
  }
}

/** Somebody decides a conflict by keeping one of its values. */
function decision(state: RecordState, act: { which: number; keep: number }): Unsent[] {
  const open = conflictsOf(state);
  const register = open[act.which % Math.max(1, open.length)];
  if (register === undefined) return [];
  if (register === '$life') return [{ operation: act.keep % 2 ? restoration(state) : deletion(state) }];
  const between = state.registers[register]?.current ?? [];
  const kept = between[act.keep % between.length];
  const write = { register, value: kept?.value ?? null, pos: kept?.pos, pred: between.map((entry) => entry.write) };
  return [{ operation: { type: TYPE, id: ID, writes: [write] }, decided: { register, between } }];
}

/** Somebody takes a decision back that is known here: each of the values is written again, beside the others. */
function takenBack(log: readonly Sent[], heard: ReadonlySet<number>, which: number): Unsent[] {
  const decisions = log.filter((sent, n) => sent.decided && heard.has(n));
  const { write, decided } = decisions[which % Math.max(1, decisions.length)] ?? {};
  if (write === undefined || !decided) return [];
  const { register, between } = decided;
  return between.map(({ value, pos, write: origin }) => ({
    operation: { type: TYPE, id: ID, writes: [{ register, value, pos, pred: [write], origin }] },
  }));
}

function edited(resource: Record<string, unknown>, act: Action): JsonObject {
  const phones = [...((resource.telecom as Record<string, unknown>[] | undefined) ?? [])];
  const { telecom: _, gender, deceasedBoolean, deceasedDateTime, ...rest } = resource;
  const same = { ...rest, gender, deceasedBoolean, deceasedDateTime };
  const change: Record<string, unknown> = {};
  if (act.do === 'gender') change.gender = act.value ?? undefined;
  if (act.do === 'died') Object.assign(change, { deceasedBoolean: undefined, deceasedDateTime: undefined }, act.value);
  if (act.do === 'narrative') change.text = { status: 'generated', div: `<div>${act.value}</div>` };
  if (act.do === 'phone' && phones[act.which]) phones[act.which] = { ...phones[act.which], value: act.value };
  if (act.do === 'addPhone') phones.splice(act.at, 0, { system: 'phone', value: act.value });
  if (act.do === 'copyPhone' && phones[act.which]) phones.push({ ...phones[act.which] });
  if (act.do === 'dropPhone') phones.splice(act.which, 1);
  if (act.do === 'reverse') phones.reverse();
  if (act.do === 'noPhones') phones.length = 0;
  const whole = { ...same, ...change, ...(phones.length > 0 ? { telecom: phones } : {}) };
  return JSON.parse(JSON.stringify(whole));
}

function shown(state: RecordState): JsonObject {
  return JSON.parse(shownResource(state));
}

/** What a replica's merge state is, apart from what it remembers for writes that are still to come. */
export function mergeState(state: RecordState): string {
  return canonicalJson(state.registers as unknown as JsonObject);
}
