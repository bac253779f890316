/**
 * Where what stands in a document stands beside it, too. An export of ours holds a kept document and, as records, what came with it:
 * whoever imports that would have it all twice, once under each sender's ids. So the export says so, and the document comes in alone.
 */
import { isObject, type JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { recordPage } from '../../storage/exported.ts';
import type { ExportOptions } from '../contract.ts';

/** Name in the extension of a manifest, and system of a Bundle's tags: types whose records stand beside the documents that hold them. */
export const BESIDE = 'https://xinglin.example/fhir/CodeSystem/beside-documents';
/** Stands for all types. */
const ALL = 'all';

/** What an export of these types says; undefined where it holds no document. */
export function besideIn(
  reader: Reader,
  types: readonly string[],
  { types: asked, patient }: Pick<ExportOptions, 'types' | 'patient'>,
): readonly string[] | undefined {
  const given =
    patient === undefined ? types : types.filter((type) => recordPage(reader, type, patient, '', 1).length > 0);
  if (!given.includes('Bundle')) return undefined;
  // what somebody deleted of a document is not to come back with it, so the types count, not what there is of them
  return patient === undefined ? (asked ?? [ALL]) : given;
}

/** What a Bundle says. */
export function besideOf({ meta }: JsonObject): readonly string[] | undefined {
  const tags = isObject(meta) ? objectsIn(meta.tag).filter(({ system }) => system === BESIDE) : [];
  return tags.length > 0 ? tags.map(({ code }) => textIn(code)) : undefined;
}

/** The `meta` of a Bundle that says it. */
export function besideMeta(types: readonly string[]): JsonObject {
  return { tag: types.map((code) => ({ system: BESIDE, code })) };
}

/** Whether records of a type stand beside. */
export function isBeside(beside: readonly string[] | undefined, type: string): boolean {
  return beside !== undefined && (beside.includes(ALL) || beside.includes(type));
}
