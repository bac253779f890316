/** `_include` and `_revinclude` (http://hl7.org/fhir/R4/search.html#include): records that come along with those found. */
import {
  isSearchable,
  type SearchParameter,
  searchableTypes,
  searchCodes,
  searchParameter,
} from '../../../shared/fhir/search/parameters.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { withOnePerson } from '../storage/merged.ts';
import { parameterOf } from './compile.ts';
import type { QueryContext } from './context.ts';
import { narrowReference } from './narrow.ts';
import { localKey, referenceText } from './reference-value.ts';
import { refuse } from './refuse.ts';
import type { Pair } from './request.ts';
import { scan } from './scan.ts';
import { valuesAt } from './values.ts';

/** More are not brought along with one page; an outcome says so. */
export const MOST_INCLUDED = 1000;

export interface Found {
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly resource: JsonObject;
}

/** One of the parameters: follow (or be referred to by) these references of `source`, any type's where it is undefined. */
interface Inclusion {
  readonly reverse: boolean;
  readonly iterate: boolean;
  readonly source: string | undefined;
  readonly code: string;
  readonly target: string | undefined;
}

/** Reads the parameters. Raises invalid-input. */
export function parseInclusions(pairs: readonly Pair[], types: readonly string[]): Inclusion[] {
  return pairs.map(({ name, value }) => {
    const reverse = name.startsWith('_revinclude');
    const iterate = name.endsWith(':iterate');
    if (value === '*') return { reverse, iterate, source: undefined, code: '*', target: undefined };
    const [source = '', code = '', target, ...more] = value.split(':');
    if (code === '' || target === '' || more.length > 0)
      refuse(name, 'this is written Type:parameter, Type:parameter:Target, Type:* or *.');
    if (!isSearchable(source) || (target !== undefined && !isSearchable(target)))
      refuse(name, 'it names a type that FHIR R4 does not know.');
    if (code !== '*') {
      const parameter = parameterOf(source, code, name);
      if (parameter.type !== 'reference') refuse(name, `${code} of ${source} is no reference.`);
      if (target !== undefined && parameter.targets && !parameter.targets.includes(target))
        refuse(name, `${code} of ${source} does not lead to ${target}.`);
    }
    if (!reverse && !iterate && !types.includes(source))
      refuse(name, `${source} is not what is searched; what was included is followed by _include:iterate.`);
    return { reverse, iterate, source, code, target };
  });
}

/** What comes along with a page, each once; `more`: there would have been more than fit. */
export async function include(
  context: QueryContext,
  inclusions: readonly Inclusion[],
  matches: readonly Found[],
): Promise<{ found: Found[]; more: boolean }> {
  const known = new Set(matches.map(({ type, id }) => `${type}/${id}`));
  const found: Found[] = [];
  let frontier = matches;
  let round = inclusions;
  while (frontier.length > 0 && round.length > 0) {
    const next: Found[] = [];
    for (const inclusion of round) {
      for await (const one of inclusion.reverse
        ? referring(context, inclusion, frontier)
        : followed(context, inclusion, frontier)) {
        const key = `${one.type}/${one.id}`;
        if (known.has(key) || context.closed.has(one.type)) continue;
        if (found.length >= MOST_INCLUDED) return { found, more: true };
        known.add(key);
        found.push(one);
        next.push(one);
      }
    }
    frontier = next;
    round = inclusions.filter(({ iterate }) => iterate);
  }
  return { found, more: false };
}

async function* followed(
  context: QueryContext,
  { source, code, target }: Inclusion,
  from: readonly Found[],
): AsyncGenerator<Found> {
  const ids = new Map<string, Set<string>>();
  for (const { type, resource } of from) {
    if (source !== undefined && type !== source) continue;
    for (const key of keysOf(resource, referencesOf(type, code))) {
      const [to = '', id = ''] = key.split('/');
      if (target !== undefined && to !== target) continue;
      ids.set(to, (ids.get(to) ?? new Set()).add(id));
    }
  }
  for (const [type, some] of ids) {
    const rows = context.reader.all<{ id: string; json: string }>(
      'SELECT id, json FROM record WHERE type = ? AND id IN (SELECT value FROM json_each(?)) AND deleted = 0 ORDER BY rid',
      type,
      JSON.stringify([...some]),
    );
    for (const row of rows) yield { type, ...row, resource: parseJson(row.json) as JsonObject };
    await context.breathe();
  }
}

async function* referring(
  context: QueryContext,
  { source, code, target }: Inclusion,
  to: readonly Found[],
): AsyncGenerator<Found> {
  const named = to.filter(({ type }) => target === undefined || type === target).map(({ type, id }) => `${type}/${id}`);
  const keys = withOnePerson(context.reader, new Set(named));
  if (keys.size === 0) return;
  for (const type of source === undefined ? searchableTypes() : [source]) {
    const parameters = referencesOf(type, code);
    if (parameters.length === 0) continue;
    const { pieces } = scan(context, type, [
      {
        matches: ({ resource }) => keysOf(resource, parameters).some((key) => keys.has(key)),
        // canonicals lead to no id, and need not be looked up
        narrowing: narrowReference(
          context,
          type,
          parameters.flatMap(({ places }) => places.filter((place) => place.type === 'Reference')),
          keys,
          false,
        ),
      },
    ]);
    for await (const { found } of pieces(0)) yield* found;
  }
}

function referencesOf(type: string, code: string): SearchParameter[] {
  const codes = code === '*' ? searchCodes(type) : [code];
  return codes
    .map((one) => searchParameter(type, one))
    .filter((one) => one !== undefined)
    .filter(({ type: kind }) => kind === 'reference');
}

function keysOf(resource: JsonObject, parameters: readonly SearchParameter[]): string[] {
  return parameters.flatMap(({ places }) =>
    valuesAt(resource, places).flatMap(({ value }) => {
      const text = referenceText(value);
      const key = text === undefined ? undefined : localKey(text);
      return key === undefined ? [] : [key];
    }),
  );
}
