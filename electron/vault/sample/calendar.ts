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

/** The day itself, or the Monday after it if it is a Sunday, when the clinic is closed. */
export function openDay(day: number): number {
  return (day + 4) % 7 === 0 ? day + 1 : day;
}

/** FHIR dateTime, minutes after midnight at the sample clinic (UTC+8, no summer time). */
export function moment(day: number, minutes: number): string {
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${isoDay(day)}T${hour}:${String(minutes % 60).padStart(2, '0')}:00+08:00`;
}
