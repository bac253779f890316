/** Where a record has one value that a person may correct: a measured number, a text, a note inside a document. */
import type { Resource } from '../../../shared/bridge/records.ts';

export interface Correctable {
  readonly text: string;
  /** The record with another value there. */
  put(text: string): Resource;
}

type Plain = Readonly<Record<string, unknown>>;

/** The place to correct; undefined where there is none that can be written in one field. */
export function correctable(resource: Resource): Correctable | undefined {
  const { valueQuantity: quantity, valueString: text, content } = resource as Plain;
  if (isPlain(quantity) && typeof quantity.value === 'number') {
    return {
      text: String(quantity.value),
      put: (typed) => ({
        ...resource,
        valueQuantity: { ...quantity, value: numberOf(typed, quantity.value as number) },
      }),
    };
  }
  if (typeof text === 'string') return { text, put: (typed) => ({ ...resource, valueString: typed }) };
  const [first, ...rest] = Array.isArray(content) ? (content as unknown[]) : [];
  const attachment = isPlain(first) ? first.attachment : undefined;
  if (!isPlain(first) || !isPlain(attachment) || typeof attachment.data !== 'string') return undefined;
  if (!String(attachment.contentType).startsWith('text/plain')) return undefined;
  return {
    text: decode(attachment.data),
    put: (typed) => ({
      ...resource,
      content: [{ ...first, attachment: { ...attachment, data: encode(typed) } }, ...rest],
    }),
  };
}

/** What is no number stays what it was; the form then has nothing to save. */
function numberOf(typed: string, before: number): number {
  const number = Number(typed.replace(',', '.'));
  return Number.isFinite(number) ? number : before;
}

function decode(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

function encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
