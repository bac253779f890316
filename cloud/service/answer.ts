/** What a service gives back: a value, or the refusal that the client is told. */
import type { Refusal } from '../../shared/protocol/messages.ts';

export type RefusalCode = Refusal['error'];

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A success. */
export function answer<T>(value: T): Answer<T> {
  return { ok: true, value };
}

/** A refusal with a sentence in plain English that carries nobody's data. */
export function refusal(
  error: RefusalCode,
  message: string,
  deviceHead?: number,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: deviceHead === undefined ? { error, message } : { error, message, deviceHead } };
}

export const MALFORMED = refusal('malformed', 'The request is not what this protocol expects. Update the application.');
