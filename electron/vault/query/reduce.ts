/** Records in part: `_summary` and `_elements` (http://hl7.org/fhir/R4/search.html#summary). */
import { summaryOf } from '../../../shared/fhir/search/summary.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import type { Summary } from './request.ts';

/** Marks a resource of which a part was left out. */
const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};
const ALWAYS = new Set(['resourceType', 'id', 'meta']);

/** The JSON of a resource as it was asked for: as it is kept, or a part, numbers with their own text. */
export function reduced(
  { json, resource }: { readonly json: string; readonly resource: JsonObject },
  summary: Summary,
  elements: readonly string[],
): string {
  const type = String(resource.resourceType);
  if (elements.length > 0) {
    const { mandatory } = summaryOf(type);
    return part(resource, (name) => elements.includes(name) || mandatory.has(name));
  }
  if (summary === 'data') return part(resource, (name) => name !== 'text');
  if (summary === 'text') {
    const { mandatory } = summaryOf(type);
    return part(resource, (name) => name === 'text' || mandatory.has(name));
  }
  if (summary !== 'true') return json;
  const kept = summaryOf(type);
  return part(resource, (name) => kept.summary.has(name) || kept.mandatory.has(name), kept.left);
}

function part(resource: JsonObject, keeps: (name: string) => boolean, left: ReadonlySet<string> = new Set()): string {
  const copy: Record<string, Json> = {};
  for (const [member, value] of Object.entries(resource)) {
    const element = member.startsWith('_') ? member.slice(1) : member;
    const base = /^[a-z]+?(?=[A-Z])/i.exec(element)?.[0];
    const kept =
      ALWAYS.has(member) || keeps(element) || choicesOf(element).some((name) => keeps(`${name}*`) || keeps(name));
    if (kept) copy[member] = left.size > 0 ? inner(value, base === undefined ? element : element, left) : value;
  }
  const meta = isObject(copy.meta) ? copy.meta : {};
  const tags = Array.isArray(meta.tag) ? (meta.tag as readonly Json[]) : [];
  copy.meta = { ...meta, tag: [...tags, SUBSETTED] };
  return canonicalJson(copy);
}

/** `valueQuantity` may be the choice `value`; `deceasedDateTime` the choice `deceased`. */
function choicesOf(element: string): string[] {
  return [...element.matchAll(/[A-Z]/g)].map(({ index }) => element.slice(0, index));
}

/** Without the inner elements that are in no summary. */
function inner(value: Json, path: string, left: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => inner(item, path, left));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([name]) =>
      !left.has(`${path}.${name.replace(/^_/, '')}`) && !choicesOf(name).some((base) => left.has(`${path}.${base}*`)),
  );
  return Object.fromEntries(entries.map(([name, member]) => [name, inner(member, `${path}.${name}`, left)]));
}
