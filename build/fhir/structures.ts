/** From the definitions of types to their compact form, which `shared/fhir/structure.ts` describes and reads. */
import { type ElementDefinition, readDefinitions, type StructureDefinition } from './definitions.ts';

const PREFIX = 'http://hl7.org/fhir/StructureDefinition/';
const SYSTEM = 'http://hl7.org/fhirpath/System.';
const FHIR_TYPE = `${PREFIX}structuredefinition-fhir-type`;
/** The package also brings a type of R4B. */
const R4 = '4.0.1';
const REGEX = `${PREFIX}regex`;

/** Every type that resources are made of: primitive, complex, and the resources. */
export function typeDefinitions(): StructureDefinition[] {
  return [
    ...readDefinitions<StructureDefinition>('profiles-types', 'StructureDefinition'),
    ...readDefinitions<StructureDefinition>('profiles-resources', 'StructureDefinition'),
  ].filter(
    ({ derivation, kind, fhirVersion }) => derivation !== 'constraint' && kind !== 'logical' && fhirVersion === R4,
  );
}

/** The compact form of each type, by its name, and the value sets that it binds. */
export function compactStructures(): { structures: Record<string, string>; valueSets: Set<string> } {
  const valueSets = new Set<string>();
  const structures = typeDefinitions().map((definition) => [definition.name, compact(definition, valueSets)] as const);
  return { structures: Object.fromEntries(structures.sort(([a], [b]) => (a < b ? -1 : 1))), valueSets };
}

function compact(definition: StructureDefinition, valueSets: Set<string>): string {
  const { name, kind, baseDefinition } = definition;
  const base = baseDefinition?.slice(PREFIX.length) ?? '-';
  const lines = [`${kind === 'resource' ? 'resource' : kind === 'primitive-type' ? 'primitive' : 'complex'} ${base}`];
  for (const element of definition.snapshot.element) {
    const path = element.path === name ? '' : element.path.slice(name.length + 1);
    const own = path === '' || element.base === undefined || element.base.path === element.path;
    if (kind === 'primitive-type') {
      const pattern = element.type?.flatMap((type) => type.extension ?? []).find((one) => one.url === REGEX);
      if (path === 'value' && pattern?.valueString !== undefined) lines.push(`~${pattern.valueString}`);
      continue;
    }
    if (own && path !== '') lines.push(elementLine(element, path, valueSets));
    if (own) lines.push(...constraintLines(element, path, name));
  }
  return lines.join('\n');
}

function elementLine(element: ElementDefinition, path: string, valueSets: Set<string>): string {
  const types = element.contentReference
    ? `#${element.contentReference.slice(element.contentReference.indexOf('.') + 1)}`
    : (element.type ?? []).map((type) => typeText(element.path, type)).join(',');
  const { binding } = element;
  const line = `${path} ${element.min}..${element.max} ${types}`;
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return line;
  const url = binding.valueSet.split('|')[0] ?? '';
  valueSets.add(url);
  return `${line} =${url.slice(url.lastIndexOf('/') + 1)}`;
}

type ElementType = NonNullable<ElementDefinition['type']>[number];

function typeText(path: string, type: ElementType): string {
  // the definitions call it a string: http://hl7.org/fhir/R4/resource.html#id says id
  if (path === 'Resource.id') return 'id';
  const code = type.code.startsWith(SYSTEM)
    ? (type.extension?.find((one) => one.url === FHIR_TYPE)?.valueUrl ?? 'string')
    : type.code;
  const targets = (type.targetProfile ?? []).map((profile) => profile.slice(profile.lastIndexOf('/') + 1));
  return targets.length > 0 ? `${code}(${targets.join('|')})` : code;
}

/**
 * What an element must hold to: its own rules, for those of its type stand with the type. Warnings are left out, and ele-1
 * (nothing is empty), which is a rule of the JSON form itself: http://hl7.org/fhir/R4/json.html
 */
function constraintLines(element: ElementDefinition, path: string, name: string): string[] {
  return (element.constraint ?? [])
    .filter(({ key, severity, expression }) => key !== 'ele-1' && severity === 'error' && expression !== undefined)
    .filter(({ key, source }) => (path === '' ? source === undefined || source === PREFIX + name : key !== 'ext-1'))
    .map(({ key, human, expression }) => `!${path}\t${key}\t${human.replace(/\s+/g, ' ')}\t${expression}`);
}
