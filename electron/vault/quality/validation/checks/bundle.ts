/** Bundles: http://hl7.org/fhir/R4/bundle.html, beside rules bdl-1 to bdl-12. */
import { isResourceType } from '../../../../../shared/fhir/structure.ts';
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
const PAGES = new Set(['first', 'previous', 'prev', 'next', 'last']);
/** What a document brings beside its Composition: http://hl7.org/fhir/R4/documents.html#content */
const OF_DOCUMENT =
  /^\.(?:subject|encounter|custodian|author\[\d+\]|attester\[\d+\]\.party|event\[\d+\]\.detail\[\d+\]|(?:section\[\d+\]\.)+(?:author\[\d+\]|focus|entry\[\d+\]))$/;

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
  if (place.known && kind !== 'searchset' && kind !== 'history') checkNoPages(place);
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

/** Pages are of what was searched: http://hl7.org/fhir/R4/http.html#paging */
function checkNoPages({ value, path, report }: Place): void {
  objectsIn(value.link).forEach(({ relation }, i) => {
    if (PAGES.has(textIn(relation))) report.error(`${path}.link[${i}].relation`, 'link-to-page');
  });
}

/** http://hl7.org/fhir/R4/bundle.html#bundle-unique: the address is whole, and ends in the id of the resource. */
function checkFullUrl({ path, report, strict }: Place, kind: string, { index, fullUrl, resource }: Entry): void {
  const at = `${path}.entry[${index}]`;
  if (fullUrl !== '' && !isAbsolute(fullUrl)) report.error(`${at}.fullUrl`, 'not-absolute');
  const request = REQUESTS.has(kind);
  if (fullUrl === '') {
    if (strict && !request && !kind.endsWith('-response')) report.error(`${at}.fullUrl`, 'missing');
    return;
  }
  if (!resource) return;
  const id = textIn(resource.id);
  const type = textIn(resource.resourceType);
  const parts = restfulParts(fullUrl);
  if (id === '') {
    if (/^https?:/.test(fullUrl) && (!request || (strict && parts))) report.error(`${at}.resource`, 'entry-without-id');
    return;
  }
  if (parts ? parts.id !== id || parts.type !== type : resource.url === fullUrl)
    report.error(`${at}.fullUrl`, 'full-url-id');
  else if (/^https?:/.test(fullUrl) && !fullUrl.endsWith(`/${id}`)) report.warning(`${at}.fullUrl`, 'full-url-id');
  if (
    fullUrl.startsWith('urn:uuid:') &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) &&
    !fullUrl.toLowerCase().endsWith(id.toLowerCase())
  )
    report.warning(`${at}.fullUrl`, 'full-url-id');
}

/** http://hl7.org/fhir/R4/bundle.html#searchset: what was found has ids, and is of the types that were asked for. */
function checkSearch({ value, path, report }: Place): void {
  const asked = typesAsked(textIn(objectsIn(value.link).find(({ relation }) => relation === 'self')?.url));
  objectsIn(value.entry).forEach((entry, i) => {
    const at = `${path}.entry[${i}]`;
    const resource = isObject(entry.resource) ? entry.resource : undefined;
    if (!resource) {
      report.error(`${at}.resource`, 'missing');
      return;
    }
    const mode = textIn(isObject(entry.search) ? entry.search.mode : undefined);
    const type = textIn(resource.resourceType);
    const outcome = type === 'OperationOutcome';
    if (textIn(resource.id) === '' && !outcome) {
      if (mode === '' && textIn(entry.fullUrl) === '') report.warning(`${at}.resource`, 'entry-without-id');
      else if (mode === 'match' || mode === 'include') report.error(`${at}.resource`, 'entry-without-id');
    }
    if (mode === 'outcome' && !outcome) report.error(`${at}.search.mode`, 'search-mode');
    if (mode === 'match' && outcome) report.error(`${at}.search.mode`, 'search-mode');
    else if (mode === 'match' && asked.size > 0 && !asked.has(type))
      report.error(`${at}.search.mode`, 'search-other-type', { types: [...asked].join(', ') });
  });
}

/** Types that a search was for, by its address: `Patient?…`, `?_type=Patient,Group`; none where it does not say. */
function typesAsked(address: string): ReadonlySet<string> {
  const [head = '', query = ''] = address.split('?');
  const last = head.slice(head.lastIndexOf('/') + 1);
  if (isResourceType(last)) return new Set([last]);
  const types = query.split('&').find((one) => one.startsWith('_type='));
  return new Set((types?.slice(6).split(',') ?? []).filter(isResourceType));
}

/** What entries say of each other. */
function checkReferences(place: Place, kind: string, entries: readonly Entry[]): void {
  const { report, path } = place;
  const byUrl = indexOf(entries.filter(({ fullUrl }) => fullUrl !== ''));
  const links = new Map<number, Set<number>>();
  for (const met of place.references ?? []) {
    const from = entries[Number(/^\.entry\[(\d+)\]/.exec(met.path.slice(path.length))?.[1] ?? -1)];
    if (!from || met.reference.startsWith('#') || met.reference.includes('?')) continue;
    const { address, version } = addressOf(met.reference, from.fullUrl);
    const named = byUrl.get(address);
    const found = version === undefined ? named : named?.versions.get(version);
    const target = found?.first;
    if (found && target) {
      if (found.count > 1) report.error(met.path, 'reference-ambiguous');
      checkTarget(report, met.path, textIn(target.resource?.resourceType), met.targets);
      for (const [one, other] of [
        [from, target],
        [target, from],
      ] as const)
        links.set(one.index, (links.get(one.index) ?? new Set()).add(other.index));
    } else if (named) report.error(met.path, 'version-not-in-bundle');
    else checkMissing(place, kind, met, from);
  }
  if (kind === 'document' || kind === 'message') checkReached(place, kind, entries, links);
}

/** Entries of one address: the first, and how many they are. */
interface Named {
  readonly first: Entry;
  count: number;
}

/** Entries by address, and by address and version. */
function indexOf(entries: readonly Entry[]): ReadonlyMap<string, Named & { readonly versions: Map<string, Named> }> {
  const byUrl = new Map<string, Named & { readonly versions: Map<string, Named> }>();
  for (const entry of entries) {
    const named = byUrl.get(entry.fullUrl) ?? { first: entry, count: 0, versions: new Map<string, Named>() };
    const version = named.versions.get(versionOf(entry)) ?? { first: entry, count: 0 };
    named.count += 1;
    version.count += 1;
    named.versions.set(versionOf(entry), version);
    byUrl.set(entry.fullUrl, named);
  }
  return byUrl;
}

/** A reference to nothing in the Bundle: http://hl7.org/fhir/R4/documents.html, http://hl7.org/fhir/R4/messaging.html */
function checkMissing(
  { report, value, known }: Place,
  kind: string,
  { reference, path }: MetReference,
  from: Entry,
): void {
  if (/^urn:(?:uuid|oid):/.test(reference)) {
    if (WHOLE.has(kind)) report.error(path, 'not-in-bundle');
    else report.warning(path, 'not-in-bundle');
    return;
  }
  const below = path.slice(path.indexOf('.entry[0].resource') + '.entry[0].resource'.length);
  const head =
    from.index === 0 &&
    ((kind === 'document' && OF_DOCUMENT.test(below)) || (kind === 'message' && /^\.focus\[\d+\]$/.test(below)));
  if (head && (known || !isAbsolute(reference))) report.error(path, 'not-in-bundle');
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
