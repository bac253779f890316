import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  creation,
  emptyRecord,
  type RecordState,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { runs } from '../../support/runs.ts';

beforeAll(() => cryptoReady);

let count = 0;
function save(state: RecordState, edited: JsonObject): RecordState {
  count += 1;
  const writes = editWrites(state, edited);
  expect(new Set(writes.map((write) => write.register)).size).toBe(writes.length);
  return applyOperation(state, `${String(count).padStart(64, '0')}.0`, `${String(count).padStart(15, '0')}-00000`, {
    type: 'Patient',
    id: 'p',
    writes,
  });
}
const patient = (telecom: JsonObject[]): JsonObject => ({ resourceType: 'Patient', id: 'p', telecom });
const made = (resource: JsonObject): RecordState =>
  applyOperation(emptyRecord('Patient', 'p'), `${'f'.repeat(64)}.0`, '000000000000000-00000', creation(resource));

describe('an edit', () => {
  it('keeps an element whose content another element had first', () => {
    let state = made(
      patient([
        { system: 'phone', value: '1' },
        { system: 'email', value: 'e' },
      ]),
    );
    state = save(
      state,
      patient([
        { system: 'phone', use: 'work', value: '2' },
        { system: 'email', value: 'e' },
      ]),
    );
    state = save(state, patient([{ system: 'phone', value: '1' }]));
    expect(shownResource(state)).toBe(canonicalJson(patient([{ system: 'phone', value: '1' }])));
  });

  it('shows what was saved, whatever was saved before', () => {
    const element = fc.record({
      system: fc.constantFrom('phone', 'email'),
      use: fc.constantFrom('home', 'work'),
      value: fc.constantFrom('1', '2', '3'),
    });
    const lists = fc.array(fc.array(element, { maxLength: 4 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(lists, ([first = [], ...edits]) => {
        const person = (telecom: JsonObject[]): JsonObject =>
          telecom.length > 0 ? patient(telecom) : { resourceType: 'Patient', id: 'p' };
        let state = made(person(first));
        for (const telecom of edits) {
          state = save(state, patient(telecom));
          const expected = person(telecom);
          expect(shownResource(state)).toBe(canonicalJson(expected));
        }
      }),
      { numRuns: runs(2000), seed: 3 },
    );
  });

  it('keeps the text of numbers when an element before them is removed', () => {
    const text =
      '{"component":[{"valueQuantity":{"value":20.00}},{"valueQuantity":{"value":5.10}}],"id":"p","resourceType":"Observation"}';
    const state = applyOperation(
      emptyRecord('Observation', 'p'),
      `${'e'.repeat(64)}.0`,
      '000000000000000-00000',
      creation(parseJson(text) as JsonObject),
    );
    const writes = editWrites(state, {
      resourceType: 'Observation',
      id: 'p',
      component: [{ valueQuantity: { value: 5.1 } }],
    });
    expect(writes.map(({ value }) => value)).toEqual(['{"component":[{"valueQuantity":{"value":5.10}}]}']);
  });
});
