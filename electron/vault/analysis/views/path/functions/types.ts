/** is, as and ofType: values of one type. */

import { isResourceType } from '../../../../../../shared/fhir/structure.ts';
import { refuse } from '../../fault.ts';
import type { Context } from '../context.ts';
import { chosen, computed, exists, isMany, isNothing, NOTHING, type Node, one, step, unknownStep } from '../node.ts';
import type { Expression } from '../parse.ts';
import { choiceName, isKindOf, sortOf } from '../types.ts';
import type { Given, PathFunction } from './contract.ts';

/** Types of FHIRPath itself by their names in FHIR. */
const SYSTEM: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  String: 'string',
  Integer: 'integer',
  Decimal: 'decimal',
  Date: 'date',
  DateTime: 'dateTime',
  Time: 'time',
};

function systemType(name: string): string {
  return (Object.hasOwn(SYSTEM, name) ? SYSTEM[name] : undefined) ?? name;
}

/** `Quantity`, `FHIR.Quantity`, `System.String`. */
export function typeNamed(expression: Expression | undefined): string {
  if (expression?.kind === 'name') return systemType(expression.name);
  const qualified = expression?.kind === 'member' && expression.of.kind === 'name' && expression.step.kind === 'name';
  if (!qualified) return refuse('arguments');
  const { of, step: name } = expression as { of: { name: string }; step: { name: string } };
  if (of.name === 'FHIR') return name.name;
  return of.name === 'System' ? systemType(name.name) : refuse('arguments');
}

/** JSON types of SQLite that a value of a sort has. */
const JSON_TYPES: Readonly<Record<string, string>> = {
  text: "'text'",
  time: "'text'",
  number: "'integer', 'real'",
  boolean: "'true', 'false'",
  complex: "'object'",
};

/** The values of a type. */
function ofType(node: Node, type: string, context: Context): Node {
  if (isNothing(node)) return NOTHING;
  const { value } = node;
  if (value.kind === 'choice') {
    const types = value.types.includes(type) ? [type] : value.types.filter((one) => isKindOf(one, type));
    return { ...node, ...chosen(value, types[0] ?? type), list: undefined };
  }
  if (isResourceType(type)) return resourcesOf(node, type, context);
  if (node.type === undefined || node.type === 'Resource') return unknownOf(node, type, context);
  return isKindOf(node.type, type) || sameInner(node.type, type) ? node : NOTHING;
}

/** Elements with elements of their own are BackboneElements. */
function sameInner(type: string, asked: string): boolean {
  return type.includes('.') && (asked === 'BackboneElement' || asked === 'Element');
}

function resourcesOf(node: Node, type: string, context: Context): Node {
  if (node.type === type) return node;
  if (node.type !== undefined && node.type !== 'Resource') return NOTHING;
  const known: Node = { ...node, type };
  const named = step({ ...known, from: [], conditions: [] }, 'resourceType', context.alias);
  const is = isMany(named)
    ? `EXISTS (SELECT 1 FROM ${named.from.join(', ')} WHERE ${named.from[0]?.split(' ').at(-1)}.value = ${context.values.bind(type)})`
    : `${one(named, context.several)} = ${context.values.bind(type)}`;
  return { ...known, conditions: [...known.conditions, is], list: undefined };
}

/** Of an element that R4 does not have: its name in JSON with the type, or the JSON type of what stands there. */
function unknownOf(node: Node, type: string, context: Context): Node {
  if (node.unknown) {
    const { doc, path, name } = node.unknown;
    const before = { ...node, from: node.from.slice(0, -1), conditions: node.conditions.slice(0, -1) };
    return retyped(unknownStep(before, { doc, path }, [choiceName(name, type), name], context.alias()), type);
  }
  return retyped(node, type);
}

/** Rows of which nothing is known, as those of a type that their JSON does not contradict. */
function retyped(node: Node, type: string): Node {
  if (node.value.kind !== 'row') return { ...node, type };
  const { alias } = node.value;
  const sorted = sortOf(type) ?? 'complex';
  const value =
    sorted === 'complex'
      ? ({ kind: 'doc', doc: `${alias}.value`, path: '' } as const)
      : ({ kind: 'sql', sql: `${alias}.value` } as const);
  return {
    ...node,
    value,
    type,
    unknown: undefined,
    conditions: [...node.conditions, `${alias}.type IN (${JSON_TYPES[sorted]})`],
  };
}

export function asType(operator: 'is' | 'as', node: Node, named: Expression, context: Context): Node {
  const typed = ofType(node, typeNamed(named), context);
  if (operator === 'as') return typed;
  return computed(`CASE WHEN ${exists(node)} THEN ${exists(typed)} END`, 'boolean');
}

const typed = (operator: 'is' | 'as'): PathFunction => ({
  takes: [1, 1],
  apply: ({ input, args, context }) => asType(operator, input, args[0] ?? { kind: 'empty' }, context),
});

export const TYPES: Readonly<Record<string, PathFunction>> = {
  ofType: { takes: [1, 1], apply: ({ input, args, context }: Given) => ofType(input, typeNamed(args[0]), context) },
  as: typed('as'),
  is: typed('is'),
};
