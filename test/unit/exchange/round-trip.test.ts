/**
 * All the data of others that there is, imported once into one vault and exported once: each resource comes out as it went in, element for
 * element, decimals to the digit. What has to differ, and why, is said here, and counted.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rewriteReferences } from '../../../electron/vault/exchange/fhir/rewrite.ts';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { canonicalJson, isObject, type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';
import { TEST_DATA } from './support.ts';

const FOLDERS = ['fhir-examples', 'ips', 'synthea-bundles', 'synthea-ndjson'];
const there = FOLDERS.every((name) => existsSync(join(TEST_DATA, name)));
if (!there)
  console.warn(`Left out: tests with real data. There is no folder ${TEST_DATA}; XINGLIN_TEST_DATA names another.`);

/** What a sender said, and where. */
interface Said {
  readonly file: string;
  readonly resource: JsonObject;
  /** `Type/id` of the entries of its Bundle by their addresses. */
  readonly byUrl: ReadonlyMap<string, string>;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(nd)?json(\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

/** Every resource that a file holds; a Bundle's entries, and the Bundle itself where it is one that is kept. */
function* saidIn(file: string): Generator<Said> {
  const text = textOf(file);
  for (const one of /\.ndjson/.test(file) ? text.split('\n').filter((line) => line.trim() !== '') : [text]) {
    const value = parseJson(one);
    if (isObject(value)) yield* saidBy(file, value);
  }
}

function* saidBy(file: string, value: JsonObject): Generator<Said> {
  if (typeof value.resourceType !== 'string') return;
  if (value.resourceType !== 'Bundle') return yield { file, resource: value, byUrl: new Map() };
  const entries = (Array.isArray(value.entry) ? (value.entry as readonly Json[]) : []).filter(isObject);
  const byUrl = new Map<string, string>();
  for (const { fullUrl, resource } of entries)
    if (typeof fullUrl === 'string' && isObject(resource)) byUrl.set(fullUrl, nameOf(resource));
  for (const { resource, request, search } of entries) {
    if (!isObject(resource) || (isObject(request) && request.method === 'PATCH')) continue;
    if (isObject(search) && search.mode === 'outcome') continue;
    if (resource.resourceType === 'Bundle') yield* saidBy(file, resource);
    else yield { file, resource, byUrl };
  }
  if (value.type === 'document' || value.type === 'message') yield { file, resource: value, byUrl: new Map() };
}

function nameOf({ resourceType, id }: JsonObject): string {
  return `${String(resourceType)}/${String(id)}`;
}

/** How what comes out may stand to what came in. */
const REASONS = {
  equal: 'equal, element for element',
  unnamed: 'equal, but that it came without an id, and got one',
  address: 'equal, but for references to an entry by its address in the Bundle, which are Type/id outside of it',
  other: 'left out, and told: has the id of another that came before, with other contents',
};

/** An address, and the `Type/id` in it. */
const ADDRESS = /^https?:\/\/.+\/([A-Z][A-Za-z]+\/[A-Za-z0-9.-]+)$/;

describe.skipIf(!there)('a round trip of real data', () => {
  let clinic: TestVault;
  let report: ImportReport;
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-round-trip-'));
  const out = new Map<string, string>();
  const paths = FOLDERS.map((name) => join(TEST_DATA, name));

  beforeAll(async () => {
    clinic = await testClinic();
    report = await clinic.ask('import.files', { job: 'in', paths, system: 'urn:others' });
    await clinic.ask('export.files', { job: 'out', format: 'ndjson', out: folder, ids: 'original' });
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.ndjson')))
      for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
        const { resourceType, id } = JSON.parse(line) as { resourceType: string; id: string };
        out.set(`${resourceType}/${id}`, line);
      }
  }, 120_000);
  afterAll(async () => {
    await cleanUp();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives every resource back as it came', () => {
    const said = paths.flatMap(filesIn).flatMap((file) => [...saidIn(file)]);
    const named = new Set(
      said.filter(({ resource }) => resource.id !== undefined).map(({ resource }) => nameOf(resource)),
    );
    const unnamed = new Set([...out].filter(([name]) => !named.has(name)).map(([, line]) => withoutId(line)));
    const differences: string[] = [];
    const taken = new Set<string>();
    const reasons: Record<keyof typeof REASONS, number> = { equal: 0, unnamed: 0, address: 0, other: 0 };
    for (const { file, resource, byUrl } of said) {
      const name = nameOf(resource);
      const given = resource.id === undefined ? undefined : out.get(name);
      let addressed = false;
      const expected = rewriteReferences(resource, (reference) => {
        const is = byUrl.get(reference) ?? ADDRESS.exec(reference)?.[1];
        if (is === undefined || !given?.includes(JSON.stringify(is))) return reference;
        addressed = true;
        return is;
      });
      const text = canonicalJson(expected);
      if (resource.id === undefined && unnamed.has(text)) reasons.unnamed += 1;
      else if (given === text) {
        taken.add(name);
        reasons[addressed ? 'address' : 'equal'] += 1;
      } else if (taken.has(name)) reasons.other += 1;
      else differences.push(`${file} ${name}\n${text}\n${given}`);
    }
    console.log(
      Object.entries(reasons)
        .map(([reason, count]) => `${REASONS[reason as keyof typeof REASONS]}: ${count}`)
        .join('\n'),
    );
    expect(differences.slice(0, 8)).toEqual([]);
    expect(reasons.other).toBe(report.errors.filter(({ code }) => code === 'duplicate-in-import').length);
    expect(reasons.equal).toBeGreaterThan(5000);
    // a line of a log is none of FHIR
    expect(new Set(report.errors.map(({ code }) => code))).toEqual(
      new Set(
        ['duplicate-in-import', 'resource-without-type', 'invalid-taken'].filter((code) =>
          report.errors.some((one) => one.code === code),
        ),
      ),
    );
  });

  it('resolves every reference of the Bundles', () => {
    const references = filesIn(join(TEST_DATA, 'synthea-bundles'))
      .flatMap((file) => [...saidIn(file)])
      .flatMap(({ resource }) => [...(out.get(nameOf(resource)) ?? '').matchAll(/"reference":"([^"#][^"]*)"/g)])
      .map(([, reference = '']) => reference);
    expect(references.length).toBeGreaterThan(7000);
    expect(references.filter((reference) => !out.has(reference))).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const again = paths.filter((path) => !path.includes('synthea'));
    const second = await clinic.ask('import.files', { job: 'again', paths: again, system: 'urn:others' });
    expect(second).toMatchObject({ created: 0, updated: 0 });
  });
});

function withoutId(line: string): string {
  const { id: _, ...rest } = parseJson(line) as Record<string, Json>;
  return canonicalJson(rest);
}
