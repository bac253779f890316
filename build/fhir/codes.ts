/** The codes of the value sets that an element must take its code from. */
import { type CodeSystem, type Concept, type Include, readDefinitions, type ValueSet } from './definitions.ts';

/** Codes by value set and system, with a space between them. */
export type Codes = Record<string, Record<string, string>>;

/** Expands the value sets; one that names codes which the definitions do not list (MIME types, UCUM) is left out. */
export function expandCodes(valueSets: Iterable<string>): Codes {
  const systems = new Map(
    ['valuesets', 'v3-codesystems']
      .flatMap((file) => readDefinitions<CodeSystem>(file, 'CodeSystem'))
      .map((system) => [system.url, system]),
  );
  const sets = new Map(
    ['valuesets', 'v3-codesystems']
      .flatMap((file) => readDefinitions<ValueSet>(file, 'ValueSet'))
      .map((set) => [set.url, set]),
  );
  const found: Codes = {};
  for (const url of [...valueSets].sort()) {
    const codes = expand(sets.get(url), systems);
    if (codes) found[url.slice(url.lastIndexOf('/') + 1)] = codes;
  }
  return found;
}

function expand(set: ValueSet | undefined, systems: ReadonlyMap<string, CodeSystem>): Record<string, string> | null {
  if (!set?.compose) return null;
  const codes = new Map<string, Set<string>>();
  for (const include of set.compose.include) {
    const listed = codesOf(include, systems);
    if (!listed || include.system === undefined) return null;
    codes.set(include.system, new Set([...(codes.get(include.system) ?? []), ...listed]));
  }
  for (const exclude of set.compose.exclude ?? []) {
    const listed = codesOf(exclude, systems);
    if (!listed) return null;
    for (const code of listed) codes.get(exclude.system ?? '')?.delete(code);
  }
  return Object.fromEntries([...codes].map(([system, list]) => [system, [...list].join(' ')]));
}

function codesOf(include: Include, systems: ReadonlyMap<string, CodeSystem>): string[] | null {
  if (include.filter || include.valueSet) return null;
  const concepts = include.concept ?? systems.get(include.system ?? '')?.concept;
  return concepts ? flat(concepts) : null;
}

function flat(concepts: readonly Concept[]): string[] {
  return concepts.flatMap((concept) => [concept.code, ...flat(concept.concept ?? [])]);
}
