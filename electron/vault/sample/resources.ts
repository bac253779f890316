/** The shapes of FHIR R4 resources, filled with what the course of a person's illnesses decides. */
import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  Encounter,
  Immunization,
  MedicationRequest,
  Observation,
  Quantity,
} from '@medplum/fhirtypes';
import { CVX } from '../../../shared/terminology/vaccines.ts';
import { isoDay, moment } from './calendar.ts';
import { DRUG_SYSTEM, type Drug } from './facts/drugs.ts';
import { BLOOD_PRESSURE, DIASTOLIC, type Measurement, SYSTOLIC } from './facts/measurements.ts';
import type { Vaccine } from './facts/vaccines.ts';
import type { Rng } from './random.ts';
import type { Clinic, Words } from './types.ts';

/** The sending system of every generated resource. Their ids differ by seed, so one name serves all sample clinics. */
export const SAMPLE_SOURCE = 'urn:xinglin:sample';
export const META = { source: SAMPLE_SOURCE } as const;

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const UCUM = 'http://unitsofmeasure.org';
export const HL7 = 'http://terminology.hl7.org/CodeSystem';

/** One visit, as what is written in it refers to it. */
export interface VisitFrame {
  readonly clinic: Clinic;
  readonly patient: string;
  readonly encounter: string;
  readonly doctor: string;
  readonly nurse: string;
  /** The appointment that the visit was made by. */
  readonly appointment?: string;
  /** Where it is: the id of a Location. */
  readonly place: string;
  readonly day: number;
  /** Minutes after midnight. */
  readonly start: number;
}

/** In the clinic's language. */
export function say(clinic: Clinic, words: Words): string {
  return clinic.language === 'en' ? words[1] : words[0];
}

export function coded(clinic: Clinic, system: string, code: string, words: Words): CodeableConcept {
  const text = say(clinic, words);
  return { coding: [{ system, code, display: text }], text };
}

function status(system: string, code: string): CodeableConcept {
  return { coding: [{ system: `${HL7}/${system}`, code }] };
}

const VISIT_KINDS = {
  consultation: ['门诊', 'Consultation'],
  'follow-up': ['复诊', 'Follow-up'],
  vaccination: ['预防接种', 'Vaccination'],
  antenatal: ['产前检查', 'Antenatal visit'],
} as const satisfies Record<string, Words>;
export type VisitKind = keyof typeof VISIT_KINDS;

