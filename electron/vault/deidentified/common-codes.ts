/**
 * Which codes stay in the analysts' database though nobody knows their system: a code of the clinic's own list is what many patients have, handwriting
 * in the place of a code is what one has, and the name of somebody is neither.
 */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { FEWEST } from '../analysis/few.ts';
import { termReading } from '../records/pinyin.ts';
import type { Reader } from '../storage/database.ts';
import { recordPage } from '../storage/exported.ts';
import { STRIPPED_TYPES, type Stripping, strip } from './strip.ts';

/** Whose names are known. */
const PEOPLE = ['Patient', 'Practitioner', 'RelatedPerson', 'Person'];
/** More different ones are no list of codes; those that come later are dropped. */
const MOST_CODES = 200_000;
const HAN = /\p{Script=Han}/u;

interface Reading {
  readonly source: Reader;
  readonly nameOf: Stripping['nameOf'];
  readonly today: string;
  /** Records of one page. */
  readonly page: number;
  /** Told between pages; throws where this is not wanted any more. */
  readonly proceed: () => void;
}

/** Reads all records that are stripped, and all names. */
export function commonCodes(reading: Reading): (code: string) => boolean {
  const patients = new Map<string, Set<string>>();
  let patient = '';
  const isCommon = (code: string): boolean => {
    const known = patients.get(code);
    if (known) {
      if (known.size < FEWEST) known.add(patient);
    } else if (patients.size < MOST_CODES) patients.set(code, new Set([patient]));
    return true;
  };
  const { nameOf, today } = reading;
  for (const type of STRIPPED_TYPES) {
    for (const resource of recordsOf(reading, type)) {
      patient = textIn(memberOf(resource.subject ?? resource.patient, 'reference'));
      strip(resource, { nameOf, today, isCommon });
    }
  }
  const names = namesOf(reading);
  return (code) => (patients.get(code)?.size ?? 0) >= FEWEST && !names.has(code.toLowerCase());
}

function* recordsOf({ source, page: size, proceed }: Reading, type: string): Generator<JsonObject> {
  let after = '';
  for (;;) {
    const page = recordPage(source, type, undefined, after, size);
    for (const { json } of page) yield parseJson(json) as JsonObject;
    proceed();
    if (page.length < size) return;
    after = page.at(-1)?.id ?? '';
  }
}

/** Every word of the names of people, in small letters, and how Chinese ones are spelled. */
function namesOf(reading: Reading): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of PEOPLE) {
    for (const { name } of recordsOf(reading, type)) {
      for (const one of objectsIn(name)) {
        const parts = [one.family, one.text, ...(Array.isArray(one.given) ? one.given : [])];
        for (const part of parts) for (const word of spelled(textIn(part))) names.add(word);
      }
    }
  }
  return names;
}

function spelled(name: string): string[] {
  const text = name.normalize('NFKC').toLowerCase();
  if (!HAN.test(text)) return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [family = '', ...given] = termReading(text);
  return [family + given.join(''), family, given.join('')].filter((word) => word !== '');
}
