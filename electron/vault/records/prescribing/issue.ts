/** Why something was prescribed against a warning, as a FHIR R4 DetectedIssue: http://hl7.org/fhir/R4/detectedissue.html */
import type { PrescribingWarning } from '../../../../shared/bridge/prescriptions.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { PrescribingSetting } from './resource.ts';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** By kind: HL7's code (http://hl7.org/fhir/R4/valueset-detectedissue-category.html), none there for doses; and how it is called. */
const KINDS = {
  allergy: { code: 'ALGY', display: 'Allergy Alert', en: 'Allergy', zh: '过敏' },
  duplicate: { code: 'DUPTHPY', display: 'Duplicate Therapy Alert', en: 'Also takes', zh: '重复用药' },
  dose: { code: undefined, display: undefined, en: 'Over the limit', zh: '超出限量' },
} as const;

/** What was warned of, about the MedicationRequest `request`, and with which reason it was prescribed all the same. */
export function issueOf(
  { kind, subject, detail, severe, record }: PrescribingWarning,
  request: string,
  reason: string,
  { id, patient, now, by, locale }: PrescribingSetting,
): JsonObject {
  const { code, display, en, zh } = KINDS[kind];
  const word = locale.startsWith('zh') ? zh : en;
  const about = detail === undefined ? subject : `${subject} (${detail})`;
  return {
    resourceType: 'DetectedIssue',
    id: id(),
    status: 'final',
    code: { ...(code ? { coding: [{ system: ACT_CODE, code, display }] } : {}), text: word },
    ...(severe ? { severity: 'high' } : {}),
    patient: { reference: `Patient/${patient}` },
    identifiedDateTime: now,
    author: by,
    implicated: [
      { reference: `MedicationRequest/${request}` },
      ...(record ? [{ reference: `${record.type}/${record.id}` }] : []),
    ],
    detail: locale.startsWith('zh') ? `${word}：${about}` : `${word}: ${about}`,
    mitigation: [{ action: { text: reason }, date: now, author: by }],
  };
}
