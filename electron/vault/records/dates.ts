/** FHIR dates, the clinic's days, and ages. Nothing here reads the workstation's own time zone. */

/** A point in time as FHIR wrote it: milliseconds UTC, and the day itself where the text names a day and no instant. */
export interface Moment {
  readonly at: number;
  /** As it was written. */
  readonly text: string;
  /** YYYY-MM-DD where the value is a date (a partial one: its first day) or a time without a zone; undefined for an instant. */
  readonly day?: string;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;
const DAY_MS = 86_400_000;

/**
 * Reads a FHIR date, dateTime or instant (http://hl7.org/fhir/R4/datatypes.html#dateTime). A date stands at midnight UTC of
 * its first day. A time without an offset, which FHIR forbids but senders send, is taken at its word. Undefined for anything else.
 */
export function parseMoment(text: string): Moment | undefined {
  if (text.length <= 10) {
    const parts = DATE.exec(text);
    if (!parts) return undefined;
    const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
    const at = Date.UTC(year, month - 1, day);
    // 2019-02-31 would roll over into March, and Date.UTC reads years below 100 as 19xx
    if (year < 100 || month < 1 || month > 12 || new Date(at).getUTCDate() !== day) return undefined;
    return { at, text, day: text.length === 10 ? text : `${text}-01-01`.slice(0, 10) };
  }
  const parts = INSTANT.exec(text);
  if (!parts) return undefined;
  // FHIR allows a leap second, Date does not
  const readable = text.slice(17, 19) === '60' ? `${text.slice(0, 17)}59${text.slice(19)}` : text;
  const at = Date.parse(parts[1] ? readable : `${readable}Z`);
  if (Number.isNaN(at) || parseMoment(text.slice(0, 10)) === undefined) return undefined;
  return parts[1] ? { at, text } : { at, text, day: text.slice(0, 10) };
}

/** The UTC day of an instant, YYYY-MM-DD. */
function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

type AtInstant = (ms: number) => number;
/** Offsets found so far, by zone: Intl answers slowly, and charts ask for the same years again and again. */
const zones = new Map<string, AtInstant>();

/**
 * The offset of an IANA time zone at an instant, in milliseconds east of UTC. Raises RangeError for an unknown zone. Intl is
 * asked once for each UTC day that is met; only on a day on which the offset changes every time.
 */
export function offsetIn(timeZone: string): AtInstant {
  let known = zones.get(timeZone);
  if (known === undefined) {
    known = remembered(offsetByIntl(timeZone));
    zones.set(timeZone, known);
  }
  return known;
}

function remembered(offsetAt: AtInstant): AtInstant {
  const offsets = new Map<number, number | undefined>();
  return (ms) => {
    const slot = Math.floor(ms / DAY_MS);
    const offset = offsets.get(slot);
    if (offset !== undefined) return offset;
    if (offsets.has(slot)) return offsetAt(ms);
    const start = offsetAt(slot * DAY_MS);
    offsets.set(slot, start === offsetAt((slot + 1) * DAY_MS) ? start : undefined);
    return offsets.get(slot) ?? offsetAt(ms);
  };
}

/** The clinic's days. */
export interface DayOf {
  /** The day of an instant, YYYY-MM-DD. */
  (ms: number): string;
  /** When its clocks show what is told as if it were UTC; left out where no zone is known. */
  readonly clock?: (wall: number) => number;
}

/** The day of an instant in an IANA time zone, YYYY-MM-DD, over any change of the offset. Raises RangeError for an unknown zone. */
export function dayIn(timeZone: string): DayOf {
  const offsetAt = offsetIn(timeZone);
  const days = new Map<number, string>();
  const dayOf = (ms: number): string => {
    const number = Math.floor((ms + offsetAt(ms)) / DAY_MS);
    let day = days.get(number);
    if (day === undefined) {
      day = isoDay(number * DAY_MS);
      days.set(number, day);
    }
    return day;
  };
  return Object.assign(dayOf, { clock: (wall: number) => instantIn(timeZone, wall) });
}

/** A day (YYYY-MM-DD) and those that follow it, `count` in all. */
export function daysFrom(day: string, count: number): string[] {
  return Array.from({ length: count }, (_none, later) => isoDay(Date.parse(day) + later * DAY_MS));
}

/** When a day (YYYY-MM-DD) begins in an IANA time zone, milliseconds: not always at midnight, which clocks that are put forward may skip; `later`: so many days after it. */
export function dayStart(timeZone: string, day: string, later = 0): number {
  return shownAt(timeZone, Date.parse(day) + later * DAY_MS);
}

/**
 * When the clocks of a zone show a time of a day (YYYY-MM-DD, HH:MM), milliseconds; where they skip it, as much later as they are put
 * forward.
 */
export function clockTime(timeZone: string, day: string, time: string): number {
  return shownAt(timeZone, Date.parse(`${day}T${time}:00Z`));
}

/** When clocks show what is told as if it were UTC; where they skip it, as much later. */
function shownAt(timeZone: string, wall: number): number {
  const offsetAt = offsetIn(timeZone);
  const at = instantIn(timeZone, wall);
  return at + offsetAt(at) === wall ? at : Math.max(at, wall - offsetAt(at));
}

/** `wall`: what the clocks show, as if it were UTC. */
function instantIn(timeZone: string, wall: number): number {
  const offsetAt = offsetIn(timeZone);
  return wall - offsetAt(wall - offsetAt(wall));
}

/** The offset as Intl tells it. */
function offsetByIntl(timeZone: string): AtInstant {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const wall = new Date(0);
    let [year, month, day, hour, minute, second] = [0, 0, 0, 0, 0, 0];
    for (const part of format.formatToParts(ms)) {
      if (part.type === 'year') year = Number(part.value);
      else if (part.type === 'month') month = Number(part.value);
      else if (part.type === 'day') day = Number(part.value);
      else if (part.type === 'hour') hour = Number(part.value);
      else if (part.type === 'minute') minute = Number(part.value);
      else if (part.type === 'second') second = Number(part.value);
      else if (part.type === 'era' && part.value.startsWith('B')) year = 1 - year;
    }
    wall.setUTCFullYear(year, month - 1, day);
    wall.setUTCHours(hour, minute, second);
    return wall.getTime() - Math.floor(ms / 1000) * 1000;
  };
}

/** An instant as ISO 8601 with the clinic's offset, to the second: 2026-03-01T09:30:00+08:00. */
export function zonedIso(timeZone: string, ms: number): string {
  // FHIR offsets have no seconds
  const minutes = Math.round(offsetIn(timeZone)(ms) / 60_000);
  const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/**
 * Age in whole years and months at a day (YYYY-MM-DD). A partial birth date counts from its first day. Undefined where
 * either is no date, or the birth lies after the day.
 */
export function ageAt(birthDate: string, day: string): { years: number; months: number } | undefined {
  const birth = parseMoment(birthDate)?.day;
  const then = parseMoment(day)?.day;
  if (birth === undefined || then === undefined || birth > then) return undefined;
  const [by, bm, bd] = numbers(birth);
  const [ty, tm, td] = numbers(then);
  // born on the 31st: in a shorter month the month is complete on its last day
  const due = Math.min(bd, new Date(Date.UTC(ty, tm, 0)).getUTCDate());
  const months = (ty - by) * 12 + (tm - bm) - (td < due ? 1 : 0);
  return { years: Math.floor(months / 12), months: months % 12 };
}

function numbers(day: string): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
