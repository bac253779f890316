/** Arithmetic on days of a calendar (YYYY-MM-DD), free of time zones. Weeks begin on Monday (ISO 8601). */

const DAY_MS = 86_400_000;

function toNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Whether it is a day that exists: 2025-02-29 is not. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
}

/** The day `days` later, or earlier where it is negative; an empty text if there is no such day. */
export function addDays(day: string, days: number): string {
  const ms = (toNumber(day) + days) * DAY_MS;
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  // 1970-01-01 was a Thursday
  return addDays(day, -((((toNumber(day) + 3) % 7) + 7) % 7));
}

/** The Sunday of the week in which a day lies. */
export function weekEnd(day: string): string {
  return addDays(mondayOf(day), 6);
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: string, to: string): number {
  return toNumber(to) - toNumber(from);
}

/** The same day `months` later, or the last of that month where it has none. */
export function addMonths(day: string, months: number): string {
  const months0 = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const first = `${String(Math.floor(months0 / 12)).padStart(4, '0')}-${String((months0 % 12) + 1).padStart(2, '0')}-01`;
  const last = addDays(first, 31 - Number(addDays(first, 31).slice(8)));
  return day.slice(8) < last.slice(8) ? first.slice(0, 8) + day.slice(8) : last;
}
