/**
 * Takes a JSON object apart into the resources in it. A Bundle of whatever kind is a parcel: its entries are imported, Bundles
 * inside it are taken apart too. A bad entry is refused alone. The Bundle itself is an envelope, and not kept, but for a document and a
 * message: what they say, they say as a whole (http://hl7.org/fhir/R4/documents.html), so they are records beside their entries.
 */
import { canonicalJson, isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import type { SourceId } from '../../records/incoming.ts';
import type { Ledger } from '../../storage/notes.ts';
import { besideMeta, besideOf, isBeside } from './beside.ts';
import { contentId } from './ids.ts';
import { type Trouble, trouble } from './parse.ts';
import { baseOf, sourceOf, systemOf } from './system.ts';
import { R4_TYPES } from './types.ts';

/** One resource of an import, before it gets our id. */
export interface Item {
  readonly resource: JsonObject;
  readonly system: string;
  readonly type: string;
  readonly original: string;
  /** Base of its fullUrl, against which its relative references are resolved first. */
  readonly base: string | undefined;
  /** 1-based entry in the outermost Bundle; undefined for a resource that stands alone. */
  readonly entry: number | undefined;
  /** The resource as a Bundle of its one entry, with all that the entry said of it; itself, where it stands alone. */
  readonly wrapped: JsonObject;
}

/** What stands in the same Bundle. */
export interface Neighbours {
  /** The entry of this fullUrl. */
  byUrl(url: string): SourceId | undefined;
  /** The entry of this `Type/original` in the ids of `system`; where that has none, the one of the only system that has. */
  byKey(key: string, system: string): SourceId | undefined;
}

/** Those of a resource that stands alone. */
export const NO_NEIGHBOURS: Neighbours = { byUrl: () => undefined, byKey: () => undefined };

/** A Bundle, an entry of one, or a resource that stands alone. */
export interface Parcel {
  readonly items: Item[];
  /** What its references are resolved in first. */
  readonly around: Neighbours;
  /** What the sender deleted; only where that was asked for. */
  readonly deleted: { readonly source: SourceId; readonly entry: number }[];
  readonly troubles: { readonly entry: number; readonly trouble: Trouble; readonly raw: string }[];
}

export interface ParcelOptions {
  /** The system that the user chose. */
  readonly chosen: string | undefined;
  /** What the sender deleted is wanted; else it is a trouble. */
  readonly deletions: boolean;
  /** Types whose records stand beside the documents that hold them (beside.ts): of a document they are not taken. */
  readonly beside?: readonly string[] | undefined;
  /** The system of a Bundle that names none. */
  readonly sender?: string | undefined;
  /** Makes an original id unique in its file, where resources without ids have equal contents. */
  readonly repeat: (original: string) => string;
}

/** `repeat` for one file: the second of equal ids becomes `id.2`. */
export function makeRepeat(counts: Ledger): (original: string) => string {
  return (original) => {
    const count = Number(counts.get(original) ?? 0) + 1;
    counts.set(original, String(count));
    return count === 1 ? original : `${original}.${count}`;
  };
}

/** The parcels in one JSON object; a lone resource that cannot be taken is a trouble of its own. */
export function openParcels(value: JsonObject, options: ParcelOptions): Parcel[] | Trouble {
  const wrong = shapeOf(value);
  if (wrong) return wrong;
  if (value.resourceType !== 'Bundle') {
    const item = makeItem(value, options, { wrapped: value });
    return [{ items: [item], around: NO_NEIGHBOURS, deleted: [], troubles: [] }];
  }
  if (value.entry !== undefined && !Array.isArray(value.entry)) {
    return trouble('not-fhir', 'The Bundle has an "entry" that is not a list.').trouble;
  }
  if (value.entry === undefined && !Object.keys(value).every((name) => OF_BUNDLE.has(name.replace(/^_/, '')))) {
    return trouble('not-fhir', 'The Bundle has no entries, but something that no Bundle has.').trouble;
  }
  const beside = besideOf(value);
  return openBundle(value, undefined, beside ? { ...options, beside } : options);
}

/** Elements of a Bundle (http://hl7.org/fhir/R4/bundle.html) beside its entries. */
const OF_BUNDLE = new Set(
  'resourceType id meta implicitRules language identifier type timestamp total link signature'.split(' '),
);

/** The least that a resource must be to be kept; full validation is another matter. */
function shapeOf(value: Json | undefined): Trouble | undefined {
  if (!isObject(value)) return trouble('not-fhir', 'Not a FHIR resource.').trouble;
  const type = value.resourceType;
  if (typeof type !== 'string' || type === '') {
    return trouble('resource-without-type', 'There is no resourceType: it is not a FHIR resource.').trouble;
  }
  if (!R4_TYPES.has(type)) {
    const named = /^[A-Za-z]{1,64}$/.test(type) ? `"${type}"` : 'The resourceType';
    return trouble('not-fhir', `${named} is no resource type of FHIR R4.`).trouble;
  }
  if (value.id !== undefined && (typeof value.id !== 'string' || value.id.trim() === '' || value.id.length > 512)) {
    return trouble('not-fhir', 'The id is not a text of 1 to 512 characters.').trouble;
  }
  return undefined;
}

const COLLECTION = { resourceType: 'Bundle', type: 'collection' };

interface EntryFacts {
  readonly fullUrl?: string | undefined;
  readonly request?: JsonObject | undefined;
  readonly outer?: string | undefined;
  readonly entry?: number | undefined;
  readonly wrapped: JsonObject;
}

function makeItem(resource: JsonObject, options: ParcelOptions, facts: EntryFacts): Item {
  const type = String(resource.resourceType);
  const original =
    typeof resource.id === 'string'
      ? resource.id
      : (lentId(resource, facts) ?? options.repeat(contentId(canonicalJson(resource))));
  const base = baseOf(facts.fullUrl, type, original);
  const system = systemOf(options.chosen, base, resource, facts.outer);
  return { resource, system, type, original, base, entry: facts.entry, wrapped: facts.wrapped };
}

/**
 * An id for a resource without one, from its entry: the address of an update, the condition of a conditional create or
 * update (it says who is meant, and stays the same when the bundle is made again), the UUID or the end of its fullUrl.
 */
function lentId(resource: JsonObject, { fullUrl, request }: EntryFacts): string | undefined {
  const type = String(resource.resourceType);
  if (type === 'Bundle') return bundleId(resource);
  const url = typeof request?.url === 'string' ? request.url : '';
  const condition =
    typeof request?.ifNoneExist === 'string' && request.ifNoneExist ? `?${request.ifNoneExist}` : undefined;
  if (request?.method === 'PUT' && url.startsWith(`${type}/`)) return url.slice(type.length + 1) || undefined;
  if (request?.method === 'PUT' && url.startsWith(`${type}?`)) return url.slice(type.length);
  if (request?.method === 'POST' && condition) return condition.replace('??', '?');
  const tail =
    /^urn:(?:uuid|oid):(.+)$/i.exec(fullUrl ?? '') ??
    new RegExp(`^https?://.+/${type}/([^/?#]+)$`, 'i').exec(fullUrl ?? '');
  return tail?.[1];
}

/** A document or message without an id is known by its identifier, which is of it alone. */
function bundleId({ identifier }: JsonObject): string | undefined {
  if (!isObject(identifier) || typeof identifier.value !== 'string') return undefined;
  const { system } = identifier;
  return `?identifier=${typeof system === 'string' ? system : ''}|${identifier.value}`;
}

/** `inKept`: it stands in a document or message. */
function openBundle(
  bundle: JsonObject,
  outerEntry: number | undefined,
  options: ParcelOptions,
  inKept = false,
): Parcel[] {
  const { beside } = options;
  const kept = bundle.type === 'document' || bundle.type === 'message';
  /** What was said of its contents was said where they came in, and each is a record. */
  const known = beside !== undefined && (kept || inKept);
  const byUrl = new Map<string, Item>();
  const byKey = new Map<string, Map<string, Item>>();
  const around: Neighbours = {
    byUrl: (url) => byUrl.get(url),
    byKey: (key, system) => {
      const holders = byKey.get(key);
      return holders?.get(system) ?? (holders?.size === 1 ? holders.values().next().value : undefined);
    },
  };
  const parcel: Parcel = { items: [], around, deleted: [], troubles: [] };
  const inner: Parcel[] = [];
  const newest = new Set<string>();
  const about = { type: bundle.type, outer: sourceOf(bundle) ?? options.sender };

  (Array.isArray(bundle.entry) ? (bundle.entry as readonly Json[]) : []).forEach((value, i) => {
    const entry = outerEntry ?? i + 1;
    const taken = takeEntry(value, { ...about, entry }, options);
    // a history holds every version, the newest first: only that one is current
    const outdated = bundle.type === 'history' && taken.key !== undefined && newest.has(taken.key);
    if (taken.key !== undefined) newest.add(taken.key);
    const stands = known && (taken.item ? isBeside(beside, taken.item.type) : !taken.inner);
    if (!outdated && !stands)
      for (const one of addTaken(taken, entry, parcel, options, kept || inKept)) inner.push(one);
    if (outdated || !taken.item) return;
    const key = taken.key ?? '';
    byKey.set(key, (byKey.get(key) ?? new Map<string, Item>()).set(taken.item.system, taken.item));
    if (taken.fullUrl && !byUrl.has(taken.fullUrl)) byUrl.set(taken.fullUrl, taken.item);
  });
  // what waits to be mended has to say it again
  const wrapped = beside && { ...COLLECTION, meta: besideMeta(beside), entry: [{ resource: bundle }] };
  if (kept && !(inKept && isBeside(beside, 'Bundle')))
    parcel.items.push(makeItem(bundle, options, { entry: outerEntry, wrapped: wrapped ?? bundle }));
  return [parcel, ...inner];
}

/** What an entry of a Bundle says of itself. */
export interface Taken {
  /** What its address in the Bundle is, and `Type/original`; of a deletion, too. */
  readonly fullUrl?: string | undefined;
  readonly key?: string | undefined;
  readonly item?: Item;
  readonly inner?: JsonObject;
  readonly gone?: SourceId | undefined;
  readonly trouble?: Trouble | undefined;
  /** The entry as a Bundle of its own. */
  readonly wrapped: JsonObject;
}

/** The Bundle of an entry: its type, the system that it names, and the number of the entry. */
export interface EntryPlace {
  readonly type: Json | undefined;
  readonly outer: string | undefined;
  readonly entry: number;
}

/** Reads an entry. */
export function takeEntry(value: Json, { type, outer, entry }: EntryPlace, options: ParcelOptions): Taken {
  const content = contentOf(value);
  const wrapped = { resourceType: 'Bundle', type: type ?? 'collection', entry: [value] };
  if ('trouble' in content) {
    const { deleted } = content;
    const gone = deleted && options.deletions ? deletedSource(value, deleted, options, outer) : undefined;
    return { wrapped, key: deleted, gone, trouble: gone ? undefined : content.trouble };
  }
  const { resource, fullUrl, request } = content;
  if (resource.resourceType === 'Bundle') return { wrapped, inner: resource };
  const item = makeItem(resource, options, { fullUrl, request, outer, entry, wrapped });
  return { wrapped, fullUrl, item, key: `${item.type}/${item.original}` };
}

/** Puts what an entry is where it belongs; the parcels of a Bundle in it come back. */
export function addTaken(
  taken: Taken,
  entry: number,
  parcel: Parcel,
  options: ParcelOptions,
  inKept = false,
): Parcel[] {
  if (taken.inner) return openBundle(taken.inner, entry, options, inKept);
  if (taken.item) parcel.items.push(taken.item);
  if (taken.gone) parcel.deleted.push({ source: taken.gone, entry });
  if (taken.trouble) parcel.troubles.push({ entry, trouble: taken.trouble, raw: canonicalJson(taken.wrapped) });
  return [];
}

/** The resource that a deletion names by type and id; undefined where it names it by a condition. */
function deletedSource(
  entry: Json,
  url: string,
  { chosen }: ParcelOptions,
  outer: string | undefined,
): SourceId | undefined {
  const [, type = '', original = ''] = /^([A-Z][A-Za-z]+)\/([^/?#|\s]+)$/.exec(url) ?? [];
  if (!R4_TYPES.has(type)) return undefined;
  const fullUrl = isObject(entry) && typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined;
  return { system: systemOf(chosen, baseOf(fullUrl, type, original), {}, outer), type, original };
}

type Content =
  | { readonly resource: JsonObject; readonly fullUrl: string | undefined; readonly request: JsonObject | undefined }
  | { readonly trouble: Trouble | undefined; readonly deleted?: string };

/** The resource of an entry; a trouble of undefined where the entry rightly has none (a read, an answer). */
function contentOf(entry: Json): Content {
  if (!isObject(entry)) return trouble('not-fhir', 'The entry is not an object.');
  const request = isObject(entry.request) ? entry.request : undefined;
  const method = request?.method;
  if (method === 'DELETE') {
    const refused = trouble(
      'not-allowed',
      'A deletion. An import deletes nothing unless that is chosen; delete the record here if it should go.',
    );
    return { ...refused, deleted: typeof request?.url === 'string' ? request.url : '' };
  }
  if (method === 'PATCH') return trouble('not-allowed', 'A patch. Only whole resources can be imported.');
  if (isObject(entry.search) && entry.search.mode === 'outcome') return { trouble: undefined };
  if (entry.resource === undefined) {
    const rightly = method === 'GET' || method === 'HEAD' || isObject(entry.response);
    return rightly ? { trouble: undefined } : trouble('not-fhir', 'The entry holds no resource.');
  }
  const wrong = shapeOf(entry.resource);
  if (wrong || !isObject(entry.resource)) return { trouble: wrong };
  return { resource: entry.resource, fullUrl: typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined, request };
}
