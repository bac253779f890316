import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { ACCEPTED, AMENDED, acceptance, amendment, isHidden, isRemark } from '../../../shared/merge/hidden.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  currentWrites,
  deletion,
  emptyRecord,
  isDeleted,
  type RecordState,
  type RegisterWrite,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { isLawfulWrite } from '../../../shared/merge/valid.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { hlc } from './world.ts';

beforeAll(() => cryptoReady);

const result = { resourceType: 'Observation', id: 'o', status: 'final', valueInteger: 1 };

function made(): RecordState {
  return applyOperation(emptyRecord('Observation', 'o'), 'a.0', hlc(1), creation(result));
}
function write(state: RecordState, id: string, clock: number, ...writes: RegisterWrite[]): RecordState {
  return applyOperation(state, id, hlc(clock), { type: 'Observation', id: 'o', writes });
}
const said = (nonce: string) => ({ reason: 'typing error', by: 'u1', nonce });

describe('an amendment', () => {
  it('is marked beside what it changes, with all that it had seen, and never shown', () => {
    const mark = amendment(made(), said('n1'));
    expect(mark).toEqual({
      register: '$amended',
      value: '{"by":"u1","nonce":"n1","reason":"typing error","seen":["a.0"]}',
      pred: [],
    });
    expect(isLawfulWrite('Observation', mark.register, mark.value)).toBe(true);
    const amended = write(made(), 'b.0', 2, mark);
    expect(shownResource(amended)).toBe(canonicalJson(result));
    expect(conflictsOf(amended)).toEqual([]);
    const again = amendment(amended, said('n2'));
    expect(again.pred).toEqual(['b.0']);
    expect(JSON.parse(again.value ?? '').seen).toEqual(['a.0', 'b.0']);
    expect(conflictsOf(write(amended, 'c.0', 3, again))).toEqual([]);
  });

  it('stands in conflict with a concurrent one, even where they say the same', () => {
    const both = write(write(made(), 'b.0', 2, amendment(made(), said('n1'))), 'c.0', 2, amendment(made(), said('n2')));
    expect(conflictsOf(both)).toEqual([AMENDED]);
    expect(conflictsOf(write(both, 'd.0', 3, amendment(both, said('n3'))))).toEqual([]);
    expect(amendment(both, said('n3')).pred).toEqual(['c.0', 'b.0']);
  });

  it('that a deletion had not seen keeps the record', () => {
    const deleted = write(made(), 'b.0', 2, ...deletion(made()).writes);
    expect(isDeleted(deleted)).toBe(true);
    const amended = write(deleted, 'c.0', 3, amendment(made(), said('n1')));
    expect(isDeleted(amended)).toBe(false);
    expect(conflictsOf(amended)).toEqual(['$life']);
  });
});

describe('an accepted breach', () => {
  it('is the same whoever accepts it, and no conflict when somebody takes it back', () => {
    const mine = acceptance(made(), 'double-booking', 'k');
    expect(mine.register).toMatch(/^\$accepted\/[0-9a-f]{16}$/);
    expect(mine).toMatchObject({ value: '{"key":"k","rule":"double-booking"}', pos: 1, pred: [] });
    expect(acceptance(made(), 'double-booking', 'other').register).not.toBe(mine.register);
    const one = write(made(), 'b.0', 2, mine);
    const both = write(one, 'c.0', 2, acceptance(made(), 'double-booking', 'k'));
    expect(acceptance(both, 'double-booking', 'k').pred).toEqual(['c.0', 'b.0']);
    const back = write(both, 'd.0', 3, { ...mine, value: null, pred: ['b.0'] });
    expect(conflictsOf(back)).toEqual([]);
    expect(shownResource(back)).toBe(canonicalJson(result));
  });

  it('is no edit: no deletion has to have seen it', () => {
    const deleted = write(made(), 'b.0', 2, ...deletion(made()).writes);
    const accepted = write(deleted, 'c.0', 3, acceptance(made(), 'double-booking', 'k'));
    expect(isDeleted(accepted)).toBe(true);
    expect(conflictsOf(accepted)).toEqual([]);
    expect(currentWrites(accepted)).toEqual(['a.0', 'b.0', 'c.0']);
  });
});

