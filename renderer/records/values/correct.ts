/** Where a record has one value that a person may correct: a measured number, a text, a note inside a document. */
import type { Resource } from '../../../shared/bridge/records.ts';
import { plainText } from './words.ts';

export interface Correctable {
  readonly text: string;
  /** What the field takes. */
  readonly kind: 'text' | 'number' | 'pressure';
  /** The record with another value there; undefined where the text is no such value. */
  put(text: string): Resource | undefined;
}

type Plain = Readonly<Record<string, unknown>>;

/** The place to correct; undefined where there is none that can be written in one field. */
export function correctable(resource: Resource): Correctable | undefined {
  const { valueQuantity: quantity, valueString: text, content } = resource as Plain;
  if (isPlain(quantity) && typeof quantity.value === 'number') {
    return {
      text: String(quantity.value),
      kind: 'number',
      put: (typed) => {
        const value = numberOf(typed);
        return value === undefined ? undefined : { ...resource, valueQuantity: { ...quantity, value } };
      },
    };
  }
  if (typeof text === 'string') return { text, kind: 'text', put: (typed) => ({ ...resource, valueString: typed }) };
  return pressurePlace(resource) ?? notePlace(resource, content);
}

/** Two measured parts, written as blood pressure is: 128/82. */
function pressurePlace(resource: Resource): Correctable | undefined {
  const { component } = resource as Plain;
  const parts = (Array.isArray(component) ? (component as unknown[]) : []).map((part) =>
    isPlain(part) && isPlain(part.valueQuantity) && typeof part.valueQuantity.value === 'number'
      ? { part, quantity: part.valueQuantity }
      : undefined,
  );
  const [first, second] = parts;
  if (parts.length !== 2 || !first || !second) return undefined;
  return {
    text: [first, second].map(({ quantity }) => String(quantity.value)).join('/'),
    kind: 'pressure',
    put: (typed) => {
      const values = typed.split('/').map(numberOf);
      const [one, other] = values;
      if (values.length !== 2 || one === undefined || other === undefined) return undefined;
      const put = ({ part, quantity }: typeof first, value: number) => ({
        ...part,
        valueQuantity: { ...quantity, value },
      });
      return { ...resource, component: [put(first, one), put(second, other)] };
    },
  };
}

/** The text inside a document. */
function notePlace(resource: Resource, content: unknown): Correctable | undefined {
  const [first, ...rest] = Array.isArray(content) ? (content as unknown[]) : [];
  const attachment = isPlain(first) ? first.attachment : undefined;
  const text = isPlain(attachment) ? plainText(attachment) : undefined;
  if (!isPlain(first) || !isPlain(attachment) || text === undefined) return undefined;
  return {
    text,
    kind: 'text',
    put: (typed) => ({
      ...resource,
      content: [{ ...first, attachment: { ...attachment, data: encode(typed) } }, ...rest],
    }),
  };
}

/** A decimal with a point, a comma or as it is typed in Chinese (full-width); undefined for what is none. */
function numberOf(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim().replace(/[,。]/, '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function encode(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
