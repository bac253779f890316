/** The codes of the value sets that an element must take its code from (`r4/codes.json`, see `structure.ts`). */
import sets from './r4/codes.json' with { type: 'json' };

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = sets;
const known = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

/** Codes of a value set by their system; undefined where FHIR R4 does not list them (MIME types, currencies, UCUM). */
export function codesOf(valueSet: string): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  const found = known.get(valueSet);
  if (found) return found;
  if (!Object.hasOwn(texts, valueSet)) return undefined;
  const codes = new Map(
    Object.entries(texts[valueSet] ?? {}).map(([system, list]) => [system, new Set(list.split(' '))]),
  );
  known.set(valueSet, codes);
  return codes;
}
