/** date (http://hl7.org/fhir/R4/search.html#date): one value of a query against one of a resource, both as ranges of time. */
import { type Calendar, type DateSpan, dateSpan } from './date-span.ts';
import { unescapeValue } from './escape.ts';
import { refuse } from './refuse.ts';
import { type Prefix, splitPrefix } from './test-number.ts';
import type { ValueTest } from './value-test.ts';

export interface DateQuery {
  readonly prefix: Prefix;
  readonly span: DateSpan;
}

/** Reads `ge2013-03-14`. `+` of a zone, which a URL turns into a space, is taken as it was meant. Raises invalid-input. */
export function parseDateQuery(parameter: string, raw: string, calendar: Calendar): DateQuery {
  const { prefix, rest } = splitPrefix(unescapeValue(raw));
  const span = calendar(rest.replace(/ (?=\d\d:\d\d$)/, '+'));
  return span
    ? { prefix, span }
    : refuse(parameter, 'this needs a date, as 2013, ge2013-03, 2013-03-14 or lt2013-03-14T09:00:00+08:00.');
}

export function testDate(query: DateQuery, calendar: Calendar, now: number): ValueTest {
  const test = spanTest(query, now);
  return (value) => {
    const span = dateSpan(value, calendar);
    return span !== undefined && test(span);
  };
}

/** Whether a range of time is what the query asks for; `now` is for ap, a tenth of the time between then and now. */
export function spanTest({ prefix, span: query }: DateQuery, now: number): (span: DateSpan) => boolean {
  const within = ({ start, end }: DateSpan) => query.start <= start && end <= query.end;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return (span) => !within(span);
    case 'gt':
      return ({ end }) => end > query.end;
    case 'lt':
      return ({ start }) => start < query.start;
    case 'ge':
      return (span) => span.end > query.end || within(span);
    case 'le':
      return (span) => span.start < query.start || within(span);
    case 'sa':
      return ({ start }) => start > query.end;
    case 'eb':
      return ({ end }) => end < query.start;
    case 'ap': {
      const tenth = Math.abs(now - query.start) / 10;
      return ({ start, end }) => start <= query.end + tenth && end >= query.start - tenth;
    }
  }
}
