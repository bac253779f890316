/** The official tests of SQL on FHIR (https://github.com/FHIR/sql-on-fhir-v2/tree/master/tests), each against a database of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileView } from '../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../electron/vault/analysis/views/run.ts';
import { openStore, type Store } from '../../../electron/vault/storage/database.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { canonicalJson, type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';

export interface TestResult {
  readonly passed: boolean;
  readonly reason?: string;
}

/** The report's format: http://hl7.org/fhir/uv/sql-on-fhir/test-report. */
export type Report = Readonly<
  Record<string, { readonly tests: { readonly name: string; readonly result: TestResult }[] }>
>;

interface TestFile {
  readonly resources: readonly JsonObject[];
  readonly tests: readonly ViewTest[];
}

interface ViewTest {
  readonly title: string;
  readonly view: Json;
  readonly expect?: readonly JsonObject[];
  readonly expectColumns?: readonly string[];
  readonly expectCount?: number;
  readonly expectError?: boolean;
}

/** Runs every file of a folder that holds tests. */
export function runSuite(folder: string): Report {
  const report: Record<string, Report[string]> = {};
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.json'))
    .sort()) {
    const file = parseJson(readFileSync(join(folder, name), 'utf8')) as unknown as Partial<TestFile>;
    if (!Array.isArray(file.tests) || !Array.isArray(file.resources)) continue;
    report[name] = {
      tests: withRecords(file.resources, (store) =>
        (file.tests ?? []).map((test) => ({ name: test.title, result: runTest(store, test) })),
      ),
    };
  }
  return report;
}

/** How many tests there are, and how many passed. */
export function scoreOf(report: Report): { readonly passed: number; readonly all: number } {
  const results = Object.values(report).flatMap(({ tests }) => tests);
  return { passed: results.filter(({ result }) => result.passed).length, all: results.length };
}

/** A database that holds these resources, as long as `work` takes. */
export function withRecords<T>(resources: readonly JsonObject[], work: (store: Store) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-views-'));
  const store = openStore({ file: join(folder, 'records.db'), key: new Uint8Array(32).fill(7) });
  try {
    keepRecords(store, resources);
    return work(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Holds these records and no others, as views read them. One without an id gets one that is not in its JSON. */
export function keepRecords(store: Store, resources: readonly JsonObject[]): void {
  store.transaction((writer) => {
    writer.run('DELETE FROM record');
    for (const [n, resource] of resources.entries()) {
      writer.run(
        'INSERT INTO record (type, id, json, version, eid, op) VALUES (?, ?, ?, 1, 0, 0)',
        String(resource.resourceType),
        String(resource.id ?? `without-id-${n}`),
        canonicalJson(resource),
      );
    }
  });
}

function runTest(store: Store, test: ViewTest): TestResult {
  try {
    const view = compileView(test.view);
    const rows = [...viewRows(store, view)];
    if (test.expectError) return { passed: false, reason: 'no error, where one is expected' };
    const columns = view.columns.map(({ name }) => name);
    if (test.expectColumns && !isDeepStrictEqual(columns, [...test.expectColumns]))
      return { passed: false, reason: `columns are ${columns.join(', ')}` };
    if (test.expectCount !== undefined && rows.length !== test.expectCount)
      return { passed: false, reason: `${rows.length} rows, where ${test.expectCount} are expected` };
    return test.expect ? compared(rows, test.expect) : { passed: true };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return test.expectError ? { passed: true } : { passed: false, reason: error.message };
  }
}

/** The same rows as often, in whatever order: a view has none. */
function compared(rows: readonly object[], expected: readonly object[]): TestResult {
  const [ours, theirs] = [rows.map(rowText).sort(), expected.map(rowText).sort()];
  if (isDeepStrictEqual(ours, theirs)) return { passed: true };
  return { passed: false, reason: `rows are ${ours.join(' ')}, expected ${theirs.join(' ')}` };
}

/** A row as text: a column that is missing is null, numbers are compared by value. */
function rowText(row: object): string {
  const members = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return canonicalJson(JSON.parse(JSON.stringify(Object.fromEntries(members))) as Json);
}
