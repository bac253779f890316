/** Dates as people and tables write them, in FHIR's form (http://hl7.org/fhir/R4/datatypes.html#dateTime). */
// not from 'date-fns', which loads all of it
import { isValid } from 'date-fns/isValid';
import { parse } from 'date-fns/parse';
import { zh } from './months.ts';

export type ReadDate =
  /** `time` where one was written: HH:MM:SS. */
  | { readonly day: string; readonly time?: string; readonly zone?: string }
  /** It may be one day or another. */
  | 'ambiguous'
  | undefined;

/** Formats of date-fns whose order of day and month nobody can mistake. */
const WORDED = ['d MMM yyyy', 'd MMMM yyyy', 'd-MMM-yyyy', 'MMM d, yyyy', 'MMMM d, yyyy', 'MMM d yyyy', 'ddMMMyyyy'];
const TIME = /[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?$/;

/** Reads a date; undefined where it is none, or only a part of one that FHIR could not hold. */
export function readWrittenDate(text: string): ReadDate {
  const plain = zh(text.normalize('NFKC').trim().replace(/\s+/g, ' '));
  const clock = TIME.exec(plain);
  const written = (clock ? plain.slice(0, clock.index) : plain).trim();
  const day = dayOf(written);
  if (day === undefined || day === 'ambiguous') return day;
  if (!clock) return { day };
  const [, hour = '', minute = '', second = '00', zone] = clock;
  if (day.length !== 10 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return { day, time: `${hour.padStart(2, '0')}:${minute}:${second}`, ...(zone ? { zone: zoneOf(zone) } : {}) };
}

function zoneOf(zone: string): string {
  return zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

function dayOf(text: string): string | 'ambiguous' | undefined {
  const [, year, month, day] =
    /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text)?.filter((_part, i) => i !== 2) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  if (year !== undefined) return made(year, month, day);
  const ends = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (ends) return byEnd(Number(ends[1]), Number(ends[3]), ends[4] ?? '');
  if (/^\d{1,2}([-/.])\d{1,2}\1\d{2}$/.test(text)) return 'ambiguous';
  for (const format of WORDED) {
    const date = parse(text, format, new Date(2000, 0, 1));
    if (isValid(date)) return made(String(date.getFullYear()), String(date.getMonth() + 1), String(date.getDate()));
  }
  return undefined;
}

/** 25/12/2024 can be one day only; 05/01/2024 is another in London than in New York. */
function byEnd(first: number, second: number, year: string): string | 'ambiguous' | undefined {
  if (first > 12) return made(year, String(second), String(first));
  if (second > 12) return made(year, String(first), String(second));
  return first === second ? made(year, String(first), String(second)) : 'ambiguous';
}

function made(year: string, month = '', day?: string): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day ?? 1)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (y < 1000 || m < 1 || m > 12 || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return undefined;
  const text = `${year}-${month.padStart(2, '0')}`;
  return day === undefined ? text : `${text}-${day.padStart(2, '0')}`;
}
