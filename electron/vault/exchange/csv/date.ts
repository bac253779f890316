/** Dates of a table's cells as FHIR writes them. */
import { clockTime, offsetIn } from '../../records/dates.ts';
import { narrow } from './cell.ts';
import { type DateParts, readDate } from './date-format.ts';

export interface DateOptions {
  /** Absent: those that begin with the year, which are written alike everywhere. */
  readonly formats?: readonly string[] | undefined;
  readonly pivot?: number | undefined;
  /** IANA zone of the times. */
  readonly zone: string;
  readonly from1904?: boolean | undefined;
}

/** Why a text is no date; keys of the words for people. */
export type DateTrouble = 'ambiguous' | 'century' | 'no-day-60' | 'no-date';

/** Year first, and what nobody reads in another order. */
const DAY_FORMATS = [
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyy.M.d',
  'yyyyMMdd',
  'yyyy年M月d日',
  'yyyy年M月d',
  'yyyy-M',
  'yyyy/M',
  'yyyy.M',
  'yyyy年M月',
  'yyyy年',
  'yyyy',
  'd MMM yyyy',
  'd-MMM-yyyy',
  'MMM d, yyyy',
];
const TIMES = [
  'H:m',
  'H:m:s',
  'H:m:s.SSS',
  'H时m分',
  'H时m分s秒',
  'h:m a',
  'h:m:s a',
  'a h:m',
  'a h:m:s',
  'ah:m',
  'ah:m:s',
];
const DEFAULT_FORMATS = [
  ...DAY_FORMATS,
  ...DAY_FORMATS.slice(0, 6).flatMap((day) => TIMES.map((time) => `${day} ${time}`)),
  ...TIMES.slice(0, 3).map((time) => `yyyy-M-dT${time}`),
  'yyyyMMddHHmm',
  'yyyyMMddHHmmss',
];

/** Formats whose first two numbers are told apart only by who writes them. */
const EITHER = /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?:\s|$)/;
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Days from Excel's day 0 (1899-12-31) to 1970-01-01, and from that of 1904. */
const EPOCH_1900 = 25_568;
const EPOCH_1904 = 24_107;
/** The last day of 2099 in days of Excel; larger numbers are no days. */
const LAST_SERIAL = 73_050;
const DAY_MS = 86_400_000;

/**
 * A FHIR date or dateTime for a written date (`as` says which; a date that is as short as a year stays so). Excel's day numbers are
 * dates too. Times are those of the zone.
 */
export function fhirDate(
  text: string,
  as: 'date' | 'dateTime' | 'instant',
  options: DateOptions,
): { readonly date: string } | { readonly trouble: DateTrouble } {
  const plain = narrow(text).replace(/\s+/g, ' ').trim();
  if (ISO_INSTANT.test(plain)) return as === 'date' ? { date: plain.slice(0, 10) } : { date: withSeconds(plain) };
  const parts = partsOf(plain, options);
  if ('trouble' in parts) return parts;
  if (parts.century) return { trouble: 'century' };
  return written(parts, as, options.zone);
}

function partsOf(text: string, options: DateOptions): DateParts | { readonly trouble: DateTrouble } {
  let short: DateParts | undefined;
  for (const format of options.formats ?? []) {
    const parts = readDate(text, format, options.pivot);
    if (parts && !parts.century) return parts;
    short ??= parts;
  }
  if (short) return short;
  for (const format of DEFAULT_FORMATS) {
    const parts = readDate(text, format, options.pivot);
    if (parts) return parts;
  }
  if (/^\d{1,5}(?:\.\d+)?$/.test(text)) return serialParts(text, options.from1904 === true);
  return { trouble: options.formats === undefined && EITHER.test(text) ? 'ambiguous' : 'no-date' };
}

/**
 * The day of Excel's number. It counts from 1899-12-31, and has a 29 February 1900 (day 60) that never was, for the sake of Lotus
 * 1-2-3 (https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year): so before it a day less is between.
 */
function serialParts(text: string, from1904: boolean): DateParts | { readonly trouble: DateTrouble } {
  const serial = Number(text);
  const day = Math.floor(serial);
  if (day < (from1904 ? 0 : 1) || day > LAST_SERIAL) return { trouble: 'no-date' };
  if (!from1904 && day === 60) return { trouble: 'no-day-60' };
  const unix = from1904 ? day - EPOCH_1904 : day - EPOCH_1900 - (day > 60 ? 1 : 0);
  const date = new Date(unix * DAY_MS);
  const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  if (!text.includes('.')) return parts;
  const seconds = Math.min(Math.round((serial - day) * 86_400), 86_399);
  return {
    ...parts,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
}

function written(
  { year, month, day, hour, minute, second }: DateParts,
  as: 'date' | 'dateTime' | 'instant',
  zone: string,
): { readonly date: string } | { readonly trouble: DateTrouble } {
  const two = (number: number): string => String(number).padStart(2, '0');
  const dayText = [String(year).padStart(4, '0'), month, day]
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === 'number' ? two(part) : part))
    .join('-');
  if (as === 'date' || (as === 'dateTime' && (day === undefined || hour === undefined))) return { date: dayText };
  if (day === undefined) return { trouble: 'no-date' };
  const time = `${two(hour ?? 0)}:${two(minute ?? 0)}`;
  return { date: `${dayText}T${time}:${two(second ?? 0)}${offsetText(zone, dayText, time)}` };
}

/** The zone's offset at a time of its clocks, as +08:00. */
function offsetText(zone: string, day: string, time: string): string {
  const minutes = Math.round(offsetIn(zone)(clockTime(zone, day, time)) / 60_000);
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** FHIR wants seconds wherever there is a time. */
function withSeconds(instant: string): string {
  return /T\d\d:\d\d(?:Z|[+-])/.test(instant) ? `${instant.slice(0, 16)}:00${instant.slice(16)}` : instant;
}
