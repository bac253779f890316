/** Elements, cardinality, types, choices, and what these hand on to: formats, codes, rules. */
import {
  type ElementStructure,
  isResourceType,
  type Property,
  type Structure,
  structureOf,
} from '../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, plainJson } from '../../../../shared/records/json.ts';
import { checksOf, textChecksOf } from './checks/registry.ts';
import type { Known } from './known.ts';
import type { MetReference, Place } from './place.ts';
import type { Report } from './report.ts';
import { brokenRules, type RuleScope, typed } from './rules.ts';
import { isOfValueSet, isPrimitive, primitiveFault } from './values.ts';

interface Visit {
  readonly report: Report;
  readonly scope: RuleScope;
  /** As they came, where the scope has them with plain numbers. */
  readonly resource: JsonObject;
  readonly root: JsonObject;
  readonly references?: MetReference[];
  readonly known?: Known;
  readonly strict?: boolean;
}

/** The element that a value is of. */
interface Standing {
  /** Path of its definition. */
  readonly defined: string;
  readonly element?: ElementStructure;
  readonly type?: Property['type'];
  /** Of what stands beside a primitive: whether that has a value. */
  readonly valued?: boolean;
}

/** An object of the resource: as it came, and with plain numbers, as rules read it. */
interface Holder {
  readonly value: JsonObject;
  readonly plain: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly structure: Structure;
}

/** Reports what is wrong with a resource. */
export function checkStructure(
  resource: JsonObject,
  report: Report,
  { known, strict = false }: { readonly known?: Known; readonly strict?: boolean },
): void {
  const type = String(resource.resourceType);
  if (!isResourceType(type)) {
    report.error(typeof resource.resourceType === 'string' ? type : 'Resource', 'unknown-type');
    return;
  }
  const plain = plainJson(resource);
  const root = typed(type, plain);
  const visit: Visit = {
    report,
    scope: { resource: root, root },
    resource,
    root: resource,
    ...(type === 'Bundle' ? { references: [] } : {}),
    ...(known ? { known } : {}),
    ...(strict ? { strict } : {}),
  };
  checkObject(visit, structureOf(type), resource, plain, type, { defined: type });
}

function checkObject(
  visit: Visit,
  structure: Structure | undefined,
  value: Json,
  plain: unknown,
  path: string,
  standing: Standing,
): void {
  const { report } = visit;
  if (!structure) return;
  if (!isObject(value)) {
    report.error(path, 'wrong-type', { type: structure.name });
    return;
  }
  const place: Place = { ...visit, value, path, ...standing };
  const holder: Holder = { value, plain: plain as Record<string, unknown>, place, structure };
  const names = Object.keys(value).filter(
    (name) => value[name] !== undefined && (name !== 'resourceType' || structure.kind !== 'resource'),
  );
  // an id alone says nothing: rule ele-1 of http://hl7.org/fhir/R4/element.html
  const bareId = names.length === 1 && names[0] === 'id' && standing.valued !== true;
  if ((names.length === 0 || bareId) && structure.kind !== 'resource') report.error(path, 'empty');
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
  for (const check of checksOf(structure)) check(place);
}

function checkElement(visit: Visit, property: Property, holder: Holder, name: string, path: string): void {
  const { value, plain } = holder;
  const { element, type } = property;
  const items = itemsOf(visit, element, value[name] as Json, path);
  const extensions = value[`_${name}`];
  items.forEach((item, i) => {
    const at = element.max > 1 ? `${path}[${i}]` : path;
    // of a list of primitives one may be given by its extensions alone
    if (item === null && Array.isArray(extensions) && isObject(extensions[i])) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    checkValue(visit, { element, type, defined: definedPath(holder, element) }, holder, item, one, at);
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
function checkExtensions(visit: Visit, element: ElementStructure, holder: Holder, name: string, path: string): void {
  const { value, plain } = holder;
  const values = value[name.slice(1)];
  itemsOf(visit, element, value[name] as Json, path).forEach((item, i) => {
    if (item === null && element.max > 1) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    const beside = Array.isArray(values) ? (values as readonly Json[])[i] : values;
    const valued = beside !== undefined && beside !== null;
    const standing = { element, defined: definedPath(holder, element), valued };
    if (visit.strict && !valued && element.valueSet !== undefined)
      visit.report.error(path, 'code-required', { valueSet: `http://hl7.org/fhir/ValueSet/${element.valueSet}` });
    checkObject(visit, structureOf('Element'), item, one, element.max > 1 ? `${path}[${i}]` : path, standing);
  });
}

function checkValue(
  visit: Visit,
  standing: Standing & Required<Pick<Standing, 'element' | 'type'>>,
  holder: Holder,
  value: Json,
  plain: unknown,
  path: string,
): void {
  const { report } = visit;
  const { element, type } = standing;
  if (type.code === 'Resource') {
    checkInner(visit, element.name === 'contained', value, plain, path);
    return;
  }
  const structure = structureOf(element.inner ?? type.code);
  if (isPrimitive(structure)) {
    const fault = primitiveFault(type.code, value);
    if (fault) report.error(path, fault, { type: type.code });
    else if (typeof value === 'string')
      for (const check of textChecksOf(type.code)) check({ text: value, path, type, holder: holder.place });
  } else checkObject(visit, structure, value, plain, path, standing);
  if (element.valueSet !== undefined && !isOfValueSet(type.code, value, element.valueSet))
    report.error(path, 'unknown-code', { valueSet: `http://hl7.org/fhir/ValueSet/${element.valueSet}` });
  checkRules(visit, element.rules, element.inner ?? type.code, plain, path);
}

/** `Patient.contact.name`; of an extension on an element, the path of the extension. */
function definedPath({ structure }: Holder, element: ElementStructure): string {
  return `${structure.name}.${element.name}`;
}

/** A resource in another: contained, and so a part of it, or in a Bundle or a parameter. */
function checkInner(visit: Visit, contained: boolean, value: Json, plain: unknown, path: string): void {
  const { report, scope } = visit;
  const type = isObject(value) ? String(value.resourceType) : '';
  if (!isObject(value) || !isResourceType(type)) {
    report.error(path, 'unknown-type');
    return;
  }
  const resource = typed(type, plain);
  const inner: Visit = {
    ...visit,
    scope: { resource, root: contained ? scope.root : resource },
    resource: value,
    root: contained ? visit.root : value,
    ...(type === 'Bundle' ? { references: [] } : {}),
  };
  checkObject(inner, structureOf(type), value, plain, path, { defined: type });
}

/**
 * A rule that comes to no result is broken too (http://hl7.org/fhir/R4/conformance-rules.html#constraints: it must be true), but a
 * form may save what it cannot know better, and then it is a warning.
 */
function checkRules(
  { report, scope, known }: Visit,
  rules: Structure['rules'],
  type: string,
  plain: unknown,
  path: string,
): void {
  for (const { rule, open } of brokenRules(rules, type, plain, scope)) {
    const params = { rule: rule.key, human: rule.human.replace(/\.$/, '') };
    if (open && !known) report.warning(path, 'invariant', params);
    else report.error(path, 'invariant', params);
  }
}
