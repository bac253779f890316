import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';
import { FIRST_HLC } from '../../../shared/merge/clock.ts';
import { applyOperation, creation, emptyRecord, shownResource } from '../../../shared/merge/reducer.ts';
import { joinResource, splitResource } from '../../../shared/merge/split.ts';
import { isLawfulWrite } from '../../../shared/merge/valid.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { cleanUp, testClinic } from '../../support/vaults.ts';
import { folderOf, TEST_DATA, temporaryFolder } from '../exchange/support.ts';
import { anyResource, randomOf } from './random-resource.ts';

beforeAll(() => cryptoReady);
afterAll(cleanUp);

/** Decimals whose text JavaScript would change. */
const DECIMALS =
  '[{"url":"urn:x:1","valueDecimal":20.00},{"url":"urn:x:2","valueDecimal":0.10},{"url":"urn:x:3","valueDecimal":-0.0},{"url":"urn:x:4","valueDecimal":1.50E-7},{"url":"urn:x:5","valueDecimal":123456789012345678901.5}]';

const folder = join(TEST_DATA, 'fhir-examples');
const published = existsSync(folder) ? readdirSync(folder) : [];

/** The smallest published example of a type, where there is one; else what its definition says. */
function textOf(type: string): string {
  const files = published.filter((file) => file.startsWith(`${type}-`));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8')).sort((a, b) => a.length - b.length);
  const text = texts[0] ?? canonicalJson(anyResource(randomOf(7), type, `any-${type}`));
  const { extension: _, ...rest } = parseJson(text) as JsonObject;
  const whole = canonicalJson(rest);
  return canonicalJson(parseJson(`${whole.slice(0, -1)},"extension":${DECIMALS}}`));
}

const texts = new Map(resourceTypes().map((type) => [type, textOf(type)]));
const DIGITS = ['20.00', '0.10', '-0.0', '1.50E-7', '123456789012345678901.5'];

describe('a resource of any type of FHIR R4', () => {
  it.each([...texts])('is cut into registers and put together to the same text: %s', (type, text) => {
    const resource = parseJson(text) as JsonObject;
    const registers = splitResource(resource);
    expect([...registers].filter(([register, { value }]) => !isLawfulWrite(type, register, value))).toEqual([]);
    expect(canonicalJson(joinResource(type, String(resource.id), registers))).toBe(text);
    const created = applyOperation(emptyRecord(type, String(resource.id)), 'a.0', FIRST_HLC, creation(resource));
    expect(shownResource(created)).toBe(text);
    expect(DIGITS.filter((digits) => !text.includes(`"valueDecimal":${digits}`))).toEqual([]);
  });

  it('is imported, kept and exported to the same text, decimals to the digit', async () => {
    const clinic = await testClinic();
    // a Bundle is a parcel: an import takes what is in it
    const lines = [...texts].filter(([type]) => type !== 'Bundle').map(([, text]) => text);
    const report = await clinic.ask('import.files', {
      job: 'in',
      paths: [folderOf({ 'all.ndjson': lines.join('\n') })],
    });
    expect(report).toMatchObject({ created: lines.length, rejected: 0 });
    const out = temporaryFolder();
    await clinic.ask('export.files', { job: 'out', format: 'ndjson', out, ids: 'original' });
    const given = readdirSync(out)
      .filter((name) => name !== 'manifest.json')
      .flatMap((name) => readFileSync(join(out, name), 'utf8').split('\n'))
      .filter((line) => line !== '');
    expect(given.sort()).toEqual(lines.sort());
  });

  it('is created by hand and given back to the same text, a Bundle too', async () => {
    const clinic = await testClinic();
    const bundle = parseJson(
      '{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"urn:x","valueDecimal":20.00}]}}]}',
    ) as JsonObject;
    const { resource } = await clinic.ask('record.create', {
      resource: bundle as JsonObject & { resourceType: string },
    });
    const { json } = await clinic.ask('record.json', { type: 'Bundle', id: String(resource.id) });
    expect(json).toBe(canonicalJson({ ...bundle, id: String(resource.id) }));
    expect(json).toContain('20.00');
  });
});
