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
  'Immunization',
  'Appointment',
] as const;
export type RecordTypeName = (typeof RECORD_TYPES)[number];

export interface RecordType<Name extends RecordTypeName = RecordTypeName> {
  readonly type: Name;
  /**
   * Elements (a choice by its base: `value` for `valueQuantity`) that conflict together, each with the name of their
   * register: an invariant of FHIR binds them, or they are clinically inseparable. An element that is not here is a
   * register of its own. Part of the wire format: two versions of it on two workstations would merge differently.
   */
  readonly groups: Readonly<Record<string, string>>;
  /** A minimal valid resource of the type, without an id. */
  readonly sample: JsonObject & { readonly resourceType: Name };
}
