/** The code systems that come with FHIR R4, and what the other definitions are called. */
import { type CodeSystem, type Concept, readDefinitions } from './definitions.ts';

const TERMINOLOGY = ['valuesets', 'v3-codesystems', 'v2-tables'];
/** Types of definitions, and the files that they are in. */
const CANONICALS: Readonly<Record<string, readonly string[]>> = {
  CodeSystem: TERMINOLOGY,
  ValueSet: TERMINOLOGY,
  ConceptMap: ['conceptmaps'],
  SearchParameter: ['search-parameters'],
  StructureDefinition: ['profiles-types', 'profiles-resources', 'profiles-others', 'extension-definitions'],
};

interface Canonical {
  readonly resourceType: string;
  readonly url: string;
}

/** The concepts of each complete code system, by its address: `code`, a tab, `display`, on a line each. */
export function codeSystems(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const file of TERMINOLOGY)
    for (const { url, content, concept } of readDefinitions<CodeSystem>(file, 'CodeSystem'))
      if (content === 'complete' && concept) found[url] ??= linesOf(concept).join('\n');
  return found;
}

/** Addresses of all definitions, by their type: the last parts, with a space between them, by what stands before. */
export function canonicals(): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(CANONICALS).map(([type, files]) => {
      const urls = files.flatMap((file) => readDefinitions<Canonical>(file, type)).map(({ url }) => url);
      const groups: Record<string, string> = {};
      for (const url of [...new Set(urls)].sort()) {
        const cut = url.lastIndexOf('/') + 1;
        const group = url.slice(0, cut);
        groups[group] = `${groups[group] === undefined ? '' : `${groups[group]} `}${url.slice(cut)}`;
      }
      return [type, groups];
    }),
  );
}

interface SearchParameter extends Canonical {
  readonly resourceType: 'SearchParameter';
  readonly type: string;
}

/** Ids of search parameters by their type: `token`, `date`. */
export function searchTypes(): Record<string, string> {
  const found: Record<string, string[]> = {};
  for (const { url, type } of readDefinitions<SearchParameter>('search-parameters', 'SearchParameter'))
    found[type] = [...(found[type] ?? []), url.slice(url.lastIndexOf('/') + 1)];
  return Object.fromEntries(Object.entries(found).map(([type, ids]) => [type, ids.sort().join(' ')]));
}

function linesOf(concepts: readonly Concept[]): string[] {
  return concepts.flatMap(({ code, display, concept }) => [
    `${code}\t${(display ?? '').replace(/\s+/g, ' ').trim()}`,
    ...linesOf(concept ?? []),
  ]);
}
