/** One consultation as FHIR R4 records. */
import type { z } from 'zod';
import type { VisitInput } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';

/** What a visit needs besides what was typed. */
export interface VisitSetting {
  /** A fresh record id. */
  id(): string;
  /** ISO 8601 to the second with the clinic's offset (`zonedIso`). */
  readonly now: string;
  /** Display name of who sees the patient. */
  readonly practitioner: string;
  /** Language of the texts that are not typed, BCP 47. */
  readonly locale?: string;
  /** The Appointment that it was, if any. */
  readonly appointment?: string | undefined;
}

/** The words that a visit's records carry beside their codes. */
const WORDS = {
  en: {
    pressure: 'Blood pressure',
    systolic: 'Systolic blood pressure',
    diastolic: 'Diastolic blood pressure',
    note: 'Progress note',
  },
  zh: { pressure: '血压', systolic: '收缩压', diastolic: '舒张压', note: '病程记录' },
};

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';

/**
 * Encounter, blood pressure, diagnosis and note, as far as they were given, the Encounter first. The note is a
 * DocumentReference with its text inside, as clinical notes are exchanged (US Core, IPA), so that it is no less than an
 * imported one.
 */
export function visitResources(input: z.output<typeof VisitInput>, setting: VisitSetting): JsonObject[] {
  const words = setting.locale?.startsWith('zh') ? WORDS.zh : WORDS.en;
  const encounter = setting.id();
  const common: Common = {
    subject: { reference: `Patient/${input.patient}` },
    encounter: { reference: `Encounter/${encounter}` },
    by: { display: setting.practitioner },
    now: setting.now,
  };
  const condition = input.diagnosis ? diagnosisRecord(setting.id(), input.diagnosis, common) : undefined;
  const resources: JsonObject[] = [
    { ...encounterRecord(encounter, input.complaint, condition, common), ...appointmentOf(setting) },
  ];
  if (input.systolic !== undefined || input.diastolic !== undefined)
    resources.push(pressureRecord(setting.id(), input, words, common));
  if (condition) resources.push(condition);
  if (input.note !== '') resources.push(noteRecord(setting.id(), input.note, words.note, common));
  return resources;
}

function appointmentOf({ appointment }: VisitSetting): JsonObject {
  return appointment === undefined ? {} : { appointment: [{ reference: `Appointment/${appointment}` }] };
}

interface Common {
  readonly subject: JsonObject;
  readonly encounter: JsonObject;
  readonly by: JsonObject;
  readonly now: string;
}

function encounterRecord(
  id: string,
  complaint: string,
  condition: JsonObject | undefined,
  { subject, by, now }: Common,
): JsonObject {
  return {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: { system: `${HL7}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
    subject,
    participant: [{ individual: by }],
    period: { start: now, end: now },
    ...(complaint !== '' && { reasonCode: [{ text: complaint }] }),
    ...(condition && { diagnosis: [{ condition: { reference: `Condition/${String(condition.id)}` } }] }),
  };
}

function pressureRecord(
  id: string,
  { systolic, diastolic }: { systolic?: number | undefined; diastolic?: number | undefined },
  words: (typeof WORDS)['en'],
  { subject, encounter, by, now }: Common,
): JsonObject {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/observation-category`, code: 'vital-signs', display: 'Vital Signs' }] }],
    code: {
      coding: [{ system: LOINC, code: '85354-9', display: 'Blood pressure panel with all children optional' }],
      text: words.pressure,
    },
    subject,
    encounter,
    effectiveDateTime: now,
    performer: [by],
    component: [
      pressurePart('8480-6', 'Systolic blood pressure', words.systolic, systolic),
      pressurePart('8462-4', 'Diastolic blood pressure', words.diastolic, diastolic),
    ],
  };
}

/** The profile of vital signs wants both parts, and of a missing one that it is missing. */
function pressurePart(code: string, display: string, text: string, value: number | undefined): JsonObject {
  return {
    code: { coding: [{ system: LOINC, code, display }], text },
    ...(value === undefined
      ? {
          dataAbsentReason: {
            coding: [{ system: `${HL7}/data-absent-reason`, code: 'not-performed', display: 'Not Performed' }],
          },
        }
      : { valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' } }),
  };
}

function diagnosisRecord(
  id: string,
  { text, code, system = ICD10, display = text }: NonNullable<z.output<typeof VisitInput>['diagnosis']>,
  { subject, encounter, by, now }: Common,
): JsonObject {
  const coded = (codes: string, value: string, name: string) => ({
    coding: [{ system: `${HL7}/${codes}`, code: value, display: name }],
  });
  return {
    resourceType: 'Condition',
    id,
    clinicalStatus: coded('condition-clinical', 'active', 'Active'),
    verificationStatus: coded('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [coded('condition-category', 'encounter-diagnosis', 'Encounter Diagnosis')],
    code: { ...(code && { coding: [{ system, code, display }] }), text },
    subject,
    encounter,
    recordedDate: now,
    recorder: by,
  };
}

function noteRecord(id: string, note: string, name: string, { subject, encounter, by, now }: Common): JsonObject {
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: LOINC, code: '11506-3', display: 'Progress note' }], text: name },
    subject,
    date: now,
    author: [by],
    content: [
      { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from(note, 'utf8').toString('base64') } },
    ],
    context: { encounter: [encounter] },
  };
}
