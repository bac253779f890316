/** From bytes to JSON, with the reason where it is none, in words for people. */
import { isUtf8 } from 'node:buffer';
import type { ErrorCode } from '../../../../shared/base/errors.ts';
import { isDeep } from '../../../../shared/merge/valid.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';

/** Why something could not be read; `ImportProblem` without its place. */
export interface Trouble {
  readonly code: ErrorCode;
  readonly message: string;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

/** A failure as a value. */
export function trouble(code: ErrorCode, message: string): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { code, message } };
}

/** UTF-8 text of the bytes; a byte-order mark at their head is dropped. */
export function decode(bytes: Buffer): Parsed<string> {
  if (bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    return trouble('not-json', 'The text is UTF-16. FHIR JSON is always UTF-8; save the file as UTF-8.');
  }
  if (!isUtf8(bytes)) return trouble('not-json', 'Not UTF-8 text. FHIR JSON is always UTF-8; save the file as UTF-8.');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { ok: true, value: bytes.toString('utf8', marked ? 3 : 0) };
}

/** One JSON object. `truncated` where the text ends too early, `not-json` where it goes wrong before its end. */
export function parseObject(text: string): Parsed<JsonObject> {
  if (isDeep(text)) return trouble('not-fhir', 'Nested deeper than any FHIR resource.');
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return reason(text, error.message);
  }
  if (isObject(value)) return { ok: true, value };
  return Array.isArray(value)
    ? trouble('not-fhir', 'A bare array of resources is not FHIR. Put them into a Bundle, or one per line (NDJSON).')
    : trouble('not-fhir', 'JSON, but not a FHIR resource.');
}

/**
 * V8's message tells where it stopped. At the end of a text that began as an object or array, the rest is missing.
 * The message itself is not passed on: it quotes the text, which may be a patient's.
 */
function reason(text: string, message: string): { readonly ok: false; readonly trouble: Trouble } {
  const trimmed = text.trim();
  if (trimmed === '')
    return trouble('not-json', 'Empty. Nothing was taken from it; get the file again from its sender.');
  if (trimmed.startsWith('<')) return trouble('not-json', 'XML or HTML, not JSON. Ask the sender for FHIR as JSON.');
  if (trimmed.slice(0, 8).includes('\0'))
    return trouble('not-json', 'The text is UTF-16. FHIR JSON is always UTF-8; save the file as UTF-8.');
  if (!/^[{[]/.test(trimmed))
    return trouble('not-json', 'Not JSON. Nothing was taken from it; ask the sender for FHIR as JSON or NDJSON.');
  const at = /at position (\d+)/.exec(message)?.[1];
  const ended = /^(Unexpected end|Unterminated string)/.test(message) || Number(at) >= text.trimEnd().length;
  if (ended)
    return trouble('truncated', 'The JSON ends in the middle: the file was cut off. Get it again from its sender.');
  return trouble(
    'not-json',
    `Not valid JSON${at === undefined ? '' : `, at character ${Number(at) + 1}`}. Nothing was taken from it; ask the sender to export it again.`,
  );
}
