/** Dates as people type them. */

/** Days of a month, 1 to 12. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * A FHIR date (YYYY, YYYY-MM or YYYY-MM-DD) from what somebody typed: 1974-3-5, 1974/3/5, 1974.3.5, 19740305, 1974年3月5日,
 * 1974-03, 1974. Undefined where it is none. Orders that are ambiguous (05/03/1974) are not guessed.
 */
export function readDate(text: string): string | undefined {
  const clean = text
    .trim()
    .normalize('NFKC')
    .replace(/年|月/g, '-')
    .replace(/日|号/g, '')
    .replace(/[./\s]+/g, '-')
    .replace(/-+$/, '');
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(clean) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(clean);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), match[2], match[3]];
  if (year < 1000) return undefined;
  if (month === undefined) return String(year);
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const head = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined) return head;
  if (Number(day) < 1 || Number(day) > daysIn(year, Number(month))) return undefined;
  return `${head}-${day.padStart(2, '0')}`;
}
