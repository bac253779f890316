import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../electron/vault/exchange/csv/compile.ts';
import { defused, undefused } from '../../../electron/vault/exchange/csv/defuse.ts';
import { fieldsOf } from '../../../electron/vault/exchange/csv/fields.ts';
import { leavesOf } from '../../../electron/vault/exchange/csv/flat/leaves.ts';
import { patched } from '../../../electron/vault/exchange/csv/path.ts';
import { makeRowMapper } from '../../../electron/vault/exchange/csv/row.ts';
import { csvText } from '../../../electron/vault/exchange/csv/write.ts';
import { canonicalJson, isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { recordTypes } from '../../../shared/records/registry.ts';

const EXAMPLES = join(resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data'), 'fhir-examples');

/** What a record is after it went out into a table and came back. */
function roundTrip(resource: JsonObject): JsonObject {
  const leaves = leavesOf(resource);
  const columns = ['id', ...leaves.map(({ column }) => column)];
  const line = csvText([['x', ...leaves.map(({ text }) => text)]]).slice(0, -2);
  const cells = fieldsOf(line, ',') ?? [];
  const fields = leaves.map(({ column }) => ({ path: column, column }));
  const type = String(resource.resourceType);
  const { compiled, faults } = compileMapping(
    { mapping: 'csv', version: 1, resources: { record: { type, own: 'id', fields } } },
    columns,
  );
  expect(faults).toEqual([]);
  const map = makeRowMapper(compiled, { zone: 'Asia/Shanghai', ucumOf: () => undefined });
  const { resources, problems } = map((column) => cells[columns.indexOf(column)] ?? '');
  expect(problems).toEqual([]);
  expect(resources[0]?.own).toBe('x');
  return patched(resource, resources[0]?.patch ?? { set: [], cleared: [] });
}

describe('a record in a table and back', () => {
  it.each(Object.values(recordTypes).map(({ type, sample }) => [type, sample] as const))(
    '%s is what it was',
    (_type, sample) => {
      const resource = parseJson(JSON.stringify(sample)) as JsonObject;
      expect(leavesOf(resource).length).toBeGreaterThan(0);
      expect(canonicalJson(roundTrip(resource))).toBe(canonicalJson(resource));
    },
  );

  it.skipIf(!existsSync(EXAMPLES))('of every published example is what it was', () => {
    const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
    let tried = 0;
    for (const name of names) {
      const resource = parseJson(readFileSync(join(EXAMPLES, name), 'utf8'));
      if (!isObject(resource) || leavesOf(resource).length === 0) continue;
      tried += 1;
      expect(canonicalJson(roundTrip(resource)), name).toBe(canonicalJson(resource));
    }
    expect(tried).toBeGreaterThan(50);
  });
});

describe('formulas', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+8613800138000', "'+8613800138000"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['-5.20', '-5.20'],
    ["'x", "''x"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
  ])('%j goes out as %j and comes back', (text, cell) => {
    expect(defused(text)).toBe(cell);
    expect(undefused(cell)).toBe(text);
  });

  it('no text begins a formula, and every text comes back', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', '\t', '\r', '\n', ',', '5', 'a', '中', '＝'),
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (row) => {
        const cells = fieldsOf(csvText([row]).slice(0, -2), ',') ?? [];
        expect(cells.filter((cell) => /^[=+@\t\r＝]/.test(cell) || /^-(?!\d+(\.\d+)?$)/.test(cell))).toEqual([]);
        expect(cells.map(undefused)).toEqual(row);
      }),
    );
  });
});
