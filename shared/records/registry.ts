import { account } from './account/type.ts';
import { allergyIntolerance } from './allergy-intolerance/type.ts';
import { appointment } from './appointment/type.ts';
import { carePlan } from './care-plan/type.ts';
import { careTeam } from './care-team/type.ts';
import { chargeItem } from './charge-item/type.ts';
import { clinicalImpression } from './clinical-impression/type.ts';
import { communication } from './communication/type.ts';
import { composition } from './composition/type.ts';
import { condition } from './condition/type.ts';
import { consent } from './consent/type.ts';
import type { RecordType, RecordTypeName } from './contract.ts';
import { coverage } from './coverage/type.ts';
import { device } from './device/type.ts';
import { diagnosticReport } from './diagnostic-report/type.ts';
import { documentReference } from './document-reference/type.ts';
import { encounter } from './encounter/type.ts';
import { episodeOfCare } from './episode-of-care/type.ts';
import { familyMemberHistory } from './family-member-history/type.ts';
import { flag } from './flag/type.ts';
import { goal } from './goal/type.ts';
import { group } from './group/type.ts';
import { immunization } from './immunization/type.ts';
import { invoice } from './invoice/type.ts';
import { list } from './list/type.ts';
import { location } from './location/type.ts';
import { media } from './media/type.ts';
import { medication } from './medication/type.ts';
import { medicationAdministration } from './medication-administration/type.ts';
import { medicationDispense } from './medication-dispense/type.ts';
import { medicationRequest } from './medication-request/type.ts';
import { medicationStatement } from './medication-statement/type.ts';
import { observation } from './observation/type.ts';
import { organization } from './organization/type.ts';
import { patient } from './patient/type.ts';
import { paymentNotice } from './payment-notice/type.ts';
import { paymentReconciliation } from './payment-reconciliation/type.ts';
import { practitioner } from './practitioner/type.ts';
import { practitionerRole } from './practitioner-role/type.ts';
import { procedure } from './procedure/type.ts';
import { provenance } from './provenance/type.ts';
import { questionnaire } from './questionnaire/type.ts';
import { questionnaireResponse } from './questionnaire-response/type.ts';
import { relatedPerson } from './related-person/type.ts';
import { schedule } from './schedule/type.ts';
import { serviceRequest } from './service-request/type.ts';
import { slot } from './slot/type.ts';
import { specimen } from './specimen/type.ts';
import { supplyDelivery } from './supply-delivery/type.ts';
import { task } from './task/type.ts';

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
  MedicationAdministration: medicationAdministration,
  Medication: medication,
  Immunization: immunization,
  Appointment: appointment,
  DiagnosticReport: diagnosticReport,
  Specimen: specimen,
  Procedure: procedure,
  ServiceRequest: serviceRequest,
  DocumentReference: documentReference,
  Composition: composition,
  Media: media,
  Schedule: schedule,
  Slot: slot,
  CarePlan: carePlan,
  Goal: goal,
  CareTeam: careTeam,
  Task: task,
  ChargeItem: chargeItem,
  Invoice: invoice,
  PaymentNotice: paymentNotice,
  PaymentReconciliation: paymentReconciliation,
  Account: account,
  SupplyDelivery: supplyDelivery,
  Consent: consent,
  Questionnaire: questionnaire,
  QuestionnaireResponse: questionnaireResponse,
  Practitioner: practitioner,
  PractitionerRole: practitionerRole,
  Organization: organization,
  Location: location,
  RelatedPerson: relatedPerson,
  Group: group,
  Device: device,
  Coverage: coverage,
  Flag: flag,
  FamilyMemberHistory: familyMemberHistory,
  ClinicalImpression: clinicalImpression,
  EpisodeOfCare: episodeOfCare,
  Communication: communication,
  Provenance: provenance,
  List: list,
} satisfies { readonly [Name in RecordTypeName]: RecordType<Name> };
