/** The functions of FHIRPath that views have. */
import { refuse } from '../../fault.ts';
import type { Context } from '../context.ts';
import type { Node } from '../node.ts';
import { BOUNDARIES } from './boundaries.ts';
import type { Call, Given, PathFunction } from './contract.ts';
import { FILTERING } from './filtering.ts';
import { KEYS } from './keys.ts';
import { NUMBERS } from './numbers.ts';
import { SUBSETS } from './subsets.ts';
import { TEXT_FUNCTIONS } from './texts.ts';
import { TYPES } from './types.ts';

const GROUPS: readonly Readonly<Record<string, PathFunction>>[] = [
  FILTERING,
  SUBSETS,
  TEXT_FUNCTIONS,
  NUMBERS,
  TYPES,
  KEYS,
  BOUNDARIES,
];
const FUNCTIONS: ReadonlyMap<string, PathFunction> = new Map(GROUPS.flatMap((group) => Object.entries(group)));

/** Functions that FHIRPath or FHIR has and views here do not. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  (
    'aggregate checkModifiers children comparable conformsTo convertsToBoolean convertsToDate ' +
    'convertsToDateTime convertsToDecimal convertsToInteger convertsToQuantity convertsToString ' +
    'convertsToTime decode defineVariable descendants elementDefinition encode escape exclude getValue ' +
    'htmlChecks intersect lastIndexOf log matches matchesFull memberOf now precision replaceMatches ' +
    'resolve slice sort split subsetOf subsumedBy subsumes supersetOf timeOfDay toBoolean toChars toDate ' +
    'toDateTime toQuantity toTime today trace type unescape'
  ).split(' '),
);

/** Compiles a call. Faults: function, arguments, not-supported, and what the function finds. */
export function callFunction({ name, args }: Call, input: Node, context: Context, compile: Given['compile']): Node {
  const found = FUNCTIONS.get(name);
  if (!found) return refuse(LEFT_OUT.has(name) ? 'not-supported' : 'function', name);
  const [least, most] = found.takes;
  if (args.length < least || args.length > most) refuse('arguments', name);
  return found.apply({ input, args, context, compile });
}
