/** Dates, ages and numbers as a reader of the language expects them. Pure: time, zone and language are passed in. */
import type { Locale } from '../../shared/bridge/session.ts';

export interface Manner {
  readonly locale: Locale;
  /** IANA time zone in which the clinic counts its days. */
  readonly timeZone: string;
}

export interface Age {
  readonly years: number;
  /** Whole months beyond the years. */
  readonly months: number;
  /** Whole days beyond the months. */
  readonly days: number;
}

/** Making a formatter takes a hundred times as long as formatting with it. */
function kept<O extends object, F>(make: (locale: string, options: O) => F): (locale: string, options: O) => F {
  const cache = new Map<string, F>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    let found = cache.get(key);
    if (found === undefined) {
      found = make(locale, options);
      cache.set(key, found);
    }
    return found;
  };
}

const formatter = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const numbers = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

/** The day (YYYY-MM-DD) of an instant in the clinic's zone. */
export function dayOf(instant: Date, timeZone: string): string {
  const parts = formatter('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}`;
}

/**
 * A FHIR `date` or `dateTime` as a day: a year stays a year, a month a month; an instant becomes the clinic's day.
 * What is not a date is given back as it is.
 */
export function formatDay(text: string, { locale, timeZone }: Manner): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.*)?)?)?$/.exec(text);
  if (!match) return text;
  const [, year, month, day, time] = match;
  if (!month) return locale === 'zh-CN' ? `${year}年` : `${year}`;
  const options: Intl.DateTimeFormatOptions = day
    ? {
        year: 'numeric',
        month: locale === 'zh-CN' ? '2-digit' : 'short',
        day: locale === 'zh-CN' ? '2-digit' : 'numeric',
      }
    : { year: 'numeric', month: 'long' };
  const date = new Date(time ? text : `${year}-${month}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return formatter(locale, { ...options, timeZone: time ? timeZone : 'UTC' }).format(date);
}

/** A day (YYYY-MM-DD) without its year, where that stands beside it. */
export function formatMonthDay(day: string, { locale }: Manner): string {
  const options = { month: locale === 'zh-CN' ? 'numeric' : 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return formatter(locale, options).format(new Date(`${day}T00:00:00Z`));
}

/** The month of a day (YYYY-MM-DD) with its year, as it stands among others on an axis. */
export function formatShortMonth(day: string, { locale }: Pick<Manner, 'locale'>): string {
  const month = locale === 'zh-CN' ? 'long' : 'short';
  return formatter(locale, { year: 'numeric', month, timeZone: 'UTC' }).format(
    new Date(`${day.slice(0, 7)}-01T00:00:00Z`),
  );
}

/** Whether the clocks of a zone are put forward or back on a day (YYYY-MM-DD). */
export function clocksChange(day: string, timeZone: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const begins = (wall: number) => wall - offsetAt(wall - offsetAt(wall, timeZone), timeZone);
  return begins(midnight + 86_400_000) - begins(midnight) !== 86_400_000;
}

/** How far a zone's clocks are before UTC at an instant, both in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatter('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -60_000 : 60_000) * (Number(hours) * 60 + Number(minutes));
}

/** The name of the day of the week of a day (YYYY-MM-DD), in full or as it stands above a column. */
export function formatWeekday(day: string, { locale }: Manner, weekday: 'long' | 'short' = 'long'): string {
  return formatter(locale, { weekday, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** The time of day of an instant in the clinic's zone. */
export function formatHours(text: string, { locale, timeZone }: Manner): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return formatter(locale, options).format(new Date(text));
}

/** An instant with its time of day; a mere date stays a date. */
export function formatTime(text: string, manner: Manner): string {
  if (!text.includes('T')) return formatDay(text, manner);
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const time = formatter(manner.locale, {
    timeZone: manner.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
  return `${formatDay(text, manner)} ${time}`;
}

/** Only the time of day where the instant is today, otherwise day and time. */
export function formatClock(text: string, now: Date, manner: Manner): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  if (dayOf(date, manner.timeZone) !== dayOf(now, manner.timeZone)) return formatTime(text, manner);
  return formatHours(text, manner);
}

const DAY_STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365.25],
  ['month', 30.44],
  ['week', 7],
  ['day', 1],
];

const RELATIVE = { numeric: 'auto', style: 'short' } as const;
const relatives: Readonly<Record<Locale, Intl.RelativeTimeFormat>> = {
  en: new Intl.RelativeTimeFormat('en', RELATIVE),
  'zh-CN': new Intl.RelativeTimeFormat('zh-CN', RELATIVE),
};

/** What has just happened is not "now": it stands in sentences beside the time at which it happened. */
const JUST_NOW: Readonly<Record<Locale, string>> = { en: 'just now', 'zh-CN': '刚刚' };

/**
 * "2 min ago", "3 个月前". From a day on it counts the clinic's days, not spans of 24 hours: what was yesterday evening is
 * "yesterday" this morning.
 */
export function formatAgo(text: string, now: Date, { locale, timeZone }: Manner): string {
  const mere = !text.includes('T');
  const then = new Date(mere ? `${text.length === 4 ? `${text}-01` : text}`.padEnd(10, '-01') : text);
  if (Number.isNaN(then.getTime())) return '';
  const relative = relatives[locale];
  const dayOfThen = mere ? then.toISOString().slice(0, 10) : dayOf(then, timeZone);
  const days = Math.round((Date.parse(dayOfThen) - Date.parse(dayOf(now, timeZone))) / 86_400_000);
  const seconds = (then.getTime() - now.getTime()) / 1000;
  if (mere || Math.abs(seconds) >= 20 * 3600) {
    for (const [unit, size] of DAY_STEPS)
      if (Math.abs(days) >= size) return relative.format(Math.trunc(days / size), unit);
    if (mere) return relative.format(0, 'day');
  }
  if (Math.abs(seconds) >= 3600) return relative.format(Math.trunc(seconds / 3600), 'hour');
  if (Math.abs(seconds) >= 60) return relative.format(Math.trunc(seconds / 60), 'minute');
  // less than a minute either way: the page's own clock ticks more slowly than that
  return JUST_NOW[locale];
}

/** Age on `today` (YYYY-MM-DD); a partial birth date counts from its earliest day. Undefined where it is no date or lies ahead. */
export function ageOn(birthDate: string, today: string): Age | undefined {
  const born = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(birthDate);
  const now = /^(\d{4})-(\d{2})-(\d{2})/.exec(today);
  if (!born || !now) return undefined;
  const [by, bm, bd] = [Number(born[1]), Number(born[2] ?? 1), Number(born[3] ?? 1)];
  const [ty, tm, td] = [Number(now[1]), Number(now[2]), Number(now[3])];
  let months = (ty - by) * 12 + tm - bm;
  let days = td - bd;
  if (days < 0) {
    months -= 1;
    // The day of the month before on which the last whole month ended, or that month's last day.
    const last = new Date(Date.UTC(ty, tm - 1, 0)).getUTCDate();
    days = td + Math.max(0, last - bd);
  }
  if (months < 0) return undefined;
  return { years: Math.floor(months / 12), months: months % 12, days };
}

/** What an age is called: years from three on, months from one month on, days before that. */
export function ageUnit(age: Age): { unit: 'years' | 'months' | 'days'; count: number } {
  if (age.years >= 3) return { unit: 'years', count: age.years };
  const months = age.years * 12 + age.months;
  return months >= 1 ? { unit: 'months', count: months } : { unit: 'days', count: age.days };
}

/** 1,234 as the language writes it. */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  return numbers(locale, { maximumFractionDigits: digits }).format(value);
}

/** A share of 1 in percent. */
export function formatShare(value: number, locale: Locale): string {
  return numbers(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
}

/** The same without decimals. */
export function formatWholeShare(value: number, locale: Locale): string {
  return numbers(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

/** ISO 4217 for an amount that is in no currency. */
export const NO_CURRENCY = 'XXX';

/** An amount of money in a currency (ISO 4217); the mere figure where it is in none. */
export function formatMoney(value: number, currency: string, locale: Locale): string {
  if (currency === NO_CURRENCY)
    return numbers(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
  return numbers(locale, { style: 'currency', currency }).format(value);
}

/** The same without its smallest unit, for marks of an axis. */
export function formatWholeMoney(value: number, currency: string, locale: Locale): string {
  const whole = { maximumFractionDigits: 0 };
  if (currency === NO_CURRENCY) return numbers(locale, whole).format(value);
  return numbers(locale, { style: 'currency', currency, ...whole }).format(value);
}

/** Bytes in the unit that reads best. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${formatNumber(value, locale, value < 10 && step > 0 ? 1 : 0)} ${units[step]}`;
}
