import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { amendment } from '../../../shared/merge/hidden.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  deletion,
  emptyRecord,
  forgetReplaced,
  isDeleted,
  type Operation,
  type RecordState,
  type RegisterWrite,
  restoration,
  shownEntry,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { hlc } from './world.ts';

beforeAll(() => cryptoReady);

const patient: JsonObject = {
  resourceType: 'Patient',
  id: 'p',
  gender: 'male',
  telecom: [
    { system: 'phone', use: 'home', value: '1' },
    { system: 'phone', use: 'work', value: '2' },
  ],
};

interface Said {
  readonly id: string;
  readonly clock: number;
  readonly operation: Operation;
}

const say = (id: string, clock: number, ...writes: readonly RegisterWrite[]): Said => ({
  id,
  clock,
  operation: { type: 'Patient', id: 'p', writes },
});
const made: Said = { id: 'a.0', clock: 1, operation: creation(patient) };
const state = (...said: readonly Said[]): RecordState =>
  said.reduce(
    (all, { id, clock, operation }) => applyOperation(all, id, hlc(clock), operation),
    emptyRecord('Patient', 'p'),
  );
const shown = (record: RecordState): JsonObject => JSON.parse(shownResource(record));
const edit = (record: RecordState, change: JsonObject): RegisterWrite[] =>
  editWrites(record, { ...shown(record), ...change });
const resolve = (record: RecordState, register: string, value: string | null): RegisterWrite => ({
  register,
  value,
  pred: (record.registers[register]?.current ?? []).map(({ write }) => write),
});

/** All orders of a few things. */
function orders<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, n) => orders(items.filter((_, at) => at !== n)).map((rest) => [first, ...rest]));
}

/** The one state that all workstations come to, in whatever order they hear of it, forgetting what can never come again. */
function everywhere(said: readonly Said[]): RecordState {
  const states = orders(said).map((order) => {
    const arrived = new Set<string>();
    return order.reduce(
      (all, { id, clock, operation }) => {
        arrived.add(id);
        return forgetReplaced(applyOperation(all, id, hlc(clock), operation), (write) => arrived.has(write));
      },
      emptyRecord('Patient', 'p'),
    );
  });
  const seen = states.map((one) =>
    JSON.stringify([shownResource(one), conflictsOf(one), isDeleted(one), Object.entries(one.registers).sort()]),
  );
  expect(new Set(seen).size).toBe(1);
  return states[0] as RecordState;
}

describe('taking a decision back', () => {
  const before = state(made);
  const mine = say('b.0', 2, ...edit(before, { gender: 'female' }));
  const yours = say('c.0', 3, ...edit(before, { gender: 'other' }));
  const open = state(made, mine, yours);
  const decided = say('d.0', 4, resolve(open, 'gender', '{"gender":"female"}'));
  const undone = [
    say('e.0', 5, { register: 'gender', value: '{"gender":"other"}', pred: ['d.0'], origin: 'c.0' }),
    say('e.1', 5, { register: 'gender', value: '{"gender":"female"}', pred: ['d.0'], origin: 'b.0' }),
  ];

  it('opens the conflict again everywhere, also where the decision arrives after it, with the authors that it had', () => {
    const after = everywhere([mine, yours, decided, ...undone, made]);
    expect(conflictsOf(after)).toEqual(['gender']);
    expect(after.registers.gender?.current.map(({ value, origin }) => [value, origin])).toEqual([
      ['{"gender":"female"}', 'b.0'],
      ['{"gender":"other"}', 'c.0'],
    ]);
  });

  it('does not touch what somebody made of the decision meanwhile', () => {
    const later = say('f.0', 6, ...edit(state(made, mine, yours, decided), { gender: 'unknown' }));
    const after = everywhere([made, mine, yours, decided, ...undone, later].slice(1));
    const values = after.registers.gender?.current.map(({ value }) => value);
    expect(values).toEqual(['{"gender":"unknown"}', '{"gender":"female"}', '{"gender":"other"}']);
  });

  it('twice at once leaves each value twice and one conflict, that one decision settles', () => {
    const again = undone.map(({ id, operation }) => ({ id: id.replace('e', 'g'), clock: 5, operation }));
    const both = everywhere([decided, ...undone, ...again]);
    expect(conflictsOf(both)).toEqual(['gender']);
    expect(both.registers.gender?.current).toHaveLength(4);
    expect(conflictsOf(state(decided, ...undone, ...again, say('h.0', 7, resolve(both, 'gender', null))))).toEqual([]);
  });

  it('of a deletion that kept nothing opens that one again', () => {
    const deleted = say('b.0', 2, ...deletion(before).writes);
    const edited = say('c.0', 3, ...edit(before, { gender: 'other' }));
    const contested = state(made, deleted, edited);
    const gone = say('d.0', 4, ...deletion(contested).writes);
    expect(isDeleted(state(made, deleted, edited, gone))).toBe(true);
    const [life] = contested.registers.$life?.current ?? [];
    const back = say('e.0', 5, { register: '$life', value: life?.value ?? '', pred: ['d.0'], origin: 'b.0' });
    const after = everywhere([made, deleted, edited, gone, back]);
    expect(isDeleted(after)).toBe(false);
    expect(conflictsOf(after)).toEqual(['$life']);
  });
});

