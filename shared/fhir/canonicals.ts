/** Which definitions come with FHIR R4 (`r4/canonicals.json`), by their addresses. */
import canonicals from './r4/canonicals.json' with { type: 'json' };

const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = canonicals.definitions;
let types: ReadonlyMap<string, string> | undefined;

/** The type of resource (`ValueSet`) of a published definition; undefined for an address that R4 does not know. */
export function canonicalType(url: string): string | undefined {
  types ??= new Map(
    Object.entries(groups).flatMap(([type, ofType]) =>
      Object.entries(ofType).flatMap(([group, names]) => names.split(' ').map((name) => [group + name, type] as const)),
    ),
  );
  return types.get(url);
}

const SEARCH_PARAMETER = 'http://hl7.org/fhir/SearchParameter/';
let searchTypes: ReadonlyMap<string, string> | undefined;

/** The type of a search parameter (`token`), by the address of its definition; undefined where R4 has none. */
export function searchType(url: string): string | undefined {
  searchTypes ??= new Map(
    Object.entries(canonicals.searchTypes).flatMap(([type, ids]) =>
      ids.split(' ').map((id) => [SEARCH_PARAMETER + id, type] as const),
    ),
  );
  return searchTypes.get(url);
}
