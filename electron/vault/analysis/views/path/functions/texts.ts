/** Functions on texts. Patterns (`matches`) are left out: one of them could take a program hours. */
import { aggregate, computed, isMany, isNothing, one, read, sort } from '../node.ts';
import { argument, type Given, inputOf, type PathFunction } from './contract.ts';

const TEXTS = ['text', 'time'];

function onText(
  takes: readonly [number, number],
  type: string,
  name: string,
  sql: (text: string, given: Given) => string,
): PathFunction {
  return {
    takes,
    apply: (given) => (isNothing(given.input) ? given.input : computed(sql(inputOf(given, TEXTS, name), given), type)),
  };
}

/** The values one behind the other. Of none: an empty text, as the specification's tests have it. */
function join(given: Given): ReturnType<PathFunction['apply']> {
  const { input } = given;
  const between = given.args.length > 0 ? argument(given, 0, ['text']) : "''";
  if (!isMany(input)) return computed(`coalesce(${one(input, given.context.several)}, '')`, 'string');
  const all = aggregate(input, read(input), (value) => `fhir_join(CAST(${value} AS TEXT), coalesce(${between}, ''))`);
  return computed(`coalesce((${all}), '')`, 'string');
}

function substring(text: string, given: Given): string {
  const start = argument(given, 0, ['number']);
  const length = given.args.length > 1 ? `, max(0, ${argument(given, 1, ['number'])})` : '';
  return `CASE WHEN ${start} >= 0 AND ${start} < length(${text}) THEN substr(${text}, ${start} + 1${length}) END`;
}

/** A text or number, read as JSON: what is none gives nothing. */
function numberIn(text: string, types: string, as: string): string {
  return `CASE WHEN json_valid(CAST(${text} AS TEXT)) AND json_type(CAST(${text} AS TEXT)) IN (${types}) THEN CAST(${text} AS ${as}) END`;
}

function numeric(name: string, types: string, as: string, type: string): PathFunction {
  return {
    takes: [0, 0],
    apply: (given) => computed(numberIn(inputOf(given, CONVERTED, name), types, as), type),
  };
}

const CONVERTED = ['text', 'number', 'boolean', 'time'];

function startsWith(text: string, given: Given): string {
  const part = argument(given, 0, TEXTS);
  return `(substr(${text}, 1, length(${part})) = ${part})`;
}

function endsWith(text: string, given: Given): string {
  const part = argument(given, 0, TEXTS);
  return `(${part} = '' OR substr(${text}, -length(${part})) = ${part})`;
}

function replaced(text: string, given: Given): string {
  return `fhir_replace(${text}, ${argument(given, 0, TEXTS)}, ${argument(given, 1, TEXTS)})`;
}

const toText: PathFunction = {
  takes: [0, 0],
  apply: (given) => {
    const value = inputOf(given, CONVERTED, 'toString');
    const boolean = `CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`;
    return computed(sort(given.input) === 'boolean' ? boolean : `CAST(${value} AS TEXT)`, 'string');
  },
};

const NONE = [0, 0] as const;
const ONE = [1, 1] as const;

export const TEXT_FUNCTIONS: Readonly<Record<string, PathFunction>> = {
  join: { takes: [0, 1], apply: join },
  startsWith: onText(ONE, 'boolean', 'startsWith', startsWith),
  endsWith: onText(ONE, 'boolean', 'endsWith', endsWith),
  contains: onText(
    ONE,
    'boolean',
    'contains',
    (text, given) => `(fhir_position(${text}, ${argument(given, 0, TEXTS)}) > 0)`,
  ),
  indexOf: onText(
    ONE,
    'integer',
    'indexOf',
    (text, given) => `(fhir_position(${text}, ${argument(given, 0, TEXTS)}) - 1)`,
  ),
  substring: onText([1, 2], 'string', 'substring', substring),
  length: onText(NONE, 'integer', 'length', (text) => `length(${text})`),
  upper: onText(NONE, 'string', 'upper', (text) => `upper(${text})`),
  lower: onText(NONE, 'string', 'lower', (text) => `lower(${text})`),
  trim: onText(NONE, 'string', 'trim', (text) => `trim(${text}, ' ' || char(9, 10, 13))`),
  replace: onText([2, 2], 'string', 'replace', replaced),
  toString: toText,
  toInteger: numeric('toInteger', "'integer'", 'INTEGER', 'integer'),
  toDecimal: numeric('toDecimal', "'integer', 'real'", 'REAL', 'decimal'),
};