describe('an amendment that races with a decision', () => {
  const before = state(made);
  const said = (nonce: string) => ({ reason: 'typing error', by: 'u', nonce });
  const amend = (id: string, clock: number, seen: RecordState, gender: string): Said =>
    say(id, clock, ...edit(seen, { gender }), amendment(seen, said(id)));
  const mine = amend('b.0', 2, before, 'female');
  const yours = amend('c.0', 3, before, 'other');
  const open = state(made, mine, yours);

  it('stands beside it: what the decision had not seen is never lost', () => {
    expect(conflictsOf(open)).toEqual(['$amended', 'gender']);
    const decided = say('d.0', 4, resolve(open, 'gender', '{"gender":"other"}'), amendment(open, said('d')));
    expect(conflictsOf(state(made, mine, yours, decided))).toEqual([]);
    const third = amend('e.0', 5, state(made, mine), 'unknown');
    const after = everywhere([made, mine, yours, decided, third]);
    expect(conflictsOf(after)).toEqual(['$amended', 'gender']);
    expect(after.registers.gender?.current.map(({ value }) => value)).toEqual([
      '{"gender":"unknown"}',
      '{"gender":"other"}',
    ]);
  });

  it('waits in the inbox also where the elements agree', () => {
    const same = amend('c.0', 3, before, 'female');
    expect(conflictsOf(everywhere([made, mine, same]))).toEqual(['$amended']);
  });
});

describe('an element of a set', () => {
  const before = state(made);
  const [home] = Object.keys(before.registers).filter((name) =>
    shownEntry(name, before.registers[name] as never)?.value?.includes('home'),
  );
  const phone = home ?? '';
  const phones = (...values: string[]) =>
    [
      { system: 'phone', use: 'home', value: values[0] ?? '' },
      { system: 'phone', use: 'work', value: '2' },
    ].filter(({ value }) => value !== '');

  it('that two corrected and a third removed shows a correction, and all three wait', () => {
    const one = say('b.0', 2, ...edit(before, { telecom: phones('11') }));
    const two = say('c.0', 3, ...edit(before, { telecom: phones('12') }));
    const gone = say('d.0', 9, ...edit(before, { telecom: phones('') }));
    const after = everywhere([made, one, two, gone]);
    expect(conflictsOf(after)).toEqual([phone]);
    expect(shown(after).telecom).toEqual(phones('12'));
    expect(after.registers[phone]?.current.map(({ value }) => value && JSON.parse(value).value)).toEqual([
      null,
      '12',
      '11',
    ]);
    const removed = say('e.0', 10, resolve(after, phone, null));
    expect(shown(everywhere([one, two, gone, removed, made])).telecom).toEqual(phones(''));
  });

  it('that one removed and another left alone is gone; that one removed and another added anew stays', () => {
    const gone = say('b.0', 2, ...edit(before, { telecom: phones('') }));
    const elsewhere = say('c.0', 3, ...edit(before, { gender: 'other' }));
    expect(shown(everywhere([made, gone, elsewhere]))).toMatchObject({ gender: 'other', telecom: phones('') });
    // who never saw the phone adds the same one: it is the same element by its content
    const added = say('d.0', 1, { register: phone, value: JSON.stringify(phones('1')[0]), pos: 1, pred: [] });
    const after = everywhere([made, gone, added]);
    expect(shown(after).telecom).toEqual(phones('1'));
    expect(conflictsOf(after)).toEqual([phone]);
  });

  it('that one moved and another corrected stays one element', () => {
    const swap = say('b.0', 2, ...edit(before, { telecom: [...phones('1')].reverse() }));
    const corrected = say(
      'c.0',
      3,
      ...edit(before, { telecom: [phones('1')[0], { system: 'phone', use: 'work', value: '22' }] as never }),
    );
    const after = everywhere([made, swap, corrected]);
    expect((shown(after).telecom as JsonObject[]).length).toBe(2);
  });
});