export function encounter(
  frame: VisitFrame,
  kind: VisitKind,
  minutes: number,
  complaint: Words,
  conditions: readonly string[],
  steps: Pick<Encounter, 'statusHistory'>,
): Encounter {
  const { clinic } = frame;
  return {
    resourceType: 'Encounter',
    id: frame.encounter,
    meta: META,
    status: 'finished',
    ...steps,
    class: { system: `${HL7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
    type: [{ text: say(clinic, VISIT_KINDS[kind]) }],
    subject: { reference: `Patient/${frame.patient}` },
    participant: [{ individual: { reference: `Practitioner/${frame.doctor}` } }],
    ...(frame.appointment ? { appointment: [{ reference: `Appointment/${frame.appointment}` }] } : {}),
    period: { start: moment(frame.day, frame.start), end: moment(frame.day, frame.start + minutes) },
    reasonCode: [{ text: say(clinic, complaint) }],
    ...(conditions.length > 0
      ? { diagnosis: conditions.map((id) => ({ condition: { reference: `Condition/${id}` } })) }
      : {}),
    location: [{ location: { reference: `Location/${frame.place}` } }],
    serviceProvider: { reference: `Organization/${clinic.organization}` },
  };
}

/** `onset` as a day number; `resolved` for what has passed, with its day where it is known. */
export function condition(
  frame: VisitFrame,
  id: string,
  icd10: string,
  words: Words,
  course: { onset: number; chronic: boolean; resolved?: number },
): Condition {
  return {
    resourceType: 'Condition',
    id,
    meta: META,
    clinicalStatus: status('condition-clinical', course.resolved === undefined ? 'active' : 'resolved'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    category: [status('condition-category', course.chronic ? 'problem-list-item' : 'encounter-diagnosis')],
    code: coded(frame.clinic, ICD10, icd10, words),
    subject: { reference: `Patient/${frame.patient}` },
    encounter: { reference: `Encounter/${frame.encounter}` },
    onsetDateTime: isoDay(course.onset),
    ...(course.resolved === undefined ? {} : { abatementDateTime: isoDay(course.resolved) }),
    recordedDate: moment(frame.day, frame.start),
    recorder: { reference: `Practitioner/${frame.doctor}` },
  };
}

function quantity(measurement: Measurement, value: number): Quantity {
  const factor = 10 ** measurement.decimals;
  return { value: Math.round(value * factor) / factor, unit: measurement.unit, system: UCUM, code: measurement.ucum };
}

function observed(frame: VisitFrame, id: string, measurement: Measurement): Observation {
  return {
    resourceType: 'Observation',
    id,
    meta: META,
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/observation-category`, code: measurement.category }] }],
    code: coded(frame.clinic, 'http://loinc.org', measurement.loinc, measurement.words),
    subject: { reference: `Patient/${frame.patient}` },
    encounter: { reference: `Encounter/${frame.encounter}` },
    effectiveDateTime: moment(frame.day, frame.start),
    performer: [
      {
        reference:
          measurement.category === 'laboratory'
            ? `Organization/${frame.clinic.organization}`
            : `Practitioner/${frame.nurse}`,
      },
    ],
  };
}

export function observation(frame: VisitFrame, id: string, measurement: Measurement, value: number): Observation {
  const result: Observation = { ...observed(frame, id, measurement), valueQuantity: quantity(measurement, value) };
  const { low, high } = measurement;
  if (low === undefined && high === undefined) return result;
  const shown = result.valueQuantity?.value ?? value;
  const flag = high !== undefined && shown > high ? 'H' : low !== undefined && shown < low ? 'L' : 'N';
  result.interpretation = [{ coding: [{ system: `${HL7}/v3-ObservationInterpretation`, code: flag }] }];
  result.referenceRange = [
    {
      ...(low === undefined ? {} : { low: quantity(measurement, low) }),
      ...(high === undefined ? {} : { high: quantity(measurement, high) }),
    },
  ];
  return result;
}

/** Systolic and diastolic as components of one observation, as FHIR's vital signs profile wants it. */
export function bloodPressure(frame: VisitFrame, id: string, systolic: number, diastolic: number): Observation {
  const part = (measurement: Measurement, value: number) => ({
    code: coded(frame.clinic, 'http://loinc.org', measurement.loinc, measurement.words),
    valueQuantity: quantity(measurement, value),
  });
  return { ...observed(frame, id, BLOOD_PRESSURE), component: [part(SYSTOLIC, systolic), part(DIASTOLIC, diastolic)] };
}

const ROUTES: Readonly<Record<Drug['route'], Words>> = {
  oral: ['口服', 'by mouth'],
  inhaled: ['吸入', 'inhaled'],
  topical: ['外用', 'on the skin'],
  nasal: ['喷鼻', 'into the nose'],
};

