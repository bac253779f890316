/** Dates as the range of time that they stand for: 2013 is a whole year. Milliseconds UTC, both ends belong to it. */
import { isObject, type Json } from '../../../shared/records/json.ts';
import { offsetIn } from '../records/dates.ts';

export interface DateSpan {
  readonly start: number;
  readonly end: number;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

export type Calendar = (text: string) => DateSpan | undefined;

/**
 * Reads dates, dateTimes and instants; what has no zone of its own is in the clinic's. Undefined for anything else, and for
 * days that do not exist. Raises RangeError for an unknown zone.
 */
export function calendarOf(timeZone: string): Calendar {
  const offsetAt = offsetIn(timeZone);
  // the instant at which clocks of the zone show this; of two the first, of none the one an hour on
  const zoned = (wall: number): number => {
    const first = wall - offsetAt(wall);
    const second = wall - offsetAt(first);
    return second + offsetAt(second) === wall
      ? Math.min(second, first + offsetAt(first) === wall ? first : second)
      : first;
  };
  return (text) => {
    const parts = DATE.exec(text);
    if (!parts) return undefined;
    const [, year, month, day, hour, minute, second, fraction, zone] = parts;
    const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)];
    if (m < 1 || m > 12 || d < 1 || new Date(utc(y, m, d)).getUTCDate() !== d) return undefined;
    if (hour === undefined) {
      const next = day !== undefined ? utc(y, m, d + 1) : month !== undefined ? utc(y, m + 1, 1) : utc(y + 1, 1, 1);
      return { start: zoned(utc(y, m, d)), end: zoned(next) - 1 };
    }
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined;
    const millis = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
    const wall = utc(y, m, d) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 + millis;
    const start = zone === undefined ? zoned(wall) : wall - offsetOf(zone);
    return { start, end: start + (second === undefined ? 60_000 : fraction === undefined ? 1000 : 1) - 1 };
  };
}

/** The range of a date, dateTime, instant, Period or Timing; of a Timing its outer limits. Undefined where it says nothing. */
export function dateSpan(value: Json, calendar: Calendar): DateSpan | undefined {
  if (typeof value === 'string') return calendar(value);
  if (!isObject(value)) return undefined;
  if (value.event !== undefined || value.repeat !== undefined) return timingSpan(value.event, value.repeat, calendar);
  const start = typeof value.start === 'string' ? calendar(value.start) : undefined;
  const end = typeof value.end === 'string' ? calendar(value.end) : undefined;
  if (!start && !end) return undefined;
  return { start: start?.start ?? Number.NEGATIVE_INFINITY, end: end?.end ?? Number.POSITIVE_INFINITY };
}

function timingSpan(event: Json | undefined, repeat: Json | undefined, calendar: Calendar): DateSpan | undefined {
  const events = Array.isArray(event) ? (event as readonly Json[]) : event === undefined ? [] : [event];
  const bounds = isObject(repeat) ? repeat.boundsPeriod : undefined;
  const spans = [...events, ...(bounds === undefined ? [] : [bounds])].flatMap((one) => {
    const span = isObject(one) || typeof one === 'string' ? dateSpan(one, calendar) : undefined;
    return span ? [span] : [];
  });
  if (spans.length === 0) return undefined;
  return spans.reduce((a, b) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }));
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const size = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
  return zone.startsWith('-') ? -size : size;
}
