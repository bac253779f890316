/** A FHIR value as a person reads it: a name, a phone, a diagnosis, not JSON. */
import { fullName, type HumanName } from '../names.ts';

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function str(value: unknown): string {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
}

const DEEPEST = 5;

/** Words for any FHIR value; objects of unknown shape become "key: value" pairs, nested at most five deep. */
export function valueWords(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return '';
  if (!isPlain(value)) {
    if (!Array.isArray(value)) return str(value);
    return value
      .map((each) => valueWords(each, depth + 1))
      .filter(Boolean)
      .join('; ');
  }
  if (depth > DEEPEST) return '…';
  return (
    known(value) ??
    Object.entries(value)
      .filter(([key]) => key !== 'id' && key !== 'extension')
      .map(([key, each]) => `${key}: ${valueWords(each, depth + 1)}`)
      .join(', ')
  );
}

function known(value: Plain): string | undefined {
  if (isPlain(value.attachment)) return valueWords(value.attachment);
  const text = plainText(value);
  if (text !== undefined) return text;
  if ('family' in value || 'given' in value) return fullName(value as HumanName);
  if ('line' in value || 'city' in value || 'postalCode' in value) {
    return (
      str(value.text) ||
      [valueWords(value.line), value.city, value.state, value.postalCode].map(str).filter(Boolean).join(', ')
    );
  }
  if (Array.isArray(value.coding)) {
    const first: unknown = value.coding[0];
    return str(value.text) || (isPlain(first) ? str(first.display) || str(first.code) : '');
  }
  if (typeof value.text === 'string' && !('status' in value)) return value.text;
  if (typeof value.reference === 'string') return str(value.display) || value.reference;
  if (typeof value.start === 'string' || typeof value.end === 'string')
    return `${str(value.start)} – ${str(value.end)}`;
  if ('value' in value && (typeof value.value === 'string' || typeof value.value === 'number')) {
    return [str(value.value), str(value.unit) || str(value.code)].filter(Boolean).join(' ');
  }
  if (typeof value.display === 'string') return value.display;
  // A part of a measurement: what it is, and its value.
  const measured = Object.keys(value).find((key) => /^value[A-Z]/.test(key));
  if (measured && isPlain(value.code)) return `${valueWords(value.code)} ${valueWords(value[measured])}`;
  return undefined;
}

/** The text of an attachment that is one. */
export function plainText({ contentType, data }: Plain): string | undefined {
  if (typeof contentType !== 'string' || !contentType.startsWith('text/plain') || typeof data !== 'string')
    return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** Whether words are nothing but another record's id. */
export function isBareReference(words: string): boolean {
  return /^(?:\w+: )?[A-Z][A-Za-z]+\/[\w.-]+$/.test(words);
}

/** `valueWords` of JSON text as history and conflicts carry it; text that is no JSON is shown as it is. */
export function textWords(json: string | null): string | null {
  if (json === null) return null;
  try {
    return valueWords(JSON.parse(json)) || json;
  } catch {
    return json;
  }
}

/**
 * The value of a register. That of a set's element (`telecom/…`) is the element itself; that of any other register is an
 * object of the elements that belong together (`{"gender":"male"}`), of which only the values are of interest.
 */
export function registerWords(register: string, json: string | null): string | null {
  if (json === null || register.includes('/')) return textWords(json);
  try {
    const parsed: unknown = JSON.parse(json);
    return isPlain(parsed)
      ? Object.values(parsed)
          .map((each) => valueWords(each))
          .filter(Boolean)
          .join('; ') || json
      : textWords(json);
  } catch {
    return json;
  }
}
