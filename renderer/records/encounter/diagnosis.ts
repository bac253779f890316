/** A diagnosis of a visit while it is being written: its words, and what they were chosen as. */
import type { z } from 'zod';
import type { VisitInput } from '../../../shared/bridge/records.ts';
import { type Coding, stillMeant } from '../coding.ts';

export interface DiagnosisForm {
  readonly text: string;
  /** What was chosen from a list: code, coding system and name; all empty where the diagnosis stands as written. */
  readonly code: string;
  readonly system: string;
  readonly term: string;
}

const UNCODED = { code: '', system: '', term: '' };
export const emptyDiagnosis: DiagnosisForm = { text: '', ...UNCODED };

/** What typing in its field makes of it: other words take the code with them. */
export function typeDiagnosis(before: DiagnosisForm, text: string): DiagnosisForm {
  return stillMeant(text, before.term) ? { ...before, text } : { ...before, text, ...UNCODED };
}

/** As it was chosen. */
export function chooseDiagnosis({ system, code, term }: Coding): DiagnosisForm {
  return { text: term, code, system, term };
}

/** Without its code; the words stay. */
export function uncodeDiagnosis(before: DiagnosisForm): DiagnosisForm {
  return { ...before, ...UNCODED };
}

/** What it was chosen as; undefined where it stands as written. */
export function diagnosisCoding({ code, system, term }: DiagnosisForm): Coding | undefined {
  return code === '' ? undefined : { code, system, term };
}

/** Whether it is a bare code that nobody chose: nobody could read it later. */
export function isBareCode({ text, code }: DiagnosisForm): boolean {
  return code === '' && /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/i.test(text.trim());
}

/** As `visit.record` takes it; undefined where nothing was written. */
export function toDiagnosisInput(form: DiagnosisForm): z.input<typeof VisitInput>['diagnosis'] {
  const [text, coding] = [form.text.trim(), diagnosisCoding(form)];
  if (text === '') return undefined;
  return { text, ...(coding ? { code: coding.code, system: coding.system, display: coding.term } : {}) };
}
