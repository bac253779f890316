/** Bundles: http://hl7.org/fhir/R4/bundle.html, beside rules bdl-1 to bdl-12. */
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { isObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, MetReference, Place } from '../place.ts';
import { checkTarget, isAbsolute, restfulParts } from './reference.ts';

interface Entry {
  readonly index: number;
  readonly fullUrl: string;
  readonly resource: JsonObject | undefined;
}

/** Relations of links that can be there once: http://hl7.org/fhir/R4/http.html#paging */
const SINGLE_LINKS = new Set(['self', 'first', 'previous', 'prev', 'next', 'last']);
/** Kinds whose entries may be new, and have no ids yet. */
const REQUESTS = new Set(['transaction', 'batch']);

/** Kinds that bring everything that a urn: can name. */
const WHOLE = new Set(['document', 'message', 'transaction', 'batch']);

export const checkBundle: Check = (place) => {
  const { value, path, report } = place;
  const kind = textIn(value.type);
  const entries = objectsIn(value.entry).map((entry, index) => ({
    index,
    fullUrl: textIn(entry.fullUrl),
    resource: isObject(entry.resource) ? entry.resource : undefined,
  }));
  checkLinks(place);
  for (const entry of entries) checkFullUrl(place, kind, entry);
  if (kind === 'searchset') checkSearch(place);
  const first = textIn(entries[0]?.resource?.resourceType);
  if (kind === 'document' && first !== 'Composition')
    report.error(entries.length > 0 ? `${path}.entry[0]` : path, 'bundle-first', { type: 'Composition' });
  if (kind === 'message' && first !== 'MessageHeader')
    report.error(entries.length > 0 ? `${path}.entry[0]` : path, 'bundle-first', { type: 'MessageHeader' });
  checkReferences(place, kind, entries);
};

function checkLinks({ value, path, report }: Place): void {
  const seen = new Set<string>();
  objectsIn(value.link).forEach(({ relation }, i) => {
    const name = textIn(relation);
    if (seen.has(name) && SINGLE_LINKS.has(name)) report.error(`${path}.link[${i}].relation`, 'link-twice');
    seen.add(name);
  });
}

/** http://hl7.org/fhir/R4/bundle.html#bundle-unique: the address is whole, and ends in the id of the resource. */
function checkFullUrl({ path, report }: Place, kind: string, { index, fullUrl, resource }: Entry): void {
  const at = `${path}.entry[${index}]`;
  if (fullUrl !== '' && !isAbsolute(fullUrl)) report.error(`${at}.fullUrl`, 'not-absolute');
  if (!resource) return;
  const id = textIn(resource.id);
  const type = textIn(resource.resourceType);
  if (fullUrl === '') return;
  if (id === '') {
    if (/^https?:/.test(fullUrl) && !REQUESTS.has(kind)) report.error(`${at}.resource`, 'entry-without-id');
    return;
  }
  const parts = restfulParts(fullUrl);
  if (/^https?:/.test(fullUrl) && (parts ? parts.id !== id || parts.type !== type : !fullUrl.endsWith(`/${id}`)))
    report.error(`${at}.fullUrl`, 'full-url-id');
  if (
    fullUrl.startsWith('urn:uuid:') &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) &&
    !fullUrl.toLowerCase().endsWith(id.toLowerCase())
  )
    report.warning(`${at}.fullUrl`, 'full-url-id');
}

/** http://hl7.org/fhir/R4/bundle.html#searchset */
function checkSearch({ value, path, report }: Place): void {
  objectsIn(value.entry).forEach((entry, i) => {
    const resource = isObject(entry.resource) ? entry.resource : undefined;
    const mode = textIn(isObject(entry.search) ? entry.search.mode : undefined);
    const outcome = resource?.resourceType === 'OperationOutcome';
    if (resource && textIn(resource.id) === '' && !outcome && textIn(entry.fullUrl) === '')
      report.error(`${path}.entry[${i}].resource`, 'entry-without-id');
    if (mode === 'outcome' && resource && !outcome) report.error(`${path}.entry[${i}].search.mode`, 'search-mode');
    if (mode === 'match' && outcome) report.error(`${path}.entry[${i}].search.mode`, 'search-mode');
  });
}

