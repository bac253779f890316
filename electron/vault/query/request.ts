/** The text of a query, `Type?name=value&...`, in its parts. Everything in it is understood or refused. */

import { raise } from '../../../shared/base/result.ts';
import { isSearchable } from '../../../shared/fhir/search/parameters.ts';
import { elementOf } from '../../../shared/fhir/structure.ts';
import { BASE } from './reference-value.ts';
import { refuse } from './refuse.ts';

const DEFAULT_COUNT = 100;
const MOST_COUNT = 1000;

export interface Pair {
  readonly name: string;
  readonly value: string;
}

export type Summary = 'true' | 'text' | 'data' | 'count' | 'false';

export interface SearchRequest {
  /** Types that are searched. */
  readonly types: readonly string[];
  /** As it was named: a type, or '' for several. */
  readonly base: string;
  /** What records must meet. */
  readonly conditions: readonly Pair[];
  readonly sort: readonly { readonly code: string; readonly descending: boolean }[];
  readonly count: number;
  readonly page: string | undefined;
  readonly total: boolean;
  readonly summary: Summary;
  readonly elements: readonly string[];
  /** `_include`, `_revinclude`, with `:iterate` or without. */
  readonly includes: readonly Pair[];
  readonly pretty: boolean;
  /** All but the page, for links. */
  readonly given: readonly Pair[];
}

const CONTROLS = [
  '_sort',
  '_count',
  '_page',
  '_total',
  '_summary',
  '_elements',
  '_include',
  '_revinclude',
  '_format',
  '_pretty',
  '_type',
  '_contained',
];
const UNSUPPORTED = ['_filter', '_list', '_containedType', '_score'];
const FORMATS = ['json', 'application/json', 'application/fhir+json', 'text/json'];

/** Reads a query. `present`: the types that there are records of, for one over all. Raises invalid-input. */
export function parseRequest(query: string, present: () => string[]): SearchRequest {
  const text = query.trim();
  const relative = text.startsWith(`${BASE}/`) ? text.slice(BASE.length) : text;
  const [path = '', ...rest] = relative.split('?');
  const base = decode(path).replace(/^\/|\/$/g, '');
  const pairs = pairsOf(rest.join('?'));
  const all = (name: string) => pairs.filter((pair) => pair.name === name).map(({ value }) => value);
  const one = (name: string): string | undefined => {
    const values = all(name);
    if (values.length > 1) refuse(name, 'it may stand only once.');
    return values[0];
  };
  for (const { name } of pairs) {
    const [code = '', modifier] = name.split(':');
    if (UNSUPPORTED.includes(code)) refuse(name, 'this program does not have it.');
    const iterated = modifier === 'iterate' && /^_(rev)?include$/.test(code);
    if (CONTROLS.includes(code) && name !== code && !iterated) refuse(name, `${code} does not have this modifier.`);
  }
  format(one('_format'));
  choice('_contained', one('_contained'), ['false']);
  const types = typesOf(base, one('_type'), present);
  const summary = (choice('_summary', one('_summary'), ['true', 'text', 'data', 'count', 'false']) ??
    'false') as Summary;
  const includes = pairs.filter(({ name }) => /^_(rev)?include\b/.test(name));
  if (summary === 'text' && includes.length > 0)
    refuse('_summary', 'text cannot stand together with included records.');
  const elements = elementsOf(one('_elements'), types);
  if (elements.length > 0 && summary !== 'false') refuse('_elements', 'it cannot stand together with _summary.');
  const count = countOf(one('_count'));
  return {
    types,
    base,
    conditions: pairs.filter(({ name }) => !CONTROLS.includes(name.split(':')[0] ?? '')),
    sort: sortOf(one('_sort')),
    count,
    page: one('_page'),
    total: choice('_total', one('_total'), ['none', 'estimate', 'accurate']) !== 'none',
    summary: count === 0 ? 'count' : summary,
    elements,
    includes,
    pretty: choice('_pretty', one('_pretty'), ['true', 'false']) === 'true',
    given: pairs.filter(({ name }) => name !== '_page'),
  };
}

/** The address of a search, as a Bundle links to it. */
export function addressOf({ base, given }: SearchRequest, page?: string): string {
  const pairs = page === undefined ? given : [...given, { name: '_page', value: page }];
  const encoded = pairs.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&');
  return `${BASE}/${base}${encoded === '' ? '' : `?${encoded}`}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2C|24|2F)/g, (code) => decodeURIComponent(code));
}

function pairsOf(text: string): Pair[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const name = decode(at < 0 ? pair : pair.slice(0, at));
      if (at < 0) refuse(name, 'there is no value; a parameter is written name=value.');
      const value = decode(pair.slice(at + 1));
      if (name === '') raise('invalid-input', 'A search parameter has no name; it is written name=value.');
      if (value === '') refuse(name, 'there is no value.');
      return { name, value };
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return raise('invalid-input', 'The query is not encoded as an address is: a % must be written %25.');
  }
}

function typesOf(base: string, listed: string | undefined, present: () => string[]): string[] {
  if (base !== '') {
    if (!isSearchable(base))
      raise(
        'invalid-input',
        'A query is written Type?name=value, where Type is a resource type of FHIR R4, as Patient.',
      );
    if (listed !== undefined && listed !== base)
      refuse('_type', 'it belongs to a search over several types: ?_type=A,B.');
    return [base];
  }
  if (listed === undefined) return present().filter(isSearchable);
  const types = [...new Set(listed.split(','))];
  if (!types.every(isSearchable)) refuse('_type', 'one of these is no resource type of FHIR R4.');
  return types;
}

function sortOf(text: string | undefined): { code: string; descending: boolean }[] {
  return (text?.split(',') ?? []).map((part) => {
    const descending = part.startsWith('-');
    const code = descending ? part.slice(1) : part;
    if (code === '') refuse('_sort', 'it is written as parameters with commas between, as -date,status.');
    return { code, descending };
  });
}

function countOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_COUNT;
  if (!/^\d{1,9}$/.test(text)) refuse('_count', 'this needs a whole number.');
  return Math.min(Number(text), MOST_COUNT);
}

function elementsOf(text: string | undefined, types: readonly string[]): string[] {
  const elements = text?.split(',') ?? [];
  for (const element of elements) {
    if (!types.some((type) => /^\w+$/.test(element) && elementOf(type, element) !== undefined))
      refuse('_elements', 'one of these is no element of the resource; they are written as name,birthDate.');
  }
  return elements;
}

function format(text: string | undefined): void {
  if (text !== undefined && !FORMATS.includes(text.replace(' ', '+'))) refuse('_format', 'there is JSON only: json.');
}

function choice(name: string, value: string | undefined, known: readonly string[]): string | undefined {
  if (value !== undefined && !known.includes(value)) refuse(name, `this is ${known.join(', ')}.`);
  return value;
}
