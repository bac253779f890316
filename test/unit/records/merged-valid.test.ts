import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorsIn } from '../../../electron/vault/quality/validation/index.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { FIRST_HLC, tick } from '../../../shared/merge/clock.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  emptyRecord,
  type RecordState,
  type RegisterWrite,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { RECORD_TYPES } from '../../../shared/records/contract.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import { randomEdit, randomFocus, randomOf, randomResource } from './random-resource.ts';

beforeAll(() => cryptoReady);

const RUNS = Number(process.env.XINGLIN_RUNS ?? 25);
const shown = (state: RecordState): JsonObject => parseJson(shownResource(state)) as JsonObject;

/** Settles every conflict, each by a value chosen at random. */
function settled(state: RecordState, random: () => number): RecordState {
  const writes = conflictsOf(state).map((register): RegisterWrite => {
    const entries = state.registers[register]?.current ?? [];
    const { value, pos } = entries[Math.floor(random() * entries.length)] ?? { value: null };
    return { register, value, pos, pred: entries.map((entry) => entry.write) };
  });
  return applyOperation(state, 'd.0', tick(FIRST_HLC, 9), { type: state.type, id: state.id, writes });
}

describe('a merged record is a valid record', () => {
  it.each(RECORD_TYPES)('%s', (name) => {
    let edits = 0;
    let conflicts = 0;
    fc.assert(
      fc.property(fc.noShrink(fc.integer()), (seed) => {
        const random = randomOf(seed);
        const before = randomResource(random, recordTypes[name].sample);
        expect(errorsIn(before)).toEqual([]);
        const base = applyOperation(emptyRecord(name, 'x'), 'a.0', FIRST_HLC, creation(before));
        const focus = randomFocus(random, name);
        const [one, other] = [randomEdit(random, before, focus), randomEdit(random, before, focus)];
        const [here, there] = [one, other].map((edited, i) => {
          const writes = editWrites(base, edited);
          if (writes.length > 0) edits++;
          return (state: RecordState): RecordState =>
            applyOperation(state, `${'bc'[i]}.0`, tick(FIRST_HLC, 1 + Math.floor(random() * 3)), {
              type: name,
              id: 'x',
              writes,
            });
        }) as [(state: RecordState) => RecordState, (state: RecordState) => RecordState];
        const merged = there(here(base));
        const ways = { before, one, other, merged: shown(merged) };
        expect(errorsIn(shown(merged)), canonicalJson(ways)).toEqual([]);
        conflicts += conflictsOf(merged).length;
        for (let way = 0; way < 2; way++) {
          const resolved = shown(settled(merged, random));
          expect(errorsIn(resolved), canonicalJson({ ...ways, resolved })).toEqual([]);
        }
      }),
      { numRuns: RUNS, seed: 3 },
    );
    // what never edits proves nothing
    expect(edits).toBeGreaterThan(RUNS);
    expect(conflicts).toBeGreaterThan(0);
  });
});
