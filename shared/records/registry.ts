import { allergyIntolerance } from './allergy-intolerance/type.ts';
import { appointment } from './appointment/type.ts';
import { condition } from './condition/type.ts';
import type { RecordType, RecordTypeName } from './contract.ts';
import { encounter } from './encounter/type.ts';
import { immunization } from './immunization/type.ts';
import { medicationDispense } from './medication-dispense/type.ts';
import { medicationRequest } from './medication-request/type.ts';
import { medicationStatement } from './medication-statement/type.ts';
import { observation } from './observation/type.ts';
import { patient } from './patient/type.ts';

/** Every type of records by its name; one that is missing here fails to compile. */
export const recordTypes = {
  Patient: patient,
  Encounter: encounter,
  Observation: observation,
  Condition: condition,
  AllergyIntolerance: allergyIntolerance,
  MedicationRequest: medicationRequest,
  MedicationStatement: medicationStatement,
  MedicationDispense: medicationDispense,
  Immunization: immunization,
  Appointment: appointment,
} satisfies { readonly [Name in RecordTypeName]: RecordType<Name> };
