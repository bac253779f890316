/** The forms of what is known of a patient: what a record shows in them, what is wrong with what was typed, what is sent. */
import {
  type AllergyInput,
  CRITICALITIES,
  type ProblemInput,
  SEVERITIES,
  type TakenInput,
  VERIFICATIONS,
} from '../../../../shared/bridge/facts.ts';
import type { RecordView } from '../../../../shared/bridge/records.ts';
import { conceptText, firstCode, readableCoding } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import { type Coding, stillMeant } from '../../../records/coding.ts';
import { readDate } from '../../../records/dates.ts';
import { isBareCode } from '../../../records/encounter/diagnosis.ts';

/** `seen`: the writes that the form showed; a draft keeps them, so that it overwrites nothing that came after it. */
interface Seen {
  readonly seen: readonly string[];
}
export interface AllergyForm extends Seen {
  readonly substance: string;
  readonly reaction: string;
  readonly severity: '' | (typeof SEVERITIES)[number];
  readonly criticality: '' | (typeof CRITICALITIES)[number];
  readonly verification: '' | (typeof VERIFICATIONS)[number];
}
export interface ProblemForm extends Seen {
  readonly text: string;
  /** What it was chosen as from a list, or is coded as already; all empty where it stands as written. */
  readonly code: string;
  readonly system: string;
  readonly term: string;
  readonly onset: string;
}
export interface TakenForm extends Seen {
  readonly text: string;
  readonly dosage: string;
}

export type FactProblem = 'needed' | 'reactionNeeded' | 'codeNeedsText' | 'dateInvalid' | 'dateFuture';
export type ProblemsOf<T> = Partial<Record<keyof T, FactProblem>>;

export const UNCODED = { code: '', system: '', term: '' } as const;

/** The form of an allergy; of a new one unconfirmed, for it is told before it is proved. */
export function allergyForm(record: RecordView | undefined, locale: string): AllergyForm {
  const allergy = (record?.resource ?? {}) as JsonObject;
  const [reaction] = objectsIn(allergy.reaction);
  const verified = record ? firstCode(allergy.verificationStatus) : 'unconfirmed';
  return {
    substance: conceptText(allergy.code, locale),
    reaction: objectsIn(reaction?.manifestation)
      .map((one) => conceptText(one))
      .join(', '),
    severity: oneOf(SEVERITIES, textIn(reaction?.severity)),
    criticality: oneOf(CRITICALITIES, textIn(allergy.criticality)),
    verification: oneOf(VERIFICATIONS, verified),
    seen: record?.seen ?? [],
  };
}

/** The form of a problem. */
export function problemForm(record: RecordView | undefined, locale: string): ProblemForm {
  const condition = (record?.resource ?? {}) as JsonObject;
  const coding = readableCoding(condition.code);
  const text = conceptText(condition.code, locale);
  return {
    text,
    ...(coding ? { ...coding, term: text } : UNCODED),
    onset: textIn(condition.onsetDateTime).slice(0, 10),
    seen: record?.seen ?? [],
  };
}

/** What typing makes of it: other words take the code with them. */
export function typeProblem({ term }: ProblemForm, text: string): Partial<ProblemForm> {
  return stillMeant(text, term) ? { text } : { text, ...UNCODED };
}

/** As it was chosen. */
export function chooseProblem({ system, code, term }: Coding): Partial<ProblemForm> {
  return { text: term, code, system, term };
}

/** What it was chosen as; undefined where it stands as written. */
export function problemCoding({ code, system, term }: ProblemForm): Coding | undefined {
  return code === '' ? undefined : { code, system, term };
}

/** The form of what is taken; `item` as the chart shows it, where the name stands in a record of its own, or the dose is coded. */
export function takenForm(
  record: RecordView | undefined,
  item: { readonly text: string; readonly detail?: string | undefined } | undefined,
  locale: string,
): TakenForm {
  const statement = (record?.resource ?? {}) as JsonObject;
  const dosages = objectsIn(statement.dosage).map(({ text }) => textIn(text));
  const coded = dosages.length > 0 && dosages.includes('');
  return {
    text: conceptText(statement.medicationCodeableConcept, locale) || (item?.text ?? ''),
    dosage: coded ? (item?.detail ?? '') : dosages.join('; '),
    seen: record?.seen ?? [],
  };
}

export function checkAllergy({ substance, reaction, severity }: AllergyForm): ProblemsOf<AllergyForm> {
  return {
    ...(substance.trim() === '' ? { substance: 'needed' } : {}),
    ...(severity !== '' && reaction.trim() === '' ? { reaction: 'reactionNeeded' } : {}),
  };
}

/** `today`: YYYY-MM-DD; nothing begins after it. */
export function checkProblem({ text, code, onset }: ProblemForm, today: string): ProblemsOf<ProblemForm> {
  const begun = readDate(onset);
  const typed = onset.trim() !== '';
  const problems: ProblemsOf<ProblemForm> = {};
  if (text.trim() === '') problems.text = 'needed';
  else if (isBareCode({ text, code })) problems.text = 'codeNeedsText';
  if (typed && begun === undefined) problems.onset = 'dateInvalid';
  else if (begun !== undefined && begun > today.slice(0, begun.length)) problems.onset = 'dateFuture';
  return problems;
}

export function checkTaken({ text }: TakenForm): ProblemsOf<TakenForm> {
  return text.trim() === '' ? { text: 'needed' } : {};
}

/** Whose chart, and which record; without an id a new one. */
interface Of {
  readonly patient: string;
  readonly id: string | undefined;
}

/** What `allergy.save` takes. Call only where `checkAllergy` found nothing. */
export function allergyInput({ patient, id }: Of, form: AllergyForm): AllergyInput {
  const { severity, criticality, verification } = form;
  return {
    patient,
    ...editOf(id, form),
    substance: form.substance.trim(),
    reaction: form.reaction.trim(),
    ...(severity === '' ? {} : { severity }),
    ...(criticality === '' ? {} : { criticality }),
    ...(verification === '' ? {} : { verification }),
  };
}

/** What `problem.save` takes. Call only where `checkProblem` found nothing. */
export function problemInput({ patient, id }: Of, form: ProblemForm): ProblemInput {
  const onset = readDate(form.onset);
  const coding = problemCoding(form);
  return {
    patient,
    ...editOf(id, form),
    text: form.text.trim(),
    code: form.code,
    ...(coding ? { system: coding.system, display: coding.term } : {}),
    ...(onset === undefined ? {} : { onset }),
  };
}

/** What `taken.save` takes. Call only where `checkTaken` found nothing. */
export function takenInput({ patient, id }: Of, form: TakenForm): TakenInput {
  return { patient, ...editOf(id, form), text: form.text.trim(), dosage: form.dosage.trim() };
}

function editOf(id: string | undefined, { seen }: Seen): { id?: string; seen: string[] } {
  return id === undefined ? { seen: [] } : { id, seen: [...seen] };
}

function oneOf<T extends string>(all: readonly T[], code: string): T | '' {
  return all.find((one) => one === code) ?? '';
}
