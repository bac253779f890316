/**
 * A ViewDefinition of SQL on FHIR v2 as it is read from JSON (https://sql-on-fhir.org/ig/StructureDefinition-ViewDefinition.html).
 * What only describes it is left where it is.
 */
import { isResourceType } from '../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject, numberText } from '../../../../shared/records/json.ts';
import { at, refuse } from './fault.ts';
import {
  DEEPEST_DEFINITION,
  DEEPEST_SELECT,
  LONGEST_DEFINITION,
  MOST_COLUMNS,
  MOST_CONDITIONS,
  MOST_CONSTANTS,
  MOST_REPEATED,
} from './limits.ts';
import type { Constant } from './path/context.ts';
import { type Expression, parsePath, partsOf } from './path/parse.ts';

/** An expression, and where it stands in the definition. */
export interface PlacedPath {
  readonly place: string;
  readonly expression: Expression;
}

export interface Column extends PlacedPath {
  readonly name: string;
  readonly type: string | undefined;
  readonly collection: boolean;
}

export type Loop =
  | { readonly kind: 'forEach' | 'forEachOrNull'; readonly path: PlacedPath }
  | { readonly kind: 'repeat'; readonly paths: readonly PlacedPath[]; readonly place: string };

export interface Selection {
  readonly place: string;
  readonly loop: Loop | undefined;
  readonly columns: readonly Column[];
  readonly selects: readonly Selection[];
  readonly union: readonly Selection[];
  /** Whether the number of its row is asked for in it, or below. */
  readonly counted: boolean;
}

export interface View {
  readonly name: string | undefined;
  readonly resource: string;
  readonly constants: ReadonlyMap<string, Constant>;
  readonly where: readonly PlacedPath[];
  readonly selects: readonly Selection[];
}

