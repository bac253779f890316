/** A name and a value of a query as a condition: plain parameters, chains (`subject.name`) and reverse chains (`_has`). */
import {
  isSearchable,
  type SearchParameter,
  searchableTypes,
  searchCodes,
  searchParameter,
} from '../../../shared/fhir/search/parameters.ts';
import { matchOf, phrasesOf } from '../records/full-text-words.ts';
import { recordsLeft } from '../records/reindex.ts';
import { textIds } from '../storage/full-text.ts';
import { withOnePerson } from '../storage/merged.ts';
import { compileParameter } from './condition.ts';
import { type Condition, type QueryContext, refuseClosed } from './context.ts';
import { splitEscaped, unescapeValue } from './escape.ts';
import { narrowIds, narrowReference } from './narrow.ts';
import { localKey, referenceText } from './reference-value.ts';
import { refuse } from './refuse.ts';
import { scan } from './scan.ts';
import { testLeadsTo } from './test-reference.ts';
import { someAt, valuesAt } from './values.ts';

/** Chains end where a query would keep more than so many ids in memory. */
const MOST_KEYS = 1_000_000;
/** Chains and reverse chains inside one another. */
const DEEPEST = 8;

/** Special parameters that FHIR R4 defines and this program does not have, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  _text: 'FHIR search does not read narratives here. Use _content, or the search in texts.',
  _query: 'there are no named queries here.',
  near: 'places are not searched by distance here.',
};

/** Compiles one condition; what a chain leads to is searched now. Raises invalid-input, cancelled. */
export async function compileCondition(
  context: QueryContext,
  type: string,
  name: string,
  raw: string,
  depth = 0,
): Promise<Condition> {
  refuseClosed(context, type);
  if (depth > DEEPEST) refuse(name, 'it is chained too deep.');
  if (raw === '') refuse(name, 'there is no value.');
  if (name.startsWith('_has:')) return reverse(context, type, name, raw, depth);
  const dot = name.indexOf('.');
  const [code = '', modifier, ...more] = (dot < 0 ? name : name.slice(0, dot)).split(':');
  if (more.length > 0) refuse(name, 'there is more than one modifier.');
  if (modifier === '') refuse(name, 'there is no modifier after the colon.');
  const parameter = parameterOf(type, code, name);
  if (dot >= 0) return chain(context, type, { name, modifier, rest: name.slice(dot + 1) }, parameter, raw, depth);
  if (code === '_content' && modifier === undefined) return byContent(context, type, raw);
  if (parameter.type === 'special') refuse(name, REFUSED[code] ?? 'this program does not search by it.');
  if (modifier !== undefined && /^[A-Z]/.test(modifier) && !isSearchable(modifier))
    refuse(name, 'its modifier is no type of resource of FHIR R4.');
  return compileParameter(context, { type, name, modifier }, parameter, raw);
}

/** Every word that people wrote in a record, by the index of texts; values with commas: any of them. */
function byContent({ reader }: QueryContext, type: string, raw: string): Condition {
  if (recordsLeft(reader) > 0) refuse('_content', 'the texts of some records are still being indexed. Try again soon.');
  const ids = new Set<string>();
  for (const value of splitEscaped(raw, ',')) {
    const phrases = phrasesOf(unescapeValue(value));
    if (phrases.length === 0) refuse('_content', 'there is no word to search for.');
    for (const id of textIds(reader, matchOf(phrases), type)) ids.add(id);
  }
  return { matches: ({ id }) => ids.has(id), narrowing: narrowIds(type, ids) };
}

/** The parameter of a type. Raises invalid-input, with the names of those that there are. */
export function parameterOf(type: string, code: string, name: string): SearchParameter {
  return (
    searchParameter(type, code) ??
    refuse(name, `${type} has none of this name. It has ${searchCodes(type).join(', ')}.`)
  );
}

interface Chain {
  readonly name: string;
  /** The type that the reference is followed to. */
  readonly modifier: string | undefined;
  /** What is asked of the resource that it leads to. */
  readonly rest: string;
}

