/** The visit form: what is typed, what is wrong with it, what is sent. */
import type { VisitInput } from '../../../shared/bridge/records.ts';
import { type Coding, stillMeant } from '../coding.ts';

export interface VisitForm {
  readonly complaint: string;
  readonly systolic: string;
  readonly diastolic: string;
  readonly diagnosis: string;
  /** What was chosen from a list: code, coding system and name; all empty where the diagnosis stands as written. */
  readonly code: string;
  readonly system: string;
  readonly term: string;
  readonly note: string;
}

export const emptyVisit: VisitForm = {
  complaint: '',
  systolic: '',
  diastolic: '',
  diagnosis: '',
  code: '',
  system: '',
  term: '',
  note: '',
};

/** The diagnosis of a form that is left without a code. */
const UNCODED = { code: '', system: '', term: '' };

/** What typing in the field of the diagnosis changes: other words take the code with them. */
export function typeDiagnosis(form: VisitForm, diagnosis: string): Partial<VisitForm> {
  return stillMeant(diagnosis, form.term) ? { diagnosis } : { diagnosis, ...UNCODED };
}

/** What choosing a diagnosis changes. */
export function chooseDiagnosis({ system, code, term }: Coding): Partial<VisitForm> {
  return { diagnosis: term, code, system, term };
}

/** What taking the code away changes; the words stay. */
export function uncodeDiagnosis(): Partial<VisitForm> {
  return UNCODED;
}

/** What the diagnosis was chosen as; undefined where it stands as written. */
export function diagnosisCoding({ code, system, term }: VisitForm): Coding | undefined {
  return code === '' ? undefined : { code, system, term };
}

export type VisitProblem = 'systolicRange' | 'diastolicRange' | 'both' | 'swapped' | 'codeNeedsText' | 'empty';
export type VisitProblems = Partial<Record<keyof VisitForm | 'form', VisitProblem>>;

function whole(text: string): number | undefined {
  const clean = text.trim().normalize('NFKC');
  return /^\d{1,3}$/.test(clean) ? Number(clean) : undefined;
}
function within(text: string, low: number, high: number): boolean {
  const value = whole(text);
  return value !== undefined && value >= low && value <= high;
}

/** Problems by field; the bounds are those of `visit.record`. */
export function checkVisit(form: VisitForm): VisitProblems {
  const problems: VisitProblems = {};
  const [systolic, diastolic] = [form.systolic.trim(), form.diastolic.trim()];
  if (systolic !== '' && !within(systolic, 30, 350)) problems.systolic = 'systolicRange';
  if (diastolic !== '' && !within(diastolic, 10, 250)) problems.diastolic = 'diastolicRange';
  if ((systolic === '') !== (diastolic === '')) problems[systolic === '' ? 'systolic' : 'diastolic'] ??= 'both';
  const [high, low] = [whole(systolic), whole(diastolic)];
  if (high !== undefined && low !== undefined && low >= high) problems.diastolic ??= 'swapped';
  if (form.code === '' && /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/i.test(form.diagnosis.trim()))
    problems.diagnosis = 'codeNeedsText';
  if (Object.values(form).every((value) => value.trim() === '')) problems.form = 'empty';
  return problems;
}

/** A warning that does not keep anybody from saving: values far out ask for a second measurement (from 180/110; below 90/50). */
export function pressureHint(form: VisitForm): 'high' | 'low' | undefined {
  const [high, low] = [whole(form.systolic), whole(form.diastolic)];
  if ((high !== undefined && high >= 180) || (low !== undefined && low >= 110)) return 'high';
  if ((high !== undefined && high >= 30 && high < 90) || (low !== undefined && low >= 10 && low < 50)) return 'low';
  return undefined;
}

/** What `visit.record` takes. Call only where `checkVisit` found nothing. */
export function toVisitInput(patient: string, form: VisitForm): VisitInput {
  const [systolic, diastolic] = [whole(form.systolic), whole(form.diastolic)];
  const [text, coding] = [form.diagnosis.trim(), diagnosisCoding(form)];
  return {
    patient,
    complaint: form.complaint.trim(),
    note: form.note.trim(),
    ...(systolic === undefined ? {} : { systolic }),
    ...(diastolic === undefined ? {} : { diastolic }),
    ...(text === ''
      ? {}
      : { diagnosis: { text, ...(coding ? { code: coding.code, system: coding.system, display: coding.term } : {}) } }),
  };
}
