import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { withRecords } from '../../../conformance/sql-on-fhir/suite.ts';

/** A view of one column. */
export function viewOf(resource: string, path: string, more: JsonObject = {}): JsonObject {
  return { resource, select: [{ column: [{ name: 'v', path, ...more }] }] };
}

/** What a path gives of a resource (JSON as text keeps its decimals): a value, a list where `all` is asked for, or the code of its fault. */
export function given(resource: JsonObject | string, path: string, all = false): unknown {
  const record = typeof resource === 'string' ? (parseJson(resource) as JsonObject) : resource;
  const view = viewOf(String(record.resourceType), path, all ? { collection: true } : {});
  const rows = rowsOf(view, [record]);
  return typeof rows === 'string' ? rows : rows[0]?.v;
}

/** The rows of a view, or its fault as `code at place`. */
export function rowsOf(
  definition: Json,
  resources: readonly JsonObject[],
): readonly Record<string, unknown>[] | string {
  try {
    return withRecords(resources, (store) => [...viewRows(store, compileView(definition))]);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.failure.code !== 'view-invalid') throw error;
    return `${error.failure.params?.fault} at ${error.failure.params?.place}`;
  }
}
