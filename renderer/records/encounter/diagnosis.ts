/** The diagnoses of a visit while they are being written: their words, and what they were chosen as. */
import type { VisitInput } from '../../../shared/bridge/records.ts';
import { type Coding, stillMeant } from '../coding.ts';

export interface DiagnosisForm {
  readonly text: string;
  /** What was chosen from a list: code, coding system and name; all empty where the diagnosis stands as written. */
  readonly code: string;
  readonly system: string;
  readonly term: string;
  /** It stays: it is a problem as well. */
  readonly lasting: boolean;
}

const UNCODED = { code: '', system: '', term: '' };
export const emptyDiagnosis: DiagnosisForm = { text: '', ...UNCODED, lasting: false };

/** What typing in its field makes of it: other words take the code with them. */
export function typeDiagnosis(before: DiagnosisForm, text: string): DiagnosisForm {
  return stillMeant(text, before.term) ? { ...before, text } : { ...before, text, ...UNCODED };
}

/** As it was chosen. */
export function chooseDiagnosis(before: DiagnosisForm, { system, code, term }: Coding): DiagnosisForm {
  return { ...before, text: term, code, system, term };
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
export function isBareCode({ text, code }: Pick<DiagnosisForm, 'text' | 'code'>): boolean {
  return code === '' && /^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/i.test(text.trim());
}

/** With what somebody wrote in the field of a place; a field that is emptied goes, and those behind it move up. */
export function withDiagnosis(all: readonly DiagnosisForm[], place: number, one: DiagnosisForm): DiagnosisForm[] {
  return place < all.length ? all.map((other, at) => (at === place ? one : other)) : [...all, one];
}

/** The principal one is the one that stands first. */
export function withPrincipal(all: readonly DiagnosisForm[], place: number): DiagnosisForm[] {
  return [...all.slice(place, place + 1), ...all.filter((_, at) => at !== place)];
}

/** Whether it is written there already, by its code or else by its words. */
export function isListed(
  all: readonly DiagnosisForm[],
  { code, system, text }: Omit<DiagnosisForm, 'term' | 'lasting'>,
): boolean {
  return all.some((one) => (code === '' ? one.text.trim() === text : one.code === code && one.system === system));
}

/** As `visit.record` takes them. */
export function toDiagnosesInput(all: readonly DiagnosisForm[]): NonNullable<VisitInput['diagnoses']> {
  return all.flatMap((form) => {
    const [text, coding] = [form.text.trim(), diagnosisCoding(form)];
    if (text === '') return [];
    const coded = coding ? { code: coding.code, system: coding.system, display: coding.term } : {};
    return [{ text, ...coded, lasting: form.lasting }];
  });
}
