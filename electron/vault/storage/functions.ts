/** Functions that queries of this program may use on every connection: what FHIR needs and SQLite does not have. They only compute. */
import type Database from 'better-sqlite3';
import { raise } from '../../../shared/base/result.ts';
import { decimalBoundary, type Side, timeBoundary } from '../../../shared/views/boundary.ts';
import { referencedId } from '../../../shared/views/reference.ts';
import { orderOfTimes } from '../../../shared/views/times.ts';
import { refuseUnwanted } from './bounds.ts';

type Registered = (...args: (string | number | null)[]) => string | number | null;

/** Characters of a text that a function makes, or as many as the text has of which it is made. */
const LONGEST_TEXT = 100_000;
/** Characters of a text times those of what is looked for in it: some seconds, in which nobody could stop it. */
const LONGEST_SEARCH = 1e10;

const FUNCTIONS: Readonly<Record<string, Registered>> = {
  /** -1, 0, 1, or NULL where two times cannot be compared. */
  fhir_time_order: (a, b) => (typeof a === 'string' && typeof b === 'string' ? orderOfTimes(a, b) : null),
  /** Value, type, 'low' or 'high', digits or NULL. */
  fhir_boundary: (value, type, side, digits) => {
    if (value === null) return null;
    const asked = digits === null ? undefined : Number(digits);
    return type === 'decimal'
      ? decimalBoundary(String(value), side as Side, asked)
      : timeBoundary(String(value), String(type), side as Side, asked);
  },
  /** Text of a reference, and its type or NULL for any. */
  fhir_reference_id: (text, type) => (typeof text === 'string' ? referencedId(text, type as string | null) : null),
  /** As FHIRPath has it: an empty pattern stands between all characters. What would be longer than any text of a record ends the query with a RangeError. */
  fhir_replace: (text, pattern, by) => {
    if (text === null || pattern === null || by === null) return null;
    const [whole, old, fresh] = [String(text), String(pattern), String(by)];
    if (whole.length * old.length > LONGEST_SEARCH) throw new RangeError('text too long');
    const places = old === '' ? whole.length + 1 : whole.split(old).length - 1;
    const longest = Math.max(LONGEST_TEXT, whole.length);
    if (whole.length + places * (fresh.length - old.length) > longest) throw new RangeError('text too long');
    return whole.replaceAll(old, () => fresh);
  },
  /** As `instr`, but of texts of which one could take hours it ends the query with a RangeError. */
  fhir_position: (text, part) => {
    if (text === null || part === null) return null;
    const [whole, wanted] = [String(text), String(part)];
    if (whole.length * wanted.length > LONGEST_SEARCH) throw new RangeError('text too long');
    const at = whole.indexOf(wanted);
    return at <= 0 ? at + 1 : [...whole.slice(0, at)].length + 1;
  },
  /** Ends the query: a record has something at a place of a view that the view does not take there. */
  fhir_fault: (place, fault) =>
    raise('view-invalid', `A record does not fit the view at ${place}: ${fault}. Correct the view.`, {
      place: String(place),
      fault: String(fault),
    }),
};

/** As `group_concat`, of values of a record one behind the other; what would be longer ends the query with a RangeError. */
const LONGEST_JOINED = 1_000_000;
interface Joined {
  readonly texts: string[];
  between: string;
  length: number;
}

/** Registers them on a connection. */
export function registerFunctions(db: Database.Database): void {
  for (const [name, work] of Object.entries(FUNCTIONS)) {
    db.function(
      name,
      { deterministic: true, directOnly: true, varargs: true },
      work as (...args: unknown[]) => unknown,
    );
  }
  db.aggregate('fhir_join', {
    directOnly: true,
    varargs: true,
    start: (): Joined => ({ texts: [], between: '', length: 0 }),
    step: (joined: Joined, ...[value, between]: unknown[]): Joined => {
      if (value === null) return joined;
      joined.between = String(between ?? '');
      joined.texts.push(String(value));
      joined.length += String(value).length + joined.between.length;
      if (joined.length > LONGEST_JOINED) throw new RangeError('text too long');
      return joined;
    },
    result: ({ texts, between }: Joined) => (texts.length === 0 ? null : texts.join(between)),
  });
  // asked anew for each row, whatever its arguments
  db.function('still_wanted', { deterministic: false, directOnly: true, varargs: true }, () => {
    refuseUnwanted();
    return 1;
  });
}
