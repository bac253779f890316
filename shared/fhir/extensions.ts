/** The extensions that come with FHIR R4 (`r4/extensions.json`), by their addresses. */
import file from './r4/extensions.json' with { type: 'json' };

/** What an extension, or one of the extensions in it, may be. */
export interface ExtensionRule {
  /** Paths of elements that it may stand on; none for a part. */
  readonly on?: readonly string[];
  /** Whether it must stand in `modifierExtension`. */
  readonly modifier?: boolean;
  /** Types of its value; none: it has no value. */
  readonly types: readonly string[];
  /** Address of the value set that its code must be from. */
  readonly valueSet?: string;
  readonly parts?: Readonly<Record<string, ExtensionRule & { readonly range: string }>>;
}

const texts: Readonly<Record<string, string>> = file.extensions;
const known = new Map<string, ExtensionRule>();
const sets: Readonly<Record<string, Readonly<Record<string, string>>>> = file.codes;

/** The definition of an extension; undefined for one that R4 does not know. */
export function extensionRule(url: string): ExtensionRule | undefined {
  const found = known.get(url);
  if (found || !Object.hasOwn(texts, url)) return found;
  const rule = JSON.parse(texts[url] ?? '') as ExtensionRule;
  known.set(url, rule);
  return rule;
}

/** Codes by system of a value set that only extensions bind; undefined where R4 does not list them. */
export function extensionCodes(valueSet: string): Readonly<Record<string, string>> | undefined {
  return sets[valueSet.slice(valueSet.lastIndexOf('/') + 1)];
}
