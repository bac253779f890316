/** Record groups: what roles are told apart by. Every type of FHIR R4 belongs to one; what is listed nowhere is clinical. */

export const RECORD_GROUPS = [
  'registration',
  'scheduling',
  'clinical',
  'care',
  'medication',
  'results',
  'documents',
  'billing',
  'administration',
] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];

// biome-ignore format: a table to be read as one
const TYPES: Readonly<Record<RecordGroup, readonly string[]>> = {
  registration: ['Patient', 'Person', 'RelatedPerson'],
  scheduling: ['Appointment', 'AppointmentResponse', 'Schedule', 'Slot'],
  /** Visits, diagnoses, allergies, plans, and every type that stands nowhere else: the most guarded of what is not medication. */
  clinical: [],
  /** What is given and done at the bedside, and who is asked to do it. */
  care: ['Immunization', 'ImmunizationEvaluation', 'ImmunizationRecommendation', 'MedicationAdministration', 'NutritionOrder', 'Task', 'Communication', 'CommunicationRequest'],
  medication: ['Medication', 'MedicationDispense', 'MedicationKnowledge', 'MedicationRequest', 'MedicationStatement'],
  /** Vital signs are observations, too. */
  results: ['Observation', 'DiagnosticReport', 'Specimen', 'ImagingStudy', 'MolecularSequence', 'BodyStructure'],
  documents: ['Binary', 'Composition', 'Consent', 'DocumentManifest', 'DocumentReference', 'Media', 'Provenance', 'QuestionnaireResponse'],
  billing: [
    'Account', 'ChargeItem', 'ChargeItemDefinition', 'Claim', 'ClaimResponse', 'Contract', 'Coverage', 'CoverageEligibilityRequest',
    'CoverageEligibilityResponse', 'EnrollmentRequest', 'EnrollmentResponse', 'ExplanationOfBenefit', 'InsurancePlan', 'Invoice',
    'PaymentNotice', 'PaymentReconciliation',
  ],
  /** The clinic itself, its staff, its stock, and definitions that are about nobody. */
  administration: [
    'ActivityDefinition', 'CapabilityStatement', 'CatalogEntry', 'CodeSystem', 'CompartmentDefinition', 'ConceptMap', 'Device',
    'DeviceDefinition', 'DeviceMetric', 'Endpoint', 'EventDefinition', 'ExampleScenario', 'GraphDefinition', 'HealthcareService',
    'ImplementationGuide', 'Library', 'Location', 'Measure', 'MessageDefinition', 'NamingSystem', 'ObservationDefinition',
    'OperationDefinition', 'Organization', 'OrganizationAffiliation', 'PlanDefinition', 'Practitioner', 'PractitionerRole',
    'Questionnaire', 'SearchParameter', 'SpecimenDefinition', 'StructureDefinition', 'StructureMap', 'Subscription', 'Substance',
    'SupplyDelivery', 'SupplyRequest', 'TerminologyCapabilities', 'TestReport', 'TestScript', 'ValueSet',
  ],
};

const groups: ReadonlyMap<string, RecordGroup> = new Map(
  RECORD_GROUPS.flatMap((group) => TYPES[group].map((type) => [type, group] as const)),
);

/** Groups whose records are known to whoever reads one of a type: its own, and every one for figures, which do not say what they were counted by. */
export function groupsBehind(type: string): readonly RecordGroup[] {
  return type === 'MeasureReport' ? RECORD_GROUPS : [groupOf(type)];
}

/** The group of a type; `clinical` for one that is listed nowhere, so that nothing is open by having been forgotten. */
export function groupOf(type: string): RecordGroup {
  return groups.get(type) ?? 'clinical';
}
