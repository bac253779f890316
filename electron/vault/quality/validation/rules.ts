/** The invariants of FHIR R4, judged by their FHIRPath. */
import { evalFhirPathTyped, type FhirPathAtom, parseFhirPath, type TypedValue } from '@medplum/core';
import type { Rule } from '../../../../shared/fhir/structure.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { choiceIn, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { containedIn } from './contained.ts';

/**
 * Not judged. dom-3: what is contained is referred to; harms nobody where it is not, and two people who edit apart may leave
 * it so. ctm-1 looks into other records, which may not have been synced yet.
 */
const SKIPPED = new Set(['dom-3', 'ctm-1']);

/** Of what is contained: they hold where nothing is. The library looks for an element that is missing under every type that it knows. */
const OF_CONTAINED = new Set(['dom-2', 'dom-4', 'dom-5']);

type OwnRule = (value: JsonObject, scope: RuleScope) => boolean | undefined;

/** Of these an assertion of a TestScript has one (tst-5). */
const ASSERTIONS =
  `contentType expression headerField minimumId navigationLinks path requestMethod resource responseCode
  response validateProfileId`.split(/\s+/);

/**
 * What the library judges wrongly: its `intersect` finds an object only in itself; and where nobody gave it the definitions of
 * FHIR, it takes `responseCode` for a `response[x]`. And what is quicker judged here, for there are many of them:
 * references, one without an address having nothing to be wrong in, values and quantities.
 */
const OWN: ReadonlyMap<string, OwnRule> = new Map<string, OwnRule>([
  [
    'ref-1',
    ({ reference }, { root }) =>
      typeof reference !== 'string' ||
      !reference.startsWith('#') ||
      reference === '#' ||
      containedIn(root.value as JsonObject, reference.slice(1)) !== undefined,
  ],
  ['obs-6', ({ dataAbsentReason, ...rest }) => dataAbsentReason === undefined || choiceIn(rest, 'value') === undefined],
  ['qty-3', ({ code, system }) => code === undefined || system !== undefined],
  // the library compares every entry with every other
  [
    'bdl-7',
    ({ type, entry }) => {
      const named = objectsIn(entry).filter(({ fullUrl }) => fullUrl !== undefined);
      const names = new Set(named.map(({ fullUrl, resource }) => textIn(fullUrl) + versionIn(resource)));
      return type === 'history' || names.size === named.length;
    },
  ],
  ['per-1', ({ start, end }) => isOrdered(start, end)],
  [
    'obs-7',
    ({ code, component, ...rest }) => {
      const codes = new Set(codingsOf(code).map(canonicalJson));
      const parts = objectsIn(component).flatMap((part) => codingsOf(part.code));
      return choiceIn(rest, 'value') === undefined || !parts.some((coding) => codes.has(canonicalJson(coding)));
    },
  ],
  [
    'tst-5',
    (assert) => objectsIn(assert.extension).length > 0 || ASSERTIONS.filter((name) => name in assert).length <= 1,
  ],
]);

function versionIn(resource: Json | undefined): string {
  const meta = isObject(resource) ? resource.meta : undefined;
  return isObject(meta) ? textIn(meta.versionId) : '';
}

/**
 * Whether a time is not after another; a shorter end means all of its day (http://hl7.org/fhir/R4/datatypes.html#Period), and
 * a shorter start is open: neither before nor after a time of that day.
 */
function isOrdered(start: Json | undefined, end: Json | undefined): boolean | undefined {
  if (typeof start !== 'string' || typeof end !== 'string' || start === end) return true;
  if (start.startsWith(end)) return true;
  if (end.startsWith(start)) return undefined;
  const length = Math.min(start.length, end.length);
  // in different zones only instants can be compared
  if (start.length > 10 && end.length > 10) return Date.parse(start) <= Date.parse(end);
  return start.slice(0, length) <= end.slice(0, length);
}

const parsed = new Map<string, FhirPathAtom>();

/** What the expressions' variables stand for: the resource that a value is in, and the one that contains that. */
export interface RuleScope {
  readonly resource: TypedValue;
  readonly root: TypedValue;
}

export interface BrokenRule {
  readonly rule: Rule;
  /** It came to no result: a day is neither before nor after a time of that day. */
  readonly open: boolean;
}

/** The rules that a value breaks. `type`: name of its structure; `value`: plain JSON. */
export function brokenRules(rules: readonly Rule[], type: string, value: unknown, scope: RuleScope): BrokenRule[] {
  if (rules.length === 0) return [];
  const context = typed(type, value);
  return rules.flatMap((rule) => {
    const held = SKIPPED.has(rule.key) || holds(rule, context, scope);
    return held === true ? [] : [{ rule, open: held === undefined }];
  });
}

/** A value with the name that the FHIRPath library has for its type: `PatientContact` for `Patient.contact`. */
export function typed(type: string, value: unknown): TypedValue {
  const name = type.replace(/\.(\w)/g, (_dot, letter: string) => letter.toUpperCase());
  return { type: name, value };
}

function holds(rule: Rule, context: TypedValue, scope: RuleScope): boolean | undefined {
  if (OF_CONTAINED.has(rule.key) && context.value.contained === undefined) return true;
  const own = OWN.get(rule.key);
  if (own) return own(context.value, scope);
  let atom = parsed.get(rule.expression);
  if (!atom) {
    atom = parseFhirPath(rule.expression);
    parsed.set(rule.expression, atom);
  }
  const variables = {
    '%context': context,
    '%resource': scope.resource,
    '%rootResource': scope.root,
    '%ucum': { type: 'string', value: 'http://unitsofmeasure.org' },
  };
  const result = evalFhirPathTyped(atom, [context], variables);
  return result.length === 0 ? undefined : result.every((one) => one.value === true);
}
