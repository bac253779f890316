/** What the extensions that come with FHIR R4 may be and where. `shared/fhir/extensions.ts` reads it. */
import { type ElementDefinition, readDefinitions, type StructureDefinition } from './definitions.ts';

/** One extension: types of its value, or the extensions in it. */
interface CompactExtension {
  /** Paths of elements that it may stand on. */
  readonly on?: readonly string[];
  readonly modifier?: true;
  /** Types that its value may have; none: it has no value. */
  readonly types: readonly string[];
  /** Address of the value set that its code must be from. */
  readonly valueSet?: string;
  /** Extensions in it, by their `url`: `min..max` and what they are. */
  readonly parts?: Readonly<Record<string, CompactExtension & { readonly range: string }>>;
}

/** All of them by their address, each as JSON, and the value sets that they bind. */
export function compactExtensions(): { extensions: Record<string, string>; valueSets: Set<string> } {
  const valueSets = new Set<string>();
  const extensions = readDefinitions<StructureDefinition>('extension-definitions', 'StructureDefinition').map(
    (definition) => [definition.url, JSON.stringify(compact(definition, valueSets))] as const,
  );
  return { extensions: Object.fromEntries(extensions.sort(([a], [b]) => (a < b ? -1 : 1))), valueSets };
}

function compact({ context, snapshot: { element } }: StructureDefinition, valueSets: Set<string>): CompactExtension {
  return {
    on: (context ?? []).map(({ expression }) => expression),
    ...(element[0]?.isModifier ? { modifier: true } : {}),
    ...contentOf(element, 'Extension', valueSets),
  };
}

/** What stands below an element id: a value, or parts. */
function contentOf(elements: readonly ElementDefinition[], id: string, valueSets: Set<string>): CompactExtension {
  const value = elements.find((one) => one.id === `${id}.value[x]` || one.id.startsWith(`${id}.value[x]:`));
  const { binding, max } = value ?? {};
  const valueSet = binding?.strength === 'required' ? binding.valueSet?.split('|')[0] : undefined;
  if (valueSet !== undefined) valueSets.add(valueSet);
  const parts = elements.filter(
    (one) => one.id.startsWith(`${id}.extension:`) && !one.id.slice(id.length + 11).includes('.'),
  );
  return {
    types: max === '0' ? [] : (value?.type ?? []).map(({ code }) => code),
    ...(valueSet === undefined ? {} : { valueSet }),
    ...(parts.length === 0
      ? {}
      : { parts: Object.fromEntries(parts.map((part) => partOf(elements, part, valueSets))) }),
  };
}

function partOf(
  elements: readonly ElementDefinition[],
  part: ElementDefinition,
  valueSets: Set<string>,
): [string, CompactExtension & { range: string }] {
  const url = elements.find((one) => one.id === `${part.id}.url`)?.fixedUri ?? part.sliceName ?? '';
  return [url, { range: `${part.min}..${part.max}`, ...contentOf(elements, part.id, valueSets) }];
}
