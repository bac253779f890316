/** Conditions. */
import type { Context } from './context.ts';
import { exists, isMany, type Node, one, sort } from './node.ts';

/** An expression as a condition: 1, 0, or NULL. What is no truth value is true where there is one (FHIRPath, singleton evaluation). */
export function truth(node: Node, context: Pick<Context, 'several'>): string {
  if (sort(node) === 'boolean') return one(node, context.several);
  if (sort(node) === undefined) {
    const value = one(node, context.several);
    return `CASE WHEN typeof(${value}) = 'integer' THEN ${value} WHEN ${value} IS NOT NULL THEN 1 END`;
  }
  if (!isMany(node)) return `CASE WHEN ${exists(node)} THEN 1 END`;
  return `CASE WHEN ${one(node, context.several)} IS NOT NULL THEN 1 END`;
}
