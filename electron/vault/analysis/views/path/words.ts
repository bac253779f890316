/**
 * Texts that stand in every record for which a condition holds: `code.coding.exists(code = '85354-9')` is true of none whose JSON does
 * not have `85354-9"` in it. A search for bytes takes a tenth of what parsing takes, and most views want few of the records.
 */
import type { Constant } from './context.ts';
import type { Expression } from './parse.ts';
import { sortOf } from './types.ts';

type Constants = ReadonlyMap<string, Constant>;

/** Texts that have to be there: one, all, or any of some. undefined: nobody can say. */
export type Words = string | { readonly every: readonly Words[] } | { readonly some: readonly Words[] } | undefined;

/**
 * What JSON writes as it is, and patterns of SQL have no meaning for. A slash stands in names of systems above all, which nearly every record of a
 * type has.
 */
const PLAIN = /^[A-Za-z0-9 ._:-]{1,100}$/;

/** Functions that give some of the values of which they are asked, as they stand in the record. */
const KEEPING = ['where', 'first', 'last', 'tail', 'skip', 'take', 'single', 'ofType', 'as'];

/** What has to stand in a record for which a condition is true. */
export function wordsOf(condition: Expression, constants: Constants): Words {
  if (condition.kind === 'binary') return wordsOfOperation(condition, constants);
  const { of, call } = called(condition);
  if (call?.name !== 'exists') return wordsOfValues(condition, constants);
  return every([of && wordsOfValues(of, constants), call.args[0] && wordsOf(call.args[0], constants)]);
}

function wordsOfOperation(
  { operator, left, right }: Expression & { readonly kind: 'binary' },
  constants: Constants,
): Words {
  const both = [wordsOf(left, constants), wordsOf(right, constants)];
  switch (operator) {
    case 'and':
      return every(both);
    case 'or':
      return both.includes(undefined) ? undefined : { some: both };
    case '=':
      return every([equalWords(left, right, constants), equalWords(right, left, constants)]);
    default:
      return undefined;
  }
}

/** Of values of the record that equal a text of the definition. */
function equalWords(values: Expression, text: Expression, constants: Constants): Words {
  if (!isOfRecord(values)) return undefined;
  const given = text.kind === 'variable' ? constants.get(text.name) : text.kind === 'literal' ? text : undefined;
  const word =
    given && sortOf(given.type) === 'text' && PLAIN.test(String(given.value)) ? String(given.value) : undefined;
  return every([wordsOfValues(values, constants), word]);
}

/** What has to stand in a record in which an expression finds any value. */
function wordsOfValues(values: Expression, constants: Constants): Words {
  if (values.kind === 'index') return wordsOfValues(values.of, constants);
  const { of, call } = called(values);
  if (call === undefined) return of && wordsOfValues(of, constants);
  if (!KEEPING.includes(call.name)) return undefined;
  const [criterion] = call.args;
  return every([
    of && wordsOfValues(of, constants),
    call.name === 'where' && criterion ? wordsOf(criterion, constants) : undefined,
  ]);
}

/** Whether what an expression gives stands in the record as it is. `$this` may be what a function has made. */
function isOfRecord(values: Expression): boolean {
  switch (values.kind) {
    case 'name':
      return true;
    case 'index':
      return isOfRecord(values.of);
    case 'member':
      return values.step.kind === 'name' || (isKeeping(values.step) && isOfRecord(values.of));
    default:
      return false;
  }
}

function isKeeping(step: Expression): boolean {
  return step.kind === 'call' && KEEPING.includes(step.name);
}

/** The last step of a path, where it is a call, and what it is asked of. */
function called(path: Expression): { of?: Expression; call?: Expression & { readonly kind: 'call' } } {
  if (path.kind === 'call') return { call: path };
  if (path.kind !== 'member') return {};
  return path.step.kind === 'call' ? { of: path.of, call: path.step } : { of: path.of };
}

function every(parts: readonly Words[]): Words {
  const known = parts.filter((part) => part !== undefined);
  return known.length > 1 ? { every: known } : known[0];
}

/** As a condition on the JSON of a record. With its end behind it a word is rare, without its begin it is found faster. */
export function wordsIn(json: string, words: Words, bind: (value: string) => string): string | undefined {
  if (words === undefined) return undefined;
  if (typeof words === 'string') return `${json} GLOB ${bind(`*${words}"*`)}`;
  const [parts, operator] = 'every' in words ? [words.every, ' AND '] : [words.some, ' OR '];
  return `(${parts.map((part) => wordsIn(json, part, bind)).join(operator)})`;
}
