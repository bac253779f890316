/**
 * FHIRPath as a tree of plain objects. Tokens and precedence come from @medplum/core; what it lets pass (tokens behind the
 * end, texts without an end, numbers with letters) is refused here.
 */
import {
  AndAtom,
  ArithmeticOperatorAtom,
  AsAtom,
  type Atom,
  ConcatAtom,
  ContainsAtom,
  DotAtom,
  EmptySetAtom,
  EqualsAtom,
  EquivalentAtom,
  FunctionAtom,
  ImpliesAtom,
  InAtom,
  IndexerAtom,
  InfixOperatorAtom,
  IsAtom,
  initFhirPathParserBuilder,
  LiteralAtom,
  NotEqualsAtom,
  NotEquivalentAtom,
  OrAtom,
  SymbolAtom,
  type Token,
  Tokenizer,
  UnaryOperatorAtom,
  UnionAtom,
  XorAtom,
} from '@medplum/core';
import { refuse } from '../fault.ts';
import { DEEPEST_PATH, LONGEST_PATH, MOST_OF, MOST_TOKENS } from '../limits.ts';

export type LiteralType = 'string' | 'integer' | 'decimal' | 'boolean' | 'date' | 'dateTime' | 'time';

export type Expression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly value: string | number | boolean }
  | { readonly kind: 'empty' }
  /** An element, or the type of the resource at the beginning. */
  | { readonly kind: 'name'; readonly name: string }
  /** `$this`, `$index`. */
  | { readonly kind: 'special'; readonly name: string }
  /** `%name`, without the `%`. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly step: Expression }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
  | { readonly kind: 'minus'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression };

const KEYWORDS = ['true', 'false'];
const OPERATORS = ['!=', '!~', '<=', '>=', '{}'];
const NAME = /^[A-Za-z_]\w*$/;
const builder = initFhirPathParserBuilder();

/** Parses an expression. Faults: syntax, too-large, not-supported. */
export function parsePath(text: string): Expression {
  if (text.length > LONGEST_PATH) refuse('too-large');
  const tokens = tokensOf(text);
  if (tokens.length > MOST_TOKENS) refuse('too-large');
  let atom: Atom;
  try {
    const parser = builder.construct(tokens);
    atom = parser.consumeAndParse();
    if (parser.hasMore()) throw new SyntaxError('more behind the end');
  } catch {
    return refuse('syntax', text);
  }
  const expression = expressionOf(atom, 0);
  refuseGrowth(expression);
  return expression;
}

/** What is written in a few words may give more values than anybody has room for: each of these multiplies them. */
function refuseGrowth(expression: Expression): void {
  const seen = { resource: 0, union: 0, repeat: 0 };
  const waiting: Expression[] = [expression];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.kind === 'variable' && (one.name === 'resource' || one.name === 'rootResource')) seen.resource += 1;
    if (one.kind === 'binary' && one.operator === '|') seen.union += 1;
    if (one.kind === 'call' && (one.name === 'union' || one.name === 'combine')) seen.union += 1;
    if (one.kind === 'call' && one.name === 'repeat') seen.repeat += 1;
    waiting.push(...partsOf(one));
  }
  for (const [name, most] of Object.entries(MOST_OF))
    if (seen[name as keyof typeof seen] > most) refuse('too-large', name);
}

