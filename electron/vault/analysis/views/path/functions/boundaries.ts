/** lowBoundary and highBoundary: the least and the greatest value that one of limited precision may stand for. */
import { refuse } from '../../fault.ts';
import { asOne, computed, isNothing, NOTHING, type Node, readText, sort, step } from '../node.ts';
import { fixed, type PathFunction } from './contract.ts';

function boundary(side: 'low' | 'high'): PathFunction {
  return {
    takes: [0, 1],
    apply: (given) => {
      const { input, context } = given;
      if (isNothing(input)) return NOTHING;
      const precision = given.args.length > 0 ? String(fixed(given, 0)) : 'NULL';
      if (input.type === 'Period') {
        const end = asOne(
          step(asOne(input, context.several), side === 'low' ? 'start' : 'end', context.alias),
          context.several,
        );
        return bounded(end, side, precision);
      }
      if (sort(input) !== 'number' && sort(input) !== 'time') refuse('types', `${side}Boundary`);
      return bounded(asOne(input, context.several), side, precision);
    },
  };
}

function bounded(value: Node, side: 'low' | 'high', precision: string): Node {
  const kind = sort(value) === 'number' ? 'decimal' : (value.type ?? 'dateTime');
  return computed(`fhir_boundary(${readText(value)}, '${kind}', '${side}', ${precision})`, kind);
}

export const BOUNDARIES: Readonly<Record<string, PathFunction>> = {
  lowBoundary: boundary('low'),
  highBoundary: boundary('high'),
};