describe('hidden registers', () => {
  it('begin with a dollar; remarks are those that are no edit', () => {
    expect([ACCEPTED, AMENDED, '$life', '$accepted/x', '$new'].every(isHidden)).toBe(true);
    expect(['value', 'a$', 'telecom/$'].some(isHidden)).toBe(false);
    expect(['$accepted/x', '$accepted', '$amended', '$life', 'accepted/x', 'note/x'].filter(isRemark)).toEqual([
      '$accepted/x',
    ]);
  });

  const mark = { by: 'u', nonce: 'n', reason: 'r', seen: ['w.0'] };
  it.each([
    ['$life', { deleted: false }],
    ['$life', { deleted: true, seen: [] }],
    ['$life', { deleted: true, seen: ['w.0'] }],
    ['$amended', mark],
    ['$amended', { ...mark, seen: [] }],
    ['$amended', { ...mark, reason: '' }],
    ['$amended', { ...mark, reason: 'r'.repeat(500) }],
    ['$amended', { ...mark, nonce: 'n'.repeat(64), by: 'u'.repeat(64) }],
    ['$accepted/x', { key: 'k', rule: 'r' }],
    ['$accepted/x', { key: 'k'.repeat(1000), rule: 'r'.repeat(64) }],
  ])('%s may hold what is lawful (%#)', (register, value) => {
    expect(isLawfulWrite('Patient', register, canonicalJson(value)), canonicalJson(value)).toBe(true);
  });

  it.each([
    ['$life', null],
    ['$life', []],
    ['$life', { deleted: 1 }],
    ['$life', { deleted: 0 }],
    ['$life', { deleted: true }],
    ['$life', { deleted: true, seen: 'w.0' }],
    ['$life', { deleted: true, seen: [1] }],
    ['$amended', null],
    ['$amended', 'x'],
    ['$amended', []],
    ['$amended', { ...mark, more: 1 }],
    ['$amended', { by: 'u', nonce: 'n', reason: 'r' }],
    ['$amended', { ...mark, seen: ['w.0', 1] }],
    ['$amended', { ...mark, seen: 'w.0' }],
    ['$amended', { ...mark, by: '' }],
    ['$amended', { ...mark, nonce: '' }],
    ['$amended', { ...mark, by: 1 }],
    ['$amended', { ...mark, by: ['u'] }],
    ['$amended', { ...mark, reason: 'r'.repeat(501) }],
    ['$amended', { ...mark, by: 'u'.repeat(65) }],
    ['$amended', { ...mark, nonce: 'n'.repeat(65) }],
    ['$accepted/x', []],
    ['$accepted/x', { key: 'k' }],
    ['$accepted/x', { key: 'k', rule: '' }],
    ['$accepted/x', { key: '', rule: 'r' }],
    ['$accepted/x', { key: 'k', rule: 'r', more: 1 }],
    ['$accepted/x', { key: 'k'.repeat(1001), rule: 'r' }],
    ['$accepted/x', { key: 'k', rule: 'r'.repeat(65) }],
    ['$accepted', { key: 'k', rule: 'r' }],
    ['$later', { anything: 1 }],
    ['$later/x', { anything: 1 }],
    ['$', {}],
  ])('%s may not hold anything else (%#)', (register, value) => {
    expect(isLawfulWrite('Patient', register, canonicalJson(value)), canonicalJson(value)).toBe(false);
  });

  it('are removed only where that means something', () => {
    expect(isLawfulWrite('Patient', '$accepted/x', null)).toBe(true);
    for (const register of ['$life', '$amended', '$later'])
      expect(isLawfulWrite('Patient', register, null)).toBe(false);
  });
});
