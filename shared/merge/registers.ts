/**
 * Which elements of a resource conflict together. These tables, and the groups of `shared/records/`, are part of the wire
 * format: two versions of them on two workstations of one clinic would merge differently.
 *
 * By default a top-level element with its `_element` is a register. Variants of a choice are one register, so are
 * elements bound by an invariant of FHIR R4 or clinically inseparable. Elements of a set are registers of their own,
 * named `set/element-id`.
 */
import { recordTypes } from '../records/registry.ts';

/** Elements that exist as `base[x]` in FHIR R4 (http://hl7.org/fhir/R4/formats.html#choice). */
const CHOICES =
  /^(abatement|allowed|asNeeded|author|born|chargeItem|collected|content|deceased|defaultValue|definition|diagnosis|diagnosisCode|effective|entity|fastingStatus|item|legallyBinding|location|medication|multipleBirth|occurrence|onset|performed|procedure|product|quantity|reported|scheduled|serviced|source|statusReason|subject|time|timing|topic|value|versionAlgorithm)(?:Address|Age|Annotation|Attachment|Base64Binary|Boolean|Canonical|CodeableConcept|Coding|Date|DateTime|Decimal|Duration|Expression|Identifier|Instant|Integer|Markdown|Money|Period|Quantity|Range|Ratio|Reference|SampledData|String|Time|Timing|UnsignedInt|Uri)$/;

/** element (choices by their base) -> register, by resource type; each type says its own and why. */
const GROUPS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.values(recordTypes).map(({ type, groups }) => [type, new Map(Object.entries(groups))]),
);

/** Lists whose elements are added, corrected and removed one by one. */
const SETS = new Set([
  'identifier',
  'name',
  'telecom',
  'address',
  'contact',
  'communication',
  'generalPractitioner',
  'link',
  'photo',
  'category',
  'note',
  'reaction',
  'extension',
  'modifierExtension',
  'participant',
  'performer',
  'reasonCode',
  'reasonReference',
  'bodySite',
  'evidence',
  'stage',
  'qualification',
  'activity',
  'goal',
  'addresses',
  'protocolApplied',
]);

/** The short list of trifles where the newest write simply stands: no person could decide between them. */
const LAST_WRITER_WINS = new Set(['meta', 'text', 'implicitRules']);

/** Version of these tables. An operation that was cut by newer ones waits for a program that knows them. */
export const REGISTERS_VERSION = 1;

/** Register that says whether the record is deleted; not an element. */
export const LIFE = '$life';

/** The register of a top-level element that is no set. */
export function registerOf(type: string, element: string): string {
  const plain = element.startsWith('_') ? element.slice(1) : element;
  const base = CHOICES.exec(plain)?.[1] ?? plain;
  return GROUPS.get(type)?.get(base) ?? base;
}

/** Whether a list under this element is a set; anything but a list is an ordinary register. */
export function isSet(type: string, element: string): boolean {
  return SETS.has(element) && !GROUPS.get(type)?.has(element);
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
