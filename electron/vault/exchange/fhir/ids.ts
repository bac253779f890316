/** Ids of imported resources: derived, so that the same resource coming again is the same record here. */
import { createHash, hash } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { SourceId } from '../../records/incoming.ts';

/** The product's namespace of imported ids. Part of the data format: never change it. */
const NAMESPACE = parse('6f2d3f0e-0b53-5c1c-9a55-3c1e6c7f7a21');

/** The sending system of data that names none. */
export const UNSPECIFIED = 'urn:xinglin:source:unspecified';

/** Our id of what `system` calls `type`/`original`: UUIDv5 (RFC 9562) of `system|type|original`. */
export function importedId(system: string, type: string, original: string): string {
  // as v5() of the package uuid, at a quarter of its time: an import asks for several per resource
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(`${system}|${type}|${original}`)]), 'buffer');
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return stringify(digest);
}

/** `importedId` of a source; the last 50,000 are remembered, since references repeat. */
export function makeIdCache(limit = 50_000): (source: SourceId) => string {
  // by system, type and original one after the other: to join them into one key costs more than the three look-ups
  const known = new Map<string, Map<string, Map<string, string>>>();
  let count = 0;
  return ({ system, type, original }) => {
    let id = known.get(system)?.get(type)?.get(original);
    if (id === undefined) {
      id = importedId(system, type, original);
      if (count >= limit) {
        known.clear();
        count = 0;
      }
      const types = entryOf(known, system);
      entryOf(types, type).set(original, id);
      count += 1;
    }
    return id;
  };
}

function entryOf<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let entry = maps.get(key);
  if (!entry) {
    entry = new Map();
    maps.set(key, entry);
  }
  return entry;
}

/** Stands for the id of a resource that came without one: 32 hexadecimal digits of the SHA-256 of its canonical JSON. */
export function contentId(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32);
}
