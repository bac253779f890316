/** Days as whole numbers since 1970-01-01, so that no time zone gets in between. */

/** The number of an ISO day. Throws on anything else. */
export function dayNumber(iso: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError('not a day');
  return ms / 86_400_000;
}

const known = new Map<number, string>();

/** YYYY-MM-DD. */
export function isoDay(day: number): string {
  let text = known.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    known.set(day, text);
  }
  return text;
}

/** 0 for January to 11 for December. */
export function monthOf(day: number): number {
  return Number(isoDay(day).slice(5, 7)) - 1;
}

/** 0 for Sunday to 6 for Saturday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7;
}

/**
 * The day itself, or one soon after it: on Sundays the clinic is closed, and on Saturdays it sees half as many, so that Monday is the
 * busiest day. `chance` is in [0, 1) and decides.
 */
export function openDay(day: number, chance: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 6) return chance < 0.5 ? day : day + 1 + afterSunday((chance - 0.5) * 2);
  return weekday === 0 ? day + afterSunday(chance) : day;
}

function afterSunday(chance: number): number {
  return chance < 0.45 ? 1 : chance < 0.7 ? 2 : chance < 0.85 ? 3 : chance < 0.93 ? 4 : 5;
}

/** FHIR dateTime, minutes after midnight at the sample clinic (UTC+8, no summer time). */
export function moment(day: number, minutes: number): string {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${isoDay(day)}T${hour}:${String(minutes % 60).padStart(2, '0')}:00+08:00`;
}
