/** Who the clinic's patients are: households with shared addresses, names, telephones and identity numbers. */
import type { Address, ContactPoint, HumanName, Identifier, Patient } from '@medplum/fhirtypes';
import { isoDay } from './calendar.ts';
import { CHINESE_FAMILY, CHINESE_GIVEN, ENGLISH_FAMILY, ENGLISH_GIVEN } from './facts/names.ts';
import { CHINESE_ESTATES, CHINESE_STREETS, CLINIC, ENGLISH_STREETS } from './facts/places.ts';
import { chinesePhone, englishPhone, PASSPORT_SYSTEM, passportId, RESIDENT_ID_SYSTEM, residentId } from './identity.ts';
import { type Rng, weighted } from './random.ts';
import { META } from './resources.ts';
import type { Clinic, Era, Person, Sex } from './types.ts';

/** How far back a clinic's records go, in days. */
const HISTORY = 5 * 365;

const pickFamily = weighted(CHINESE_FAMILY, ([, , weight]) => weight);
/** Age of a household's head: five-year bands from 20, with their weights. */
const pickHead = weighted(
  [
    [20, 8],
    [25, 10],
    [30, 13],
    [35, 13],
    [40, 11],
    [45, 10],
    [50, 10],
    [55, 9],
    [60, 8],
    [65, 7],
    [70, 6],
    [75, 4],
    [80, 2.5],
    [85, 1.2],
    [90, 0.3],
  ] as const,
  ([, weight]) => weight,
);

interface Household {
  readonly chinese: boolean;
  readonly address: Address;
  readonly phone: string;
  readonly joined: number;
}

interface Draft {
  readonly sex: Sex;
  readonly age: number;
  readonly family: readonly [written: string, latin: string];
  readonly ofHead: boolean;
}

/** The people of household number `index`, one after the other; at least one. */
export function household(rng: Rng, clinic: Clinic, index: number): Person[] {
  const chinese = clinic.locale === 'zh-CN' || (clinic.locale === 'mixed' && !rng.chance(0.15));
  const home: Household = {
    chinese,
    address: chinese ? chineseAddress(rng) : englishAddress(rng),
    phone: phoneOf(rng, chinese),
    joined: clinic.until - Math.floor(rng.real() * HISTORY),
  };
  return members(rng, chinese).map((draft, i) =>
    person(rng, clinic, home, draft, `${index + 1}`.padStart(6, '0') + String.fromCharCode(65 + i)),
  );
}

function members(rng: Rng, chinese: boolean): Draft[] {
  const head = (pickHead(rng)?.[0] ?? 40) + rng.int(0, 4);
  const sex: Sex = rng.chance(0.55) ? 'male' : 'female';
  const family = familyName(rng, chinese);
  const list: Draft[] = [{ sex, age: head, family, ofHead: true }];
  const couple = head > 23 && rng.chance(0.55);
  const spouse: Sex = sex === 'male' ? 'female' : 'male';
  // in Chinese families both keep their names, and children mostly have their father's
  const spouseName = chinese ? familyName(rng, chinese) : family;
  if (couple) list.push({ sex: spouse, age: Math.max(20, head + rng.int(-5, 4)), family: spouseName, ofHead: true });
  const childName = !couple || sex === 'male' || rng.chance(0.1) ? family : spouseName;
  const children = couple && head < 58 ? rng.pick([0, 1, 1, 1, 2, 2, 3]) : 0;
  for (let i = 0; i < children; i++) {
    const age = Math.floor(head - 22 - rng.real() * Math.min(16, Math.max(1, head - 22)));
    if (age >= 0 && age < 26)
      list.push({ sex: rng.chance(0.52) ? 'male' : 'female', age, family: childName, ofHead: false });
  }
  if (couple && head < 60 && rng.chance(0.14)) {
    list.push({
      sex: rng.chance(0.35) ? 'male' : 'female',
      age: Math.min(96, head + rng.int(23, 32)),
      family,
      ofHead: true,
    });
  }
  return list;
}

