/**
 * A Bundle that is read entry by entry, twice: the first time it is noted what stands in it, the second time its entries are taken.
 * So a reference to an entry far behind is resolved without the Bundle ever being in memory.
 */
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import type { Ledger } from '../../storage/notes.ts';
import { besideOf } from './beside.ts';
import {
  addTaken,
  makeRepeat,
  type Neighbours,
  openParcels,
  type Parcel,
  type ParcelOptions,
  takeEntry,
} from './bundle.ts';
import { UNSPECIFIED } from './ids.ts';
import { parseObject } from './parse.ts';
import { sourceOf } from './system.ts';

/** What the first reading leaves for the second. */
export interface StreamedBundle {
  readonly type: Json | undefined;
  /** The parcels of an entry: of one that is not current, none. */
  open(value: JsonObject, entry: number, options: ParcelOptions): Parcel[];
}

export interface BundleIndex {
  /** Notes an entry. */
  note(text: string, entry: number): void;
  /** Ends the first reading; undefined where what is left of the document is no Bundle. */
  finish(head: string): StreamedBundle | undefined;
}

/** The first entry of a key, how many systems' id it is, and the first of these. */
type Holders = readonly [number, number, string];

/** What is known of keys. */
interface Keys {
  holdersOf(key: string): Holders | undefined;
  /** Whether it is an id of this system. */
  has(key: string, system: string): boolean;
}

/** `ledger`: makes those that hold the notes. */
export function makeBundleIndex(ledger: () => Ledger, chosen: string | undefined): BundleIndex {
  const urls = ledger();
  const keys = ledger();
  // of most keys there is but one
  const otherSystems = ledger();
  const options = { chosen, deletions: true, repeat: makeRepeat(ledger()) };
  const nameOf = (key: string, system: string): string => JSON.stringify([key, system]);
  const holdersOf = (key: string): Holders | undefined => readNote<Holders>(keys.get(key));
  const has = (key: string, system: string): boolean => {
    const [, count, one] = holdersOf(key) ?? [0, 0, ''];
    return count > 0 && (one === system || (count > 1 && otherSystems.get(nameOf(key, system)) !== undefined));
  };

  return {
    note: (text, entry) => {
      const value = parseObject(text);
      if (!value.ok) return;
      // what the Bundle says of itself may stand behind its entries
      const { key, fullUrl, item, inner } = takeEntry(
        value.value,
        { type: undefined, outer: undefined, entry },
        options,
      );
      // what is in it counts where equal resources without ids are told apart
      if (inner) openParcels(inner, options);
      if (key === undefined) return;
      const [first, count, one] = holdersOf(key) ?? [entry, 0, ''];
      const more = item && !has(key, item.system) ? item.system : undefined;
      if (more !== undefined && count > 0) otherSystems.set(nameOf(key, more), '');
      const holders: Holders = more === undefined ? [first, count, one] : [first, count + 1, count > 0 ? one : more];
      if (first === entry || more !== undefined) keys.set(key, JSON.stringify(holders));
      if (item && fullUrl && urls.get(fullUrl) === undefined)
        urls.set(fullUrl, JSON.stringify([item.system, item.type, item.original]));
    },
    finish: (head) => {
      const bundle = bundleOf(head);
      return bundle && streamed(bundle, urls, { holdersOf, has });
    },
  };
}

function bundleOf(head: string): JsonObject | undefined {
  const value = parseObject(head);
  return value.ok && value.value.resourceType === 'Bundle' ? value.value : undefined;
}

function streamed(bundle: JsonObject, urls: Ledger, { holdersOf, has }: Keys): StreamedBundle {
  const { type } = bundle;
  const outer = sourceOf(bundle);
  const beside = besideOf(bundle);
  const named = (system: string): string => (system === UNSPECIFIED ? (outer ?? UNSPECIFIED) : system);
  const around: Neighbours = {
    byUrl: (url) => {
      const [system, of, original] = readNote<[string, string, string]>(urls.get(url)) ?? [];
      return system === undefined || of === undefined || original === undefined
        ? undefined
        : { system: named(system), type: of, original };
    },
    byKey: (key, own) => {
      const [, count, one] = holdersOf(key) ?? [0, 0, ''];
      const unnamed = has(key, UNSPECIFIED);
      // what names no system is of the Bundle's, and may be there under both
      const twice = unnamed && outer !== undefined && has(key, outer);
      const system =
        has(key, own) || (unnamed && own === outer) ? own : count - (twice ? 1 : 0) === 1 ? named(one) : undefined;
      const slash = key.indexOf('/');
      return system === undefined ? undefined : { system, type: key.slice(0, slash), original: key.slice(slash + 1) };
    },
  };
  return {
    type,
    open: (value, entry, asked) => {
      const options = beside ? { ...asked, beside } : asked;
      const taken = takeEntry(value, { type, outer, entry }, options);
      // the newest stands first
      if (type === 'history' && taken.key !== undefined && holdersOf(taken.key)?.[0] !== entry) return [];
      const parcel: Parcel = { items: [], around, deleted: [], troubles: [] };
      return [parcel, ...addTaken(taken, entry, parcel, options)];
    },
  };
}

function readNote<T>(note: string | undefined): T | undefined {
  return note === undefined ? undefined : (JSON.parse(note) as T);
}

/** A text that is no JSON, or an entry of a Bundle, as a Bundle of that one entry: so that it can be mended and imported again. */
export function wrappedText(text: string, { type }: Pick<StreamedBundle, 'type'>): string {
  return `{"resourceType":"Bundle","type":${JSON.stringify(typeof type === 'string' ? type : 'collection')},"entry":[${text}]}`;
}