/** What entries say of each other. */
function checkReferences(place: Place, kind: string, entries: readonly Entry[]): void {
  const { report, path } = place;
  const byUrl = new Map<string, Entry[]>();
  for (const entry of entries)
    if (entry.fullUrl !== '') byUrl.set(entry.fullUrl, [...(byUrl.get(entry.fullUrl) ?? []), entry]);
  const links = new Map<number, Set<number>>();
  for (const met of place.references ?? []) {
    const from = entries[Number(/^\.entry\[(\d+)\]/.exec(met.path.slice(path.length))?.[1] ?? -1)];
    if (!from || met.reference.startsWith('#') || met.reference.includes('?')) continue;
    const { address, version } = addressOf(met.reference, from.fullUrl);
    const named = byUrl.get(address) ?? [];
    const found = version === undefined ? named : named.filter((one) => versionOf(one) === version);
    const target = found[0];
    if (target) {
      if (found.length > 1) report.error(met.path, 'reference-ambiguous');
      checkTarget(report, met.path, textIn(target.resource?.resourceType), met.targets);
      for (const [one, other] of [
        [from, target],
        [target, from],
      ] as const)
        links.set(one.index, (links.get(one.index) ?? new Set()).add(other.index));
    } else if (named.length > 0) report.error(met.path, 'version-not-in-bundle');
    else checkMissing(place, kind, met, from);
  }
  if (kind === 'document' || kind === 'message') checkReached(place, kind, entries, links);
}

/** A reference to nothing in the Bundle: http://hl7.org/fhir/R4/documents.html, http://hl7.org/fhir/R4/messaging.html */
function checkMissing({ report, value }: Place, kind: string, { reference, path }: MetReference, from: Entry): void {
  if (/^urn:(?:uuid|oid):/.test(reference)) {
    if (WHOLE.has(kind)) report.error(path, 'not-in-bundle');
    else report.warning(path, 'not-in-bundle');
    return;
  }
  const head = from.index === 0 && (kind === 'document' || (kind === 'message' && /\.focus\[\d+\]$/.test(path)));
  if (head && !isAbsolute(reference)) report.error(path, 'not-in-bundle');
  else if (kind === 'document' && objectsIn(value.entry).length > 0 && !isAbsolute(reference))
    report.warning(path, 'not-in-bundle');
}

/** Every entry of a document hangs together with its Composition. */
function checkReached(
  { report, path }: Place,
  kind: string,
  entries: readonly Entry[],
  links: ReadonlyMap<number, ReadonlySet<number>>,
): void {
  const reached = new Set([0]);
  for (const one of reached) for (const other of links.get(one) ?? []) reached.add(other);
  for (const { index } of entries) {
    if (reached.has(index)) continue;
    if (kind === 'document') report.error(`${path}.entry[${index}]`, 'entry-unreached');
    else report.warning(`${path}.entry[${index}]`, 'entry-unreached');
  }
}

/** The address that a reference from an entry has: http://hl7.org/fhir/R4/bundle.html#references */
function addressOf(reference: string, fullUrl: string): { address: string; version: string | undefined } {
  const [, bare = reference, version] = /^(.*)\/_history\/([^/]+)$/.exec(reference) ?? [];
  if (isAbsolute(bare)) return { address: bare.replace(/#.*$/, ''), version };
  const parts = restfulParts(fullUrl);
  const base = parts ? fullUrl.slice(0, fullUrl.lastIndexOf(`${parts.type}/${parts.id}`)) : '';
  return { address: base + bare, version };
}

function versionOf({ resource }: Entry): string {
  return textIn(isObject(resource?.meta) ? resource.meta.versionId : undefined);
}
