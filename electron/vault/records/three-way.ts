/** Puts values together that were changed in different ways, against what they were before. */
import { canonicalJson, isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';

/** What one side says of a place; undefined: nothing stands there. */
type Side = Json | undefined;

/** Thrown inside, where two sides contradict each other. */
class Contradiction extends Error {}

/** Members with prose, to which both sides may have added: the texts of notes and reports. What is a dose or a name is no prose. */
const PROSE = new Set(['description', 'conclusion', 'summary', 'comment', 'prognosis']);

/** One value that keeps every side's changes; undefined where they contradict. `name`: the register, by which prose is told. */
export function combineValues(base: Side, values: readonly Json[], name: string): Json | undefined {
  try {
    const [first, ...others] = values;
    return others.reduce<Side>((sum, value) => combine(base, sum, value, name.split('/')), first);
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    return undefined;
  }
}

function combine(base: Side, a: Side, b: Side, path: readonly string[]): Side {
  if (same(a, b) || same(b, base)) return a;
  if (same(a, base)) return b;
  if (isAttachment(a) && isAttachment(b)) return combineAttachments(a, b);
  if (isObject(a) && isObject(b)) return combineObjects(base !== undefined && isObject(base) ? base : {}, a, b, path);
  if (Array.isArray(a) && Array.isArray(b)) return combineLists(listOf(base), listOf(a), listOf(b), path);
  if (typeof a === 'string' && typeof b === 'string' && isProse(path)) return joined(a, b);
  throw new Contradiction();
}

function combineObjects(base: JsonObject, a: JsonObject, b: JsonObject, path: readonly string[]): JsonObject {
  const combined: Record<string, Json> = {};
  for (const member of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const value = combine(base[member], a[member], b[member], [...path, member]);
    if (value !== undefined) combined[member] = value;
  }
  return combined;
}

/** Place by place where nothing was added or taken away; else what both have, without what one side took away. */
function combineLists(base: readonly Json[], a: readonly Json[], b: readonly Json[], path: readonly string[]): Json {
  if (base.length > 0 && a.length === base.length && b.length === base.length)
    return a.map((item, i) => combine(base[i], item, b[i], path) as Json);
  const texts = (list: readonly Json[]) => list.map((item) => canonicalJson(item));
  const [inBase, inA, inB] = [texts(base), texts(a), texts(b)];
  const keptA = a.filter((_, i) => inB.includes(inA[i] ?? '') || !inBase.includes(inA[i] ?? ''));
  const addedB = b.filter((_, i) => !inA.includes(inB[i] ?? '') && !inBase.includes(inB[i] ?? ''));
  return [...keptA, ...addedB];
}

/** Notes are kept as text in an attachment: the text is joined, and what described the old bytes is dropped. */
function combineAttachments(a: JsonObject, b: JsonObject): JsonObject {
  const [textA, textB] = [a, b].map(({ data }) => Buffer.from(textIn(data), 'base64').toString('utf8'));
  const text = joined(textA ?? '', textB ?? '');
  const { hash: _h, size: _s, ...rest } = a;
  return { ...rest, data: Buffer.from(text, 'utf8').toString('base64') };
}

function isAttachment(value: Side): value is JsonObject {
  return (
    isObject(value) &&
    typeof value.data === 'string' &&
    /^text\/plain(?:;\s*charset=utf-8)?$/i.test(textIn(value.contentType))
  );
}

/** A note's text, or prose of another name. */
function isProse(path: readonly string[]): boolean {
  const last = path.at(-1) ?? '';
  return PROSE.has(last) || (last === 'text' && path[0] === 'note');
}

/** The one that says all that the other says; both, one under the other, where neither does. */
function joined(a: string, b: string): string {
  if (a.includes(b.trim())) return a;
  return b.includes(a.trim()) ? b : `${a.trimEnd()}\n${b}`;
}

function same(a: Side, b: Side): boolean {
  return a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
}

function listOf(value: Side): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
