/** What a function of FHIRPath is: it takes a collection and its arguments, and gives a collection. */
import { refuse } from '../../fault.ts';
import type { Context } from '../context.ts';
import { type Node, one, sort } from '../node.ts';
import type { Expression } from '../parse.ts';

export type Call = Expression & { readonly kind: 'call' };

export interface Given {
  readonly input: Node;
  readonly args: readonly Expression[];
  readonly context: Context;
  compile(expression: Expression, context: Context): Node;
}

export interface PathFunction {
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  apply(given: Given): Node;
}

/** An argument as one value in SQL, of one of these kinds where its kind is known. */
export function argument({ args, context, compile }: Given, at: number, sorts: readonly string[]): string {
  const expression = args[at];
  if (!expression) return refuse('arguments');
  const node = compile(expression, context);
  const known = sort(node);
  if (known !== undefined && !sorts.includes(known)) refuse('arguments');
  return one(node, context.several);
}

/** A whole number that stands in the definition. */
export function fixed({ args, context }: Given, at: number): number {
  const expression = args[at];
  const found = expression?.kind === 'variable' ? context.constants.get(expression.name) : expression;
  if (!found || !('value' in found) || !Number.isInteger(found.value)) return refuse('arguments');
  return Number(found.value);
}

/** The input as one value in SQL, of one of these kinds where its kind is known. */
export function inputOf({ input, context }: Given, sorts: readonly string[], name: string): string {
  const known = sort(input);
  if (known !== undefined && !sorts.includes(known)) refuse('types', name);
  return one(input, context.several);
}
