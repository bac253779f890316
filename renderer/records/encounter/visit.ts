/** The visit form: what is typed, what is wrong with it, what is sent. */
import type { VisitInput } from '../../../shared/bridge/records.ts';
import {
  checkVitals,
  emptyVitals,
  isEmptyVitals,
  toVitalsInput,
  type VitalName,
  type VitalProblem,
  type VitalsForm,
} from '../observation/vitals-form.ts';
import { type DiagnosisForm, isBareCode, toDiagnosesInput } from './diagnosis.ts';

export interface VisitForm {
  readonly complaint: string;
  readonly vitals: VitalsForm;
  /** The first is the principal one. */
  readonly diagnoses: readonly DiagnosisForm[];
  /** What was found on examination. */
  readonly findings: string;
  readonly note: string;
}

export const emptyVisit: VisitForm = { complaint: '', vitals: emptyVitals, findings: '', diagnoses: [], note: '' };

/** A field that something can be wrong with, a diagnosis by its place; `form`: with all of it. */
export type VisitField = VitalName | `diagnosis${number}` | 'form';
export type VisitProblem = VitalProblem | 'codeNeedsText' | 'empty';
export type VisitProblems = Partial<Record<VisitField, VisitProblem>>;

/** Whether nothing was written yet. */
function isEmptyVisit({ complaint, vitals, findings, diagnoses, note }: VisitForm): boolean {
  return [complaint, findings, ...diagnoses.map(({ text }) => text), note].every(isBlank) && isEmptyVitals(vitals);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Problems by field; the bounds are those of `visit.record`. */
export function checkVisit(form: VisitForm): VisitProblems {
  const problems: VisitProblems = checkVitals(form.vitals);
  form.diagnoses.forEach((diagnosis, place) => {
    if (isBareCode(diagnosis)) problems[`diagnosis${place}`] = 'codeNeedsText';
  });
  if (isEmptyVisit(form)) problems.form = 'empty';
  return problems;
}

/** What `visit.record` takes. Call only where `checkVisit` found nothing. */
export function toVisitInput(patient: string, form: VisitForm): VisitInput {
  return {
    patient,
    complaint: form.complaint.trim(),
    vitals: toVitalsInput(form.vitals),
    findings: form.findings.trim(),
    diagnoses: toDiagnosesInput(form.diagnoses),
    note: form.note.trim(),
  };
}
