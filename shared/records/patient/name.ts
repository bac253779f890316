/** How a person's name is shown. FHIR HumanName: http://hl7.org/fhir/R4/datatypes.html#HumanName */
import { HAN } from '../han.ts';
import type { JsonObject } from '../json.ts';
import { objectsIn, textIn, textsIn } from '../members.ts';

/** The parts of one HumanName, trimmed; absent ones are ''. */
export interface NameParts {
  readonly use: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly text: string;
}

/** Names that are shown first come first; any other use stands with the middle. */
const USES = ['official', 'usual', '', 'nickname', 'temp', 'anonymous', 'maiden', 'old'];
const useRank = (use: string): number => (USES.indexOf(use) + USES.length + 1) % (USES.length + 1);

/** The names of a Patient, Practitioner, RelatedPerson or Person (one name or several), the one to show first. */
export function namesOf(person: JsonObject): NameParts[] {
  const names: NameParts[] = [];
  for (const item of objectsIn(person.name)) {
    const name = {
      use: textIn(item.use),
      family: textIn(item.family),
      given: textsIn(item.given),
      text: textIn(item.text),
    };
    if (name.family || name.given.length > 0 || name.text) names.push(name);
  }
  return names.sort((a, b) => useRank(a.use) - useRank(b.use));
}

/**
 * A name as people say it: a Chinese one family first and without spaces (张三), any other given first (Anna Li), or the
 * text where the sender gave no parts.
 */
export function formatName(name: NameParts): string {
  const given = name.given.join(' ');
  if (!name.family && !given)
    return HAN.test(name.text) && !/[a-z]/i.test(name.text) ? name.text.replace(/\s+/g, '') : name.text;
  if (HAN.test(name.family + given)) return `${name.family}${given}`.replace(/\s+/g, '');
  return `${given} ${name.family}`.trim();
}

/** The name by which a person is called, a Chinese one before others; undefined for a person without any. */
export function calledName(person: JsonObject): NameParts | undefined {
  const from = namesInUse(person);
  return from.find((name) => HAN.test(formatName(name))) ?? from[0];
}

function namesInUse(person: JsonObject): NameParts[] {
  const names = namesOf(person);
  const current = names.filter((name) => name.use !== 'old' && name.use !== 'maiden');
  return current.length > 0 ? current : names;
}

/** The name to show of a person, and another one in Latin letters where the first is Chinese. '' for a person without any. */
export function personName(person: JsonObject): { name: string; latin?: string } {
  const from = namesInUse(person);
  const chosen = calledName(person);
  if (!chosen) return { name: '' };
  const name = formatName(chosen);
  if (!HAN.test(name)) return { name };
  const latin = from.find((other) => !HAN.test(formatName(other)));
  // in the same order as the Chinese one, as passports have it
  return latin ? { name, latin: [latin.family, ...latin.given].join(' ').trim() || latin.text } : { name };
}
