/** Makes a mapping ready for rows: its short columns written out, its paths resolved, what is wrong with it said before any row is read. */

import { expandMapping } from '../../../../shared/csv/expand.ts';
import type { Field, Mapping, ResourceMapping } from '../../../../shared/csv/mapping.ts';
import { isResourceType } from '../../../../shared/fhir/structure.ts';
import { sameKey } from './cell.ts';
import { isDateFormat } from './date-format.ts';
import { type ResolvedPath, resolvePath, type Step } from './path.ts';

export interface CompiledField {
  readonly field: Field;
  readonly path: ResolvedPath;
  /** Written values in the form in which they are compared. */
  readonly values: ReadonlyMap<string, NonNullable<Field['values']>[string]> | undefined;
  /** The elements above it, from the resource (''): constants in them stand and fall with their cells. */
  readonly above: readonly string[];
}

export interface CompiledResource {
  readonly name: string;
  readonly mapping: ResourceMapping;
  readonly fields: readonly CompiledField[];
  /** Elements in which something is filled by cells. */
  readonly filled: ReadonlySet<string>;
  /** The outermost lists that its fields go through. */
  readonly lists: readonly (readonly Step[])[];
}

export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly resources: readonly CompiledResource[];
  /** Columns that it reads. */
  readonly columns: ReadonlySet<string>;
}

/** Something in a mapping that cannot be: where it stands in it, and what it is, in English. */
export interface MappingFault {
  readonly where: string;
  readonly code:
    | 'no-resources'
    | 'unknown-target'
    | 'unknown-type'
    | 'unknown-path'
    | 'unknown-format'
    | 'unknown-name'
    | 'no-column'
    | 'no-key';
  readonly message: string;
}

/** A mapping ready for rows of a table with these columns, or what is wrong with it. */
export function compileMapping(
  mapping: Mapping,
  columns: readonly string[],
): { readonly compiled: CompiledMapping; readonly faults: readonly MappingFault[] } {
  const faults: MappingFault[] = [];
  const fault = (where: string, code: MappingFault['code'], message: string): void => {
    faults.push({ where, code, message });
  };
  const { resources, unknown } = expandMapping(mapping);
  for (const { column, as } of unknown)
    fault(`columns.${column}`, 'unknown-target', `Nothing is known as “${as}”. The mapping guide lists what is.`);
  if (Object.keys(resources).length === 0)
    fault('', 'no-resources', 'No column is taken. Say of at least one column what it is.');
  const read = new Set<string>();
  const needs = (where: string, names: readonly string[]): void => {
    for (const name of names) {
      read.add(name);
      if (!columns.includes(name)) fault(where, 'no-column', `The table has no column “${name}”.`);
    }
  };
  needs('key', mapping.key ?? []);
  const made = Object.entries(resources).map(([name, resource]): CompiledResource => {
    const where = `resources.${name}`;
    if (!isResourceType(resource.type)) fault(where, 'unknown-type', `FHIR R4 has no type ${resource.type}.`);
    needs(where, [
      ...(resource.key ?? []),
      ...(resource.own ? [resource.own] : []),
      ...(resource.each ? [resource.each.column] : []),
    ]);
    needs(
      where,
      (resource.when ?? []).map(({ column }) => column),
    );
    const fields = resource.fields.flatMap((field): CompiledField[] => {
      const at = `${where}.${field.path}`;
      needs(at, columnsOf(field));
      for (const format of field.formats ?? [])
        if (!isDateFormat(format)) fault(at, 'unknown-format', `“${format}” is no form of a date.`);
      if (typeof field.reference === 'string' && !Object.hasOwn(resources, field.reference))
        fault(at, 'unknown-name', `The mapping has no resource “${field.reference}”.`);
      const path = resolvePath(resource.type, field.path);
      if (!path) {
        fault(at, 'unknown-path', `${resource.type} has no element ${field.path}.`);
        return [];
      }
      return [
        {
          field,
          path,
          values: field.values && new Map(Object.entries(field.values).map(([from, to]) => [sameKey(from), to])),
          above: elementsAbove(path),
        },
      ];
    });
    const filled = new Set(fields.filter(readsCells).flatMap(({ above }) => above));
    return { name, mapping: resource, fields, filled, lists: listsOf(fields) };
  });
  for (const format of mapping.dates?.formats ?? [])
    if (!isDateFormat(format)) fault('dates.formats', 'unknown-format', `“${format}” is no form of a date.`);
  return { compiled: { mapping, resources: made, columns: read }, faults };
}

/** Whether a field is filled by cells. */
function readsCells({ field }: CompiledField): boolean {
  return field.column !== undefined || field.join !== undefined;
}

function elementsAbove({ steps }: ResolvedPath): string[] {
  const names = steps.map(({ name, index }) => (index === undefined ? name : `${name}[${index}]`));
  return ['', ...names.slice(0, -1).map((_name, depth) => names.slice(0, depth + 1).join('.'))];
}

function listsOf(fields: readonly CompiledField[]): (readonly Step[])[] {
  const lists = new Map<string, readonly Step[]>();
  for (const { steps } of fields.map(({ path }) => path)) {
    const at = steps.findIndex(({ index }) => index !== undefined);
    const list = steps[at];
    if (!list) continue;
    const whole = [...steps.slice(0, at), { name: list.name, index: undefined }];
    lists.set(whole.map(({ name }) => name).join('.'), whole);
  }
  return [...lists.values()];
}

/** The columns that a field reads. */
function columnsOf({ column, join, unit, reference, when }: Field): string[] {
  return [
    ...(column === undefined ? [] : [column]),
    ...(join?.columns ?? []),
    ...(typeof unit === 'object' ? [unit.column] : []),
    ...(typeof reference === 'object' ? ('key' in reference ? reference.key : [reference.identifier.column]) : []),
    ...(when ?? []).map((condition) => condition.column),
  ];
}
