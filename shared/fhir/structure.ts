/**
 * The structure of every type of FHIR R4, from the published definitions (`node build/fhir/main.ts` makes the files in `r4/`).
 * A type is read when it is first asked for.
 *
 * `r4/structures.json` holds a text per type, without what it inherits. Its first line: `kind base`. Then an element per
 * line, `path min..max types =value-set`, where a type is `code(targets)` or `#path` of the element whose content it
 * repeats; and rules, `!path key human expression` with tabs between. A primitive type has its pattern after `~`.
 */
import structures from './r4/structures.json' with { type: 'json' };

/** A type that an element may have. `targets`: types of resources that a reference or a canonical may name; none: any. */
export interface ElementType {
  readonly code: string;
  readonly targets: readonly string[];
}

/** An invariant: `expression` in FHIRPath is true of what is valid; `human` says the same in English. */
export interface Rule {
  readonly key: string;
  readonly human: string;
  readonly expression: string;
}

export interface ElementStructure {
  /** Its name; a choice's without `[x]`. */
  readonly name: string;
  /** Whether its JSON name carries its type: `valueQuantity` for `value`. */
  readonly choice: boolean;
  readonly min: number;
  /** `Infinity` for `*`. A list in JSON where it is more than 1. */
  readonly max: number;
  readonly types: readonly ElementType[];
  /** Name of the structure of an element with elements of its own: `Patient.contact`, `Observation.referenceRange`. */
  readonly inner?: string;
  /** The value set that its code must be from, by its name in `codes.ts`. */
  readonly valueSet?: string;
  readonly rules: readonly Rule[];
}

/** What stands under a name in JSON: an element, and of a choice one of its types. */
export interface Property {
  readonly element: ElementStructure;
  readonly type: ElementType;
}

export interface Structure {
  /** `Patient`, `HumanName`, `Patient.contact`. */
  readonly name: string;
  readonly kind: 'primitive' | 'complex' | 'resource';
  /** Elements by name, the inherited first. */
  readonly elements: ReadonlyMap<string, ElementStructure>;
  /** The same by their names in JSON, without the `_` of a primitive's extensions. */
  readonly properties: ReadonlyMap<string, Property>;
  readonly rules: readonly Rule[];
  /** What the text of a primitive must match. */
  readonly pattern?: RegExp;
}

const texts: Readonly<Record<string, string>> = structures;
const known = new Map<string, Structure>();
/** Base types that are no resource by themselves. */
const ABSTRACT = new Set(['Resource', 'DomainResource']);

/** Names of the types of resources. */
export function resourceTypes(): string[] {
  return Object.keys(texts).filter(isResourceType);
}

/** Whether FHIR R4 has resources of this type. */
export function isResourceType(name: string): boolean {
  return Object.hasOwn(texts, name) && (texts[name] ?? '').startsWith('resource ') && !ABSTRACT.has(name);
}

/** A type by name, or an element with elements of its own by its path (`Patient.contact`); undefined where R4 has none. */
export function structureOf(name: string): Structure | undefined {
  const found = known.get(name);
  if (found) return found;
  const type = name.split('.', 1)[0] ?? '';
  if (!Object.hasOwn(texts, type) || known.has(type)) return undefined;
  for (const structure of readType(type, texts[type] ?? '')) known.set(structure.name, structure);
  return known.get(name);
}

/**
 * The element at a path below a type: `elementOf('Patient', 'contact.name.family')`. A choice is named by its base, with
 * `[x]` or without, or by its name in JSON, which chooses one of its types: `elementOf('Observation', 'valueQuantity.unit')`.
 */
export function elementOf(typeName: string, path: string): ElementStructure | undefined {
  let structure = structureOf(typeName);
  let element: ElementStructure | undefined;
  for (const step of path.split('.')) {
    if (!structure) return undefined;
    const name = step.endsWith('[x]') ? step.slice(0, -3) : step;
    const property: Property | undefined = structure.properties.get(name);
    const one: ElementStructure | undefined = structure.elements.get(name) ?? property?.element;
    if (!one) return undefined;
    element = property && one.choice ? { ...one, types: [property.type] } : one;
    const [first] = element.types;
    structure = structureOf(one.inner ?? (element.types.length === 1 && first ? first.code : ''));
  }
  return element;
}

