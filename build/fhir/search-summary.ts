/** Which elements of a resource a summary keeps, and which none may leave out, in the form that `shared/fhir/search/summary.ts` reads. */
import type { ElementDefinition } from './definitions.ts';
import { typeDefinitions } from './structures.ts';

type Summarised = ElementDefinition & { readonly isSummary?: boolean };

/** By type of resource: `+name` in the summary, `!name` mandatory, `-name.inner` not in the summary though `name` is. */
export function compactSummaries(): Record<string, string> {
  const found = typeDefinitions()
    .filter(({ kind, name }) => kind === 'resource' && !/^(Domain)?Resource$/.test(name))
    .map(({ name, snapshot }) => [name, compact(name, snapshot.element)] as const);
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function compact(type: string, elements: readonly Summarised[]): string {
  const kept = new Set<string>([type]);
  const words: string[] = [];
  for (const { path, isSummary, min } of elements) {
    if (path === type) continue;
    const name = path.slice(type.length + 1).replace('[x]', '*');
    const parent = path.slice(0, path.lastIndexOf('.'));
    if (isSummary) kept.add(path);
    const inner = name.includes('.');
    // id and extensions belong to every element alike
    if (inner && !isSummary && kept.has(parent) && !/\.(id|(modifierE|e)xtension)$/.test(name)) words.push(`-${name}`);
    if (!inner && isSummary) words.push(`+${name}`);
    if (!inner && min > 0) words.push(`!${name}`);
  }
  return words.join(' ');
}
