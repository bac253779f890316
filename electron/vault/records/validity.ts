/**
 * Whether a resource is valid FHIR R4: elements, cardinality, types, formats, choices, codes and invariants, by the published
 * definitions. http://hl7.org/fhir/R4/validation.html
 */
import { raise } from '../../../shared/base/result.ts';
import {
  type ElementStructure,
  isResourceType,
  type Property,
  type Structure,
  structureOf,
} from '../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, plainJson } from '../../../shared/records/json.ts';
import { brokenRules, type RuleScope, typed } from './validity-rules.ts';
import { isOfValueSet, isPrimitive, primitiveFault } from './validity-values.ts';

export interface Issue {
  /** FHIRPath of the element, as `Patient.name[0].use`. */
  readonly element: string;
  readonly code:
    | 'unknown-type'
    | 'unknown-element'
    | 'missing'
    | 'empty'
    | 'too-many'
    | 'not-a-list'
    | 'wrong-type'
    | 'bad-format'
    | 'several-choices'
    | 'unknown-code'
    | 'wrong-target'
    | 'invariant';
  /** Plain English, without patients' data. */
  readonly message: string;
}

const MESSAGES: Readonly<Record<Exclude<Issue['code'], 'invariant'>, string>> = {
  'unknown-type': 'FHIR R4 has no resources of this type.',
  'unknown-element': 'FHIR R4 has no such element here.',
  missing: 'This element is required.',
  empty: 'An element is never empty: leave it out.',
  'too-many': 'There are more values than this element may have.',
  'not-a-list': 'This element is a list, even of one.',
  'wrong-type': 'This value is not of the element’s type.',
  'bad-format': 'This text is not in the form that the element’s type has.',
  'several-choices': 'Only one of the types of this element may be given.',
  'unknown-code': 'This code is not one of those that the element must have.',
  'wrong-target': 'This element refers to records of other types.',
};

interface Visit {
  readonly issues: Issue[];
  readonly scope: RuleScope;
}

/** What is wrong with a resource; nothing for a valid one. Codes of sets that FHIR does not list (MIME types, UCUM) are not judged. */
export function checkResource(resource: JsonObject): Issue[] {
  const type = String(resource.resourceType);
  if (!isResourceType(type)) return [issue(type, 'unknown-type')];
  const plain = plainJson(resource);
  const root = typed(type, plain);
  const visit: Visit = { issues: [], scope: { resource: root, root } };
  checkStructure(visit, structureOf(type), resource, plain, type);
  return visit.issues;
}

/**
 * Refuses a resource that is not valid; of an edited one only what was not wrong `before`, for what somebody else sent wrongly
 * must not keep anybody from correcting the rest. Raises not-valid with the first element.
 */
export function refuseInvalid(resource: JsonObject, before?: JsonObject): void {
  const issues = checkResource(resource);
  if (issues.length === 0) return;
  const old = (before ? checkResource(before) : []).map(kindOf);
  const worse = issues.find((one) => {
    const at = old.indexOf(kindOf(one));
    if (at >= 0) old.splice(at, 1);
    return at < 0;
  });
  if (worse)
    raise(
      'not-valid',
      `${worse.element} is not valid: ${worse.message} Nothing was changed; correct it and save again.`,
      {
        element: worse.element,
      },
    );
}

/** An issue whatever place its element has in a list. */
function kindOf({ element, code, message }: Issue): string {
  return `${element.replace(/\[\d+\]/g, '')} ${code} ${code === 'invariant' ? message : ''}`;
}

function issue(element: string, code: Exclude<Issue['code'], 'invariant'>): Issue {
  return { element, code, message: MESSAGES[code] };
}

function checkStructure(
  visit: Visit,
  structure: Structure | undefined,
  value: Json,
  plain: unknown,
  path: string,
): void {
  const report = (at: string, code: Exclude<Issue['code'], 'invariant'>): void => {
    visit.issues.push(issue(at, code));
  };
  if (!structure) return;
  if (!isObject(value)) {
    report(path, 'wrong-type');
    return;
  }
  const names = Object.keys(value).filter(
    (name) => value[name] !== undefined && (name !== 'resourceType' || structure.kind !== 'resource'),
  );
  if (names.length === 0 && structure.kind !== 'resource') report(path, 'empty');
  const chosen = new Map<string, string>();
  for (const name of names) {
    const bare = name.startsWith('_') ? name.slice(1) : name;
    const property = structure.properties.get(bare);
    if (!property || (bare !== name && !isPrimitive(structureOf(property.type.code)))) {
      report(`${path}.${name}`, 'unknown-element');
      continue;
    }
    const { element } = property;
    if ((chosen.get(element.name) ?? bare) !== bare) report(`${path}.${bare}`, 'several-choices');
    chosen.set(element.name, bare);
    const at = `${path}.${bare}`;
    if (bare === name) checkElement(visit, property, value, plain as Record<string, unknown>, name, at);
    else checkExtensions(visit, element, value, plain as Record<string, unknown>, name, at);
  }
  for (const element of structure.elements.values())
    if (element.min > 0 && !chosen.has(element.name)) report(`${path}.${element.name}`, 'missing');
  checkRules(visit, structure.rules, structure.name, plain, path);
}