async function chain(
  context: QueryContext,
  type: string,
  { name, modifier, rest }: Chain,
  parameter: SearchParameter,
  raw: string,
  depth: number,
): Promise<Condition> {
  if (parameter.type !== 'reference') refuse(name, 'only a reference can be followed by a dot.');
  const targets = modifier === undefined ? parameter.targets : [modifier];
  if (modifier !== undefined && !(isSearchable(modifier) && (parameter.targets?.includes(modifier) ?? true)))
    refuse(name, `it leads to ${parameter.targets?.join(', ') ?? 'any type'}, not to ${modifier}.`);
  if (targets === undefined) refuse(name, `it may lead to any type: name one, as ${parameter.code}:Patient.${rest}.`);
  // of several targets those count that have such a parameter
  const first = /^[^.:]+/.exec(rest)?.[0] ?? '';
  const fitting = targets.filter((target) => first === '_has' || searchParameter(target, first) !== undefined);
  if (fitting.length === 0) parameterOf(targets[0] ?? '', first, name);
  const open = fitting.filter((target) => !context.closed.has(target));
  if (open.length === 0) refuseClosed(context, fitting[0] ?? '');
  const keys = new Set<string>();
  const inner = new Map<string, Condition>();
  for (const target of open) {
    const condition = await compileCondition(context, target, rest, raw, depth + 1);
    inner.set(target, condition);
    for await (const id of matchingIds(context, target, condition)) {
      keys.add(`${target}/${id}`);
      if (keys.size > MOST_KEYS) refuse(name, 'it leads to over a million records. Narrow it.');
    }
  }
  const persons = withOnePerson(context.reader, keys);
  const test = testLeadsTo(persons, (resource) => {
    const kind = String(resource.resourceType);
    return inner.get(kind)?.matches({ type: kind, id: String(resource.id), resource, updated: 0 }) ?? false;
  });
  const { places } = parameter;
  return {
    matches: ({ resource }) =>
      places.some((place) => someAt(resource, place, resource, (value) => test(value, place, resource))),
    narrowing: narrowReference(context, type, places, persons, true),
  };
}

/** `_has:Observation:patient:code`: records that such a record refers to by that parameter. */
async function reverse(
  context: QueryContext,
  type: string,
  name: string,
  raw: string,
  depth: number,
): Promise<Condition> {
  const [, source = '', code = '', ...rest] = name.split(':');
  if (source === '' || code === '' || rest.length === 0)
    refuse(name, 'this is written _has:Type:reference:parameter, as _has:Observation:patient:code.');
  if (!isSearchable(source))
    refuse(name, `${source} is no type of resource of FHIR R4, as ${searchableTypes()[0]} is one.`);
  const parameter = parameterOf(source, code, name);
  if (parameter.type !== 'reference') refuse(name, `${code} of ${source} is no reference.`);
  if (parameter.targets && !parameter.targets.includes(type))
    refuse(name, `${code} of ${source} does not lead to ${type}.`);
  const condition = await compileCondition(context, source, rest.join(':'), raw, depth + 1);
  const keys = new Set<string>();
  const { pieces } = scan(context, source, [condition]);
  for await (const { found } of pieces(0)) {
    for (const { resource } of found) {
      for (const { value } of valuesAt(resource, parameter.places)) {
        const text = referenceText(value);
        const key = text === undefined ? undefined : localKey(text);
        if (key?.startsWith(`${type}/`)) keys.add(key);
      }
    }
    if (keys.size > MOST_KEYS) refuse(name, 'over a million records are referred to so. Narrow it.');
  }
  const persons = [...withOnePerson(context.reader, keys)].filter((key) => key.startsWith(`${type}/`));
  const ids = new Set(persons.map((key) => key.slice(type.length + 1)));
  return { matches: ({ id }) => ids.has(id), narrowing: narrowIds(type, ids) };
}

async function* matchingIds(context: QueryContext, type: string, condition: Condition): AsyncGenerator<string> {
  const { pieces } = scan(context, type, [condition]);
  for await (const { found } of pieces(0)) for (const { id } of found) yield id;
}
