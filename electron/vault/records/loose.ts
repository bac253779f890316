/** References of a record that lead to nothing here: to a record that is not here, or that was deleted. */
import { isResourceType } from '../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { findRow } from './row.ts';
import { recordJson } from './view.ts';
import type { Workspace } from './workspace.ts';

export interface LooseReference {
  /** FHIRPath of the Reference. */
  readonly expression: string;
  /** Whether the record was here, and was deleted. */
  readonly deleted: boolean;
}

/** `Type/id` of a record of this clinic, with a version or not; of another server there is a whole address. */
const HERE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/;

/** Of a record that is not deleted itself; raises not-found. */
export function looseReferences(workspace: Workspace, type: string, id: string): LooseReference[] {
  const { store } = workspace;
  const resource = parseJson(recordJson(workspace, type, id)) as JsonObject;
  return referencesIn(resource, type).flatMap(({ reference, path }) => {
    const [, target = '', targetId = ''] = HERE.exec(reference) ?? [];
    if (!isResourceType(target)) return [];
    const row = findRow(store, target, targetId);
    return row && row.deleted === 0 ? [] : [{ expression: path, deleted: row !== undefined }];
  });
}

function referencesIn(value: Json, path: string): { readonly reference: string; readonly path: string }[] {
  if (Array.isArray(value)) return value.flatMap((one: Json, i) => referencesIn(one, `${path}[${i}]`));
  if (!isObject(value)) return [];
  const own = typeof value.reference === 'string' ? [{ reference: value.reference, path }] : [];
  const below = Object.entries(value).flatMap(([name, one]) =>
    referencesIn(one as Json, `${path}.${name.replace(/^_/, '')}`),
  );
  return [...own, ...below];
}
