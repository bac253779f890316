/**
 * Gives records the ids and references back that they came with. A record made here keeps its own id; so does one that
 * was named by a condition only, and one whose original id several systems use: two resources of one file would have it. What was
 * only referred to gives way to the one record that came, or else to what no system is known of.
 */
import { canonicalJson, isObject, parseJson } from '../../../../shared/records/json.ts';
import { anySaidReferences, saidReferences } from '../../records/said-references.ts';
import type { Reader } from '../../storage/database.ts';
import { ambiguousOriginals, originOf } from '../../storage/exported.ts';
import { UNSPECIFIED } from './ids.ts';
import { readdress } from './rewrite.ts';

const LITERAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(\/_history\/.+)?$/;
/** How many look-ups are remembered. */
const LIMIT = 100_000;

/** Ids as an export gives them. */
export interface GivenIds {
  idOf(type: string, id: string): string;
  /** Canonical JSON of the resource under that id, of a record's. */
  textOf(type: string, json: string): string;
}

/** Our own. */
export const OWN_IDS: GivenIds = { idOf: (_type, id) => id, textOf: (_type, json) => json };

/** The original ones. */
export function makeOriginals(reader: Reader): GivenIds {
  const ambiguous = ambiguousOriginals(reader, UNSPECIFIED);
  const known = new Map<string, string>();
  const idOf = (type: string, id: string): string => {
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
  const anySaid = anySaidReferences(reader);
  const change = (reference: string): string => {
    const [, type, id, version = ''] = LITERAL.exec(reference) ?? [];
    return type && id ? `${type}/${idOf(type, id)}${version}` : reference;
  };
  const textOf = (type: string, json: string): string => {
    const resource = parseJson(json);
    if (!isObject(resource)) throw new Error('a record is not an object');
    const id = String(resource.id);
    const said = anySaid ? saidReferences(reader, type, id) : undefined;
    return canonicalJson(readdress(resource, idOf(type, id), (reference) => said?.[reference] ?? change(reference)));
  };
  return { idOf, textOf };
}
