/** A small database to search: resources put straight into the tables, with their keys. */
import { afterAll } from 'vitest';
import { searchFhir } from '../../../electron/vault/query/search.ts';
import { PROJECTION_VERSION } from '../../../electron/vault/records/indexes.ts';
import { keySome } from '../../../electron/vault/records/search-key-index.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import { setMeta } from '../../../electron/vault/storage/meta.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { insertAll, openScratch, ZONE } from '../records-read/rows.ts';

export const NOW = Date.UTC(2026, 5, 30, 4);

export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly total?: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly {
    readonly fullUrl?: string;
    readonly resource: JsonObject;
    readonly search: { readonly mode: string };
  }[];
}

export interface Searched {
  readonly store: Store;
  /** The Bundle of a query. */
  bundle(query: string): Promise<Bundle>;
  /** `Type/id` of all matches, over all pages. */
  all(query: string): Promise<string[]>;
  /** Ids of the matches of the first page, in their order. */
  ids(query: string): Promise<string[]>;
  /** The code and the message with which a query is refused. */
  refusal(query: string): Promise<string>;
  /** Takes the keys away, so that nothing is narrowed by them. */
  withoutKeys(): void;
  withKeys(): void;
}

/** Opens a database with these records until the tests of the file are done. */
export function searched(resources: readonly JsonObject[], keyed = resources.length): Searched {
  const { store, close } = openScratch();
  afterAll(close);
  insertAll(store, resources.slice(0, keyed));
  store.transaction((writer) => setMeta(writer, 'projection', PROJECTION_VERSION));
  const withKeys = (): void => {
    while (keySome(store) > 0);
  };
  withKeys();
  insertAll(store, resources.slice(keyed));
  const text = (query: string): Promise<string> =>
    searchFhir(store, { query, timeZone: ZONE, now: NOW, closed: [] }, new AbortController().signal);
  const bundle = async (query: string): Promise<Bundle> => parseJson(await text(query)) as unknown as Bundle;
  const matches = ({ entry = [] }: Bundle) => entry.filter(({ search }) => search.mode === 'match');
  return {
    store,
    bundle,
    ids: async (query) => matches(await bundle(query)).map(({ resource }) => String(resource.id)),
    all: async (query) => {
      const found: string[] = [];
      for (let next: string | undefined = query; next !== undefined; ) {
        const page: Bundle = await bundle(next);
        for (const { resource } of matches(page)) found.push(`${resource.resourceType}/${resource.id}`);
        next = page.link.find(({ relation }) => relation === 'next')?.url;
      }
      return found;
    },
    refusal: async (query) => {
      try {
        await text(query);
        return 'not refused';
      } catch (error) {
        return error instanceof Error && 'failure' in error ? error.message : `thrown: ${error}`;
      }
    },
    withKeys,
    withoutKeys: () => store.transaction((writer) => writer.run('DELETE FROM search_keyed')),
  };
}

/** A resource as it is kept. */
export function kept(text: string): JsonObject {
  return parseJson(canonicalJson(parseJson(text))) as JsonObject;
}
