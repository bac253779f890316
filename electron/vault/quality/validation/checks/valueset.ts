/** ValueSet (http://hl7.org/fhir/R4/valueset.html) and ConceptMap (http://hl7.org/fhir/R4/conceptmap.html) beside their rules. */
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { isObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';
import { primitiveFault } from '../values.ts';
import { codesIn } from './codesystem.ts';
import { GROWING, hasForm } from './coding.ts';
import { isAbsolute } from './reference.ts';
import { variablesIn } from './variables.ts';

/** Filters whose value is true or false, and those whose value is a code of the system. */
const FLAGS = new Set(['inactive', 'notSelectable']);
const CONCEPTS = new Set(['concept', 'code', 'parent', 'child']);
const CONCEPT_OPERATIONS = new Set(['=', 'is-a', 'descendent-of', 'is-not-a', 'generalizes']);

/** The code system that a part of a value set is taken from. */
interface System {
  readonly url: string;
  /** Where it is contained in the value set. */
  readonly own: OwnSystem | undefined;
  /** Its codes, where they are all known. */
  readonly codes: { has(code: string): boolean } | undefined;
}

/** A code system that is contained in the value set, read once for all parts that are taken from it. */
interface OwnSystem {
  readonly codes: ReadonlySet<string>;
  /** Of its properties and filters. */
  readonly names: ReadonlySet<string>;
}

/** What all parts of a value set share. */
interface OfSet {
  readonly systems: ReadonlyMap<string, OwnSystem>;
  /** The parameters that it declares. */
  readonly declared: ReadonlySet<string>;
}

/** Filters that every code system has: http://hl7.org/fhir/R4/codesystem.html#filters */
const COMMON_FILTERS = new Set([
  'concept',
  'code',
  'display',
  'status',
  'inactive',
  'notSelectable',
  'parent',
  'child',
]);

const DATES = new Set(['effectiveDate', 'deprecationDate', 'retirementDate']);
/** http://hl7.org/fhir/extensions/StructureDefinition-valueset-parameter.html */
const PARAMETER = 'http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter';
/** http://hl7.org/fhir/R4/extension-cqf-expression.html */
const EXPRESSION = 'http://hl7.org/fhir/StructureDefinition/cqf-expression';

export const checkValueSet: Check = (place) => {
  const { value, path } = place;
  const compose = isObject(value.compose) ? value.compose : {};
  const ofSet = { systems: systemsIn(place), declared: parametersOf(value) };
  for (const list of ['include', 'exclude'] as const)
    for (const [i, one] of objectsIn(compose[list]).entries())
      checkPart(place, ofSet, one, `${path}.compose.${list}[${i}]`);
};

const systemsOf = new WeakMap<JsonObject, ReadonlyMap<string, OwnSystem>>();

/** Code systems that are contained, by their address: looked for once for all value sets that are contained beside them. */
function systemsIn({ root }: Place): ReadonlyMap<string, OwnSystem> {
  const found = systemsOf.get(root);
  if (found) return found;
  const systems = new Map<string, OwnSystem>();
  for (const one of objectsIn(root.contained)) {
    const url = textIn(one.url);
    if (one.resourceType !== 'CodeSystem' || systems.has(url)) continue;
    const named = [...objectsIn(one.property), ...objectsIn(one.filter)];
    systems.set(url, { codes: codesIn(one), names: new Set(named.map(({ code }) => textIn(code))) });
  }
  systemsOf.set(root, systems);
  return systems;
}

/** Names of the parameters from which values may be computed when the set is expanded. */
function parametersOf(set: JsonObject): ReadonlySet<string> {
  return new Set(
    objectsIn(set.extension)
      .filter(({ url }) => url === PARAMETER)
      .flatMap((one) => objectsIn(one.extension).filter(({ url }) => url === 'name'))
      .map((name) => textIn(name.valueCode ?? name.valueString)),
  );
}

/** What is taken from a code system is in it, as far as the system is known. */
function checkPart(place: Place, ofSet: OfSet, part: JsonObject, path: string): void {
  const { report, known } = place;
  const system = textIn(part.system);
  if (system === '') return;
  if (!isAbsolute(system)) report.error(`${path}.system`, 'not-absolute');
  else if (system.includes('|')) report.error(`${path}.system`, 'system-version');
  if (known?.canonicalType(system) === 'ValueSet') report.error(`${path}.system`, 'value-set-as-system');
  const own = ofSet.systems.get(system);
  const codes = part.version === undefined ? (own?.codes ?? known?.concepts(system)) : undefined;
  const seen = new Set<string>();
  objectsIn(part.concept).forEach(({ code }, i) => {
    const text = textIn(code);
    if (codes && !GROWING.test(system) && !codes.has(text))
      report.error(`${path}.concept[${i}].code`, 'code-not-listed', { system });
    if (seen.has(text)) report.warning(`${path}.concept[${i}].code`, 'code-twice');
    seen.add(text);
  });
  for (const [i, filter] of objectsIn(part.filter).entries())
    checkFilter(place, ofSet, filter, { url: system, own, codes }, `${path}.filter[${i}]`);
}

function checkFilter(place: Place, ofSet: OfSet, filter: JsonObject, system: System, path: string): void {
  const [property, op, value] = [textIn(filter.property), textIn(filter.op), textIn(filter.value)];
  const { report, known } = place;
  const { own, codes } = system;
  if (own && !own.names.has(property) && !COMMON_FILTERS.has(property))
    report.error(`${path}.property`, 'property-undeclared');
  const flag = op === 'exists' || (FLAGS.has(property) && op === '=');
  if (flag && value !== '' && value !== 'true' && value !== 'false') report.error(`${path}.value`, 'filter-value');
  if (op === 'regex' && !isPattern(value)) report.error(`${path}.value`, 'filter-value');
  if (op === 'regex' && property === 'concept') report.error(`${path}.op`, 'filter-operation', { op });
  if (DATES.has(property) && op === '=' && value !== '' && primitiveFault('dateTime', value) !== undefined)
    report.error(`${path}.value`, 'bad-format', { type: 'dateTime' });
  checkVariables(place, ofSet.declared, filter, path);
  if (CONCEPTS.has(property) && CONCEPT_OPERATIONS.has(op) && value !== '') {
    const listed = codes ? codes.has(value) || GROWING.test(system.url) : hasForm(system.url, value);
    if (!listed)
      report.error(`${path}.value`, known && codes ? 'code-not-listed' : 'code-form', { system: system.url });
  }
  // attributes of SNOMED CT are concepts themselves: http://hl7.org/fhir/R4/snomedct.html#filters
  if (/^\d+$/.test(property) && !hasForm(system.url, property))
    report.error(`${path}.property`, 'code-form', { system: system.url });
}

/** A value may be computed when the set is expanded, from the parameters that the set declares. */
function checkVariables({ report }: Place, declared: ReadonlySet<string>, filter: JsonObject, path: string): void {
  const beside = isObject(filter._value) ? filter._value : undefined;
  objectsIn(beside?.extension).forEach((extension, i) => {
    if (extension.url !== EXPRESSION || !isObject(extension.valueExpression)) return;
    const at = `${path}.value.extension[${i}].valueExpression.expression`;
    for (const name of variablesIn(textIn(extension.valueExpression.expression)))
      if (!declared.has(name)) report.error(at, 'variable-unknown', { name: name.slice(0, 40) });
  });
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

export const checkConceptMap: Check = ({ value, path, report, known }) => {
  objectsIn(value.group).forEach((group, i) => {
    const [source, target] = [textIn(group.source), textIn(group.target)];
    const from = group.sourceVersion === undefined ? known?.concepts(source) : undefined;
    const to = group.targetVersion === undefined ? known?.concepts(target) : undefined;
    objectsIn(group.element).forEach((element, k) => {
      const at = `${path}.group[${i}].element[${k}]`;
      if (from && element.code !== undefined && !GROWING.test(source) && !from.has(textIn(element.code)))
        report.error(`${at}.code`, 'code-not-listed', { system: source });
      objectsIn(element.target).forEach(({ code }, n) => {
        if (to && code !== undefined && !GROWING.test(target) && !to.has(textIn(code)))
          report.error(`${at}.target[${n}].code`, 'code-not-listed', { system: target });
      });
    });
  });
};