/** A type and the elements in it that have elements of their own. */
function readType(type: string, text: string): Structure[] {
  const [head = '', ...lines] = text.split('\n');
  const [kind = '', base = '-'] = head.split(' ');
  const elementLines = lines.filter((line) => !line.startsWith('!') && !line.startsWith('~'));
  const rules = new Map<string, Rule[]>();
  for (const line of lines.filter((one) => one.startsWith('!'))) {
    const [path = '', key = '', human = '', expression = ''] = line.slice(1).split('\t');
    rules.set(path, [...(rules.get(path) ?? []), { key, human, expression }]);
  }
  const parents = new Set(['', ...elementLines.map((line) => parentOf(line.split(' ', 1)[0] ?? ''))]);
  return [...parents].map((parent) => {
    const own = elementLines
      .filter((line) => parentOf(line.split(' ', 1)[0] ?? '') === parent)
      .map((line) => readElement(type, line, parents, rules));
    const inherits = parent === '' ? base : (baseOf(type, parent, elementLines) ?? 'BackboneElement');
    const above = structureOf(inherits);
    const elements = new Map([...(above?.elements ?? []), ...own.map((element) => [element.name, element] as const)]);
    const pattern = lines.find((line) => line.startsWith('~'))?.slice(1);
    return {
      name: parent === '' ? type : `${type}.${parent}`,
      kind: parent === '' ? (kind as Structure['kind']) : 'complex',
      elements,
      properties: new Map([...elements.values()].flatMap(propertiesOf)),
      rules: [...(above?.rules ?? []), ...(parent === '' ? (rules.get('') ?? []) : [])],
      ...(pattern === undefined ? {} : { pattern: patternOf(pattern) }),
    };
  });
}

/**
 * A published pattern for JavaScript, where a space is any of Unicode's: a name with an ideographic space is a string all the
 * same. Control characters are in none (http://hl7.org/fhir/R4/datatypes.html#string).
 */
function patternOf(text: string): RegExp {
  const translated = text
    .replace('[ \\r\\n\\t\\S]', '[^\\0-\\x08\\x0b\\x0c\\x0e-\\x1f]')
    .replaceAll('[^\\s]', '[^\\0- ]')
    .replaceAll('\\S', '[^\\0- ]')
    .replaceAll('\\s', '[ \\t\\r\\n]');
  return new RegExp(`^(?:${translated})$`);
}

/** The type of the element at a path with elements of its own: `BackboneElement`, or `Element` inside data types. */
function baseOf(type: string, path: string, lines: readonly string[]): string | undefined {
  const line = lines.find((one) => one.startsWith(`${path} `));
  const code = line?.split(' ')[2];
  return code !== undefined && Object.hasOwn(texts, code) && code !== type ? code : undefined;
}

function readElement(
  type: string,
  line: string,
  parents: ReadonlySet<string>,
  rules: ReadonlyMap<string, readonly Rule[]>,
): ElementStructure {
  const [path = '', range = '', types = '', valueSet] = line.split(' ');
  const [min = '0', max = '*'] = range.split('..');
  const name = path.slice(path.lastIndexOf('.') + 1);
  const inner = types.startsWith('#') ? types.slice(1) : parents.has(path) ? path : undefined;
  return {
    name: name.endsWith('[x]') ? name.slice(0, -3) : name,
    choice: name.endsWith('[x]'),
    min: Number(min),
    max: max === '*' ? Number.POSITIVE_INFINITY : Number(max),
    types: types.startsWith('#') ? [{ code: 'BackboneElement', targets: [] }] : typesIn(types),
    ...(inner === undefined ? {} : { inner: `${type}.${inner}` }),
    ...(valueSet === undefined ? {} : { valueSet: valueSet.slice(1) }),
    rules: rules.get(path) ?? [],
  };
}

function typesIn(text: string): ElementType[] {
  return text
    .split(',')
    .filter((type) => type !== '')
    .map((type) => {
      const [code = '', targets] = type.replace(')', '').split('(');
      const named = targets?.split('|') ?? [];
      return { code, targets: named.includes('Resource') ? [] : named };
    });
}

function propertiesOf(element: ElementStructure): [string, Property][] {
  return element.types.map((type) => [
    element.choice ? element.name + type.code.slice(0, 1).toUpperCase() + type.code.slice(1) : element.name,
    { element, type },
  ]);
}

function parentOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? '' : path.slice(0, dot);
}
