/**
 * Says what a reference of an imported resource is here. The forms of http://hl7.org/fhir/R4/references.html#literal and
 * http://hl7.org/fhir/R4/bundle.html#references:
 *
 *   #x                            contained: stays
 *   urn:uuid:... urn:oid:...      the entry of the same Bundle with that fullUrl; stays where there is none
 *   https://host/fhir/Type/id     the entry with that fullUrl, or the sending system's own `Type/id`; stays where it is another server's
 *   Type/id                       the entry that it means in its Bundle, else in its folder (scope.ts), else the derived id, come or not
 *   Type?identifier=system|value  the one resource with that identifier in this import, else here; stays where there is none, or several
 *
 * A version (`/_history/n`) is kept behind the rewritten reference.
 */
import type { SourceId } from '../../records/incoming.ts';
import type { Item, Neighbours } from './bundle.ts';
import { type Condition, parseCondition } from './condition.ts';
import type { Scope } from './scope.ts';
import { R4_TYPES } from './types.ts';

export interface Surroundings {
  /** What stands in its Bundle. */
  readonly beside: Neighbours;
  /** The folder of the file; undefined where its files name no more than one system. */
  readonly scope: Scope | undefined;
  /** Our id of a source. */
  readonly idOf: (source: SourceId) => string;
  /** Our id of the one resource that a condition means. */
  readonly findByCondition: (condition: Condition) => string | undefined;
  /** Hears which reference stands in the place of one by condition. */
  readonly met: (reference: string, said: string) => void;
  /** Hears what a resource refers to by type and id. */
  readonly refers: (source: SourceId, id: string) => void;
}

const LITERAL = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]+)\/([^/?#|\s]+)(\/_history\/[^/?#|\s]+)?$/;

/** The reference as it stands here; the same text where it stays. */
export function resolveReference(reference: string, item: Item, around: Surroundings): string {
  if (reference.startsWith('#')) return reference;
  const { beside, idOf } = around;
  const give = (source: SourceId, version = ''): string => {
    const id = idOf(source);
    around.refers(source, id);
    return `${source.type}/${id}${version}`;
  };

  const entry = beside.byUrl(reference);
  if (entry) return give(entry);

  const literal = LITERAL.exec(reference);
  const [, base, type = '', original = '', version] = literal ?? [];
  if (literal && R4_TYPES.has(type)) {
    const target = targetOf(base, type, original, item, around);
    return target ? give(target, version) : reference;
  }
  const condition = parseCondition(reference);
  const found = condition && around.findByCondition(condition);
  if (!condition || !found) return reference;
  around.met(`${condition.type}/${found}`, reference);
  return `${condition.type}/${found}`;
}

function targetOf(
  base: string | undefined,
  type: string,
  original: string,
  item: Item,
  { beside, scope }: Surroundings,
): SourceId | undefined {
  const atUrl = beside.byUrl(`${base ?? item.base ?? ''}/${type}/${original}`);
  if (atUrl) return atUrl;
  if (base !== undefined)
    return base === item.system || base === item.base ? { system: item.system, type, original } : undefined;
  const inBundle = beside.byKey(`${type}/${original}`, item.system);
  return inBundle ?? { system: scope?.find(item.system, type, original) ?? item.system, type, original };
}
