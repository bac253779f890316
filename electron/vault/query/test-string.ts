/** string and uri (http://hl7.org/fhir/R4/search.html#string, #uri): one value of a query against one of a resource. */
import { isObject, type Json } from '../../../shared/records/json.ts';
import { unescapeValue } from './escape.ts';
import { refuse } from './refuse.ts';
import type { ValueTest } from './value-test.ts';

/** Parts of a HumanName and an Address that are searched. */
const NAME = ['text', 'family', 'given', 'prefix', 'suffix'];
const ADDRESS = ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'];

/** Without case, accents, width of letters, and runs of space. */
export function normalText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

export function testString(parameter: string, modifier: string | undefined, raw: string): ValueTest {
  const text = unescapeValue(raw);
  if (modifier === 'exact') return (value, { type }) => textsOf(value, type).includes(text);
  const wanted = normalText(text);
  if (wanted === '') refuse(parameter, 'there is nothing to search for.');
  if (modifier === 'contains') {
    return (value, { type }) => textsOf(value, type).some((one) => normalText(one).includes(wanted));
  }
  return (value, { type }) => textsOf(value, type).some((one) => normalText(one).startsWith(wanted));
}

/** `:below` begins with it; `:above` is one of its beginnings, piece by piece of the path. */
export function testUri(modifier: string | undefined, raw: string): ValueTest {
  const uri = unescapeValue(raw);
  if (modifier === 'below') return (value) => typeof value === 'string' && value.startsWith(uri);
  if (modifier === 'above') {
    return (value) => typeof value === 'string' && uri.startsWith(value) && endsPiece(uri, value.length);
  }
  // a canonical may carry a version, which is searched for only where the query names one
  return (value) => value === uri || (typeof value === 'string' && !uri.includes('|') && value.startsWith(`${uri}|`));
}

function endsPiece(uri: string, at: number): boolean {
  return at === uri.length || uri[at] === '/' || uri[at] === '|' || uri[at - 1] === '/';
}

/** The texts of a value. */
export function textsOf(value: Json, type: string): string[] {
  if (typeof value === 'string') return [value];
  if (!isObject(value)) return [];
  const parts = type === 'HumanName' ? NAME : type === 'Address' ? ADDRESS : ['text'];
  return parts.flatMap((part) => {
    const member = value[part];
    const items = Array.isArray(member) ? (member as readonly Json[]) : [member];
    return items.filter((item) => typeof item === 'string');
  });
}
