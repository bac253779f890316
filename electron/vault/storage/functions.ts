/** Functions that queries of this program may use on every connection: what FHIR needs and SQLite does not have. They only compute. */
import type Database from 'better-sqlite3';
import { raise } from '../../../shared/base/result.ts';
import { decimalBoundary, type Side, timeBoundary } from '../../../shared/views/boundary.ts';
import { referencedId } from '../../../shared/views/reference.ts';
import { orderOfTimes } from '../../../shared/views/times.ts';

type Registered = (...args: (string | number | null)[]) => string | number | null;

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
  /** Ends the query: a record has something at a place of a view that the view does not take there. */
  fhir_fault: (place, fault) =>
    raise('view-invalid', `A record does not fit the view at ${place}: ${fault}. Correct the view.`, {
      place: String(place),
      fault: String(fault),
    }),
};

/** Registers them on a connection. */
export function registerFunctions(db: Database.Database): void {
  for (const [name, work] of Object.entries(FUNCTIONS)) {
    db.function(
      name,
      { deterministic: true, directOnly: true, varargs: true },
      work as (...args: unknown[]) => unknown,
    );
  }
}
