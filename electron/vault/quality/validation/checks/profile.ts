/**
 * The profiles that come with FHIR R4, where `meta.profile` says that a resource is of one, and those of vital signs, which an
 * Observation of their code must be of: http://hl7.org/fhir/R4/profiling.html, http://hl7.org/fhir/R4/observation-vitalsigns.html
 */
import type { ProfileNode } from '../../../../../shared/fhir/profiles.ts';
import { codingsOf } from '../../../../../shared/records/concept.ts';
import { canonicalJson, isObject, type Json, plainJson } from '../../../../../shared/records/json.ts';
import { textIn, textsIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';
import { brokenRules, typed } from '../rules.ts';

const ADDRESS = 'http://hl7.org/fhir/StructureDefinition/';
const LOINC = 'http://loinc.org';

/** The table of http://hl7.org/fhir/R4/observation-vitalsigns.html: LOINC code and profile. */
const VITAL_SIGNS: ReadonlyMap<string, string> = new Map([
  ['85353-1', 'vitalspanel'],
  ['9279-1', 'resprate'],
  ['8867-4', 'heartrate'],
  ['2708-6', 'oxygensat'],
  ['8310-5', 'bodytemp'],
  ['8302-2', 'bodyheight'],
  ['9843-4', 'headcircum'],
  ['29463-7', 'bodyweight'],
  ['39156-5', 'bmi'],
  ['85354-9', 'bp'],
]);

/** A value that an element of a profile is about. */
interface Found {
  readonly value: Json;
  readonly path: string;
  /** Of a choice: `Quantity`. */
  readonly type?: string;
}

export const checkProfiles: Check = (place) => {
  const { value, path, report, known, resource } = place;
  if (!known || value !== resource) return;
  const type = textIn(value.resourceType);
  const said = textsIn(isObject(value.meta) ? value.meta.profile : undefined).map((url) => url.split('|')[0] ?? '');
  const signs = type === 'Observation' ? codingsOf(value.code).filter(({ system }) => system === LOINC) : [];
  const meant = signs.map(({ code }) => VITAL_SIGNS.get(textIn(code))).filter((name) => name !== undefined);
  for (const url of new Set([...said, ...meant.map((name) => ADDRESS + name)])) {
    const profile = known.profile(url);
    if (!profile) continue;
    if (profile.type !== type)
      report.error(`${path}.meta.profile`, 'profile-type', { profile: url, type: profile.type });
    else checkNode(place, profile.root, { value, path }, url);
  }
};

/** A value, and all that the profile says of it and below. */
function checkNode(place: Place, node: ProfileNode, found: Found, profile: string): void {
  const { report, known } = place;
  const { value, path } = found;
  const name = profile.slice(profile.lastIndexOf('/') + 1);
  if (node.fixed !== undefined && canonicalJson(value) !== canonicalJson(node.fixed as Json))
    report.error(path, 'profile-value', { profile: name, value: shown(node.fixed) });
  if (node.pattern !== undefined && !hasPattern(value, node.pattern as Json))
    report.error(path, 'profile-value', { profile: name, value: shown(node.pattern) });
  const codes = node.valueSet === undefined ? undefined : known?.profileCodes(node.valueSet);
  const code = typeof value === 'string' ? value : textIn(isObject(value) ? value.code : undefined);
  if (codes && node.valueSet !== undefined && code !== '' && !codes.has(code))
    report.error(path, 'unknown-code', { valueSet: node.valueSet });
  checkRules(place, node, found);
  if (!isObject(value)) return;
  for (const child of new Set(node.children.map((one) => one.name))) checkChildren(place, node, child, found, profile);
}

/** The values of one element, beside what the profile says of all of them and of each slice. */
function checkChildren(place: Place, parent: ProfileNode, name: string, holder: Found, profile: string): void {
  const { report } = place;
  const nodes = parent.children.filter((one) => one.name === name);
  const whole = nodes.find((one) => one.slice === undefined);
  const values = valuesOf(holder, name);
  const short = profile.slice(profile.lastIndexOf('/') + 1);
  const bare = `${holder.path}.${name.replace('[x]', '')}`;
  if (whole) {
    if (values.length < (whole.min ?? 0)) report.error(bare, 'profile-missing', { profile: short });
    if (whole.max !== undefined && whole.max !== '*' && values.length > Number(whole.max))
      report.error(values[0]?.path ?? bare, 'profile-many', { profile: short, max: whole.max });
    for (const found of values) {
      if (whole.types && found.type !== undefined && !whole.types.includes(found.type))
        report.error(found.path, 'wrong-type', { type: whole.types.join(', ') });
      checkNode(place, whole, found, profile);
    }
  }
  for (const slice of nodes) {
    if (slice.slice === undefined || !whole?.slicing) continue;
    const by = whole.slicing.by;
    const of = values.filter((found) => isOfSlice(found, slice, by));
    if (of.length < (slice.min ?? 0)) report.error(bare, 'profile-slice', { profile: short, slice: slice.slice });
    if (slice.max !== undefined && slice.max !== '*' && of.length > Number(slice.max))
      report.error(of[0]?.path ?? bare, 'profile-many', { profile: short, max: slice.max });
    for (const found of of) checkNode(place, slice, found, profile);
  }
}

/** Whether a value is of a slice, by what tells the slices apart. */
function isOfSlice(found: Found, slice: ProfileNode, by: readonly string[]): boolean {
  return by.every((discriminator) => {
    const [kind = '', path = ''] = discriminator.split(' ');
    if (kind === 'type')
      return (
        found.type === undefined ||
        found.type.toLowerCase() === (slice.slice ?? '').slice(5).toLowerCase() ||
        (slice.types?.includes(found.type) ?? false)
      );
    if (kind !== 'value' && kind !== 'pattern') return false;
    const steps = path === '$this' ? [] : path.split('.');
    const asked = askedAt(slice, steps);
    return (
      asked.length > 0 && asked.some((one) => valuesAt(found.value, steps).some((value) => hasPattern(value, one)))
    );
  });
}

/** What a slice fixes at a path below it, through slices on the way. */
function askedAt(node: ProfileNode, steps: readonly string[]): Json[] {
  const [step, ...rest] = steps;
  if (step === undefined) {
    const asked = node.fixed ?? node.pattern;
    return asked === undefined ? [] : [asked as Json];
  }
  const below = node.children.filter((one) => one.name === step).flatMap((child) => askedAt(child, rest));
  // a pattern above says it too
  return below.length > 0 || node.pattern === undefined ? below : valuesAt(node.pattern as Json, steps);
}

function valuesAt(value: Json, steps: readonly string[]): Json[] {
  const [step, ...rest] = steps;
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (step === undefined) return [...values];
  return values.flatMap((one) => (isObject(one) && one[step] !== undefined ? valuesAt(one[step] as Json, rest) : []));
}

function valuesOf({ value, path }: Found, name: string): Found[] {
  if (!isObject(value)) return [];
  if (name.endsWith('[x]')) {
    const base = name.slice(0, -3);
    const chosen = Object.keys(value).find((one) => one.startsWith(base) && /^[A-Z]/.test(one.slice(base.length)));
    if (chosen === undefined) return [];
    return [{ value: value[chosen] as Json, path: `${path}.${chosen}`, type: typeName(chosen.slice(base.length)) }];
  }
  const member = value[name];
  if (member === undefined) return [];
  if (!Array.isArray(member)) return [{ value: member, path: `${path}.${name}` }];
  return (member as readonly Json[]).map((one, i) => ({ value: one, path: `${path}.${name}[${i}]` }));
}

const PRIMITIVES = new Set([
  'Boolean',
  'Integer',
  'String',
  'Decimal',
  'Date',
  'DateTime',
  'Time',
  'Instant',
  'Code',
  'Uri',
]);

/** `dateTime` of `effectiveDateTime`, `Quantity` of `valueQuantity`. */
function typeName(text: string): string {
  return PRIMITIVES.has(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** Whether a value has at least what a pattern has. */
function hasPattern(value: Json, pattern: Json): boolean {
  if (isObject(pattern))
    return (
      isObject(value) &&
      Object.entries(pattern).every(([name, one]) => value[name] !== undefined && hasPattern(value[name] as Json, one))
    );
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((one: Json) => value.some((other: Json) => hasPattern(other, one)));
  return canonicalJson(value) === canonicalJson(pattern);
}

/** The rules of the profile; one that comes to no result was made for another type of a choice. */
function checkRules({ report, resource, root }: Place, node: ProfileNode, { value, path, type }: Found): void {
  if (!node.rules) return;
  const scope = {
    resource: typed(textIn(resource.resourceType), resource),
    root: typed(textIn(root.resourceType), root),
  };
  const name = (isObject(value) ? textIn(value.resourceType) : '') || (type ?? 'BackboneElement');
  for (const { rule, open } of brokenRules(node.rules, name, isObject(value) ? plainJson(value) : value, scope))
    if (!open) report.error(path, 'invariant', { rule: rule.key, human: rule.human.replace(/\.$/, '') });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
