/**
 * Written dates by the formats that date-fns and Unicode name (yyyy, yy, MMMM, MMM, MM, M, dd, d, HH, H, hh, h, mm, ss, a). Read as
 * numbers and never through a `Date`, which would put them into the workstation's own zone, and skip hours there.
 */

/** What a text says of a date; what it does not say is absent. */
export interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** The year had two digits, and no pivot was given. */
  readonly century?: 'unknown';
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/** Letters of a format, what they match, and what that is. */
const TOKENS: Readonly<Record<string, readonly [pattern: string, what: string]>> = {
  yyyy: ['(\\d{4})', 'year'],
  yy: ['(\\d{2})', 'short'],
  MMMM: [MONTH_NAME, 'name'],
  MMM: [MONTH_NAME, 'name'],
  MM: ['(\\d{2})', 'month'],
  M: ['(\\d{1,2})', 'month'],
  dd: ['(\\d{2})', 'day'],
  d: ['(\\d{1,2})', 'day'],
  HH: ['(\\d{2})', 'hour'],
  H: ['(\\d{1,2})', 'hour'],
  hh: ['(\\d{2})', 'half'],
  h: ['(\\d{1,2})', 'half'],
  mm: ['(\\d{2})', 'minute'],
  m: ['(\\d{1,2})', 'minute'],
  ss: ['(\\d{2})', 'second'],
  s: ['(\\d{1,2})', 'second'],
  SSS: ['(\\d{1,6})', 'fraction'],
  a: ['(am|pm|a\\.m\\.|p\\.m\\.|上午|下午)', 'noon'],
};

interface Compiled {
  readonly pattern: RegExp;
  readonly whats: readonly string[];
}
const compiled = new Map<string, Compiled | undefined>();

/** Whether this is a format that can be read: known letters, and a year. */
export function isDateFormat(format: string): boolean {
  return compile(format)?.whats.some((what) => what === 'year' || what === 'short') ?? false;
}

/** The date that a text says in a format; undefined where it is not written so, or there is no such day or time. */
export function readDate(text: string, format: string, pivot?: number): DateParts | undefined {
  const { pattern, whats } = compile(format) ?? {};
  const match = pattern?.exec(text);
  if (!match || !whats) return undefined;
  const said = new Map(whats.map((what, index) => [what, match[index + 1] ?? '']));
  const number = (what: string): number | undefined => (said.has(what) ? Number(said.get(what)) : undefined);
  const name = said.get('name')?.slice(0, 3).toLowerCase();
  const short = number('short');
  const parts = {
    year: number('year') ?? fullYear(short ?? 0, pivot),
    month: name === undefined ? number('month') : MONTHS.indexOf(name) + 1,
    day: number('day'),
    hour: number('hour') ?? hourOf(number('half'), said.get('noon')),
    minute: number('minute'),
    second: number('second'),
  };
  if (!isReal(parts)) return undefined;
  const kept = Object.entries(parts).filter(([, value]) => value !== undefined);
  const unknown = short !== undefined && pivot === undefined && !said.has('year');
  return { ...(Object.fromEntries(kept) as unknown as DateParts), ...(unknown && { century: 'unknown' as const }) };
}

function compile(format: string): Compiled | undefined {
  if (compiled.has(format)) return compiled.get(format);
  const whats: string[] = [];
  let known = true;
  const source = format.replace(
    /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g,
    (part: string, quoted?: string, letter?: string) => {
      if (quoted !== undefined) return escaped(quoted);
      if (letter === undefined) return escaped(part).replace(/ +/g, '\\s+');
      const token = TOKENS[part];
      if (!token && part !== 'T') known = false;
      if (token) whats.push(token[1]);
      return token ? token[0] : part;
    },
  );
  const made = known ? { pattern: new RegExp(`^${source}$`, 'i'), whats } : undefined;
  compiled.set(format, made);
  return made;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** The year of two digits: the last one that ends with them and is not after the pivot's. */
function fullYear(short: number, pivot: number | undefined): number {
  return short > (pivot ?? 99) ? 1900 + short : 2000 + short;
}

function hourOf(half: number | undefined, noon: string | undefined): number | undefined {
  if (half === undefined) return undefined;
  if (noon === undefined) return half;
  return half < 1 || half > 12 ? -1 : (half % 12) + (/^p|下/i.test(noon) ? 12 : 0);
}

interface MaybeParts {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number | undefined;
  readonly second: number | undefined;
}

function isReal({ year, month, day, hour = 0, minute = 0, second = 0 }: MaybeParts): boolean {
  if (year < 1 || (day !== undefined && month === undefined)) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day !== undefined && (day < 1 || day > daysIn(year, month ?? 1))) return false;
  return hour >= 0 && hour < 24 && minute < 60 && second < 60;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
