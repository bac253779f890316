/** What FHIR R4 says about the elements that a path goes through. A path through elements that it does not have is followed all the same. */
import { type ElementType, structureOf } from '../../../../../shared/fhir/structure.ts';

/** How values of a type are compared and counted with. */
export type Sort = 'text' | 'number' | 'boolean' | 'time' | 'complex';

const SORTS: Readonly<Record<string, Sort>> = {
  boolean: 'boolean',
  integer: 'number',
  integer64: 'number',
  positiveInt: 'number',
  unsignedInt: 'number',
  decimal: 'number',
  date: 'time',
  dateTime: 'time',
  instant: 'time',
  time: 'time',
};

/** undefined for a type that is not known. */
export function sortOf(type: string | undefined): Sort | undefined {
  if (type === undefined || type === 'Resource') return type && 'complex';
  const sort = Object.hasOwn(SORTS, type) ? SORTS[type] : undefined;
  if (sort) return sort;
  return structureOf(type)?.kind === 'primitive' || type === 'string' || type === 'url' || type === 'uuid'
    ? 'text'
    : 'complex';
}

/** Types that FHIR derives from others: a `code` is a `string`. */
const BASES: Readonly<Record<string, string>> = {
  code: 'string',
  id: 'string',
  markdown: 'string',
  url: 'uri',
  canonical: 'uri',
  oid: 'uri',
  uuid: 'uri',
  positiveInt: 'integer',
  unsignedInt: 'integer',
  Age: 'Quantity',
  Count: 'Quantity',
  Distance: 'Quantity',
  Duration: 'Quantity',
};

/** Whether each value of `type` is one of `asked`. */
export function isKindOf(type: string, asked: string): boolean {
  return type === asked || (Object.hasOwn(BASES, type) && BASES[type] === asked);
}

export interface Step {
  readonly list: boolean;
  /** undefined where the type is not known. */
  readonly type: string | undefined;
  /** Of a choice: the types that it has. */
  readonly choice?: readonly string[];
}

/** What stands under a name in a type; undefined where that is not known. */
export function stepOf(type: string | undefined, name: string): Step | undefined {
  const structure = type === undefined ? undefined : structureOf(type);
  const element = structure?.elements.get(name);
  if (element?.choice) return { list: element.max > 1, type: undefined, choice: element.types.map(({ code }) => code) };
  if (element) return { list: element.max > 1, type: typeOf(element.inner, element.types[0]) };
  const property = structure?.properties.get(name);
  return property && { list: property.element.max > 1, type: typeOf(undefined, property.type) };
}

function typeOf(inner: string | undefined, type: ElementType | undefined): string | undefined {
  return inner ?? type?.code;
}

/** The name of a choice in JSON: `valueQuantity`. */
export function choiceName(name: string, type: string): string {
  return name + type.charAt(0).toUpperCase() + type.slice(1);
}
