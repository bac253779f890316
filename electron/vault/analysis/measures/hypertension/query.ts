import { registerOf } from '../register.ts';
import { definition } from './definition.ts';

export const hypertension = registerOf({
  definition,
  diagnosis: 'hypertension',
  value: 'pressure',
  reached: `${isBelow('value', 1, 140)} AND ${isBelow('other', 2, 90)}`,
  above: `${isAtLeast('value', 1, 140)} OR ${isAtLeast('other', 2, 90)}`,
  within: 90,
});

/** Signs of a value: the first is that of the systolic one. */
function isBelow(value: string, place: 1 | 2, goal: number): string {
  const sign = signAt(place);
  return `(${value} < ${goal} AND ${sign} IN ('=', '<', '≤') OR ${value} = ${goal} AND ${sign} = '<')`;
}

function isAtLeast(value: string, place: 1 | 2, goal: number): string {
  return `(${value} >= ${goal} AND ${signAt(place)} IN ('=', '≥', '>'))`;
}

function signAt(place: 1 | 2): string {
  return `coalesce(substr(until, ${place}, 1), '=')`;
}
