import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { acceptance, amendment } from '../../../shared/merge/hidden.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  deletion,
  emptyRecord,
  isDeleted,
  type RecordState,
  type RegisterWrite,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { variantsOf } from '../../../shared/merge/variants.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';
import { runs } from '../../support/runs.ts';
import { apply, history, hlc, ID, play, TYPE } from './world.ts';

beforeAll(() => cryptoReady);

const base: JsonObject = {
  resourceType: 'Patient',
  id: 'p',
  gender: 'male',
  birthDate: '1980',
  active: true,
  telecom: [{ value: '1' }],
};

function edits(...changes: JsonObject[]): RecordState {
  const created = applyOperation(emptyRecord('Patient', 'p'), 'a.0', hlc(1), creation(base));
  return changes.reduce((state, change, n) => write(state, n, editWrites(created, { ...base, ...change })), created);
}
function write(state: RecordState, n: number, writes: readonly RegisterWrite[]): RecordState {
  return applyOperation(state, `b${n}.0`, hlc(n + 2), { type: 'Patient', id: 'p', writes });
}

describe('variants of a record', () => {
  it('are the record alone where nothing is in conflict', () => {
    expect(variantsOf(edits(), 8)).toEqual([base]);
    expect(variantsOf(edits(), 0)).toEqual([base]);
    expect(variantsOf(edits({ gender: 'other' }), 8)).toEqual([{ ...base, gender: 'other' }]);
  });

  it('are every combination while there are few, the shown one first', () => {
    const state = edits({ gender: 'female' }, { gender: 'other' }, { birthDate: '1981' }, { birthDate: '1982' });
    const found = variantsOf(state, 8);
    expect(canonicalJson(found[0])).toBe(shownResource(state));
    expect(found.map(({ gender, birthDate }) => `${gender} ${birthDate}`).sort()).toEqual([
      'female 1981',
      'female 1982',
      'other 1981',
      'other 1982',
    ]);
    expect(found.every(({ active, telecom }) => active === true && canonicalJson(telecom) === '[{"value":"1"}]')).toBe(
      true,
    );
  });

  it('hold each value at least once where there are many, and no more than asked for', () => {
    const state = edits(
      { gender: 'female' },
      { gender: 'other' },
      { gender: 'unknown' },
      { birthDate: '1981' },
      { birthDate: '1982' },
      { active: false },
      { telecom: [{ value: '2' }] },
      { telecom: [] },
    );
    const found = variantsOf(state, 4);
    expect(found).toHaveLength(4);
    expect(new Set(found.map((one) => one.gender))).toEqual(new Set(['female', 'other', 'unknown']));
    expect(new Set(found.map((one) => one.birthDate))).toEqual(new Set(['1981', '1982']));
    expect(new Set(found.map((one) => canonicalJson(one.telecom ?? null)))).toEqual(
      new Set(['[{"value":"2"}]', 'null']),
    );
    expect(found.every((one) => one.active === false)).toBe(true);
    expect(variantsOf(state, 1)).toHaveLength(3);
    expect(variantsOf(state, 1000)).toHaveLength(12);
  });

  it('count equal values once, and leave out what is hidden or settled by the newest', () => {
    const same = edits({ gender: 'female' }, { gender: 'female' }, { gender: 'other' });
    expect(variantsOf(same, 8)).toHaveLength(2);
    const marked = write(
      write(edits(), 7, [amendment(edits(), { reason: 'r', by: 'u', nonce: '1' }), acceptance(edits(), 'x', 'y')]),
      8,
      [amendment(edits(), { reason: 'r', by: 'u', nonce: '2' })],
    );
    expect(conflictsOf(marked)).toEqual(['$amended']);
    expect(variantsOf(marked, 8)).toEqual([base]);
  });

  it('are none of what is deleted, and all of what a deletion contests', () => {
    const created = edits();
    expect(variantsOf(write(created, 5, deletion(created).writes), 8)).toEqual([]);
    const contested = write(edits({ gender: 'female' }), 5, deletion(created).writes);
    expect(variantsOf(contested, 8)).toEqual([{ ...base, gender: 'female' }]);
  });

  it('hold every value of every conflict, whatever people did', () => {
    fc.assert(
      fc.property(history, fc.nat(9), (steps, limit) => {
        const state = play(steps).log.reduce(apply, emptyRecord(TYPE, ID));
        const found = variantsOf(state, limit);
        if (isDeleted(state)) {
          expect(found).toEqual([]);
          return;
        }
        expect(canonicalJson(found[0])).toBe(shownResource(state));
        expect(new Set(found.map((one) => canonicalJson(one))).size).toBe(found.length);
        const most = conflictsOf(state)
          .filter((register) => !register.startsWith('$'))
          .map((register) => {
            const values = new Set(state.registers[register]?.current.map(({ value }) => value));
            for (const value of values) {
              if (value !== null) expect(found.some((one) => holds(one, register, value))).toBe(true);
            }
            return values.size;
          });
        expect(found.length).toBeLessThanOrEqual(Math.max(1, limit, ...most));
      }),
      { numRuns: runs(500), seed: 13 },
    );
  });
});

function holds(resource: JsonObject, register: string, value: string): boolean {
  const [element = '', inSet] = register.split('/');
  if (inSet !== undefined)
    return (resource[element] as JsonObject[] | undefined)?.some((one) => canonicalJson(one) === value) ?? false;
  return Object.entries(JSON.parse(value)).every(
    ([name, said]) => canonicalJson(resource[name]) === JSON.stringify(said),
  );
}