/** A prescription for `days`; active while the supply lasts beyond the clinic's last day. */
export function medicationRequest(
  frame: VisitFrame,
  id: string,
  code: string,
  drug: Drug,
  days: number,
  reason: string,
): MedicationRequest {
  const { clinic } = frame;
  const unit = say(clinic, drug.unit);
  const route = say(clinic, ROUTES[drug.route]);
  const text =
    clinic.language === 'en'
      ? `${drug.dose} ${unit} ${route}, ${drug.perDay === 1 ? 'once' : `${drug.perDay} times`} a day for ${days} days`
      : `${route}，每次${drug.dose}${unit}，每日${drug.perDay}次，共${days}天`;
  return {
    resourceType: 'MedicationRequest',
    id,
    meta: META,
    status: frame.day + days >= clinic.until ? 'active' : 'completed',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: DRUG_SYSTEM, code, display: drug.words[1] }],
      text: `${say(clinic, drug.words)} ${drug.strength}`,
    },
    subject: { reference: `Patient/${frame.patient}` },
    encounter: { reference: `Encounter/${frame.encounter}` },
    authoredOn: moment(frame.day, frame.start),
    requester: { reference: `Practitioner/${frame.doctor}` },
    reasonReference: [{ reference: `Condition/${reason}` }],
    dosageInstruction: [
      {
        text,
        timing: {
          repeat: {
            boundsDuration: { value: days, unit: 'd', system: UCUM, code: 'd' },
            frequency: drug.perDay,
            period: 1,
            periodUnit: 'd',
          },
        },
        route: { text: route },
        doseAndRate: [{ doseQuantity: { value: drug.dose, unit } }],
      },
    ],
  };
}

/** A known allergy with a reaction where one was told. */
export function allergy(
  clinic: Clinic,
  patient: string,
  rng: Rng,
  day: number,
  nurse: string,
  fact: { words: Words; category: 'medication' | 'food' | 'environment' },
  reaction: Words,
): AllergyIntolerance {
  return {
    ...allergyBase(patient, rng, day, nurse),
    type: 'allergy',
    category: [fact.category],
    criticality: rng.chance(0.15) ? 'high' : 'low',
    code: { text: say(clinic, fact.words) },
    reaction: [{ manifestation: [{ text: say(clinic, reaction) }], severity: rng.chance(0.7) ? 'mild' : 'moderate' }],
  };
}

/** The patient was asked and knows of none. Not the same as no record, which means that nobody asked. */
export function noKnownAllergy(
  clinic: Clinic,
  patient: string,
  rng: Rng,
  day: number,
  nurse: string,
): AllergyIntolerance {
  return {
    ...allergyBase(patient, rng, day, nurse),
    code: {
      coding: [
        {
          system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
          code: 'no-known-allergies',
          display: 'No known allergies',
        },
      ],
      text: say(clinic, ['无已知过敏', 'No known allergies']),
    },
  };
}

function allergyBase(patient: string, rng: Rng, day: number, nurse: string): AllergyIntolerance {
  return {
    resourceType: 'AllergyIntolerance',
    id: rng.uuid(),
    meta: META,
    clinicalStatus: status('allergyintolerance-clinical', 'active'),
    verificationStatus: status('allergyintolerance-verification', 'confirmed'),
    patient: { reference: `Patient/${patient}` },
    recordedDate: isoDay(day),
    recorder: { reference: `Practitioner/${nurse}` },
  };
}

/** A dose given here (`frame`), or elsewhere before the person came here (no frame). */
export function immunization(
  clinic: Clinic,
  patient: string,
  id: string,
  vaccine: Vaccine,
  day: number,
  dose: number | undefined,
  frame: VisitFrame | undefined,
): Immunization {
  return {
    resourceType: 'Immunization',
    id,
    meta: META,
    status: 'completed',
    vaccineCode: coded(clinic, CVX, vaccine.cvx, vaccine.words),
    patient: { reference: `Patient/${patient}` },
    ...(frame ? { encounter: { reference: `Encounter/${frame.encounter}` } } : {}),
    occurrenceDateTime: frame ? moment(day, frame.start) : isoDay(day),
    primarySource: frame !== undefined,
    ...(frame ? { performer: [{ actor: { reference: `Practitioner/${frame.nurse}` } }] } : {}),
    ...(dose === undefined ? {} : { protocolApplied: [{ doseNumberPositiveInt: dose }] }),
  };
}
