/** What the parts of the generator share. */
import type {
  AllergyIntolerance,
  Condition,
  Encounter,
  Immunization,
  MedicationRequest,
  Observation,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
} from '@medplum/fhirtypes';

export type Sex = 'male' | 'female';
/** Generation, by year of birth: before 1965, before 1995, later. */
export type Era = 'old' | 'middle' | 'young';
export type SampleLocale = 'zh-CN' | 'en' | 'mixed';

/** The types that a sample clinic has. */
export type FhirResource =
  | AllergyIntolerance
  | Condition
  | Encounter
  | Immunization
  | MedicationRequest
  | Observation
  | Organization
  | Patient
  | Practitioner
  | PractitionerRole;

/** Chinese and English of one thing. */
export type Words = readonly [zh: string, en: string];

/** The clinic's fixed points, which every visit refers to. */
export interface Clinic {
  readonly locale: SampleLocale;
  /** The language in which findings are written: Chinese in a mixed clinic. */
  readonly language: 'zh-CN' | 'en';
  readonly organization: string;
  readonly doctors: readonly string[];
  readonly nurse: string;
  /** Day number of the last day. */
  readonly until: number;
}

/** A person as the clinic would know them; days are day numbers. */
export interface Person {
  readonly id: string;
  readonly sex: Sex;
  readonly born: number;
  /** First day at the clinic. */
  readonly joined: number;
  readonly died: number | undefined;
  readonly chinese: boolean;
  readonly patient: Patient;
}
