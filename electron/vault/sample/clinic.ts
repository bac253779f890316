/** The clinic itself: organisation, two doctors, a nurse, and what each does there. */
import type { HumanName, Organization, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import { CLINIC } from './facts/places.ts';
import type { Rng } from './random.ts';
import { META } from './resources.ts';
import type { Clinic, FhirResource, SampleLocale, Sex, Words } from './types.ts';

interface Member {
  readonly zh: readonly [family: string, given: string];
  readonly en: readonly [family: string, given: string];
  readonly sex: Sex;
  readonly role: 'doctor' | 'nurse';
  readonly words: Words;
}

const STAFF: readonly Member[] = [
  {
    zh: ['林', '素琴'],
    en: ['Lin', 'Suqin'],
    sex: 'female',
    role: 'doctor',
    words: ['全科医生', 'General practitioner'],
  },
  {
    zh: ['周', '文海'],
    en: ['Hall', 'Edward'],
    sex: 'male',
    role: 'doctor',
    words: ['全科医生', 'General practitioner'],
  },
  { zh: ['何', '小燕'], en: ['Bennett', 'Rose'], sex: 'female', role: 'nurse', words: ['护士', 'Nurse'] },
];

/** The fixed points of a sample clinic, and their resources. */
export function makeClinic(
  rng: Rng,
  locale: SampleLocale,
  until: number,
): { clinic: Clinic; resources: FhirResource[] } {
  const language = locale === 'en' ? 'en' : 'zh-CN';
  const organization = rng.uuid();
  const place = CLINIC[language];
  const staff = STAFF.map((member) => ({ member, id: rng.uuid(), role: rng.uuid() }));
  const clinic: Clinic = {
    locale,
    language,
    organization,
    doctors: staff.filter(({ member }) => member.role === 'doctor').map(({ id }) => id),
    nurse: staff.find(({ member }) => member.role === 'nurse')?.id ?? organization,
    until,
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
  const people = staff.flatMap(({ member, id, role }): FhirResource[] => {
    const practitioner: Practitioner = {
      resourceType: 'Practitioner',
      id,
      meta: META,
      active: true,
      name: [nameOf(member, language)],
      gender: member.sex,
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
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/practitioner-role', code: member.role }],
          text: member.words[language === 'en' ? 1 : 0],
        },
      ],
    };
    return [practitioner, practitionerRole];
  });
  return { clinic, resources: [office, ...people] };
}

function nameOf(member: Member, language: 'zh-CN' | 'en'): HumanName {
  const [family, given] = language === 'en' ? member.en : member.zh;
  return { use: 'official', text: language === 'en' ? `${given} ${family}` : family + given, family, given: [given] };
}
