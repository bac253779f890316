/** Who the clinic's patients are: households with shared addresses, names, telephones and identity numbers. */
import type { Address, HumanName, Identifier, Patient } from '@medplum/fhirtypes';
import { RESIDENT_ID_SYSTEM } from '../../../shared/records/patient/resident-id.ts';
import { addressOf, phoneOf, telephone } from './addresses.ts';
import { isoDay } from './calendar.ts';
import { type Draft, members } from './household.ts';
import { PASSPORT_SYSTEM, passportId, residentId } from './identity.ts';
import { nameOf } from './naming.ts';
import type { Rng } from './random.ts';
import { META } from './resources.ts';
import type { Clinic, Person, Sex } from './types.ts';

/** Part of the patients who stop coming, and part of these who told the clinic. */
const GONE = 0.3;
const TOLD = 0.25;
/** Part of the patients who now and then don't take what was prescribed, and how often they and the others don't. */
const CARELESS = 0.28;
const LAPSES = { careless: 0.5, careful: 0.08 } as const;
/** Where numbers of medical records come from. */
export const MRN_SYSTEM = 'urn:xinglin:sample:mrn';

interface Household {
  readonly chinese: boolean;
  readonly address: Address;
  readonly phone: string;
  readonly joined: number;
}

/** A draft with the days that belong to it. */
interface Dated {
  readonly draft: Draft;
  readonly born: number;
  readonly name: HumanName[];
}

/** The people of household number `index`, one after the other; at least one. */
export function household(rng: Rng, clinic: Clinic, index: number): Person[] {
  const chinese = clinic.locale === 'zh-CN' || (clinic.locale === 'mixed' && !rng.chance(0.15));
  const home: Household = {
    chinese,
    address: addressOf(rng, chinese),
    phone: phoneOf(rng, chinese),
    joined: clinic.until - Math.floor(rng.real() * clinic.history),
  };
  const drafts = members(rng, chinese).map(
    (draft): Dated => ({
      draft,
      born: clinic.until - Math.floor((draft.age + rng.real()) * 365.2425),
      name: nameOf(rng, chinese, draft.family, draft.sex, draft.age),
    }),
  );
  const births = drafts.filter(({ draft }) => draft.part === 'child').map(({ born }) => born);
  const mother = drafts.find(({ draft }) => draft.sex === 'female' && isParent(draft));
  return drafts.map((dated, i) =>
    person(rng, clinic, home, dated, {
      number: `${index + 1}`.padStart(6, '0') + String.fromCharCode(65 + i),
      births: dated === mother ? births : [],
      parent: mother ?? drafts[0],
    }),
  );
}

function isParent({ part }: Draft): boolean {
  return part === 'head' || part === 'spouse';
}

interface Place {
  readonly number: string;
  readonly births: readonly number[];
  readonly parent: Dated | undefined;
}

function person(rng: Rng, clinic: Clinic, home: Household, { draft, born, name }: Dated, place: Place): Person {
  const { until } = clinic;
  // the others of a household follow later; who would come after the last day came with the first
  const follows = home.joined + rng.int(0, draft.part === 'child' ? 400 : 60);
  const joined = Math.max(follows <= until ? follows : home.joined, Math.min(until, born + rng.int(0, 60)));
  const frail = draft.age >= 70 && rng.chance(0.006 * (draft.age - 65));
  const died = frail ? joined + Math.floor(rng.real() * (until - joined)) : undefined;
  const left = rng.chance(GONE) ? rng.int(joined, until) : until;
  const movedAway = died === undefined && left < until && rng.chance(TOLD);
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
      mrn(`S${place.number}`),
    ],
    active: died === undefined && !movedAway,
    name,
    gender: rng.chance(0.003) ? 'unknown' : draft.sex,
    birthDate: vague ? birthDate.slice(0, 4) : birthDate,
    ...(died === undefined ? {} : { deceasedDateTime: isoDay(died) }),
    address: [movedAway ? { ...home.address, period: { end: isoDay(left) } } : home.address],
    managingOrganization: { reference: `Organization/${clinic.organization}` },
  };
  const phone = draft.age < 14 || rng.chance(0.25) ? home.phone : phoneOf(rng, home.chinese);
  if (!rng.chance(0.03)) patient.telecom = [telephone(phone)];
  if (draft.age < 14 && place.parent) patient.contact = [nextOfKin(place.parent, home.phone)];
  return {
    id,
    sex: draft.sex,
    born,
    joined,
    died,
    last: Math.min(died ?? until, left),
    chinese: home.chinese,
    births: draft.expecting ? [...place.births, until + rng.int(1, 260)] : place.births,
    // a few come again and again, most seldom: the mean is 1
    visits: 0.4 + 4.8 * rng.real() * rng.real() * rng.real(),
    lapses: rng.chance(CARELESS) ? LAPSES.careless : LAPSES.careful,
    patient,
  };
}

/** FHIR's own code for next of kin. */
function nextOfKin({ name, draft }: Dated, phone: string): NonNullable<Patient['contact']>[number] {
  return {
    relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' }] }],
    ...(name[0] ? { name: name[0] } : {}),
    telecom: [telephone(phone)],
    gender: draft.sex,
  };
}

function typed(code: string): NonNullable<Identifier['type']> {
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code }] };
}

/** The number of a medical record. */
export function mrn(value: string): Identifier {
  return { use: 'usual', type: typed('MR'), system: MRN_SYSTEM, value };
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
