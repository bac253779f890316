/** The clinic itself: organisation, doctors and nurses, what each does there and on which days. */
import type { HumanName, Location, Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { weekdayOf } from './calendar.ts';
import { CLINIC } from './facts/places.ts';
import type { Rng } from './random.ts';
import { META } from './resources.ts';
import type { Clinic, FhirResource, Member, SampleLocale, Sex, Words } from './types.ts';

type Name = readonly [family: string, given: string];

interface Colleague {
  readonly zh: Name;
  readonly en: Name;
  readonly sex: Sex;
  readonly role: 'doctor' | 'nurse' | 'receptionist';
  readonly words: Words;
  readonly days: readonly number[];
  /** Of these, those at the outpost. */
  readonly away?: readonly number[];
}

const PLACES = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
const GP: Words = ['全科医生', 'General practitioner'];
const NURSE: Words = ['护士', 'Nurse'];
const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Every open day, Monday to Saturday, has a doctor and a nurse. */
const STAFF: readonly Colleague[] = [
  { zh: ['林', '素琴'], en: ['Lin', 'Suqin'], sex: 'female', role: 'doctor', words: GP, days: [1, 2, 3, 4, 5] },
  { zh: ['周', '文海'], en: ['Hall', 'Edward'], sex: 'male', role: 'doctor', words: GP, days: [1, 3, 5, 6] },
  {
    zh: ['许', '静'],
    en: ['Okafor', 'Grace'],
    sex: 'female',
    role: 'doctor',
    words: GP,
    days: [2, 4, 6],
    away: [2, 4],
  },
  { zh: ['何', '小燕'], en: ['Bennett', 'Rose'], sex: 'female', role: 'nurse', words: NURSE, days: [1, 2, 3, 4, 5] },
  { zh: ['马', '玲'], en: ['Reyes', 'Ana'], sex: 'female', role: 'nurse', words: NURSE, days: [2, 4, 6] },
  {
    zh: ['宋', '佳'],
    en: ['Hughes', 'Megan'],
    sex: 'female',
    role: 'receptionist',
    words: ['前台', 'Receptionist'],
    days: [1, 2, 3, 4, 5, 6],
  },
];

/** The fixed points of a sample clinic, and their resources. */
export function makeClinic(
  rng: Rng,
  locale: SampleLocale,
  until: number,
  history: number,
): { clinic: Clinic; resources: FhirResource[] } {
  const language = locale === 'en' ? 'en' : 'zh-CN';
  const organization = rng.uuid();
  const place = CLINIC[language];
  const staff = STAFF.map((colleague) => ({ colleague, id: rng.uuid(), role: rng.uuid() }));
  const places = { main: rng.uuid(), outpost: rng.uuid() };
  const clinic: Clinic = {
    locale,
    language,
    organization,
    places,
    staff: staff.flatMap(({ colleague: { role, days, away = [] }, id }): Member[] =>
      role === 'receptionist' ? [] : [{ id, role, days, away }],
    ),
    until,
    history,
    booked: new Map(),
  };
  const office: Organization = {
    resourceType: 'Organization',
    id: organization,
    meta: META,
    active: true,
    type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/organization-type', code: 'prov' }] }],
    name: place.name,
    address: [{ line: [place.line], district: place.district, city: place.city }],
  };
  const locations = (['main', 'outpost'] as const).map(
    (name): Location => ({
      resourceType: 'Location',
      id: places[name],
      meta: META,
      status: 'active',
      name: place[name],
      // a house, with room for more than one doctor at a time
      physicalType: { coding: [{ system: PLACES, code: 'bu', display: 'Building' }] },
      managingOrganization: { reference: `Organization/${organization}` },
    }),
  );
  return {
    clinic,
    resources: [office, ...staff.flatMap((one) => recordsOf(one, organization, language)), ...locations],
  };
}

/** Where a doctor sees patients on a day: the id of a Location. */
export function placeOf({ staff, places }: Clinic, doctor: string, day: number): string {
  const isAway = staff.some(({ id, away }) => id === doctor && away.includes(weekdayOf(day)));
  return isAway ? places.outpost : places.main;
}

function recordsOf(
  { colleague, id, role }: { colleague: Colleague; id: string; role: string },
  organization: string,
  language: 'zh-CN' | 'en',
): FhirResource[] {
  const practitioner: Practitioner = {
    resourceType: 'Practitioner',
    id,
    meta: META,
    active: true,
    name: [nameOf(colleague, language)],
    gender: colleague.sex,
  };
  const practitionerRole: PractitionerRole = {
    resourceType: 'PractitionerRole',
    id: role,
    meta: META,
    active: true,
    practitioner: { reference: `Practitioner/${id}` },
    organization: { reference: `Organization/${organization}` },
    code: [
      {
        ...(colleague.role === 'receptionist'
          ? {}
          : { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/practitioner-role', code: colleague.role }] }),
        text: colleague.words[language === 'en' ? 1 : 0],
      },
    ],
    availableTime: [
      {
        daysOfWeek: colleague.days.map((day) => WEEK[day] ?? 'mon'),
        availableStartTime: '08:00:00',
        availableEndTime: '17:30:00',
      },
    ],
  };
  return [practitioner, practitionerRole];
}

function nameOf(colleague: Colleague, language: 'zh-CN' | 'en'): HumanName {
  const [family, given] = language === 'en' ? colleague.en : colleague.zh;
  return { use: 'official', text: language === 'en' ? `${given} ${family}` : family + given, family, given: [given] };
}

/** Who of a role works on a day, the preferred one of them; anybody of that role on a Sunday. */
export function onDuty(clinic: Clinic, role: Member['role'], day: number, preferred: number): string {
  const all = clinic.staff.filter((one) => one.role === role);
  const weekday = weekdayOf(day);
  const there = all.filter(({ days }) => days.includes(weekday));
  const among = there.length > 0 ? there : all;
  const found = among[preferred % among.length];
  if (!found) throw new Error(`the clinic has no ${role}`);
  return found.id;
}
