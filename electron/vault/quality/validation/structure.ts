/** Elements, cardinality, types, choices, and what these hand on to: formats, codes, rules. */
import {
  type ElementStructure,
  isResourceType,
  type Property,
  type Structure,
  structureOf,
} from '../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, plainJson } from '../../../../shared/records/json.ts';
import type { Report } from './report.ts';
import { brokenRules, type RuleScope, typed } from './rules.ts';
import { isOfValueSet, isPrimitive, primitiveFault } from './values.ts';

interface Visit {
  readonly report: Report;
  readonly scope: RuleScope;
}

/** An object of the resource: as it came, and with plain numbers, as rules read it. */
interface Holder {
  readonly value: JsonObject;
  readonly plain: Readonly<Record<string, unknown>>;
}

/** Reports what is wrong with a resource. Codes of sets that FHIR does not list (MIME types, UCUM) are not judged. */
export function checkStructure(resource: JsonObject, report: Report): void {
  const type = String(resource.resourceType);
  if (!isResourceType(type)) {
    report.error(type, 'unknown-type');
    return;
  }
  const plain = plainJson(resource);
  const root = typed(type, plain);
  checkObject({ report, scope: { resource: root, root } }, structureOf(type), resource, plain, type);
}

function checkObject(visit: Visit, structure: Structure | undefined, value: Json, plain: unknown, path: string): void {
  const { report } = visit;
  if (!structure) return;
  if (!isObject(value)) {
    report.error(path, 'wrong-type', { type: structure.name });
    return;
  }
  const holder: Holder = { value, plain: plain as Record<string, unknown> };
  const names = Object.keys(value).filter(
    (name) => value[name] !== undefined && (name !== 'resourceType' || structure.kind !== 'resource'),
  );
  if (names.length === 0 && structure.kind !== 'resource') report.error(path, 'empty');
  const chosen = new Map<string, string>();
  for (const name of names) {
    const bare = name.startsWith('_') ? name.slice(1) : name;
    const property = structure.properties.get(bare);
    if (!property || (bare !== name && !isPrimitive(structureOf(property.type.code)))) {
      report.error(`${path}.${name}`, 'unknown-element');
      continue;
    }
    const { element } = property;
    if ((chosen.get(element.name) ?? bare) !== bare) report.error(`${path}.${bare}`, 'several-choices');
    chosen.set(element.name, bare);
    const at = `${path}.${bare}`;
    if (bare === name) checkElement(visit, property, holder, name, at);
    else checkExtensions(visit, element, holder, name, at);
  }
  for (const element of structure.elements.values())
    if (element.min > 0 && !chosen.has(element.name)) report.error(`${path}.${element.name}`, 'missing');
  checkRules(visit, structure.rules, structure.name, plain, path);
}

function checkElement(visit: Visit, property: Property, { value, plain }: Holder, name: string, path: string): void {
  const { element, type } = property;
  const items = itemsOf(visit, element, value[name] as Json, path);
  const extensions = value[`_${name}`];
  items.forEach((item, i) => {
    const at = element.max > 1 ? `${path}[${i}]` : path;
    // of a list of primitives one may be given by its extensions alone
    if (item === null && Array.isArray(extensions) && isObject(extensions[i])) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    checkValue(visit, element, type, item, one, at);
  });
}

/** The values of an element: those of its list, or the one. */
function itemsOf({ report }: Visit, element: ElementStructure, value: Json, path: string): readonly Json[] {
  if (element.max <= 1) {
    if (!Array.isArray(value) && value !== null) return [value as Json];
    report.error(path, 'too-many');
    return [];
  }
  if (Array.isArray(value) && value.length > 0 && value.length <= element.max) return value;
  report.error(path, !Array.isArray(value) ? 'not-a-list' : value.length === 0 ? 'empty' : 'too-many');
  return [];
}

/** Extensions of a primitive (http://hl7.org/fhir/R4/json.html#primitive). */
function checkExtensions(
  visit: Visit,
  element: ElementStructure,
  { value, plain }: Holder,
  name: string,
  path: string,
): void {
  itemsOf(visit, element, value[name] as Json, path).forEach((item, i) => {
    if (item === null && element.max > 1) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    checkObject(visit, structureOf('Element'), item, one, element.max > 1 ? `${path}[${i}]` : path);
  });
}

function checkValue(
  visit: Visit,
  element: ElementStructure,
  type: Property['type'],
  value: Json,
  plain: unknown,
  path: string,
): void {
  const { report } = visit;
  if (type.code === 'Resource') {
    checkInner(visit, element.name === 'contained', value, plain, path);
    return;
  }
  const structure = structureOf(element.inner ?? type.code);
  if (isPrimitive(structure)) {
    const fault = primitiveFault(type.code, value);
    if (fault) report.error(path, fault, { type: type.code });
  } else checkObject(visit, structure, value, plain, path);
  if (element.valueSet !== undefined && !isOfValueSet(type.code, value, element.valueSet))
    report.error(path, 'unknown-code', { valueSet: `http://hl7.org/fhir/ValueSet/${element.valueSet}` });
  if (type.code === 'Reference' && isObject(value) && !isTarget(type.targets, value.reference))
    report.error(path, 'wrong-target', { types: type.targets.join(', ') });
  checkRules(visit, element.rules, element.inner ?? type.code, plain, path);
}

/** A resource in another: contained, and so a part of it, or in a Bundle or a parameter. */
function checkInner({ report, scope }: Visit, contained: boolean, value: Json, plain: unknown, path: string): void {
  const type = isObject(value) ? String(value.resourceType) : '';
  if (!isResourceType(type)) {
    report.error(path, 'unknown-type');
    return;
  }
  const resource = typed(type, plain);
  const inner = { resource, root: contained ? scope.root : resource };
  checkObject({ report, scope: inner }, structureOf(type), value, plain, path);
}

/** Whether a reference `Type/id` may stand here; what other forms refer to is not known. */
function isTarget(targets: readonly string[], reference: Json | undefined): boolean {
  const type = typeof reference === 'string' ? /^([A-Z]\w+)\/[^/]+/.exec(reference)?.[1] : undefined;
  return type === undefined || targets.length === 0 || targets.includes(type);
}

function checkRules(
  { report, scope }: Visit,
  rules: Structure['rules'],
  type: string,
  plain: unknown,
  path: string,
): void {
  for (const { key, human } of brokenRules(rules, type, plain, scope))
    report.error(path, 'invariant', { rule: key, human: human.replace(/\.$/, '') });
}
