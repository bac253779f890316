/** One consultation as FHIR R4 records. */
import type { z } from 'zod';
import type { VisitInput } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';
import { orderResources } from './results/order.ts';
import { type Frame, type KnownHeight, vitalsResources } from './vitals.ts';

/** What a visit needs besides what was typed. */
export interface VisitSetting extends Pick<Frame, 'id' | 'by' | 'now' | 'locale'> {
  /** The Appointment that it was, if any. */
  readonly appointment?: string | undefined;
  /** What went before, as Encounter.statusHistory. */
  readonly steps?: readonly JsonObject[] | undefined;
  /** What an index of body mass may be computed with where no height was measured now. */
  readonly height?: KnownHeight | undefined;
}

/** Kinds of text of a visit: LOINC code and name (https://loinc.org), and how they are called. */
const TEXTS = {
  findings: { code: '29545-1', display: 'Physical findings Narrative', en: 'Findings', zh: '查体' },
  note: { code: '11506-3', display: 'Progress note', en: 'Progress note', zh: '病程记录' },
};

const HL7 = 'http://terminology.hl7.org/CodeSystem';
const LOINC = 'http://loinc.org';

/**
 * Encounter, vital signs, diagnoses, findings and note, as far as they were given, the Encounter first. Findings and note are
 * DocumentReferences with their text inside, as clinical notes are exchanged (US Core, IPA), so that they are no less than
 * imported ones.
 */
export function visitResources(input: z.output<typeof VisitInput>, setting: VisitSetting): JsonObject[] {
  const encounter = setting.id();
  const frame: VisitFrame = {
    ...setting,
    subject: { reference: `Patient/${input.patient}` },
    encounter: { reference: `Encounter/${encounter}` },
  };
  const conditions = input.diagnoses.map((diagnosis) => diagnosisRecord(diagnosis, frame));
  return [
    { ...encounterRecord(encounter, input.complaint, conditions, frame), ...appointmentOf(setting) },
    ...vitalsResources(input.vitals, frame, setting.height),
    ...conditions,
    ...orderResources(input.orders, {
      ...setting,
      patient: input.patient,
      encounter,
      by: textIn(setting.by.display),
    }),
    ...(input.findings === '' ? [] : [textRecord('findings', input.findings, frame)]),
    ...(input.note === '' ? [] : [textRecord('note', input.note, frame)]),
  ];
}

type VisitFrame = Frame & { readonly encounter: JsonObject };

function appointmentOf({ appointment, steps = [] }: VisitSetting): JsonObject {
  return {
    ...(appointment === undefined ? {} : { appointment: [{ reference: `Appointment/${appointment}` }] }),
    ...(steps.length === 0 ? {} : { statusHistory: [...steps] }),
  };
}

function encounterRecord(
  id: string,
  complaint: string,
  conditions: readonly JsonObject[],
  { subject, by, now }: VisitFrame,
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
    ...(conditions.length > 0 && {
      // the first is the principal one
      diagnosis: conditions.map((condition, place) => ({
        condition: { reference: `Condition/${String(condition.id)}` },
        rank: place + 1,
      })),
    }),
  };
}

function diagnosisRecord(
  { text, code, system = ICD10, display, lasting }: z.output<typeof VisitInput>['diagnoses'][number],
  { id, subject, encounter, by, now }: VisitFrame,
): JsonObject {
  const coded = (codes: string, value: string, name: string) => ({
    coding: [{ system: `${HL7}/${codes}`, code: value, display: name }],
  });
  return {
    resourceType: 'Condition',
    id: id(),
    clinicalStatus: coded('condition-clinical', 'active', 'Active'),
    verificationStatus: coded('condition-ver-status', 'confirmed', 'Confirmed'),
    category: [
      coded('condition-category', 'encounter-diagnosis', 'Encounter Diagnosis'),
      ...(lasting ? [coded('condition-category', 'problem-list-item', 'Problem List Item')] : []),
    ],
    code: { ...(code && { coding: [{ system, code, ...(display === undefined ? {} : { display }) }] }), text },
    subject,
    encounter,
    recordedDate: now,
    recorder: by,
  };
}

function textRecord(
  kind: keyof typeof TEXTS,
  text: string,
  { id, subject, encounter, by, now, locale }: VisitFrame,
): JsonObject {
  const { code, display, en, zh } = TEXTS[kind];
  return {
    resourceType: 'DocumentReference',
    id: id(),
    status: 'current',
    docStatus: 'final',
    type: {
      coding: [{ system: LOINC, code, display }],
      text: locale?.startsWith('zh') ? zh : en,
    },
    subject,
    date: now,
    author: [by],
    content: [
      { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from(text, 'utf8').toString('base64') } },
    ],
    context: { encounter: [encounter] },
  };
}
