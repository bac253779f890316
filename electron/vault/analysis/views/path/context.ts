/** What an expression is compiled in. */
import type { ViewFaultCode } from '../../../../../shared/views/faults.ts';
import { refuse } from '../fault.ts';
import { MOST_RESTARTS } from '../limits.ts';
import { type Alias, computed, type Node } from './node.ts';
import type { LiteralType } from './parse.ts';
import type { Values } from './sql.ts';

export interface Constant {
  /** Type in FHIR. */
  readonly type: string;
  readonly value: string | number | boolean;
}

/** SQL that is asked of a record as a whole. */
export interface Keys {
  /** The record's own key. */
  readonly resource: string;
  /** The day of the clinic's calendar on which it happened; NULL for none. */
  readonly day: string;
  /** The key of a patient, given the id that a reference names: who was merged is one with the survivor. */
  patient(id: string): string;
}

export interface Context {
  readonly values: Values;
  readonly alias: Alias;
  readonly constants: ReadonlyMap<string, Constant>;
  /** The whole resource. */
  readonly root: Node;
  readonly keys: Keys;
  /** `$this`. */
  readonly focus: Node;
  /** `%rowIndex` in SQL. */
  readonly rowIndex: string;
  /** Loops inside functions that are around this. */
  readonly loops: number;
  /** SQL that fails, for a value that is one of several: named after the column. */
  readonly several: string;
}

/** The same with another `$this`, for what is asked of each value. */
export function within(context: Context, focus: Node): Context {
  return { ...context, focus, loops: context.loops + 1 };
}

/** The whole resource, from inside `context`. */
export function restart(context: Context): Node {
  if (context.loops > MOST_RESTARTS) refuse('too-large');
  return context.root;
}

/** A value of the definition: bound, never part of the statement. */
export function literal(
  { values }: Pick<Context, 'values'>,
  type: LiteralType | string,
  value: string | number | boolean,
): Node {
  if (typeof value === 'boolean') return computed(value ? '1' : '0', 'boolean');
  // a number is bound as one with a point, by which 5 would be the text 5.0
  const whole = typeof value === 'number' && Number.isSafeInteger(value) && type !== 'decimal';
  return computed(values.bind(whole ? BigInt(value) : value), type);
}

/** SQL that ends the query: a record has something at this place of the definition that it does not take. */
export function faultAt(values: Values, place: string, fault: ViewFaultCode): string {
  return `fhir_fault(${values.bind(place)}, '${fault}')`;
}

/** The same for several values where one is taken. */
export function severalAt(values: Values, place: string): string {
  return faultAt(values, place, 'several-values');
}
