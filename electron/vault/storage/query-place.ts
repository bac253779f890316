/**
 * Where in a statement the cause of SQLite's refusal stands. The binding does not tell SQLite's own offset: SQLite says which word it
 * stumbled over, and is asked about changed texts where the word stands several times. Texts are prepared, never run.
 */
import type { QueryPlace } from '../../../shared/bridge/notebook.ts';

/** What SQLite says of a text when it prepares it; undefined where it takes it. */
export type Complain = (sql: string) => string | undefined;

interface Token {
  readonly kind: 'space' | 'name' | 'quoted' | 'variable' | 'unknown' | 'other';
  readonly at: number;
  readonly text: string;
}

/** SQLite's own tokens (https://sqlite.org/src/file/src/tokenize.c). What is quoted and never closed reaches to the end. */
const TOKENS =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<other>x'(?:[0-9a-f]{2})*'|'(?:[^']|'')*'|0x[0-9a-f]+(?![\w$\u0080-\uffff])|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w$\u0080-\uffff])|\|\||<=|>=|<>|!=|==|<<|>>|->>?|[-+*/%=<>&|~,;().])|(?<variable>\?\d*|[:@$#][\w$\u0080-\uffff]+)|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<unknown>x'[^']*(?:'|$)|['"`[][\s\S]*|[\d.][\w$\u0080-\uffff]*)|(?<name>[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)|[\s\S]/giu;

/** Names that stand more often are not looked for. */
const MOST_CANDIDATES = 100;

/** The place of what SQLite says of a statement that it does not take; undefined where it is about none, or none is found. */
export function placeOf(sql: string, message: string, complain: Complain): QueryPlace | undefined {
  const tokens = tokensOf(sql);
  const near = /^near "([\s\S]*)": syntax error$/.exec(message)?.[1];
  if (near !== undefined) return nearPlace(sql, message, { tokens, near, complain });
  const unknown = /^unrecognized token: "([\s\S]*)"$/.exec(message)?.[1];
  if (unknown !== undefined)
    return placeAt(tokens.find(({ kind, text }) => (kind === 'unknown' || kind === 'variable') && text === unknown));
  if (message === 'incomplete input') return { at: endOf(tokens.at(-1)), length: 0 };
  if (/more than one statement/.test(message)) return secondStatement(tokens);
  if (/parameter/.test(message)) return placeAt(tokens.find(({ kind }) => kind === 'variable'));
  for (const [pattern, stand, replaced] of NAMED) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined)
      return namedPlace(sql, message, { found: stand(chainsOf(tokens), name), replaced, complain });
  }
  return undefined;
}

/** The first word of a statement, behind comments. */
export function firstWord(sql: string): QueryPlace | undefined {
  return placeAt(tokensOf(sql).find(({ text }) => text !== ';'));
}

/** A name with what stands before it: `main.people.id`. */
interface Chain extends QueryPlace {
  readonly name: string;
  readonly isCalled: boolean;
}

const sameName = (chains: readonly Chain[], name: string): Chain[] =>
  chains.filter((chain) => !chain.isCalled && (chain.name === name || `"${chain.name}"` === name));
const sameTable = (chains: readonly Chain[], name: string): Chain[] =>
  chains.filter((chain) => chain.name === name || chain.name === `main.${name}`);
const sameFunction = (chains: readonly Chain[], name: string): Chain[] =>
  chains.filter((chain) => chain.isCalled && chain.name === name);

/** What SQLite says of a name; which names of the text it can mean; what may stand in the place of each. */
const NAMED: readonly (readonly [RegExp, (chains: readonly Chain[], name: string) => Chain[], string])[] = [
  [/^no such column: (.*?)(?: - should this be a string literal in single-quotes\?)?$/s, sameName, 'NULL'],
  [/^ambiguous column name: (.*)$/s, sameName, 'NULL'],
  [/^no such table: (?:main\.)?(.*)$/s, sameTable, 'sqlite_schema'],
  [/^no such function: (.*)$/s, sameFunction, 'char'],
  [/^wrong number of arguments to function (.*)\(\)$/s, sameFunction, 'char'],
  [/^misuse of (?:aggregate:|aggregate function|window function) (.*)\(\)$/s, sameFunction, 'char'],
];

function tokensOf(sql: string): Token[] {
  return [...sql.matchAll(TOKENS)].flatMap(({ index, 0: text, groups = {} }) => {
    const [kind = 'unknown'] = (['space', 'name', 'quoted', 'variable', 'other'] as const).filter(
      (name) => groups[name] !== undefined,
    );
    return kind === 'space' ? [] : [{ kind, at: index, text }];
  });
}

function placeAt(token: Token | undefined): QueryPlace | undefined {
  return token && { at: token.at, length: token.text.length };
}

function endOf(token: Token | undefined): number {
  return token ? token.at + token.text.length : 0;
}

/** The first of the words at which SQLite stops already when nothing follows. */
function nearPlace(
  sql: string,
  message: string,
  { tokens, near, complain }: { tokens: readonly Token[]; near: string; complain: Complain },
): QueryPlace | undefined {
  const same = tokens.filter(({ text }) => text === near);
  let [low, high] = [0, same.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (complain(sql.slice(0, endOf(same[middle]))) === message) high = middle;
    else low = middle + 1;
  }
  return placeAt(same[low]);
}

/** What stands behind the first statement. */
function secondStatement(tokens: readonly Token[]): QueryPlace | undefined {
  const first = tokens.findIndex(({ text }) => text !== ';');
  const end = tokens.findIndex(({ text }, at) => at > first && text === ';');
  const second = tokens.find(({ text }, at) => at > end && text !== ';');
  return second && { at: second.at, length: endOf(tokens.at(-1)) - second.at };
}

/**
 * The first of the names that SQLite means: one after another, from the last to the first, gets something in its place that SQLite takes. Where
 * it says something else then, it was that one.
 */
function namedPlace(
  sql: string,
  message: string,
  { found, replaced, complain }: { found: readonly Chain[]; replaced: string; complain: Complain },
): QueryPlace | undefined {
  const [only] = found;
  if (only && found.length === 1) return { at: only.at, length: only.length };
  if (found.length > MOST_CANDIDATES) return undefined;
  let text = sql;
  for (const { at, length } of found.toReversed()) {
    const changed = text.slice(0, at) + replaced + text.slice(at + length);
    const said = complain(changed);
    if (said === message) text = changed;
    // a name that is given, as behind AS, is none that is looked for
    else if (said === undefined || !/^near "/.test(said)) return { at, length };
  }
  return undefined;
}

function chainsOf(tokens: readonly Token[]): Chain[] {
  const chains: Chain[] = [];
  for (let n = 0; n < tokens.length; n++) {
    const [first, names] = [tokens[n], [] as string[]];
    if (!first || !isName(first)) continue;
    names.push(plainName(first));
    while (tokens[n + 1]?.text === '.' && isName(tokens[n + 2])) {
      n += 2;
      names.push(plainName(tokens[n] ?? first));
    }
    const length = endOf(tokens[n]) - first.at;
    chains.push({
      at: first.at,
      length,
      name: names.join('.'),
      isCalled: names.length === 1 && tokens[n + 1]?.text === '(',
    });
  }
  return chains;
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === 'name' || token?.kind === 'quoted';
}

/** A name without its quotes. */
function plainName({ kind, text }: Token): string {
  if (kind !== 'quoted') return text;
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
