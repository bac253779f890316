/** What people are called: written names, and Chinese names in pinyin beside them. */
import type { HumanName } from '@medplum/fhirtypes';
import { CHINESE_FAMILY, CHINESE_GIVEN } from './facts/names.ts';
import { ENGLISH_FAMILY, ENGLISH_GIVEN } from './facts/names-english.ts';
import { type Rng, weighted } from './random.ts';
import type { Era, Sex } from './types.ts';

/** A family name as it is written, and in Latin letters. */
export type FamilyName = readonly [written: string, latin: string];

const pickChinese = weighted(CHINESE_FAMILY, ([, , weight]) => weight);
const pickEnglish = weighted(ENGLISH_FAMILY, ([, weight]) => weight);
const REPRESENTATION = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';

export function familyName(rng: Rng, chinese: boolean): FamilyName {
  if (chinese) {
    const [written, latin] = pickChinese(rng) ?? ['王', 'Wang'];
    return [written, latin];
  }
  const [name] = pickEnglish(rng) ?? ['Smith'];
  return [name, name];
}

/** The generation that a name of somebody of this age belongs to. */
function eraOf(age: number): Era {
  return age >= 60 ? 'old' : age >= 30 ? 'middle' : 'young';
}

export function nameOf(rng: Rng, chinese: boolean, family: FamilyName, sex: Sex, age: number): HumanName[] {
  return chinese ? chineseName(rng, family, sex, eraOf(age)) : englishName(rng, family, sex, eraOf(age));
}

function chineseName(rng: Rng, family: FamilyName, sex: Sex, era: Era): HumanName[] {
  const [first, second] = CHINESE_GIVEN[sex][era];
  const last = early(rng, second);
  const before = rng.chance(0.8) ? early(rng, first) : undefined;
  const both = before !== undefined && before[0] !== last[0];
  const given = both ? before[0] + last[0] : last[0];
  const pinyin = both ? before[1] + last[1] : last[1];
  return chineseNames(family[0], given, family[1], pinyin.charAt(0).toUpperCase() + pinyin.slice(1));
}

/** A name in characters and in pinyin. */
export function chineseNames(family: string, given: string, familyLatin: string, latin: string): HumanName[] {
  return [
    {
      extension: [{ url: REPRESENTATION, valueCode: 'IDE' }],
      use: 'official',
      text: family + given,
      family,
      given: [given],
    },
    {
      extension: [{ url: REPRESENTATION, valueCode: 'ABC' }],
      use: 'official',
      text: `${familyLatin} ${latin}`,
      family: familyLatin,
      given: [latin],
    },
  ];
}

function englishName(rng: Rng, [family]: FamilyName, sex: Sex, era: Era): HumanName[] {
  const names = ENGLISH_GIVEN[sex][era];
  const first = early(rng, names);
  const middle = rng.chance(0.3) ? early(rng, names) : first;
  const given = middle === first ? [first] : [first, middle];
  return [{ use: 'official', text: `${given.join(' ')} ${family}`, family, given }];
}

/** One of a list that has its commonest first: the first tenth makes up a third of all. */
function early<T>(rng: Rng, list: readonly T[]): T {
  const at = rng.real();
  const item = list[Math.floor(at * at * list.length)];
  if (item === undefined) throw new Error('picked from an empty list');
  return item;
}
