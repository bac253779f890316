/** A dose rule of the clinic while it is entered. */
import type { DoseRule } from '../../../shared/bridge/dose-rules.ts';
import type { DoseUnit } from '../../../shared/records/medication-request/units.ts';
import type { Coding } from '../coding.ts';

export interface RuleFields {
  readonly text: string;
  readonly coding: Coding | undefined;
  readonly single: string;
  readonly daily: string;
  readonly unit: DoseUnit;
  readonly ageFrom: string;
  readonly ageBelow: string;
  readonly weightFrom: string;
  readonly weightBelow: string;
  readonly source: string;
}
export type RuleField = Exclude<keyof RuleFields, 'coding' | 'unit'>;

export const emptyRule: RuleFields = {
  text: '',
  coding: undefined,
  single: '',
  daily: '',
  unit: 'mg',
  ageFrom: '',
  ageBelow: '',
  weightFrom: '',
  weightBelow: '',
  source: '',
};

/** The form of a rule that stands there. */
export function ruleForm({ medicine, single, daily, unit, source, ...bounds }: DoseRule): RuleFields {
  const { text, coding } = medicine;
  const bound = (name: (typeof BOUNDS)[number]) => bounds[name]?.toString() ?? '';
  return {
    text,
    coding: coding && { system: coding.system, code: coding.code, term: coding.display },
    single: single ?? '',
    daily: daily ?? '',
    unit,
    ageFrom: bound('ageFrom'),
    ageBelow: bound('ageBelow'),
    weightFrom: bound('weightFrom'),
    weightBelow: bound('weightBelow'),
    source,
  };
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

/** As `doseRule.add` and `doseRule.edit` take it. Call only where `checkRule` found nothing. */
export function toRule(form: RuleFields): DoseRule {
  const { coding, unit } = form;
  const [single, daily] = [normal(form.single), normal(form.daily)];
  const bounds = BOUNDS.filter((bound) => normal(form[bound]) !== '');
  return {
    medicine: {
      text: form.text.trim(),
      ...(coding ? { coding: { system: coding.system, code: coding.code, display: coding.term } } : {}),
    },
    ...(single === '' ? {} : { single }),
    ...(daily === '' ? {} : { daily }),
    unit,
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
