/** where, select, exists and the like: what is asked of each value. */
import { stillWanted } from '../../../../storage/bounds.ts';
import { refuse } from '../../fault.ts';
import { within } from '../context.ts';
import {
  asArray,
  computed,
  conditionsOf,
  exists,
  fromArray,
  isMany,
  isNothing,
  NOTHING,
  type Node,
  one,
  read,
  selection,
  step,
} from '../node.ts';
import { allOf } from '../sql.ts';
import { truth } from '../truth.ts';
import { argument, type Given, type PathFunction } from './contract.ts';

/** One value of a collection, by itself. */
function rowOf(node: Node): Node {
  return { ...node, from: [], conditions: [], list: undefined, unknown: undefined };
}

/** The values for which a condition holds. */
function filtered({ input, args, context, compile }: Given): Node {
  const [criterion] = args;
  if (!criterion) return refuse('arguments');
  if (isNothing(input)) return NOTHING;
  const holds = truth(compile(criterion, within(context, rowOf(input))), context);
  return { ...input, conditions: [...input.conditions, holds], list: undefined, unknown: undefined };
}

/** What an expression gives for each value. */
function projected({ input, args, context, compile }: Given): Node {
  const [projection] = args;
  if (!projection) return refuse('arguments');
  if (isNothing(input)) return NOTHING;
  const part = compile(projection, within(context, rowOf(input)));
  return {
    ...part,
    from: [...input.from, ...part.from],
    conditions: [...conditionsOf(input), ...part.conditions],
    list: undefined,
    unknown: undefined,
  };
}

function everyOne({ input, args, context, compile }: Given): Node {
  const [criterion] = args;
  if (!criterion) return refuse('arguments');
  if (isNothing(input)) return computed('1', 'boolean');
  const holds = truth(compile(criterion, within(context, rowOf(input))), context);
  const against = { ...input, conditions: [...input.conditions, `(${holds}) IS NOT 1`] };
  return computed(`(NOT ${exists(against)})`, 'boolean');
}

/** The extensions of a URL. */
function extension(given: Given): Node {
  const { input, context } = given;
  const url = argument(given, 0, ['text']);
  const extensions = step(input, 'extension', context.alias);
  if (isNothing(extensions)) return NOTHING;
  const same = `${one(step(rowOf(extensions), 'url', context.alias), context.several)} = ${url}`;
  return { ...extensions, conditions: [...extensions.conditions, same], list: undefined, unknown: undefined };
}

/** Counts truth values: whether `some` of them are `value`; `all`: none is another. */
function truths(value: 0 | 1, all: boolean): PathFunction {
  return {
    takes: [0, 0],
    apply: ({ input }) => {
      const test = `${read(input)} ${all ? 'IS NOT' : 'IS'} ${value}`;
      const found = exists({ ...input, conditions: [...input.conditions, test] });
      return computed(all ? `(NOT ${found})` : found, 'boolean');
    },
  };
}

/** Everything that an expression gives, and gives again for what it gave. */
function repeated({ input, args, context, compile }: Given): Node {
  const [projection] = args;
  if (!projection) return refuse('arguments');
  return descended(input, [projection], { context, compile });
}

/** Whether what an expression gives always stands below what it is asked of; otherwise a repeat might not end. */
function descends(expression: Given['args'][number]): boolean {
  switch (expression.kind) {
    case 'name':
      return true;
    case 'member':
      return descends(expression.of) || (stays(expression.of) && descends(expression.step));
    case 'index':
      return descends(expression.of);
    case 'call':
      return expression.name === 'extension';
    default:
      return false;
  }
}

/** Whether what an expression gives stands where it is asked, or below. */
function stays(expression: Given['args'][number]): boolean {
  return expression.kind === 'special' && expression.name === '$this';
}

/** The values that expressions lead to over and over, each before those below it, as one list. */
export function descended(
  input: Node,
  projections: Given['args'],
  { context, compile }: Pick<Given, 'context' | 'compile'>,
): Node {
  if (!projections.every(descends)) refuse('endless');
  const tree = context.alias();
  const parts = (node: Node): { array: string; type: string | undefined }[] =>
    projections.map((projection) => {
      const part = compile(projection, within(context, node));
      return { array: asArray(part), type: part.type };
    });
  const first = parts(rowOf(input));
  const type = first.find((one) => one.type !== undefined)?.type;
  const below = parts(computed(`${tree}.item`, type));
  const digits = "printf('%06d', e.key)";
  const which = `e.type = 'object' AND ${stillWanted('e.key')}`;
  const begin = first.map(
    ({ array }, n) => `SELECT '${n}' || ${digits}, e.value FROM jsonb_each(${array}) e WHERE ${which}`,
  );
  const more = below.map(
    ({ array }, n) =>
      `SELECT ${tree}.place || '.${n}' || ${digits}, e.value FROM ${tree} CROSS JOIN jsonb_each(${array}) e WHERE ${which}`,
  );
  const all = [...begin, ...more].join(' UNION ALL ');
  const array = `(WITH RECURSIVE ${tree} (place, item) AS (${all}) SELECT json_group_array(json(item)) FROM (SELECT item FROM ${tree} ORDER BY place))`;
  const found = fromArray(array, type ?? 'Element', context.alias());
  if (!isMany(input)) return found;
  return {
    ...found,
    from: [...input.from, ...found.from],
    conditions: [...conditionsOf(input), ...found.conditions],
  };
}

export const FILTERING: Readonly<Record<string, PathFunction>> = {
  where: { takes: [1, 1], apply: filtered },
  select: { takes: [1, 1], apply: projected },
  all: { takes: [1, 1], apply: everyOne },
  repeat: { takes: [1, 1], apply: repeated },
  extension: { takes: [1, 1], apply: extension },
  exists: {
    takes: [0, 1],
    apply: (given) => computed(exists(given.args.length > 0 ? filtered(given) : given.input), 'boolean'),
  },
  empty: { takes: [0, 0], apply: ({ input }) => computed(`(NOT ${exists(input)})`, 'boolean') },
  hasValue: { takes: [0, 0], apply: ({ input }) => computed(exists(input), 'boolean') },
  not: {
    takes: [0, 0],
    apply: ({ input, context }) => computed(`(NOT ${truth(input, context)})`, 'boolean'),
  },
  count: {
    takes: [0, 0],
    apply: ({ input }) =>
      computed(
        isMany(input) ? `(${selection(input, 'count(*)')})` : `iif(${allOf(conditionsOf(input))}, 1, 0)`,
        'integer',
      ),
  },
  allTrue: truths(1, true),
  anyTrue: truths(1, false),
  allFalse: truths(0, true),
  anyFalse: truths(0, false),
  iif: {
    takes: [2, 3],
    apply: ({ args, context, compile }) => {
      const [criterion, then, otherwise] = args;
      if (!criterion || !then) return refuse('arguments');
      const holds = truth(compile(criterion, context), context);
      const yes = compile(then, context);
      const no = otherwise ? compile(otherwise, context) : NOTHING;
      const type = isNothing(no) || yes.type === no.type ? yes.type : isNothing(yes) ? no.type : undefined;
      return fromArray(`CASE WHEN ${holds} THEN ${asArray(yes)} ELSE ${asArray(no)} END`, type, context.alias());
    },
  },
};
