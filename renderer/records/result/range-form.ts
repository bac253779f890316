/** The form of a laboratory's reference range. */
import type { RangeInput, ReferenceRange } from '../../../shared/bridge/ranges.ts';
import { AGE_UNITS, type AgeLimit, type AgeUnit, noneBetween } from '../../../shared/records/reference-range.ts';
import { readDate } from '../dates.ts';
import { testFrom } from './entry-form.ts';

export interface RangeForm {
  readonly test: string;
  readonly code: string;
  readonly unit: string;
  readonly low: string;
  readonly high: string;
  readonly sex: RangeInput['sex'];
  readonly from: string;
  readonly fromUnit: AgeUnit;
  readonly to: string;
  readonly toUnit: AgeUnit;
  readonly laboratory: string;
  readonly since: string;
  /** The writes that the form showed; a draft keeps them, so that it overwrites nothing that came after it. */
  readonly seen: readonly string[];
}

export type RangeField = Exclude<keyof RangeForm, 'seen'>;
type Problem = 'needed' | 'number' | 'order' | 'ends' | 'age' | 'ages' | 'date';
export type RangeProblems = Partial<Record<RangeField, Problem>>;

/** The form of a range that stands there, or of a new one of the laboratory that was used last. */
export function rangeForm(range: ReferenceRange | undefined, today: string, laboratory: string): RangeForm {
  return {
    test: range?.test.text ?? '',
    code: range?.test.code ? `${range.test.code.system}|${range.test.code.code}` : '',
    unit: range?.unit ?? '',
    low: range?.low ?? '',
    high: range?.high ?? '',
    sex: range?.sex ?? 'any',
    from: range?.from ? String(range.from.value) : '',
    fromUnit: range?.from?.unit ?? 'a',
    to: range?.to ? String(range.to.value) : '',
    toUnit: range?.to?.unit ?? 'a',
    laboratory: range?.laboratory ?? laboratory,
    since: range?.since ?? today,
    seen: range?.seen ?? [],
  };
}

const NUMBER = /^-?\d{1,12}(\.\d{1,8})?$/;
const WHOLE = /^\d{1,5}$/;

/** What is wrong with it. */
export function checkRange(form: RangeForm): RangeProblems {
  const problems: RangeProblems = {};
  const [low, high] = [plain(form.low), plain(form.high)];
  for (const field of ['test', 'unit', 'laboratory'] as const)
    if (form[field].trim() === '') problems[field] = 'needed';
  if (low === '' && high === '') problems.low = 'ends';
  if (low !== '' && !NUMBER.test(low)) problems.low = 'number';
  if (high !== '' && !NUMBER.test(high)) problems.high = 'number';
  if (!problems.low && !problems.high && low !== '' && high !== '' && Number(low) > Number(high))
    problems.high = 'order';
  for (const age of ['from', 'to'] as const)
    if (plain(form[age]) !== '' && !WHOLE.test(plain(form[age]))) problems[age] = 'age';
  const [from, to] = [ageOf(form.from, form.fromUnit), ageOf(form.to, form.toUnit)];
  if (!problems.from && !problems.to && from && to && noneBetween(from, to)) problems.to = 'ages';
  if (readDate(form.since)?.length !== 10) problems.since = 'date';
  return problems;
}

/** What `range.save` takes; without an id a new one. Call only where `checkRange` found nothing. */
export function rangeInput(id: string | undefined, form: RangeForm): RangeInput {
  const [low, high] = [plain(form.low), plain(form.high)];
  const [from, to] = [ageOf(form.from, form.fromUnit), ageOf(form.to, form.toUnit)];
  return {
    ...(id === undefined ? {} : { id }),
    seen: [...form.seen],
    test: testFrom(form.test.trim(), form.code),
    unit: form.unit.trim(),
    ...(low === '' ? {} : { low }),
    ...(high === '' ? {} : { high }),
    sex: form.sex,
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    laboratory: form.laboratory.trim(),
    since: readDate(form.since) ?? '',
  };
}

/** A unit of ages by its code. */
export function ageUnitOf(code: string): AgeUnit {
  return AGE_UNITS.find((unit) => unit === code) ?? 'a';
}

function ageOf(text: string, unit: AgeUnit): AgeLimit | undefined {
  return plain(text) === '' ? undefined : { value: Number(plain(text)), unit };
}

function plain(text: string): string {
  return text.normalize('NFKC').trim();
}
