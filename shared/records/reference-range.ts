/**
 * Reference ranges of a laboratory, and how a value is judged by them. No range ships: a range without its laboratory is no fact. Pure;
 * the vault judges by it what is written, and says the same to the window while it is typed.
 */

import { spelledUnit } from '../units/written.ts';

/** UCUM codes of ages: years, months, days. */
export const AGE_UNITS = ['a', 'mo', 'd'] as const;
export type AgeUnit = (typeof AGE_UNITS)[number];

export interface AgeLimit {
  readonly value: number;
  readonly unit: AgeUnit;
}

/** A range as it is judged by. `from` is the age that must be reached, `to` the age that must not be reached yet. */
export interface RangeRule {
  /** UCUM code, or as people write it. */
  readonly unit: string;
  readonly low?: string | undefined;
  readonly high?: string | undefined;
  readonly sex: 'any' | 'female' | 'male';
  readonly from?: AgeLimit | undefined;
  readonly to?: AgeLimit | undefined;
  readonly laboratory: string;
  /** From which day on the laboratory measures so, YYYY-MM-DD. */
  readonly since: string;
}

/** Who was measured, and on which day (YYYY-MM-DD). A birth date may be as short as a year. */
export interface Measured {
  readonly day: string;
  readonly birthDate?: string | undefined;
  readonly gender?: string | undefined;
}

/**
 * The ranges that hold for somebody on a day: of those whose sex and age fit for certain the ones of the latest `since`, and of these the
 * ones made for the sex before those for everybody. More than one is for a person to sort out: nothing is judged by them.
 */
export function rangesFor<R extends RangeRule>(rules: readonly R[], measured: Measured): R[] {
  const fit = rules.filter((rule) => rule.since <= measured.day && sexFits(rule, measured) && ageFits(rule, measured));
  const latest = fit
    .map(({ since }) => since)
    .sort()
    .at(-1);
  const newest = fit.filter(({ since }) => since === latest);
  const own = newest.filter(({ sex }) => sex !== 'any');
  return own.length > 0 ? own : newest;
}

function sexFits({ sex }: RangeRule, { gender }: Measured): boolean {
  return sex === 'any' || sex === gender;
}

/** A birth date that is known to the month or year fits only where each of its days would. */
function ageFits({ from, to }: RangeRule, { day, birthDate }: Measured): boolean {
  if (!from && !to) return true;
  const born = bornBetween(birthDate ?? '');
  if (!born || born.first > day) return false;
  const old = from === undefined || reachedOn(born.last, from) <= day;
  const young = to === undefined || day < reachedOn(born.first, to);
  return old && young;
}

/** Whether nobody is between the two ages: at the second somebody is no older than at the first. */
export function noneBetween(from: AgeLimit, to: AgeLimit): boolean {
  return from.value * DAYS[from.unit] >= to.value * DAYS[to.unit];
}

/** Of years and months on average; twelve months are a year. */
const DAYS: Readonly<Record<AgeUnit, number>> = { a: 365.25, mo: 365.25 / 12, d: 1 };

/** The first and the last day that a partial date may mean. */
function bornBetween(text: string): { first: string; last: string } | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (day !== undefined) return { first: text, last: text };
  if (month !== undefined) return { first: `${text}-01`, last: dayText(Date.UTC(Number(year), Number(month), 0)) };
  return { first: `${year}-01-01`, last: `${year}-12-31` };
}

/** The day on which an age is reached; in a shorter month on its last day, as ages are counted everywhere here. */
function reachedOn(born: string, { value, unit }: AgeLimit): string {
  const [year, month, day] = [Number(born.slice(0, 4)), Number(born.slice(5, 7)) - 1, Number(born.slice(8, 10))];
  if (unit === 'd') return dayText(Date.UTC(year, month, day + value));
  const months = month + (unit === 'a' ? value * 12 : value);
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return dayText(Date.UTC(year, months, Math.min(day, last)));
}

function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** `<` and the like: the value itself is not known. http://hl7.org/fhir/R4/valueset-quantity-comparator.html */
export const COMPARATORS = ['<', '<=', '>=', '>'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** HL7 v3-ObservationInterpretation: low, high, normal. */
export type Interpretation = 'L' | 'H' | 'N';

/** How a value stands to a range, whose ends belong to it; undefined where nothing can be said for certain. */
export function interpretationOf(
  value: number,
  comparator: Comparator | undefined,
  { low, high }: Pick<RangeRule, 'low' | 'high'>,
): Interpretation | undefined {
  const [from, to] = [low === undefined ? -Infinity : Number(low), high === undefined ? Infinity : Number(high)];
  const [least, most] = spanOf(value, comparator);
  if (most < from || (comparator === '<' && most === from)) return 'L';
  if (least > to || (comparator === '>' && least === to)) return 'H';
  return least >= from && most <= to ? 'N' : undefined;
}

function spanOf(value: number, comparator: Comparator | undefined): [number, number] {
  if (comparator === undefined) return [value, value];
  return comparator.startsWith('<') ? [-Infinity, value] : [value, Infinity];
}

/** How people write units, and their UCUM code: `μmol/L`, `×10⁹/L`, `毫克/分升`, `g/l`. A unit that is not known stays as it was written. */
export function unitCode(written: string): string {
  // laboratories write kU/L of antibodies, which are counted in international units; for UCUM it would be an enzyme
  return /^k[ui]?u\/l$/i.test(written.normalize('NFKC').trim()) ? 'k[IU]/L' : spelledUnit(written);
}

/** A UCUM code as people read it. */
export function unitText(code: string): string {
  if (code === '1') return '';
  return code
    .replace(
      /10\*(\d+)/,
      (_all, power: string) => `×10${[...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`,
    )
    .replace(/\[(IU|pH)\]/, '$1')
    .replace('{1.73_m2}', '1.73 m²')
    .replace(/\{([^}]*)\}/, '$1')
    .replace(/^u(?=mol|g|L|IU)/, 'μ')
    .replace(/\/uL/, '/μL');
}
