/** What a type of records is. A new one is a folder here, a name in `RECORD_TYPES`, and an entry in the registry. */
import type { JsonObject } from './json.ts';

/** Types of FHIR R4 that the program knows more of than any resource; every other is stored, merged and synced as well. */
export const RECORD_TYPES = [
  'Patient',
  'Encounter',
  'Observation',
  'Condition',
  'AllergyIntolerance',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
  'Medication',
  'Immunization',
  'Appointment',
  'DiagnosticReport',
  'Specimen',
  'Procedure',
  'ServiceRequest',
  'DocumentReference',
  'Composition',
  'Media',
  'Schedule',
  'Slot',
  'CarePlan',
  'Goal',
  'CareTeam',
  'Task',
  'ChargeItem',
  'Invoice',
  'PaymentNotice',
  'PaymentReconciliation',
  'Account',
  'SupplyDelivery',
  'Consent',
  'Questionnaire',
  'QuestionnaireResponse',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'RelatedPerson',
  'Group',
  'Device',
  'Coverage',
  'Flag',
  'FamilyMemberHistory',
  'ClinicalImpression',
  'EpisodeOfCare',
  'Communication',
  'Provenance',
  'List',
] as const;
export type RecordTypeName = (typeof RECORD_TYPES)[number];

/** Something about a record that a person should look at before it is kept; it may be right all the same. */
export interface Doubt {
  /** FHIRPath of the element, as `Observation.valueQuantity`. */
  readonly element: string;
  /** Translated by the window as `doubts.<code>`. */
  readonly code: string;
  /** Plain English, without patients' data. */
  readonly message: string;
}

export interface RecordType<Name extends RecordTypeName = RecordTypeName> {
  readonly type: Name;
  /**
   * Elements (a choice by its base: `value` for `valueQuantity`) that conflict together, each with the name of their
   * register: an invariant of FHIR binds them, or they are clinically inseparable. An element that is not here is a
   * register of its own. Part of the wire format: two versions of it on two workstations would merge differently.
   */
  readonly groups: Readonly<Record<string, string>>;
  /** Elements with the clinically relevant time, the best first; none for people and places. */
  readonly times: readonly string[];
  /** Elements whose texts (a string, an Annotation, an Attachment of text, at any depth) full-text search reads. */
  readonly texts: readonly string[];
  /**
   * Whether this state of a record is only added to (records.md, append-only): from then on a change is an amendment,
   * an error is marked as entered in error, and nothing is deleted. Absent: never.
   */
  readonly final?: (resource: JsonObject) => boolean;
  /** What is out of the ordinary about a valid resource; `today` is the clinic's, YYYY-MM-DD. */
  readonly doubts?: (resource: JsonObject, today: string) => readonly Doubt[];
  /** A minimal valid resource of the type, without an id. */
  readonly sample: JsonObject & { readonly resourceType: Name };
}
