/** The order of what is found (http://hl7.org/fhir/R4/search.html#sort), and the place in it where a page begins. */
import { z } from 'zod';
import type { Place, SearchParameter } from '../../../shared/fhir/search/parameters.ts';
import { isObject, type Json, toNumber } from '../../../shared/records/json.ts';
import { parameterOf } from './compile.ts';
import type { Candidate, QueryContext } from './context.ts';
import { dateSpan } from './date-span.ts';
import { referenceText } from './reference-value.ts';
import { refuse } from './refuse.ts';
import { normalText, textsOf } from './test-string.ts';
import { foldCode, someToken } from './test-token.ts';
import { valuesAt } from './values.ts';

type Key = string | number | null;

/** A place in the order: a key for each parameter of `_sort`, then the row, which settles ties. */
export interface Position {
  readonly keys: readonly Key[];
  readonly rid: number;
}

export interface Order {
  keysOf(candidate: Candidate): Key[];
  compare(a: Position, b: Position): number;
}

const LATEST = 8.64e15;

/** The order of a request; without `_sort` that in which records came. Raises invalid-input. */
export function orderOf(
  context: QueryContext,
  types: readonly string[],
  sort: readonly { readonly code: string; readonly descending: boolean }[],
): Order {
  const readers = new Map(
    types.map((type) => [
      type,
      sort.map((by) => keyReader(context, parameterOf(type, by.code, `_sort=${by.code}`), by.descending)),
    ]),
  );
  return {
    keysOf: (candidate) => (readers.get(candidate.type) ?? []).map((read) => read(candidate)),
    compare: (a, b) => {
      for (let i = 0; i < sort.length; i++) {
        const [left, right] = [a.keys[i] ?? null, b.keys[i] ?? null];
        if (left === right) continue;
        // what has no value comes last either way
        if (left === null || right === null) return left === null ? 1 : -1;
        const order = left < right ? -1 : 1;
        return sort[i]?.descending ? -order : order;
      }
      return a.rid - b.rid;
    },
  };
}

/** Of several values the first in the order. */
function keyReader(
  context: QueryContext,
  parameter: SearchParameter,
  descending: boolean,
): (candidate: Candidate) => Key {
  if (parameter.type === 'composite' || parameter.type === 'special')
    refuse(`_sort=${parameter.code}`, 'records cannot be put in an order by this.');
  if (parameter.code === '_id') return ({ id }) => id;
  if (parameter.code === '_lastUpdated') return ({ updated }) => updated;
  return ({ resource }) => {
    const keys = valuesAt(resource, parameter.places).flatMap(({ value, place }) =>
      keysIn(context, parameter, value, place, descending),
    );
    return keys.reduce<Key>(
      (best, key) => (best === null || (descending ? key > best : key < best) ? key : best),
      null,
    );
  };
}

function keysIn(
  { calendar }: QueryContext,
  { type }: SearchParameter,
  value: Json,
  place: Place,
  descending: boolean,
): (string | number)[] {
  switch (type) {
    case 'date': {
      const span = dateSpan(value, calendar);
      if (!span) return [];
      return [Math.max(-LATEST, Math.min(LATEST, descending ? span.end : span.start))];
    }
    case 'number':
    case 'quantity':
      return numbersIn(value);
    case 'token': {
      const codes: string[] = [];
      someToken(value, place, ({ code }) => {
        if (code !== undefined) codes.push(foldCode(code));
        return false;
      });
      return codes;
    }
    case 'reference': {
      const text = referenceText(value);
      return text === undefined ? [] : [text];
    }
    case 'string':
      return stringsIn(value, place.type).map(normalText);
    default:
      return typeof value === 'string' ? [value] : [];
  }
}

function numbersIn(value: Json): number[] {
  const parts = isObject(value)
    ? [value.value, ...[value.low, value.high].map((end) => (isObject(end) ? end.value : undefined))]
    : [value];
  return parts.map((part) => toNumber(part)).filter((number) => number !== undefined);
}

/** A name is put in order by its family name, then the given ones. */
function stringsIn(value: Json, type: string): string[] {
  if (type !== 'HumanName' || !isObject(value) || typeof value.family !== 'string') return textsOf(value, type);
  const given = Array.isArray(value.given) ? value.given : [];
  return [[value.family, ...given].join(' ')];
}

const PageToken = z.strictObject({
  k: z.array(z.union([z.string(), z.number(), z.null()])),
  r: z.int(),
  t: z.int().optional(),
});

/** Where the next page begins, as text for a link: behind `position`; with the total, so that it is counted once. */
export function pageToken(position: Position, total: number | undefined): string {
  const token = { k: position.keys, r: position.rid, ...(total === undefined ? {} : { t: total }) };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** Raises invalid-input for what no link of ours carries, or one of another order. */
export function readPageToken(text: string, sorted: number): Position & { readonly total: number | undefined } {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const token = PageToken.safeParse(value).data;
  if (!token || token.k.length !== sorted)
    refuse('_page', 'this is not from the next link of this search. Search again.');
  return { keys: token.k, rid: token.r, total: token.t };
}
