/** Operators of FHIRPath; empty is NULL, so that SQL's logic of three values is FHIRPath's. */
import { refuse } from '../fault.ts';
import { compare, equal, equivalent } from './compare.ts';
import type { Context } from './context.ts';
import { asType } from './functions/types.ts';
import { asArray, computed, fromArray, isNothing, NOTHING, type Node, one, sort } from './node.ts';
import type { Expression } from './parse.ts';
import { truth } from './truth.ts';

export type Compile = (expression: Expression, context: Context) => Node;
type Binary = Expression & { readonly kind: 'binary' };

const boolean = (sql: string): Node => computed(sql, 'boolean');

export function binary(expression: Binary, context: Context, compile: Compile): Node {
  const { operator } = expression;
  if (operator === 'is' || operator === 'as')
    return asType(operator, compile(expression.left, context), expression.right, context);
  const left = compile(expression.left, context);
  const right = compile(expression.right, context);
  switch (operator) {
    case 'and':
      return boolean(`(${truth(left, context)} AND ${truth(right, context)})`);
    case 'or':
      return boolean(`(${truth(left, context)} OR ${truth(right, context)})`);
    case 'xor':
      return boolean(`(${truth(left, context)} <> ${truth(right, context)})`);
    case 'implies':
      return boolean(`(NOT ${truth(left, context)} OR ${truth(right, context)})`);
    case '=':
      return boolean(equal(left, right, context));
    case '!=':
      return boolean(`(NOT ${equal(left, right, context)})`);
    case '~':
      return boolean(equivalent(left, right, context));
    case '!~':
      return boolean(`(NOT ${equivalent(left, right, context)})`);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return boolean(compare(operator, left, right, context));
    case '|':
      return united(left, right, context);
    case 'in':
      return boolean(isIn(left, right, context));
    case 'contains':
      return boolean(isIn(right, left, context));
    case '&':
      return computed(`(coalesce(${text(left, context)}, '') || coalesce(${text(right, context)}, ''))`, 'string');
    default:
      return arithmetic(operator, left, right, context);
  }
}

function text(node: Node, context: Context): string {
  if (sort(node) !== 'text' && sort(node) !== undefined && sort(node) !== 'time') refuse('types', '&');
  return one(node, context.several);
}

/** Whether one value is among others. */
function isIn(value: Node, values: Node, context: Context): string {
  const row = fromArray(asArray(values), values.type, context.alias());
  const wanted = computed(one(value, context.several), value.type);
  const there = `EXISTS (SELECT 1 FROM ${row.from.join('')} WHERE ${equal({ ...row, from: [] }, wanted, context)})`;
  return `CASE WHEN ${wanted.value.kind === 'sql' ? wanted.value.sql : 'NULL'} IS NOT NULL THEN ${there} END`;
}

/** Both, each value once, in their order. */
export function united(left: Node, right: Node, context: Context): Node {
  if (isNothing(left)) return distinct(right, context);
  if (isNothing(right)) return distinct(left, context);
  return distinct(combined(left, right, context), context);
}

/** Both, one behind the other. */
export function combined(left: Node, right: Node, context: Context): Node {
  const [a, b] = [context.alias(), context.alias()];
  const rows = `SELECT 0 AS part, ${a}.key AS place, ${jsonOf(a)} AS item FROM json_each(${asArray(left)}) ${a} UNION ALL SELECT 1, ${b}.key, ${jsonOf(b)} FROM json_each(${asArray(right)}) ${b}`;
  const type = left.type === right.type ? left.type : undefined;
  return fromArray(`(SELECT json_group_array(json(item)) FROM (${rows} ORDER BY part, place))`, type, context.alias());
}

/** Each value once, where it stands first. */
export function distinct(node: Node, context: Context): Node {
  const alias = context.alias();
  const rows = `SELECT ${jsonOf(alias)} AS item, min(${alias}.key) AS place FROM json_each(${asArray(node)}) ${alias} GROUP BY 1 ORDER BY 2`;
  return fromArray(`(SELECT json_group_array(json(item)) FROM (${rows}))`, node.type, context.alias());
}

/** A row of json_each as JSON. */
function jsonOf(alias: string): string {
  return `CASE ${alias}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'object' THEN ${alias}.value WHEN 'array' THEN ${alias}.value ELSE json_quote(${alias}.value) END`;
}

/** Digits behind the point to which sums and products are exact; what binary fractions add beyond them is no part of the value. */
const EXACT = 12;

function arithmetic(operator: string, left: Node, right: Node, context: Context): Node {
  if (isNothing(left) || isNothing(right)) return NOTHING;
  const [a, b] = [sort(left), sort(right)];
  const [x, y] = [one(left, context.several), one(right, context.several)];
  if (operator === '+' && a === 'text' && b === 'text') return computed(`(${x} || ${y})`, 'string');
  for (const one of [a, b])
    if (one !== 'number' && one !== undefined) refuse(one === 'text' ? 'types' : 'not-supported', operator);
  const whole = isWhole(left) && isWhole(right);
  switch (operator) {
    case '+':
    case '-':
    case '*':
      return whole
        ? computed(`(${x} ${operator} ${y})`, 'integer')
        : computed(`round(${x} ${operator} ${y}, ${EXACT})`, 'decimal');
    case '/':
      return computed(`(CAST(${x} AS REAL) / ${y})`, 'decimal');
    case 'div':
      return computed(`CAST(CAST(${x} AS REAL) / ${y} AS INTEGER)`, 'integer');
    case 'mod':
      return whole ? computed(`(${x} % ${y})`, 'integer') : computed(`round(mod(${x}, ${y}), ${EXACT})`, 'decimal');
    default:
      return refuse('not-supported', operator);
  }
}

function isWhole({ type }: Node): boolean {
  return type === 'integer' || type === 'positiveInt' || type === 'unsignedInt';
}

export function negative(node: Node, context: Context): Node {
  if (sort(node) !== 'number' && sort(node) !== undefined) refuse('types', '-');
  return computed(`(- ${one(node, context.several)})`, isWhole(node) ? 'integer' : 'decimal');
}
