/** first, last, skip and the like, and sets. */

import { refuse } from '../../fault.ts';
import {
  asArray,
  asOne,
  computed,
  fromArray,
  isMany,
  isNothing,
  NOTHING,
  type Node,
  nth,
  readJson,
  selection,
  single,
} from '../node.ts';
import { combined, distinct, united } from '../operators.ts';
import { fixed, type Given, type PathFunction } from './contract.ts';

/** Some of the values by their place. */
function part({ input, context }: Given, limit: number, offset: number): Node {
  if (limit === 0 || isNothing(input)) return NOTHING;
  if (!isMany(input)) return offset > 0 ? NOTHING : input;
  const rows = `${selection(input, `${readJson(input)} AS item`)} LIMIT ${limit} OFFSET ${Math.max(0, offset)}`;
  return fromArray(`(SELECT json_group_array(json(item)) FROM (${rows}))`, input.type, context.alias());
}

function other({ args, context, compile }: Given): Node {
  const [expression] = args;
  return expression ? compile(expression, context) : refuse('arguments');
}

export const SUBSETS: Readonly<Record<string, PathFunction>> = {
  first: { takes: [0, 0], apply: ({ input }) => nth(input, 0) },
  last: {
    takes: [0, 0],
    apply: ({ input }) =>
      isMany(input) ? single({ kind: 'doc', doc: asArray(input), path: '[#-1]' }, input.type) : nth(input, 0),
  },
  single: { takes: [0, 0], apply: ({ input, context }) => asOne(input, context.several) },
  tail: { takes: [0, 0], apply: (given) => part(given, -1, 1) },
  skip: { takes: [1, 1], apply: (given) => part(given, -1, fixed(given, 0)) },
  take: { takes: [1, 1], apply: (given) => part(given, Math.max(0, fixed(given, 0)), 0) },
  distinct: { takes: [0, 0], apply: ({ input, context }) => distinct(input, context) },
  isDistinct: {
    takes: [0, 0],
    apply: ({ input, context }) =>
      computed(
        `(json_array_length(${asArray(distinct(input, context))}) = json_array_length(${asArray(input)}))`,
        'boolean',
      ),
  },
  union: { takes: [1, 1], apply: (given) => united(given.input, other(given), given.context) },
  combine: { takes: [1, 1], apply: (given) => combined(given.input, other(given), given.context) },
};
