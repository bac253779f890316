/** Dates and times of FHIR of any precision, as FHIRPath compares them: http://hl7.org/fhirpath/#comparison. */

interface Moment {
  /** Year, month, day, hour, minute, second: as many as were said; of a time the last three. */
  readonly parts: readonly number[];
  readonly clock: boolean;
  /** Minutes east of UTC; undefined where none is said. */
  readonly zone: number | undefined;
}

const DATE_TIME =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const TIME = /^(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?$/;

/** -1, 0 or 1 as `a` is before, at or after `b`; null where their precision leaves it open, or one is no time. */
export function orderOfTimes(a: string, b: string): -1 | 0 | 1 | null {
  let [x, y] = [momentOf(a), momentOf(b)];
  if (!x || !y || x.clock !== y.clock) return null;
  if (x.zone !== undefined && y.zone !== undefined && x.zone !== y.zone) [x, y] = [inUtc(x), inUtc(y)];
  const both = Math.min(x.parts.length, y.parts.length);
  for (let at = 0; at < both; at += 1) {
    const [left = 0, right = 0] = [x.parts[at], y.parts[at]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return x.parts.length === y.parts.length ? 0 : null;
}

function momentOf(text: string): Moment | undefined {
  const time = TIME.exec(text);
  if (time && text.length !== 4) return { parts: numbers(time.slice(1, 4)), clock: true, zone: undefined };
  const date = DATE_TIME.exec(text);
  return date ? { parts: numbers(date.slice(1, 7)), clock: false, zone: zoneOf(date[7]) } : undefined;
}

function numbers(texts: readonly (string | undefined)[]): number[] {
  return texts.filter((text) => text !== undefined).map(Number);
}

function zoneOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return text.startsWith('-') ? -minutes : minutes;
}

/** The same moment by the clock of UTC, to the precision that it has. */
function inUtc({ parts, clock, zone = 0 }: Moment): Moment {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  if (parts.length < 4) return { parts, clock, zone };
  const moved = new Date(Date.UTC(2000, month - 1, day, hour, minute - zone));
  moved.setUTCFullYear(moved.getUTCFullYear() + year - 2000);
  const exact = new Date(Date.UTC(year, month - 1, day, hour, minute - zone));
  const at = year >= 100 ? exact : moved;
  const all = [
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    second,
  ];
  return { parts: all.slice(0, parts.length), clock, zone: 0 };
}
