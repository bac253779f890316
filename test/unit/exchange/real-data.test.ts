import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../shared/records/json.ts';
import { importPaths, TEST_DATA } from './support.ts';

const there = existsSync(TEST_DATA);
if (!there)
  console.warn(`Left out: tests with real data. There is no folder ${TEST_DATA}; XINGLIN_TEST_DATA names another.`);

const referencesOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'reference' && typeof one === 'string' ? [one] : referencesOf(one),
  );
};

describe.skipIf(!there)('real data', () => {
  it('takes the Synthea bundles whole, every reference resolved', async () => {
    const { report, sink } = await importPaths([join(TEST_DATA, 'synthea-bundles')]);
    expect(report).toMatchObject({ created: 2441, updated: 0, unchanged: 10, rejected: 0 });
    const references = [...sink.records.values()].flatMap(({ json }) => referencesOf(parseJson(json)));
    const outside = references.filter((reference) => !reference.startsWith('#') && !sink.records.has(reference));
    expect(references.length).toBeGreaterThan(7000);
    expect(outside).toEqual([]);
    expect(sink.referred.size).toBe(0);
    expect((await importPaths([join(TEST_DATA, 'synthea-bundles')], { sink })).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2451,
    });
  });

  it('takes the bulk export, its conditional references resolved where their target is in it', async () => {
    const { report, sink } = await importPaths([join(TEST_DATA, 'synthea-ndjson')]);
    expect(report.errors.map(({ file, code }) => [file, code])).toEqual(
      Array(4).fill(['log.ndjson.gz', 'resource-without-type']),
    );
    expect(report).toMatchObject({ updated: 0, unchanged: 0, rejected: 4 });
    expect(report.created).toBeGreaterThan(8000);
    const references = [...sink.records.values()].flatMap(({ json }) => referencesOf(parseJson(json)));
    expect(references.filter((reference) => reference.startsWith('Location?')).length).toBe(0);
    expect((await importPaths([join(TEST_DATA, 'synthea-ndjson')], { sink })).report).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: report.created,
    });
  });

  it.each(['fhir-examples', 'ips'])('takes %s, a second time nothing', async (name) => {
    const { report, sink } = await importPaths([join(TEST_DATA, name)]);
    // some examples carry the id of another, with other contents
    expect(report.errors.map(({ code }) => code)).toEqual(Array(report.rejected).fill('duplicate-in-import'));
    expect(report.rejected).toBeLessThan(15);
    expect(report.created).toBeGreaterThan(40);
    const again = await importPaths([join(TEST_DATA, name)], { sink });
    expect(again.report).toMatchObject({ created: 0, updated: 0, rejected: report.rejected });
  });
});