function person(rng: Rng, clinic: Clinic, home: Household, draft: Draft, number: string): Person {
  const born = clinic.until - Math.floor((draft.age + rng.real()) * 365.2425);
  // the others of a household follow later; who would come after the last day came with the first
  const follows = home.joined + (draft.ofHead ? rng.int(0, 60) : rng.int(0, 400));
  const came = follows <= clinic.until ? follows : home.joined;
  const joined = Math.max(came, Math.min(clinic.until, born + rng.int(0, 60)));
  const frail = draft.age >= 70 && rng.chance(0.02 * (draft.age - 65) * 0.3);
  const died = frail ? joined + Math.floor(rng.real() * (clinic.until - joined)) : undefined;
  const id = rng.uuid();
  const birthDate = isoDay(born);
  // as in every real clinic, a few facts are missing or only half known
  const vague = rng.chance(0.004);
  const patient: Patient = {
    resourceType: 'Patient',
    id,
    meta: META,
    identifier: [
      ...(vague || rng.chance(0.06) ? [] : [identity(rng, home.chinese, birthDate, draft.sex)]),
      { use: 'usual', type: typed('MR'), system: 'urn:xinglin:sample:mrn', value: `S${number}` },
    ],
    active: died === undefined,
    name: home.chinese ? chineseName(rng, draft) : englishName(rng, draft),
    gender: rng.chance(0.003) ? 'unknown' : draft.sex,
    birthDate: vague ? birthDate.slice(0, 4) : birthDate,
    ...(died === undefined ? {} : { deceasedDateTime: isoDay(died) }),
    address: [home.address],
    managingOrganization: { reference: `Organization/${clinic.organization}` },
  };
  const phone = draft.age < 14 || rng.chance(0.25) ? home.phone : phoneOf(rng, home.chinese);
  if (!rng.chance(0.03)) patient.telecom = [telephone(phone)];
  return { id, sex: draft.sex, born, joined, died, chinese: home.chinese, patient };
}

function eraOf(age: number): Era {
  return age >= 60 ? 'old' : age >= 30 ? 'middle' : 'young';
}

function familyName(rng: Rng, chinese: boolean): readonly [string, string] {
  const found = chinese ? pickFamily(rng) : undefined;
  if (found) return [found[0], found[1]];
  const name = rng.pick(ENGLISH_FAMILY);
  return [name, name];
}

const REPRESENTATION = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';

function chineseName(rng: Rng, draft: Draft): HumanName[] {
  const [first, second] = CHINESE_GIVEN[draft.sex][eraOf(draft.age)];
  const last = rng.pick(second);
  const before = rng.chance(0.75) ? rng.pick(first) : undefined;
  const given = (before && before[0] !== last[0] ? before[0] : '') + last[0];
  const pinyin = (before && before[0] !== last[0] ? before[1] : '') + last[1];
  const latin = pinyin.charAt(0).toUpperCase() + pinyin.slice(1);
  const [family, familyLatin] = draft.family;
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

function englishName(rng: Rng, draft: Draft): HumanName[] {
  const names = ENGLISH_GIVEN[draft.sex][eraOf(draft.age)];
  const first = rng.pick(names);
  const middle = rng.chance(0.3) ? rng.pick(names) : first;
  const given = middle === first ? [first] : [first, middle];
  return [{ use: 'official', text: `${given.join(' ')} ${draft.family[0]}`, family: draft.family[0], given }];
}

function typed(code: string): NonNullable<Identifier['type']> {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] };
}

function identity(rng: Rng, chinese: boolean, birthDate: string, sex: Sex): Identifier {
  return chinese
    ? {
        use: 'official',
        type: typed('NI'),
        system: RESIDENT_ID_SYSTEM,
        value: residentId(rng, birthDate, sex === 'male'),
      }
    : { use: 'official', type: typed('PPN'), system: PASSPORT_SYSTEM, value: passportId(rng) };
}

function phoneOf(rng: Rng, chinese: boolean): string {
  return chinese ? chinesePhone(rng) : englishPhone(rng);
}

function telephone(value: string): ContactPoint {
  return { system: 'phone', value, use: 'mobile' };
}

function chineseAddress(rng: Rng): Address {
  const { city, district } = CLINIC['zh-CN'];
  const line = rng.chance(0.6)
    ? `${rng.pick(CHINESE_ESTATES)}${rng.int(1, 32)}栋${rng.int(1, 18)}0${rng.int(1, 4)}室`
    : `${rng.pick(CHINESE_STREETS)}${rng.int(1, 288)}号`;
  return { use: 'home', text: `${city}${district}${line}`, line: [line], district, city };
}

function englishAddress(rng: Rng): Address {
  const { city } = CLINIC.en;
  const line = `${rng.chance(0.2) ? `Flat ${rng.int(1, 24)}, ` : ''}${rng.int(1, 180)} ${rng.pick(ENGLISH_STREETS)}`;
  return { use: 'home', text: `${line}, ${city}`, line: [line], city };
}

/** Whole years of age on a day. */
export function ageOn(born: number, day: number): number {
  const birth = isoDay(born);
  const today = isoDay(day);
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The day on which a child reaches an age in months, near enough for a vaccination. */
export function dayAtMonths(born: number, months: number): number {
  return born + Math.round(months * 30.44);
}
