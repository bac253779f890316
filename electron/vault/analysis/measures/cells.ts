/** Which days, practitioner, place and codes a row is about. */
import type { Cell, Measure, Question } from './contract.ts';
import { type DayRange, daysOf } from './steps.ts';

export interface Place extends Pick<Question, 'practitioner' | 'place'> {
  readonly days: DayRange;
  /** The keys of the other dimensions, by dimension; none for the total. */
  readonly keys: ReadonlyMap<string, string | null>;
}

/** What the keys of a row say; undefined for a step that the range does not have. */
export function placeOf(
  definition: Measure['definition'],
  question: Question,
  { keys }: Pick<Cell, 'keys'>,
): Place | undefined {
  const { from, to, by, practitioner, place, grain } = question;
  const whole = { days: { from, to }, practitioner, place, keys: new Map<string, string | null>() };
  if (keys === null) return whole;
  const split = by === undefined ? {} : { [by]: keys[0] ?? null };
  const rest = by === undefined ? keys : keys.slice(1);
  const named = new Map(definition.dimensions.map(({ key }, at) => [key, rest[at] ?? null]));
  if (!definition.dimensions.some(({ kind }) => kind === 'time')) return { ...whole, ...split, keys: named };
  const days = daysOf(grain, named.get('time') ?? '', question);
  return days && { ...whole, ...split, days, keys: named };
}
