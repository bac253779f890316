/** Functions on numbers. */
import { computed, isNothing } from '../node.ts';
import { argument, type Given, inputOf, type PathFunction } from './contract.ts';

function onNumber(
  takes: readonly [number, number],
  type: string,
  name: string,
  sql: (number: string, given: Given) => string,
): PathFunction {
  return {
    takes,
    apply: (given) =>
      isNothing(given.input) ? given.input : computed(sql(inputOf(given, ['number'], name), given), type),
  };
}

export const NUMBERS: Readonly<Record<string, PathFunction>> = {
  abs: onNumber([0, 0], 'decimal', 'abs', (number) => `abs(${number})`),
  ceiling: onNumber([0, 0], 'integer', 'ceiling', (number) => `CAST(ceil(${number}) AS INTEGER)`),
  floor: onNumber([0, 0], 'integer', 'floor', (number) => `CAST(floor(${number}) AS INTEGER)`),
  truncate: onNumber([0, 0], 'integer', 'truncate', (number) => `CAST(trunc(${number}) AS INTEGER)`),
  round: onNumber([0, 1], 'decimal', 'round', (number, given) =>
    given.args.length > 0 ? `round(${number}, ${argument(given, 0, ['number'])})` : `round(${number})`,
  ),
  sqrt: onNumber([0, 0], 'decimal', 'sqrt', (number) => `sqrt(${number})`),
  exp: onNumber([0, 0], 'decimal', 'exp', (number) => `exp(${number})`),
  ln: onNumber([0, 0], 'decimal', 'ln', (number) => `ln(${number})`),
  power: onNumber([1, 1], 'decimal', 'power', (number, given) => `power(${number}, ${argument(given, 0, ['number'])})`),
};
