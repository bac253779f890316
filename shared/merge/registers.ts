/**
 * Which elements of a resource conflict together. These tables, the groups of `shared/records/` and the definitions in
 * `shared/fhir/r4` that they follow from are part of the wire format: two versions of them on two workstations of one
 * clinic would merge differently.
 *
 * By default a top-level element with its `_element` is a register. Variants of a choice are one register, so are
 * elements bound by an invariant of FHIR R4 or clinically inseparable. Elements of a set are registers of their own,
 * named `set/element-id`.
 */
import { type ElementStructure, type Structure, structureOf } from '../fhir/structure.ts';
import { recordTypes } from '../records/registry.ts';

/** Choices of FHIR R4 by name: of types and elements that R4 does not know, and a sender or a later FHIR does. */
const CHOICES =
  /^(abatement|allowed|asNeeded|author|born|chargeItem|collected|content|deceased|defaultValue|definition|diagnosis|diagnosisCode|effective|entity|fastingStatus|item|legallyBinding|location|medication|multipleBirth|occurrence|onset|performed|procedure|product|quantity|reported|scheduled|serviced|source|statusReason|subject|time|timing|topic|value|versionAlgorithm)(?:Address|Age|Annotation|Attachment|Base64Binary|Boolean|Canonical|CodeableConcept|Coding|Date|DateTime|Decimal|Duration|Expression|Identifier|Instant|Integer|Markdown|Money|Period|Quantity|Range|Ratio|Reference|SampledData|String|Time|Timing|UnsignedInt|Uri)$/;

/** Lists whose elements are added, corrected and removed one by one, wherever a type has such a list. */
// biome-ignore format: a list to be read as one
const SETS = new Set([
  'identifier', 'name', 'telecom', 'address', 'contact', 'communication', 'generalPractitioner', 'link', 'photo', 'category',
  'note', 'reaction', 'extension', 'modifierExtension', 'participant', 'performer', 'reasonCode', 'reasonReference',
  'bodySite', 'evidence', 'stage', 'qualification', 'activity', 'goal', 'addresses', 'protocolApplied', 'supportingInfo',
  'supportingInformation', 'relevantHistory', 'specialty', 'location', 'healthcareService', 'payload', 'recipient',
]);

/** The short list of trifles where the newest write simply stands: no person could decide between them. */
const LAST_WRITER_WINS = new Set(['meta', 'text', 'implicitRules']);

/** Version of these tables. An operation that was cut by newer ones waits for a program that knows them. */
export const REGISTERS_VERSION = 1;

/** Register that says whether the record is deleted; not an element. */
export const LIFE = '$life';

interface Table {
  /** Register of each element, under every name that JSON has for it. */
  readonly registers: ReadonlyMap<string, string>;
  readonly sets: ReadonlySet<string>;
}
const UNKNOWN: Table = { registers: new Map(), sets: SETS };
const tables = new Map<string, Table>();
const groupsOf: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  Object.values(recordTypes).map(({ type, groups }) => [type, groups]),
);

/** The register of a top-level element that is no set. */
export function registerOf(type: string, element: string): string {
  const plain = element.startsWith('_') ? element.slice(1) : element;
  return tableOf(type).registers.get(plain) ?? CHOICES.exec(plain)?.[1] ?? plain;
}

/** Whether a list under this element is a set; anything but a list is an ordinary register. */
export function isSet(type: string, element: string): boolean {
  return tableOf(type).sets.has(element);
}

function tableOf(type: string): Table {
  const known = tables.get(type);
  if (known) return known;
  const structure = structureOf(type);
  if (!structure) return UNKNOWN; // not kept: names of types come from outside, and are without number
  const table = compile(type, structure);
  tables.set(type, table);
  return table;
}

function compile(type: string, structure: Structure): Table {
  const groups = new Map(Object.entries(groupsOf.get(type) ?? boundElements(structure)));
  const named = [
    ...structure.elements,
    ...[...structure.properties].map(([name, { element }]) => [name, element] as const),
  ];
  const registers = named.map(([name, element]) => [name, groups.get(element.name) ?? element.name] as const);
  const sets = [...structure.elements.values()].filter(
    (element) => SETS.has(element.name) && isFreeList(element) && !groups.has(element.name),
  );
  return { registers: new Map(registers), sets: new Set(sets.map((element) => element.name)) };
}

/**
 * Whether the elements of a list can come and go alone: it may be empty, for two could each remove another's last; and they
 * are objects, for what belongs to a bare value stands in a second list (`_category`) at the same place.
 */
function isFreeList(element: ElementStructure): boolean {
  return (
    element.max > 1 && element.min === 0 && element.types.every(({ code }) => structureOf(code)?.kind === 'complex')
  );
}

/**
 * Elements that an invariant of the type binds, under the register of the first of them: for the types without a folder
 * in `shared/records/`, whose folders say the same and more.
 */
export function boundElements(structure: Structure): Record<string, string> {
  const inherited = new Set(structureOf('DomainResource')?.rules.map((rule) => rule.key));
  const common = structureOf('DomainResource')?.elements;
  const own = [...structure.elements.keys()].filter((name) => !common?.has(name));
  const bound = new Map<string, string>();
  for (const rule of structure.rules.filter(({ key }) => !inherited.has(key))) {
    const names = namesIn(rule.expression, structure.name, own);
    if (names.length < 2) continue;
    const old = new Set(names.map((name) => bound.get(name) ?? name));
    const register = own.find((name) => old.has(name)) ?? '';
    for (const [name, other] of bound) if (old.has(other)) bound.set(name, register);
    for (const name of names) bound.set(name, register);
  }
  return Object.fromEntries(bound);
}

/** Which of these elements of a type an expression names; one more where a code inside has an element's name. */
function namesIn(expression: string, type: string, names: readonly string[]): string[] {
  const bare = expression
    .replace(/'[^']*'/g, '')
    .replaceAll('%resource.', '')
    .replaceAll(`${type}.`, '');
  return names.filter((name) => new RegExp(`(?<![.\\w])${name}(?!\\w)`).test(bare));
}

/** The set that a register is an element of; undefined for an ordinary register. */
export function setOf(register: string): string | undefined {
  const slash = register.indexOf('/');
  return slash < 0 ? undefined : register.slice(0, slash);
}

/** Whether different values of this register are settled by the newest. */
export function lastWriterWins(register: string): boolean {
  return LAST_WRITER_WINS.has(register);
}
