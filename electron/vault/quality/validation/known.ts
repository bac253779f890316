/**
 * What is known beyond the structure of types: code systems, extensions, addresses of definitions, units. It is large, so it is
 * read only where somebody asks for a thorough validation.
 */
import type { ExtensionRule } from '../../../../shared/fhir/extensions.ts';
import type { Profile } from '../../../../shared/fhir/profiles.ts';
import { loadUcum } from '../units/ucum.ts';

export interface Known {
  /** Displays by code of a code system that is complete here. */
  concepts(system: string): ReadonlyMap<string, string> | undefined;
  /** The type of resource of a definition that comes with FHIR R4. */
  canonicalType(url: string): string | undefined;
  extension(url: string): ExtensionRule | undefined;
  /** Codes by system of a value set that only extensions bind. */
  extensionCodes(valueSet: string): Readonly<Record<string, string>> | undefined;
  /** A profile that comes with FHIR R4. */
  profile(url: string): Profile | undefined;
  /** Codes of a value set that only profiles bind. */
  profileCodes(valueSet: string): ReadonlySet<string> | undefined;
  /** The type of a search parameter (`token`), by the address of its definition; undefined where R4 has none. */
  searchType(url: string): string | undefined;
  /** Whether a code is a unit of UCUM. */
  isUnit(code: string): boolean;
}

let loading: Promise<Known> | undefined;

/** Reads it, once. */
export function loadKnown(): Promise<Known> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Known> {
  const [systems, canonicals, extensions, profiles, ucum] = await Promise.all([
    import('../../../../shared/fhir/systems.ts'),
    import('../../../../shared/fhir/canonicals.ts'),
    import('../../../../shared/fhir/extensions.ts'),
    import('../../../../shared/fhir/profiles.ts'),
    loadUcum(),
  ]);
  return {
    concepts: systems.conceptsOf,
    canonicalType: canonicals.canonicalType,
    searchType: canonicals.searchType,
    extension: extensions.extensionRule,
    extensionCodes: extensions.extensionCodes,
    profile: profiles.profileOf,
    profileCodes: profiles.profileCodes,
    // the library complains of spaces on standard output
    isUnit: (code) => !/\s/.test(code) && ucum.unit(code) !== undefined,
  };
}
