/** What the profiles that come with FHIR R4 (vital signs and others) ask for beyond the types that they are of. */
import type { ProfileElement } from '../../shared/fhir/profiles.ts';
import { type ElementDefinition, readDefinitions, type StructureDefinition } from './definitions.ts';
import { compactStructures, typeDefinitions } from './structures.ts';

/** Each profile as JSON by its address, and the value sets that they bind. */
export function compactProfiles(): { profiles: Record<string, string>; valueSets: Set<string> } {
  const valueSets = new Set<string>();
  const { valueSets: ofTypes } = compactStructures();
  const all = readDefinitions<StructureDefinition>('profiles-others', 'StructureDefinition').filter(
    ({ kind }) => kind === 'resource',
  );
  const ofTypesRules = new Set(typeDefinitions().flatMap(rulesIn));
  const profiles = all.map(({ url, type, snapshot }) => {
    const elements = snapshot.element
      .filter(({ path }) => !path.endsWith('xtension'))
      .map((one) => compact(one, ofTypesRules, valueSets, ofTypes))
      .filter((one) => one !== undefined);
    return [url, JSON.stringify({ type, elements })] as const;
  });
  return { profiles: Object.fromEntries(profiles.sort(([a], [b]) => (a < b ? -1 : 1))), valueSets };
}

/** Keys of its rules. */
function rulesIn({ snapshot }: StructureDefinition): string[] {
  return snapshot.element.flatMap(({ constraint }) => (constraint ?? []).map(({ key }) => key));
}

function compact(
  element: ElementDefinition,
  ofTypesRules: ReadonlySet<string>,
  valueSets: Set<string>,
  ofTypes: ReadonlySet<string>,
): ProfileElement | undefined {
  const { id, min, max, base, type, binding, slicing, constraint, sliceName } = element;
  const bound = binding?.strength === 'required' ? binding.valueSet?.split('|')[0] : undefined;
  // what the type binds is judged with it
  const valueSet = bound !== undefined && !ofTypes.has(bound) ? bound : undefined;
  // those of the types are judged with them; a profile of a profile has the rules of both
  const rules = (constraint ?? [])
    .filter(
      ({ severity, key, expression }) => severity === 'error' && !ofTypesRules.has(key) && expression !== undefined,
    )
    .map(({ key, human, expression = '' }) => ({ key, human: human.replace(/\s+/g, ' '), expression }));
  const found = {
    ...(min > (base?.min ?? 0) || (sliceName !== undefined && min > 0) ? { min } : {}),
    ...(max !== base?.max || sliceName !== undefined ? { max } : {}),
    ...(id.endsWith('[x]') && type && type.length > 0 ? { types: type.map(({ code }) => code) } : {}),
    ...saidValue(element, 'fixed'),
    ...saidValue(element, 'pattern'),
    ...(valueSet === undefined ? {} : { valueSet }),
    ...(slicing?.discriminator
      ? {
          slicing: {
            closed: slicing.rules === 'closed',
            by: slicing.discriminator.map((one) => `${one.type} ${one.path}`),
          },
        }
      : {}),
    ...(rules.length === 0 ? {} : { rules }),
  };
  if (Object.keys(found).length === 0) return undefined;
  if (valueSet !== undefined) valueSets.add(valueSet);
  return { id, ...found };
}

/** `fixedCode` or `patternCodeableConcept` by the first part of its name. */
function saidValue(element: ElementDefinition, part: 'fixed' | 'pattern'): Record<string, unknown> {
  const found = Object.entries(element).find(([name]) => name.startsWith(part));
  return found ? { [part]: found[1] } : {};
}
