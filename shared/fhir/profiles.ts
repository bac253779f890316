/** The profiles that come with FHIR R4 (`r4/profiles.json`): what they ask for beyond their type, as a tree of elements. */
import file from './r4/profiles.json' with { type: 'json' };
import type { Rule } from './structure.ts';

/** An element of a profile, only with what it adds. */
export interface ProfileElement {
  /** As in the definition: `Observation.component:SystolicBP.code`. */
  readonly id: string;
  readonly min?: number;
  readonly max?: string;
  /** Types that a choice may have. */
  readonly types?: readonly string[];
  /** What the value is exactly. */
  readonly fixed?: unknown;
  /** What the value has at least. */
  readonly pattern?: unknown;
  readonly valueSet?: string;
  /** How slices are told apart: `value code.coding.code`, `type $this`. */
  readonly slicing?: { readonly closed: boolean; readonly by: readonly string[] };
  readonly rules?: readonly Rule[];
}

/** An element of a profile, or a slice of it. */
export interface ProfileNode extends ProfileElement {
  /** `component`; a choice's with `[x]`. */
  readonly name: string;
  /** Of a slice its name. */
  readonly slice?: string;
  readonly children: readonly ProfileNode[];
}

export interface Profile {
  readonly type: string;
  readonly root: ProfileNode;
}

const texts: Readonly<Record<string, string>> = file.profiles;
const sets: Readonly<Record<string, Readonly<Record<string, string>>>> = file.codes;
const known = new Map<string, Profile>();

/** A profile by its address; undefined for one that does not come with R4. */
export function profileOf(url: string): Profile | undefined {
  const found = known.get(url);
  if (found || !Object.hasOwn(texts, url)) return found;
  const { type, elements } = JSON.parse(texts[url] ?? '') as { type: string; elements: ProfileElement[] };
  const profile = { type, root: nodeOf(type, elements) };
  known.set(url, profile);
  return profile;
}

/** Codes of a value set that only profiles bind, whatever their system; undefined where R4 does not list them. */
export function profileCodes(valueSet: string): ReadonlySet<string> | undefined {
  const codes = sets[valueSet.slice(valueSet.lastIndexOf('/') + 1)];
  return codes && new Set(Object.values(codes).flatMap((list) => list.split(' ')));
}

/** The element with an id, and what is below it, also where only something below it is listed. */
function nodeOf(id: string, elements: readonly ProfileElement[]): ProfileNode {
  const [name = '', slice] = id.slice(id.lastIndexOf('.') + 1).split(':');
  const below = elements.filter((one) => one.id.startsWith(`${id}.`));
  const ids = new Set(below.map((one) => `${id}.${one.id.slice(id.length + 1).split('.', 1)[0]}`));
  const own = elements.find((one) => one.id === id) ?? { id };
  return {
    ...own,
    name,
    ...(slice === undefined ? {} : { slice }),
    children: [...ids].map((child) => nodeOf(child, below)),
  };
}