/** What may name a column or a constant: letters, digits and underscores, a letter first. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;
/** A type's name, or its URI. */
const TYPE = /^[A-Za-z0-9:/._#-]{1,200}$/;

/** Reads a definition. Faults: shape, resource, nothing-selected, name, several-loops, constant, syntax, too-large. */
export function readDefinition(definition: unknown): View {
  const view = at('.', () => {
    // depth first: what is nested without end cannot be written as a text either
    if (isDeep(definition) || JSON.stringify(definition)?.length > LONGEST_DEFINITION) refuse('too-large');
    return object(definition as Json);
  });
  const resource = at('resource', () => {
    const type = view.resource;
    return typeof type === 'string' && isResourceType(type)
      ? type
      : refuse('resource', typeof type === 'string' ? type : undefined);
  });
  const name = at('name', () => optionalText(view.name));
  if (name !== undefined && name !== '') at('name', () => NAME.test(name) || refuse('name', name));
  const constants = constantsOf(view.constant);
  const where = list(view.where, 'where', MOST_CONDITIONS).map((one, n) =>
    pathIn(at(`where[${n}]`, () => object(one)).path, `where[${n}].path`),
  );
  const budget = { columns: 0 };
  const selects = list(view.select, 'select').map((one, n) => selectionOf(one, `select[${n}]`, 1, budget));
  if (budget.columns === 0) at('select', () => refuse('nothing-selected'));
  return { name, resource, constants, where, selects };
}

function selectionOf(json: Json, place: string, depth: number, budget: { columns: number }): Selection {
  const one = at(place, () => (depth > DEEPEST_SELECT ? refuse('too-large') : object(json)));
  const columns = list(one.column, `${place}.column`).map((column, n) => columnOf(column, `${place}.column[${n}]`));
  budget.columns += columns.length;
  if (budget.columns > MOST_COLUMNS) at(place, () => refuse('too-large'));
  const below = (name: 'select' | 'unionAll'): Selection[] =>
    list(one[name], `${place}.${name}`).map((inner, n) =>
      selectionOf(inner, `${place}.${name}[${n}]`, depth + 1, budget),
    );
  const [selects, union] = [below('select'), below('unionAll')];
  const counted =
    columns.some(({ expression }) => mentions(expression)) || [...selects, ...union].some((inner) => inner.counted);
  return { place, loop: loopOf(one, place), columns, selects, union, counted };
}

function columnOf(json: Json, place: string): Column {
  const one = at(place, () => object(json));
  const name = at(`${place}.name`, () => {
    const text = optionalText(one.name) ?? '';
    return NAME.test(text) ? text : refuse('name', text);
  });
  const type = at(`${place}.type`, () => {
    const text = optionalText(one.type);
    return text === undefined || TYPE.test(text) ? text?.replace(/^.*[/#.]/, '') : refuse('shape', text);
  });
  const collection = at(`${place}.collection`, () => {
    const flag = one.collection ?? false;
    return typeof flag === 'boolean' ? flag : refuse('shape', 'collection');
  });
  return { ...pathIn(one.path, `${place}.path`), name, type, collection };
}

function loopOf(one: JsonObject, place: string): Loop | undefined {
  const given = (['forEach', 'forEachOrNull', 'repeat'] as const).filter((name) => (one[name] ?? null) !== null);
  if (given.length > 1) at(place, () => refuse('several-loops', given.join(', ')));
  const [kind] = given;
  if (!kind) return undefined;
  if (kind !== 'repeat') return { kind, path: pathIn(one[kind], `${place}.${kind}`) };
  const paths = list(one.repeat, `${place}.repeat`, MOST_REPEATED).map((path, n) =>
    pathIn(path, `${place}.repeat[${n}]`),
  );
  if (paths.length === 0) at(`${place}.repeat`, () => refuse('shape', 'repeat'));
  // what is followed twice doubles what is found at every level
  const different = new Set(paths.map(({ expression }) => JSON.stringify(expression)));
  if (different.size < paths.length) at(`${place}.repeat`, () => refuse('name-twice'));
  return { kind, paths, place: `${place}.repeat` };
}

function pathIn(json: Json | undefined, place: string): PlacedPath {
  return at(place, () => {
    if (typeof json !== 'string') return refuse('shape', 'path');
    return { place, expression: parsePath(json) };
  });
}

const TEXT_CONSTANTS = [
  'Base64Binary',
  'Canonical',
  'Code',
  'Date',
  'DateTime',
  'Id',
  'Instant',
  'Markdown',
  'Oid',
  'String',
  'Time',
  'Uri',
  'Url',
  'Uuid',
];
const WHOLE_CONSTANTS = ['Integer', 'Integer64', 'PositiveInt', 'UnsignedInt'];

function constantsOf(json: Json | undefined): Map<string, Constant> {
  const constants = new Map<string, Constant>();
  list(json, 'constant', MOST_CONSTANTS).forEach((item, n) => {
    at(`constant[${n}]`, () => {
      const one = object(item);
      const name = optionalText(one.name) ?? '';
      if (!NAME.test(name)) refuse('name', name);
      if (constants.has(name)) refuse('name-twice', name);
      constants.set(name, constantOf(one));
    });
  });
  return constants;
}

function constantOf(one: JsonObject): Constant {
  const [key = '', ...more] = Object.keys(one).filter((member) => member.startsWith('value'));
  if (more.length > 0) refuse('constant');
  const type = key.slice('value'.length);
  const value = one[key];
  const known = type.charAt(0).toLowerCase() + type.slice(1);
  if (TEXT_CONSTANTS.includes(type) && typeof value === 'string') return { type: known, value };
  if (type === 'Boolean' && typeof value === 'boolean') return { type: known, value };
  const number = Number(type === 'Integer64' && typeof value === 'string' ? value : (numberText(value) ?? Number.NaN));
  if (type === 'Decimal' && Number.isFinite(number)) return { type: known, value: number };
  if (WHOLE_CONSTANTS.includes(type) && Number.isSafeInteger(number)) return { type: known, value: number };
  return refuse('constant', key === '' ? undefined : key);
}

/** Whether an expression asks for the number of its row. */
function mentions(expression: Expression): boolean {
  return (expression.kind === 'variable' && expression.name === 'rowIndex') || partsOf(expression).some(mentions);
}

function object(json: Json | undefined): JsonObject {
  return isObject(json) ? json : refuse('shape');
}

function list(json: Json | undefined, place: string, most = Number.POSITIVE_INFINITY): readonly Json[] {
  if (json === undefined || json === null) return [];
  return at(place, () => {
    if (!Array.isArray(json)) return refuse('shape');
    return json.length > most ? refuse('too-large') : (json as readonly Json[]);
  });
}

/** Whether lists and objects stand deeper inside one another than any definition needs. */
export function isDeep(json: unknown, left = DEEPEST_DEFINITION): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return left === 0 || Object.values(json).some((inner) => isDeep(inner, left - 1));
}

function optionalText(json: Json | undefined): string | undefined {
  if (json === undefined || json === null) return undefined;
  return typeof json === 'string' ? json : refuse('shape');
}