function checkElement(
  visit: Visit,
  property: Property,
  holder: JsonObject,
  plain: Record<string, unknown>,
  name: string,
  path: string,
): void {
  const { element, type } = property;
  const value = holder[name] as Json;
  const items = itemsOf(visit, element, value, path);
  const extensions = holder[`_${name}`];
  items.forEach((item, i) => {
    const at = element.max > 1 ? `${path}[${i}]` : path;
    // of a list of primitives one may be given by its extensions alone
    if (item === null && Array.isArray(extensions) && isObject(extensions[i])) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    checkValue(visit, element, type, item, one, at);
  });
}

/** The values of an element: those of its list, or the one. */
function itemsOf(visit: Visit, element: ElementStructure, value: Json, path: string): readonly Json[] {
  const report = (code: Exclude<Issue['code'], 'invariant'>): readonly Json[] => {
    visit.issues.push(issue(path, code));
    return [];
  };
  if (element.max <= 1) return Array.isArray(value) || value === null ? report('too-many') : [value];
  if (!Array.isArray(value)) return report('not-a-list');
  if (value.length === 0) return report('empty');
  return value.length > element.max ? report('too-many') : value;
}

/** Extensions of a primitive (http://hl7.org/fhir/R4/json.html#primitive). */
function checkExtensions(
  visit: Visit,
  element: ElementStructure,
  holder: JsonObject,
  plain: Record<string, unknown>,
  name: string,
  path: string,
): void {
  itemsOf(visit, element, holder[name] as Json, path).forEach((item, i) => {
    if (item === null && element.max > 1) return;
    const one = element.max > 1 ? (plain[name] as readonly unknown[])[i] : plain[name];
    checkStructure(visit, structureOf('Element'), item, one, element.max > 1 ? `${path}[${i}]` : path);
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
  if (type.code === 'Resource') {
    checkContained(visit, element.name === 'contained', value, plain, path);
    return;
  }
  const structure = structureOf(element.inner ?? type.code);
  if (isPrimitive(structure)) {
    const fault = primitiveFault(type.code, value);
    if (fault) visit.issues.push(issue(path, fault));
  } else checkStructure(visit, structure, value, plain, path);
  if (element.valueSet !== undefined && !isOfValueSet(type.code, value, element.valueSet))
    visit.issues.push(issue(path, 'unknown-code'));
  if (type.code === 'Reference' && isObject(value) && !isTarget(type.targets, value.reference))
    visit.issues.push(issue(path, 'wrong-target'));
  checkRules(visit, element.rules, element.inner ?? type.code, plain, path);
}

/** A resource in another: contained, and so a part of it, or in a Bundle or a parameter. */
function checkContained(visit: Visit, contained: boolean, value: Json, plain: unknown, path: string): void {
  const type = isObject(value) ? String(value.resourceType) : '';
  if (!isResourceType(type)) {
    visit.issues.push(issue(path, 'unknown-type'));
    return;
  }
  const resource = typed(type, plain);
  const scope = { resource, root: contained ? visit.scope.root : resource };
  checkStructure({ issues: visit.issues, scope }, structureOf(type), value, plain, path);
}

/** Whether a reference `Type/id` may stand here; what other forms refer to is not known. */
function isTarget(targets: readonly string[], reference: Json | undefined): boolean {
  const type = typeof reference === 'string' ? /^([A-Z]\w+)\/[^/]+/.exec(reference)?.[1] : undefined;
  return type === undefined || targets.length === 0 || targets.includes(type);
}

function checkRules(visit: Visit, rules: Structure['rules'], type: string, plain: unknown, path: string): void {
  for (const rule of brokenRules(rules, type, plain, visit.scope))
    visit.issues.push({ element: path, code: 'invariant', message: `${rule.human} (${rule.key})` });
}
