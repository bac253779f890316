/** Names of people as FHIR keeps them. */
import { HAN } from '../../shared/records/han.ts';
import { familyLength } from '../../shared/records/patient/family-name.ts';

export interface HumanName {
  readonly use?: string;
  readonly text?: string;
  readonly family?: string;
  readonly given?: readonly string[];
  readonly prefix?: readonly string[];
  readonly suffix?: readonly string[];
  readonly [key: string]: unknown;
}

/** Whether a name is written in Chinese characters. */
export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** The full name: its text, or its parts in the order of its script. */
export function fullName(name: HumanName | undefined): string {
  if (!name) return '';
  if (name.text) return name.text;
  const given = (name.given ?? []).join(' ');
  const family = name.family ?? '';
  if (isHan(family + given)) return family + given.replaceAll(' ', '');
  return [...(name.prefix ?? []), given, family, ...(name.suffix ?? [])].filter(Boolean).join(' ');
}

/** A proposal of family and given name for a full name. People correct it where it is wrong. */
export function splitName(full: string): { family: string; given: string } {
  const text = full.trim().replace(/\s+/g, ' ');
  if (text === '') return { family: '', given: '' };
  if (isHan(text)) {
    const dot = text.search(/[·•‧・]/);
    // 买买提·吐尔逊: the given name stands before the dot.
    if (dot > 0) return { family: text.slice(dot + 1).trim(), given: text.slice(0, dot).trim() };
    const characters = [...text.replaceAll(' ', '')];
    const length = familyLength(characters.join(''));
    return { family: characters.slice(0, length).join(''), given: characters.slice(length).join('') };
  }
  const comma = text.indexOf(',');
  if (comma > 0) return { family: text.slice(0, comma).trim(), given: text.slice(comma + 1).trim() };
  const words = text.split(' ');
  if (words.length === 1) return { family: text, given: '' };
  return { family: words.at(-1) ?? '', given: words.slice(0, -1).join(' ') };
}

/** The name that people use: official or usual, not an old one or a nickname. */
export function chosenName(names: readonly HumanName[] | undefined): number {
  const list = names ?? [];
  for (const use of ['official', 'usual', undefined]) {
    const at = list.findIndex((name) => name.use === use);
    if (at >= 0) return at;
  }
  return list.length > 0 ? 0 : -1;
}
