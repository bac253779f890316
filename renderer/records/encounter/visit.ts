/** The visit form: what is typed, what is wrong with it, what is sent. */
import type { VisitInput } from '../../../shared/bridge/records.ts';
import { type DiagnosisForm, emptyDiagnosis, isBareCode, toDiagnosisInput } from './diagnosis.ts';

export interface VisitForm {
  readonly complaint: string;
  readonly vitals: VitalsForm;
  readonly diagnosis: DiagnosisForm;
  readonly note: string;
}

export interface VitalsForm {
  readonly systolic: string;
  readonly diastolic: string;
}

export const emptyVisit: VisitForm = {
  complaint: '',
  vitals: { systolic: '', diastolic: '' },
  diagnosis: emptyDiagnosis,
  note: '',
};

/** A field that something can be wrong with; `form`: with all of it. */
export type VisitField = 'complaint' | keyof VitalsForm | 'diagnosis' | 'note' | 'form';
export type VisitProblem = 'systolicRange' | 'diastolicRange' | 'both' | 'swapped' | 'codeNeedsText' | 'empty';
export type VisitProblems = Partial<Record<VisitField, VisitProblem>>;

function whole(text: string): number | undefined {
  const clean = text.trim().normalize('NFKC');
  return /^\d{1,3}$/.test(clean) ? Number(clean) : undefined;
}
function within(text: string, low: number, high: number): boolean {
  const value = whole(text);
  return value !== undefined && value >= low && value <= high;
}

/** Whether nothing was written yet. */
function isEmptyVisit({ complaint, vitals, diagnosis, note }: VisitForm): boolean {
  return [complaint, ...Object.values(vitals), diagnosis.text, note].every((text) => text.trim() === '');
}

/** Problems by field; the bounds are those of `visit.record`. */
export function checkVisit(form: VisitForm): VisitProblems {
  const problems: VisitProblems = {};
  const [systolic, diastolic] = [form.vitals.systolic.trim(), form.vitals.diastolic.trim()];
  if (systolic !== '' && !within(systolic, 30, 350)) problems.systolic = 'systolicRange';
  if (diastolic !== '' && !within(diastolic, 10, 250)) problems.diastolic = 'diastolicRange';
  if ((systolic === '') !== (diastolic === '')) problems[systolic === '' ? 'systolic' : 'diastolic'] ??= 'both';
  const [high, low] = [whole(systolic), whole(diastolic)];
  if (high !== undefined && low !== undefined && low >= high) problems.diastolic ??= 'swapped';
  if (isBareCode(form.diagnosis)) problems.diagnosis = 'codeNeedsText';
  if (isEmptyVisit(form)) problems.form = 'empty';
  return problems;
}

/** A warning that does not keep anybody from saving: values far out ask for a second measurement (from 180/110; below 90/50). */
export function pressureHint({ systolic, diastolic }: VitalsForm): 'high' | 'low' | undefined {
  const [high, low] = [whole(systolic), whole(diastolic)];
  if ((high !== undefined && high >= 180) || (low !== undefined && low >= 110)) return 'high';
  if ((high !== undefined && high >= 30 && high < 90) || (low !== undefined && low >= 10 && low < 50)) return 'low';
  return undefined;
}

/** What `visit.record` takes. Call only where `checkVisit` found nothing. */
export function toVisitInput(patient: string, form: VisitForm): VisitInput {
  const [systolic, diastolic] = [whole(form.vitals.systolic), whole(form.vitals.diastolic)];
  const diagnosis = toDiagnosisInput(form.diagnosis);
  return {
    patient,
    complaint: form.complaint.trim(),
    note: form.note.trim(),
    ...(systolic === undefined ? {} : { systolic }),
    ...(diastolic === undefined ? {} : { diastolic }),
    ...(diagnosis === undefined ? {} : { diagnosis }),
  };
}