describe('the same import on two workstations', () => {
  it('is one record without a conflict; what differs waits', () => {
    const first: Said = { id: 'a.0', clock: 1, operation: creation(patient) };
    const second: Said = { id: 'b.0', clock: 2, operation: creation(patient) };
    const both = everywhere([first, second]);
    expect(conflictsOf(both)).toEqual([]);
    expect(shown(both)).toEqual(patient);
    const newer: Said = { id: 'c.0', clock: 3, operation: creation({ ...patient, gender: 'other' }) };
    expect(conflictsOf(everywhere([first, second, newer]))).toEqual(['gender']);
    // an edit that saw one of the two copies replaces that one: the other still says what it said
    const edited = say('d.0', 4, ...edit(state(first), { gender: 'other' }));
    const after = everywhere([first, second, edited]);
    expect(conflictsOf(after)).toEqual(['gender']);
    expect(
      conflictsOf(state(first, second, say('d.0', 4, ...edit(state(first, second), { gender: 'other' })))),
    ).toEqual([]);
  });
});

describe('an old operation that arrives late', () => {
  const before = state(made);
  const old = say('b.0', 2, ...edit(before, { gender: 'other' }));
  const gone = say('c.0', 3, ...deletion(before).writes);
  const back = say('d.0', 4, ...restoration(state(made, gone)).writes);
  const goneAgain = say('e.0', 5, ...deletion(state(made, gone, back)).writes);

  it('after its record was deleted, restored and deleted, survives and waits', () => {
    expect(isDeleted(state(made, gone, back))).toBe(false);
    expect(conflictsOf(state(made, gone, back))).toEqual([]);
    expect(isDeleted(state(made, gone, back, goneAgain))).toBe(true);
    const after = everywhere([made, gone, back, goneAgain, old]);
    expect(isDeleted(after)).toBe(false);
    expect(conflictsOf(after)).toEqual(['$life']);
    expect(shown(after).gender).toBe('other');
  });

  it('that the last deletion had seen is gone with the record', () => {
    const seen = say('e.0', 5, ...deletion(state(made, old, gone, back)).writes);
    expect(isDeleted(everywhere([made, old, gone, back, seen]))).toBe(true);
  });

  it('before its creation, keeps its place', () => {
    const after = everywhere([old, gone, made]);
    expect(shown(after)).toEqual({ ...patient, gender: 'other' });
  });
});

describe('deletions and restorations at once', () => {
  const before = state(made);
  const gone = say('b.0', 2, ...deletion(before).writes);

  it('two deletions are one; one that a restoration had not seen waits', () => {
    const other = say('c.0', 3, ...deletion(before).writes);
    expect(isDeleted(everywhere([made, gone, other]))).toBe(true);
    const back = say('d.0', 4, ...restoration(state(made, gone)).writes);
    const after = everywhere([made, gone, other, back]);
    expect(isDeleted(after)).toBe(false);
    expect(conflictsOf(after)).toEqual(['$life']);
    const settled = say('e.0', 5, ...restoration(after).writes);
    expect(conflictsOf(state(made, gone, other, back, settled))).toEqual([]);
  });

  it('two deletions that had each seen another edit delete together', () => {
    const one = say('c.0', 3, ...edit(before, { gender: 'other' }));
    const two = say('d.0', 4, ...edit(before, { birthDate: '1980' }));
    const goneOne = say('e.0', 5, ...deletion(state(made, one)).writes);
    const goneTwo = say('f.0', 6, ...deletion(state(made, two)).writes);
    expect(isDeleted(everywhere([made, one, two, goneOne, goneTwo]))).toBe(true);
    expect(isDeleted(state(made, one, two, goneOne))).toBe(false);
  });
});
