/** What the parts of the generator share. */
import type {
  AllergyIntolerance,
  Appointment,
  ChargeItem,
  Condition,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Immunization,
  Invoice,
  Location,
  MedicationRequest,
  Observation,
  Organization,
  Patient,
  Practitioner,
  PractitionerRole,
  ServiceRequest,
} from '@medplum/fhirtypes';

export type Sex = 'male' | 'female';
/** Generation, by year of birth: before 1965, before 1995, later. */
export type Era = 'old' | 'middle' | 'young';
export type SampleLocale = 'zh-CN' | 'en' | 'mixed';

/** The types that a sample clinic has. */
export type FhirResource =
  | AllergyIntolerance
  | Appointment
  | ChargeItem
  | Condition
  | DiagnosticReport
  | DocumentReference
  | Encounter
  | Immunization
  | Invoice
  | Location
  | MedicationRequest
  | Observation
  | Organization
  | Patient
  | Practitioner
  | PractitionerRole
  | ServiceRequest;

/** Chinese and English of one thing. */
export type Words = readonly [zh: string, en: string];

/** One who works there. */
export interface Member {
  readonly id: string;
  readonly role: 'doctor' | 'nurse';
  /** Days of the week, 0 for Sunday. */
  readonly days: readonly number[];
  /** Of these, those on which they see patients at the outpost. */
  readonly away: readonly number[];
}

/** The clinic's fixed points, which every visit refers to. */
export interface Clinic {
  readonly locale: SampleLocale;
  /** The language in which findings are written: Chinese in a mixed clinic. */
  readonly language: 'zh-CN' | 'en';
  readonly organization: string;
  /** Where it sees patients: ids of two Locations. */
  readonly places: { readonly main: string; readonly outpost: string };
  readonly staff: readonly Member[];
  /** Day number of the last day. */
  readonly until: number;
  /** How far back the records go, in days. */
  readonly history: number;
  /** What is booked ahead of each doctor, so that nobody is promised to two at one time: starts, by `<doctor> <day>`. */
  readonly booked: Map<string, number[]>;
}

/** A person as the clinic would know them; days are day numbers. */
export interface Person {
  readonly id: string;
  readonly sex: Sex;
  readonly born: number;
  /** First day at the clinic. */
  readonly joined: number;
  /** After this day they don't come any more: the clinic's last day, their death, or they went elsewhere. */
  readonly last: number;
  readonly died: number | undefined;
  readonly chinese: boolean;
  /** Days on which children of hers were or will be born. */
  readonly births: readonly number[];
  /** How often they come when they are ill, 1 on average. */
  readonly visits: number;
  /** How likely they are not to take what was prescribed until the next visit. */
  readonly lapses: number;
  readonly patient: Patient;
}
