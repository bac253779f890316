/** Two Patients made one: what of each is kept. Pure, so that the window shows before what the vault will do. */
import { canonicalJson, type Json, type JsonObject } from '../json.ts';
import { memberOf, objectsIn, textIn } from '../members.ts';
import { formatName, namesOf } from './name.ts';

/** On the link to the survivor: names what the record said when it was merged. */
export const MERGED_CONTENT = 'https://xinglin.example/fhir/StructureDefinition/merged-content';
/** On a patient: another one who was looked at and is somebody else. */
export const DIFFERENT_PERSON = 'https://xinglin.example/fhir/StructureDefinition/different-person';

/** Lists of which both are kept. */
const UNITED = [
  'identifier',
  'name',
  'telecom',
  'address',
  'contact',
  'communication',
  'generalPractitioner',
  'photo',
] as const;

/** What somebody may choose of the one or the other. A list, where its entries of the other are called old. */
export const CHOSEN = [
  'name',
  'gender',
  'birthDate',
  'deceased',
  'maritalStatus',
  'multipleBirth',
  'address',
  'managingOrganization',
] as const;
export type Chosen = (typeof CHOSEN)[number];

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  deceased: ['deceasedBoolean', 'deceasedDateTime'],
  multipleBirth: ['multipleBirthBoolean', 'multipleBirthInteger'],
};

/** Whether a link says that another patient stands for this one. */
export function isReplacement(link: JsonObject): boolean {
  return link.type === 'replaced-by';
}

/** The members of a Patient that an element of `CHOSEN` stands in. */
export function membersOf(element: Chosen): readonly string[] {
  return CHOICES[element] ?? [element];
}

/** What the two say differently, of what somebody may choose: only where both say something. */
export function differing(survivor: JsonObject, merged: JsonObject): Chosen[] {
  return CHOSEN.filter((element) => {
    const [mine, theirs] = [said(survivor, element), said(merged, element)];
    return mine !== '{}' && theirs !== '{}' && mine !== theirs;
  });
}

function said(patient: JsonObject, element: Chosen): string {
  if (element === 'name') {
    const [first] = namesOf(patient);
    return first ? canonicalJson({ name: formatName(first) }) : '{}';
  }
  const members = membersOf(element).flatMap((name) => {
    const value = memberOf(patient, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return canonicalJson(Object.fromEntries(members));
}

/**
 * The survivor with what the other brings: lists united, what only the other says, and of what both say differently that of the elements in
 * `take`. Names of whom nothing was taken are old ones. Links are not part of it.
 */
export function mergedPatient(survivor: JsonObject, merged: JsonObject, take: readonly Chosen[]): JsonObject {
  const result: Record<string, Json> = { ...survivor };
  for (const list of UNITED) {
    const taken = (take as readonly string[]).includes(list);
    const united = unite(list, objectsIn(survivor[list]), objectsIn(merged[list]), taken);
    if (united.length > 0) result[list] = united;
  }
  for (const element of CHOSEN) {
    if (element === 'name' || element === 'address') continue;
    const mine = said(survivor, element) !== '{}';
    const theirs = said(merged, element) !== '{}';
    if (!theirs || (mine && !take.includes(element))) continue;
    for (const name of membersOf(element)) {
      delete result[name];
      const value = memberOf(merged, name);
      if (value !== undefined) result[name] = value;
    }
  }
  return result;
}

/** Entries of both; what both have stands once. Of names and addresses those that were not chosen become old. */
function unite(list: string, mine: readonly JsonObject[], theirs: readonly JsonObject[], taken: boolean): JsonObject[] {
  const [kept, added] = taken ? [theirs, mine] : [mine, theirs];
  const known = new Set(kept.map((entry) => contentOf(list, entry)));
  const others = added.filter((entry) => !known.has(contentOf(list, entry)));
  const aged = list === 'name' || (list === 'address' && kept.length > 0) ? others.map(old) : others;
  const numbers = list === 'identifier' ? aged.map((entry) => oldNumber(entry, kept)) : aged;
  // those of the survivor stand first, so that nothing of theirs is written anew without need
  return taken ? [...numbers, ...kept] : [...kept, ...numbers];
}

function old(entry: JsonObject): JsonObject {
  return { ...entry, use: 'old' };
}

/** A second number of a kind that the survivor has is an old one. */
function oldNumber(entry: JsonObject, kept: readonly JsonObject[]): JsonObject {
  const kind = textIn(entry.system);
  return kind !== '' && kept.some((one) => textIn(one.system) === kind && one.use !== 'old') ? old(entry) : entry;
}

function contentOf(list: string, entry: JsonObject): string {
  if (list === 'name') {
    const [name] = namesOf({ name: [entry] });
    return name ? formatName(name) : '';
  }
  const { use: _use, period: _period, rank: _rank, id: _id, ...content } = entry;
  return canonicalJson(content);
}

/** Ids of the patients who were looked at and are somebody else than this one. */
export function differentPersons(patient: JsonObject): string[] {
  return objectsIn(patient.extension).flatMap((extension) => {
    const reference =
      extension.url === DIFFERENT_PERSON ? textIn(memberOf(extension.valueReference ?? {}, 'reference')) : '';
    return reference.startsWith('Patient/') ? [reference.slice('Patient/'.length)] : [];
  });
}
