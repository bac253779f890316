/** Equality and order. Times of different precision may be neither equal nor different: then the answer is NULL. */
import { refuse } from '../fault.ts';
import type { Context } from './context.ts';
import {
  aggregate,
  asArray,
  asOne,
  computed,
  exists,
  isMany,
  isNothing,
  type Node,
  one,
  read,
  sort,
  step,
} from './node.ts';

type Order = '<' | '<=' | '>' | '>=';

/** `=` of two collections: as many values, each equal to the one at its place. */
export function equal(left: Node, right: Node, context: Context): string {
  if (isNothing(left) || isNothing(right)) return 'NULL';
  if (isMany(left) && isMany(right)) return equalLists(asArray(left), asArray(right));
  if (isMany(left)) return equalToOne(left, right, context);
  if (isMany(right)) return equalToOne(right, left, context);
  return equalOnes(left, right, context);
}

function equalLists(a: string, b: string): string {
  return `CASE WHEN ${a} = '[]' OR ${b} = '[]' THEN NULL ELSE ${a} = ${b} END`;
}

function equalToOne(many: Node, wanted: Node, context: Context): string {
  const value = computed(one(wanted, context.several), wanted.type);
  const count = aggregate(many, read(many), (item) => {
    const only = computed(`min(${item})`, many.type);
    return `CASE count(*) WHEN 0 THEN NULL WHEN 1 THEN ${equalOnes(only, value, context)} ELSE 0 END`;
  });
  return `CASE WHEN ${read(value)} IS NOT NULL THEN (${count}) END`;
}

function equalOnes(left: Node, right: Node, context: Context): string {
  const [a, b] = [sort(left), sort(right)];
  const [x, y] = [one(left, context.several), one(right, context.several)];
  if (a === 'time' && b === 'time') return `CASE WHEN ${x} = ${y} THEN 1 ELSE fhir_time_order(${x}, ${y}) = 0 END`;
  // a date in JSON is a text, so that one may be compared with a text
  const alike = a === undefined || b === undefined || a === b || (isWord(a) && isWord(b));
  return alike ? `(${x} = ${y})` : `CASE WHEN ${x} IS NOT NULL AND ${y} IS NOT NULL THEN 0 END`;
}

function isWord(sorted: string): boolean {
  return sorted === 'text' || sorted === 'time';
}

/** `~`: as `=`, without case and outer space, and two that are empty are alike. */
export function equivalent(left: Node, right: Node, context: Context): string {
  if (isMany(left) || isMany(right)) return `(${looseList(left, context)} = ${looseList(right, context)})`;
  const [x, y] = [loose(left, context), loose(right, context)];
  return `coalesce(${equal(x, y, context)}, NOT ${exists(x)} AND NOT ${exists(y)})`;
}

/** All values in an order of their own, as JSON. */
function looseList(node: Node, context: Context): string {
  const alias = context.alias();
  const rows = `SELECT lower(trim(${alias}.value)) AS item FROM json_each(${asArray(node)}) ${alias} ORDER BY 1`;
  return `(SELECT json_group_array(item) FROM (${rows}))`;
}

function loose(node: Node, context: Context): Node {
  const value = asOne(node, context.several);
  return sort(value) === 'text' ? computed(`lower(trim(${read(value)}))`, 'string') : value;
}

/** `<` and the like, of two single values. */
export function compare(operator: Order, left: Node, right: Node, context: Context): string {
  if (isNothing(left) || isNothing(right)) return 'NULL';
  const [a, b] = [sort(left), sort(right)];
  if (left.type === 'Quantity' && right.type === 'Quantity') return compareQuantities(operator, left, right, context);
  const [x, y] = [one(left, context.several), one(right, context.several)];
  if (a === 'time' && b === 'time')
    return `CASE WHEN length(${x}) = 10 AND length(${y}) = 10 THEN ${x} ${operator} ${y} ELSE fhir_time_order(${x}, ${y}) ${operator} 0 END`;
  const alike = a === undefined || b === undefined || a === b || (isWord(a) && isWord(b));
  if (!alike || a === 'boolean' || a === 'complex') refuse('types', operator);
  return `(${x} ${operator} ${y})`;
}

/** Of one unit; amounts in different units are not compared. */
function compareQuantities(operator: Order, left: Node, right: Node, context: Context): string {
  const [x, y] = [asOne(left, context.several), asOne(right, context.several)];
  const part = (node: Node, name: string): string => read(step(node, name, context.alias));
  const unit = (node: Node): string => `coalesce(${part(node, 'code')}, ${part(node, 'unit')}, '')`;
  return `CASE WHEN ${unit(x)} = ${unit(y)} THEN ${part(x, 'value')} ${operator} ${part(y, 'value')} END`;
}
