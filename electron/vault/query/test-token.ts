/** token (http://hl7.org/fhir/R4/search.html#token): one value of a query against one of a resource. */
import type { Place } from '../../../shared/fhir/search/parameters.ts';
import { isObject, type Json, type JsonObject } from '../../../shared/records/json.ts';
import { splitEscaped, unescapeValue } from './escape.ts';
import { refuse } from './refuse.ts';
import { normalText } from './test-string.ts';
import type { ValueTest } from './value-test.ts';

/** A code and its system; a code of a fixed value set has that set's. */
interface Token {
  readonly system?: string | undefined;
  readonly code?: string | undefined;
}

export interface TokenQuery {
  /** undefined: any; '': none. */
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** Codes are compared without the case of A to Z, as FHIR advises where a system's own rule is not known; systems with it. */
export function foldCode(code: string): string {
  return code.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Reads `code`, `system|code`, `|code` (no system) or `system|` (any code). Raises invalid-input. */
export function parseTokenQuery(parameter: string, raw: string): TokenQuery {
  const parts = splitEscaped(raw, '|').map(unescapeValue);
  const [first = '', second] = parts;
  if (parts.length > 2 || (first === '' && !second))
    refuse(parameter, 'a token is written code, system|code, |code or system|.');
  if (second === undefined) return { system: undefined, code: foldCode(first) };
  return { system: first, code: second === '' ? undefined : foldCode(second) };
}

export function testToken({ system, code }: TokenQuery): ValueTest {
  return (value, place) =>
    someToken(value, place, (token, fixed) => {
      if (code !== undefined && (token.code === undefined || foldCode(token.code) !== code)) return false;
      if (system === undefined) return true;
      // a code of a fixed value set has no member for its system, and a system all the same
      if (system === '') return fixed || token.system === undefined || token.system === '';
      return token.system === system;
    });
}

/** `:text`: the words that stand beside a code, as a string. */
export function testTokenText(parameter: string, raw: string): ValueTest {
  const wanted = normalText(unescapeValue(raw));
  if (wanted === '') refuse(parameter, 'there is nothing to search for.');
  return (value, { type }) => displaysOf(value, type).some((text) => normalText(text).startsWith(wanted));
}

/** `:of-type`: `system|code|value`, an identifier of a type. */
export function testOfType(parameter: string, raw: string): ValueTest {
  const parts = splitEscaped(raw, '|').map(unescapeValue);
  const [system = '', code = '', wanted = ''] = parts;
  if (parts.length !== 3 || code === '' || wanted === '') refuse(parameter, 'this is written system|code|value.');
  return (value, { type }) => {
    if (type !== 'Identifier' || !isObject(value) || typeof value.value !== 'string') return false;
    if (foldCode(value.value) !== foldCode(wanted) || !isObject(value.type)) return false;
    return codingsOf(value.type).some(
      (coding) => foldCode(coding.code ?? '') === foldCode(code) && (system === '' || coding.system === system),
    );
  };
}

/** Calls `visit` with the tokens of a value until it answers true. `fixed`: the system follows from the element. */
export function someToken(value: Json, place: Place, visit: (token: Token, fixed: boolean) => boolean): boolean {
  if (typeof value === 'boolean') return visit({ code: String(value) }, false);
  if (typeof value === 'string') return visit({ system: place.system, code: value }, place.type === 'code');
  if (!isObject(value)) return false;
  switch (place.type) {
    case 'CodeableConcept':
      return codingsOf(value).some((token) => visit(token, false));
    case 'Identifier':
      return visit({ system: textOf(value.system), code: textOf(value.value) }, false);
    case 'ContactPoint':
      return visit({ code: textOf(value.value) }, false);
    default:
      return visit({ system: textOf(value.system), code: textOf(value.code) }, false);
  }
}

function codingsOf(concept: JsonObject): Token[] {
  const codings = Array.isArray(concept.coding) ? (concept.coding as readonly Json[]) : [];
  return codings.filter(isObject).map(({ system, code }) => ({ system: textOf(system), code: textOf(code) }));
}

function displaysOf(value: Json, type: string): string[] {
  if (!isObject(value)) return [];
  const concept = type === 'Identifier' ? value.type : value;
  if (!isObject(concept)) return [];
  const codings = Array.isArray(concept.coding) ? (concept.coding as readonly Json[]).filter(isObject) : [];
  return [concept.text, concept.display, ...codings.map(({ display }) => display)].filter(
    (text) => typeof text === 'string',
  );
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