/** The expressions that one is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.args;
    case 'member':
      return [expression.of, expression.step];
    case 'index':
      return [expression.of, expression.at];
    case 'minus':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
}

function tokensOf(text: string): Token[] {
  let tokens: Token[];
  try {
    tokens = new Tokenizer(text, KEYWORDS, OPERATORS).tokenize();
  } catch {
    return refuse('syntax', text);
  }
  const kept: Token[] = [];
  for (const token of tokens) {
    if (token.id === 'Comment') continue;
    if (token.id === 'Quantity') refuse('not-supported', token.value);
    if (token.id === 'String' && !/['"]/.test(text.charAt(token.index))) refuse('syntax', text);
    const before = kept.at(-1);
    if (token.id === '}' && before?.id === '{') kept[kept.length - 1] = { ...before, id: '{}', value: '{}' };
    else kept.push(token);
  }
  const last = tokens.at(-1);
  if (last && /['"`]/.test(text.charAt(last.index)) && !closed(text.slice(last.index))) refuse('syntax', text);
  return kept;
}

/** Whether a text in quotation marks ends with one. */
function closed(text: string): boolean {
  const quote = text.charAt(0);
  for (let at = 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return true;
  }
  return false;
}

function expressionOf(atom: Atom, depth: number): Expression {
  if (depth > DEEPEST_PATH) refuse('too-large');
  const inner = (one: Atom): Expression => expressionOf(one, depth + 1);
  if (atom instanceof LiteralAtom) return literalOf(atom);
  if (atom instanceof EmptySetAtom) return { kind: 'empty' };
  if (atom instanceof SymbolAtom) return symbolOf(atom.name);
  if (atom instanceof FunctionAtom) return { kind: 'call', name: atom.name, args: atom.args.map(inner) };
  if (atom instanceof IndexerAtom) return { kind: 'index', of: inner(atom.left), at: inner(atom.expr) };
  if (atom instanceof UnaryOperatorAtom) return inner(atom.child);
  if (atom instanceof DotAtom) return memberOf(inner(atom.left), inner(atom.right));
  // how the parser says that a minus stands alone
  if (atom instanceof ArithmeticOperatorAtom && atom.operator === '-' && atom.left === atom.right)
    return { kind: 'minus', of: inner(atom.left) };
  if (atom instanceof InfixOperatorAtom)
    return { kind: 'binary', operator: operatorOf(atom), left: inner(atom.left), right: inner(atom.right) };
  return refuse('not-supported', atom.toString());
}

const NAMED_OPERATORS: readonly (readonly [abstract new (...args: never[]) => Atom, string])[] = [
  [AndAtom, 'and'],
  [OrAtom, 'or'],
  [XorAtom, 'xor'],
  [ImpliesAtom, 'implies'],
  [EqualsAtom, '='],
  [NotEqualsAtom, '!='],
  [EquivalentAtom, '~'],
  [NotEquivalentAtom, '!~'],
  [UnionAtom, '|'],
  [ConcatAtom, '&'],
  [InAtom, 'in'],
  [ContainsAtom, 'contains'],
  [IsAtom, 'is'],
  [AsAtom, 'as'],
];

function operatorOf(atom: InfixOperatorAtom): string {
  return NAMED_OPERATORS.find(([type]) => atom instanceof type)?.[1] ?? atom.operator;
}

function memberOf(of: Expression, step: Expression): Expression {
  if (step.kind !== 'name' && step.kind !== 'call' && step.kind !== 'special') refuse('syntax');
  return { kind: 'member', of, step };
}

function symbolOf(name: string): Expression {
  if (name.startsWith('$')) return { kind: 'special', name };
  if (!name.startsWith('%')) return NAME.test(name) ? { kind: 'name', name } : refuse('syntax', name);
  return { kind: 'variable', name: name.slice(1).replace(/^(['"`])(.*)\1$/s, '$2') };
}

function literalOf({ value: { type, value } }: LiteralAtom): Expression {
  switch (type) {
    case 'string':
    case 'integer':
    case 'decimal':
    case 'boolean':
      return { kind: 'literal', type, value: value as string | number | boolean };
    case 'dateTime':
      return timeOf(String(value));
    default:
      return refuse('not-supported', type);
  }
}

function timeOf(text: string): Expression {
  if (text.startsWith('T')) return { kind: 'literal', type: 'time', value: text.slice(1).replace(/Z$/, '') };
  return { kind: 'literal', type: text.length <= 10 ? 'date' : 'dateTime', value: text };
}
