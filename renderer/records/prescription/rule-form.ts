/** A dose rule of the clinic while it is entered. */

import type { DoseRule, ListedRule } from '../../../shared/bridge/dose-rules.ts';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { DoseUnit } from '../../../shared/records/medication-request/units.ts';
import { type Coding, stillMeant } from '../coding.ts';

export interface RuleFields {
  readonly text: string;
  /** What it was chosen as from a list; all empty where it stands as written. */
  readonly system: string;
  readonly code: string;
  readonly term: string;
  readonly single: string;
  readonly daily: string;
  readonly unit: DoseUnit;
  readonly ageFrom: string;
  readonly ageBelow: string;
  readonly weightFrom: string;
  readonly weightBelow: string;
  readonly source: string;
  /** The writes that the form showed; a draft keeps them, so that it overwrites nothing that came after it. */
  readonly seen: readonly string[];
}
export type RuleField = Exclude<keyof RuleFields, keyof Coding | 'unit' | 'seen'>;

const UNCODED = { system: '', code: '', term: '' } as const;

const EMPTY: RuleFields = {
  text: '',
  ...UNCODED,
  single: '',
  daily: '',
  unit: 'mg',
  ageFrom: '',
  ageBelow: '',
  weightFrom: '',
  weightBelow: '',
  source: '',
  seen: [],
};

/** The form of a rule that stands there, or of a new one. */
export function ruleForm(listed: ListedRule | undefined): RuleFields {
  if (!listed) return EMPTY;
  const { medicine, single, daily, unit, source, ...bounds } = listed.rule;
  const { text, coding } = medicine;
  const bound = (name: (typeof BOUNDS)[number]) => bounds[name]?.toString() ?? '';
  return {
    text,
    ...(coding ? { system: coding.system, code: coding.code, term: coding.display } : UNCODED),
    single: single ?? '',
    daily: daily ?? '',
    unit,
    ageFrom: bound('ageFrom'),
    ageBelow: bound('ageBelow'),
    weightFrom: bound('weightFrom'),
    weightBelow: bound('weightBelow'),
    source,
    seen: listed.seen,
  };
}

/** What typing makes of it: other words take the code with them. */
export function typeMedicine({ term }: RuleFields, text: string): Partial<RuleFields> {
  return stillMeant(text, term) ? { text } : { text, ...UNCODED };
}

/** As it was chosen; undefined: the words stay, and stand for themselves. */
export function chooseMedicine(coding: Coding | undefined): Partial<RuleFields> {
  return coding ? { text: coding.term, ...codingIn(coding) } : UNCODED;
}

/** What it was chosen as; undefined where it stands as written. */
export function medicineCoding(form: RuleFields): Coding | undefined {
  return form.code === '' ? undefined : codingIn(form);
}

function codingIn({ system, code, term }: Coding): Coding {
  return { system, code, term };
}

const BOUNDS = ['ageFrom', 'ageBelow', 'weightFrom', 'weightBelow'] as const;

/** Problems by field; the bounds are those of `DoseRule`. */
export function checkRule(form: RuleFields): Partial<Record<RuleField, 'required' | 'needed' | 'number'>> {
  const problems: Partial<Record<RuleField, 'required' | 'needed' | 'number'>> = {};
  if (form.text.trim() === '') problems.text = 'required';
  if (form.source.trim() === '') problems.source = 'required';
  if (normal(form.single) === '' && normal(form.daily) === '') problems.single = 'needed';
  for (const limit of ['single', 'daily'] as const)
    if (normal(form[limit]) !== '' && !isAmount(form[limit])) problems[limit] = 'number';
  for (const bound of BOUNDS) if (normal(form[bound]) !== '' && !isBound(form[bound])) problems[bound] = 'number';
  return problems;
}

/** What `doseRule.edit` takes. Call only where `checkRule` found nothing. */
export function ruleEdit(id: string, form: RuleFields): CallInput<'doseRule.edit'> {
  return { id, seen: [...form.seen], rule: toRule(form) };
}

/** As `doseRule.add` takes it. Call only where `checkRule` found nothing. */
export function toRule(form: RuleFields): DoseRule {
  const coding = medicineCoding(form);
  const [single, daily] = [normal(form.single), normal(form.daily)];
  const bounds = BOUNDS.filter((bound) => normal(form[bound]) !== '');
  return {
    medicine: {
      text: form.text.trim(),
      ...(coding ? { coding: { system: coding.system, code: coding.code, display: coding.term } } : {}),
    },
    ...(single === '' ? {} : { single }),
    ...(daily === '' ? {} : { daily }),
    unit: form.unit,
    ...Object.fromEntries(bounds.map((bound) => [bound, Number(normal(form[bound]))])),
    source: form.source.trim(),
  };
}

function normal(text: string): string {
  return text.normalize('NFKC').trim();
}

function isAmount(text: string): boolean {
  return /^(?:0|[1-9]\d{0,6})(?:\.\d{1,4})?$/.test(normal(text)) && Number(normal(text)) > 0;
}

function isBound(text: string): boolean {
  return /^\d{1,3}(?:\.\d)?$/.test(normal(text)) && Number(normal(text)) <= 500;
}
