/** Generated clinics for tests, and what is counted in them. */
import { type FhirResource, type GenerateOptions, generateClinic } from '../../../electron/vault/sample/generate.ts';

export const UNTIL = '2026-03-31';

export type Of<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

export function clinic(options: Partial<GenerateOptions> = {}): FhirResource[] {
  return [...generateClinic({ patients: 100, seed: 42, locale: 'mixed', until: UNTIL, ...options })];
}

export function ofType<T extends FhirResource['resourceType']>(all: readonly FhirResource[], type: T): Of<T>[] {
  return all.filter((resource): resource is Of<T> => resource.resourceType === type);
}

/** Every `reference` anywhere in a value. */
export function* references(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* references(item);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'reference' && typeof item === 'string') yield item;
      else yield* references(item);
    }
  }
}
