import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { FIRST_HLC, tick } from '../../../shared/merge/clock.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { applyOperation, creation, emptyRecord, shownResource } from '../../../shared/merge/reducer.ts';
import { isSet, registerOf } from '../../../shared/merge/registers.ts';
import { elementId } from '../../../shared/merge/split.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { runs } from '../../support/runs.ts';

beforeAll(() => cryptoReady);

const key = fc.constantFrom(
  'telecom',
  'name',
  'valueString',
  '_valueString',
  'status',
  'category',
  'onsetAge',
  'code',
  'note',
  'subject',
  'extension',
);
const resource = fc
  .dictionary(key, fc.jsonValue({ maxDepth: 3 }))
  .map((members) => ({ ...members, resourceType: 'Observation', id: 'x' }) as JsonObject);

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

describe('splitting and joining', () => {
  it('gives back every resource unchanged', () => {
    fc.assert(
      fc.property(resource, (any) => {
        const clean = parseJson(JSON.stringify(any)) as JsonObject;
        const state = applyOperation(emptyRecord('Observation', 'x'), 'a.0', FIRST_HLC, creation(clean));
        expect(shownResource(state)).toBe(canonicalJson(clean));
      }),
      { numRuns: runs(1000), seed: 3 },
    );
  });

  it('edits to exactly what was asked for, whatever the edit, but for sets that were emptied', () => {
    fc.assert(
      fc.property(resource, resource, (a, b) => {
        const [from, to] = [a, b].map((any) => parseJson(JSON.stringify(any)) as JsonObject) as [
          JsonObject,
          JsonObject,
        ];
        const state = applyOperation(emptyRecord('Observation', 'x'), 'a.0', FIRST_HLC, creation(from));
        const writes = editWrites(state, to);
        const after =
          writes.length === 0
            ? state
            : applyOperation(state, 'b.0', tick(FIRST_HLC, 5), { type: 'Observation', id: 'x', writes });
        const expected = Object.entries(to).filter(
          ([name, value]) => !isEmptyList(value) || !isSet('Observation', name) || isEmptyList(from[name]),
        );
        expect(shownResource(after)).toBe(canonicalJson(Object.fromEntries(expected)));
      }),
      { numRuns: runs(1000), seed: 5 },
    );
  });

  it('keeps the text of decimals that an editor could not show', () => {
    const stored = parseJson(
      '{"resourceType":"Observation","id":"x","status":"final","component":[{"valueQuantity":{"value":20.00}},{"valueQuantity":{"value":1.50}}]}',
    ) as JsonObject;
    const state = applyOperation(emptyRecord('Observation', 'x'), 'a.0', FIRST_HLC, creation(stored));
    const form = JSON.parse(JSON.stringify(stored)) as {
      status: string;
      component: { valueQuantity: { value: number } }[];
    };
    expect(editWrites(state, form as unknown as JsonObject)).toEqual([]);
    (form.component[1] as { valueQuantity: { value: number } }).valueQuantity.value = 1.7;
    const writes = editWrites(state, form as unknown as JsonObject);
    expect(writes.map((w) => w.value)).toEqual([
      '{"component":[{"valueQuantity":{"value":20.00}},{"valueQuantity":{"value":1.7}}]}',
    ]);
  });

  it('drops a narrative that was not edited with the rest', () => {
    const base: JsonObject = {
      resourceType: 'Patient',
      id: 'x',
      gender: 'male',
      text: { status: 'generated', div: '<div>male</div>' },
    };
    const state = applyOperation(emptyRecord('Patient', 'x'), 'a.0', FIRST_HLC, creation(base));
    expect(editWrites(state, { ...base, gender: 'female' }).map((w) => [w.register, w.value])).toContainEqual([
      'text',
      null,
    ]);
  });

  it('names an element by its content, the same in every version', () => {
    expect(elementId('{"value":"1"}', () => false)).toBe('82b8f3261b15cc97');
  });

  it('knows choices and groups', () => {
    expect(registerOf('Observation', 'valueQuantity')).toBe('value');
    expect(registerOf('Observation', '_valueString')).toBe('value');
    expect(registerOf('Patient', 'deceasedBoolean')).toBe('deceased');
    expect(registerOf('Condition', 'abatementDateTime')).toBe('status');
    expect(registerOf('Patient', '_birthDate')).toBe('birthDate');
    expect(registerOf('ValueSet', 'valueSet')).toBe('valueSet');
  });
});

describe('canonical JSON', () => {
  it('keeps numbers as they were written', () => {
    for (const text of ['20.00', '1e3', '1E-2', '0.10', '-0', '12345678901234567890', '0.1', '7']) {
      expect(canonicalJson(parseJson(`{"v":${text}}`))).toBe(`{"v":${text}}`);
      expect(canonicalJson(parseJson(`[1,${text}]`))).toBe(`[1,${text}]`);
    }
  });
  it('is stable under parsing, and sorts keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(parseJson(JSON.stringify(value)));
        expect(canonicalJson(parseJson(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 9 },
    );
    expect(canonicalJson({ b: 1, a: { d: [], c: null } })).toBe('{"a":{"c":null,"d":[]},"b":1}');
  });
});
