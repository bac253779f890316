/** FHIRPath to SQL: one function per kind of expression. */
import { refuse } from '../fault.ts';
import { type Context, literal, restart } from './context.ts';
import { callFunction } from './functions/registry.ts';
import { asArray, computed, isMany, NOTHING, type Node, nth, one, single, sort, step } from './node.ts';
import { binary, negative } from './operators.ts';
import type { Expression } from './parse.ts';

/** What `%name` stands for beside the constants of a definition. */
const KNOWN: Readonly<Record<string, string>> = {
  ucum: 'http://unitsofmeasure.org',
  sct: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
};

/** Compiles an expression. Faults: constant-unknown, function, arguments, not-supported, types, too-large. */
export function compile(expression: Expression, context: Context): Node {
  switch (expression.kind) {
    case 'literal':
      return literal(context, expression.type, expression.value);
    case 'empty':
      return NOTHING;
    case 'name':
      return nameOf(expression.name, context.focus, context);
    case 'special':
      if (expression.name !== '$this') refuse('not-supported', expression.name);
      return context.focus;
    case 'variable':
      return variable(expression.name, context);
    case 'call':
      return callFunction(expression, context.focus, context, compile);
    case 'member':
      return member(compile(expression.of, context), expression.step, context);
    case 'index':
      return indexed(compile(expression.of, context), expression.at, context);
    case 'minus':
      return negative(compile(expression.of, context), context);
    case 'binary':
      return binary(expression, context, compile);
  }
}

function member(of: Node, stepped: Expression, context: Context): Node {
  if (stepped.kind === 'name') return step(of, stepped.name, context.alias);
  if (stepped.kind === 'call') return callFunction(stepped, of, context, compile);
  return stepped.kind === 'special' && stepped.name === '$this' ? of : refuse('syntax');
}

/** The type of the resource may stand at the beginning: `Patient.name`. */
function nameOf(name: string, focus: Node, { root, alias }: Context): Node {
  return focus === root && name === root.type ? focus : step(focus, name, alias);
}

function variable(name: string, context: Context): Node {
  const constant = context.constants.get(name);
  if (constant) return literal(context, constant.type, constant.value);
  if (name === 'rowIndex') return computed(context.rowIndex, 'integer');
  if (name === 'clinicDay') return computed(context.keys.day, 'date');
  if (name === 'resource' || name === 'rootResource') return restart(context);
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return known === undefined ? refuse('constant-unknown', name) : literal(context, 'uri', known);
}

function indexed(of: Node, place: Expression, context: Context): Node {
  const fixed = fixedNumber(place, context);
  if (fixed !== undefined) return nth(of, fixed);
  const index = compile(place, context);
  if (sort(index) !== 'number' && sort(index) !== undefined) refuse('types', '[]');
  const number = `CAST(${one(index, context.several)} AS INTEGER)`;
  if (!isMany(of)) return { ...of, conditions: [...of.conditions, `${number} = 0`], list: undefined };
  const doc = `(${asArray(of)} -> ('$[' || ${number} || ']'))`;
  const item = single({ kind: 'doc', doc, path: '' }, of.type);
  return { ...item, conditions: [`${number} >= 0`] };
}

/** A number that stands in the definition. */
function fixedNumber(expression: Expression, { constants }: Context): number | undefined {
  const found = expression.kind === 'variable' ? constants.get(expression.name) : expression;
  if (!found || !('value' in found) || !Number.isInteger(found.value)) return undefined;
  return Number(found.value);
}
