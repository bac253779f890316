/**
 * Gives records the ids and references back that they came with. A record made here keeps its own id; so does one that
 * was named by a condition only, and one whose original id several systems use: two resources of one file would have it. What was
 * only referred to gives way to the one record that came, or else to what no system is known of.
 */
import { canonicalJson, isObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { ambiguousOriginals, originOf } from '../../storage/exported.ts';
import { UNSPECIFIED } from './ids.ts';
import { readdress } from './rewrite.ts';

const LITERAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(\/_history\/.+)?$/;
/** How many look-ups are remembered. */
const LIMIT = 100_000;

/** A function from a record's canonical JSON to that of the resource under its original id. */
export function makeOriginals(reader: Reader): (type: string, json: string) => string {
  const ambiguous = ambiguousOriginals(reader, UNSPECIFIED);
  const known = new Map<string, string>();
  const originalOf = (type: string, id: string): string => {
    const key = `${type}/${id}`;
    let original = known.get(key);
    if (original === undefined) {
      const origin = originOf(reader, type, id)?.original ?? id;
      const holder = ambiguous.get(`${type}/${origin}`);
      original = origin.startsWith('?') || (holder !== undefined && holder !== id) ? id : origin;
      if (known.size >= LIMIT) known.clear();
      known.set(key, original);
    }
    return original;
  };
  const change = (reference: string): string => {
    const [, type, id, version = ''] = LITERAL.exec(reference) ?? [];
    return type && id ? `${type}/${originalOf(type, id)}${version}` : reference;
  };
  return (type, json) => {
    const resource = parseJson(json);
    if (!isObject(resource)) throw new Error('a record is not an object');
    return canonicalJson(readdress(resource, originalOf(type, String(resource.id)), change));
  };
}
