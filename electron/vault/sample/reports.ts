/** What holds a visit together: the laboratory's report, the doctor's note, the appointment. */
import type { Appointment, DiagnosticReport, DocumentReference } from '@medplum/fhirtypes';
import { moment } from './calendar.ts';
import { LABORATORY_REPORT, type MeasurementName, PANELS } from './facts/measurements.ts';
import { coded, HL7, META, say, type VisitFrame } from './resources.ts';
import type { Clinic, Words } from './types.ts';

/** The report of a visit's laboratory values: of a panel if they are one, otherwise of whatever was ordered. */
export function laboratoryReport(
  frame: VisitFrame,
  id: string,
  results: readonly { readonly name: MeasurementName; readonly id: string }[],
): DiagnosticReport {
  const panel =
    Object.values(PANELS).find(
      ({ members }: { members: readonly MeasurementName[] }) =>
        members.length === results.length && results.every(({ name }) => members.includes(name)),
    ) ?? LABORATORY_REPORT;
  return {
    resourceType: 'DiagnosticReport',
    id,
    meta: META,
    status: 'final',
    category: [{ coding: [{ system: `${HL7}/v2-0074`, code: 'LAB' }] }],
    code: coded(frame.clinic, 'http://loinc.org', panel.loinc, panel.words),
    subject: { reference: `Patient/${frame.patient}` },
    encounter: { reference: `Encounter/${frame.encounter}` },
    effectiveDateTime: moment(frame.day, frame.start),
    issued: moment(frame.day, frame.start + 40),
    performer: [{ reference: `Organization/${frame.clinic.organization}` }],
    result: results.map((one) => ({ reference: `Observation/${one.id}` })),
  };
}

/** A note in plain text. */
export function note(frame: VisitFrame, id: string, text: string): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    id,
    meta: META,
    status: 'current',
    docStatus: 'final',
    type: coded(frame.clinic, 'http://loinc.org', '11506-3', ['病程记录', 'Progress note']),
    subject: { reference: `Patient/${frame.patient}` },
    date: moment(frame.day, frame.start + 5),
    author: [{ reference: `Practitioner/${frame.doctor}` }],
    content: [
      { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from(text, 'utf8').toString('base64') } },
    ],
    context: { encounter: [{ reference: `Encounter/${frame.encounter}` }] },
  };
}

/** A quarter of an hour with a doctor; `start` in minutes after midnight. */
export function appointment(
  clinic: Clinic,
  id: string,
  status: 'fulfilled' | 'noshow' | 'cancelled' | 'booked',
  who: { readonly patient: string; readonly doctor: string; readonly place: string },
  when: { readonly day: number; readonly start: number },
  reason: Words,
): Appointment {
  return {
    resourceType: 'Appointment',
    id,
    meta: META,
    status,
    ...(status === 'cancelled'
      ? { cancelationReason: { text: say(clinic, ['患者取消', 'Called off by the patient']) } }
      : {}),
    reasonCode: [{ text: say(clinic, reason) }],
    start: moment(when.day, when.start),
    end: moment(when.day, when.start + 15),
    minutesDuration: 15,
    participant: [
      { actor: { reference: `Patient/${who.patient}` }, status: status === 'cancelled' ? 'declined' : 'accepted' },
      { actor: { reference: `Practitioner/${who.doctor}` }, status: 'accepted' },
      { actor: { reference: `Location/${who.place}` }, status: 'accepted' },
    ],
  };
}
