/** Where in a register's value a person may write: a value that is one text, whatever stands beside it. */

export interface TextPlace {
  readonly text: string;
  /** The value with another text in the same place, as JSON text. */
  put(text: string): string;
}

type Plain = Record<string, unknown>;

/** The place of the text in JSON text; undefined where the value is no single text (a date or a code is none). */
export function textPlace(json: string): TextPlace | undefined {
  const value: unknown = JSON.parse(json);
  if (!isPlain(value)) return undefined;
  // a contact's value, an annotation's text
  for (const name of ['value', 'text']) {
    const text = value[name];
    if (typeof text === 'string') return { text, put: (other) => JSON.stringify({ ...value, [name]: other }) };
  }
  const [name, ...more] = Object.keys(value);
  const text = name === undefined ? undefined : value[name];
  if (name === undefined || more.length > 0 || typeof text !== 'string' || !FREE.has(name)) return undefined;
  return { text, put: (other) => JSON.stringify({ [name]: other }) };
}

/** Elements of FHIR that are free texts; other strings are codes and dates. */
const FREE = new Set([
  'description',
  'comment',
  'conclusion',
  'patientInstruction',
  'summary',
  'title',
  'name',
  'valueString',
]);

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
