/**
 * The processing model of SQL on FHIR v2 as its specification tells it (https://sql-on-fhir.org/ig/2.0.0/StructureDefinition-ViewDefinition-notes.html#processing-algorithm),
 * over records in memory, as simple as it can be. What expressions mean is left to another implementation of FHIRPath.
 */
import { evalFhirPathTyped, type TypedValue, toTypedValue } from '@medplum/core';
import type { JsonObject } from '../../../../shared/records/json.ts';

export interface ModelColumn {
  readonly name: string;
  readonly path: string;
  readonly collection: boolean;
}

export interface ModelSelection {
  readonly forEach?: string;
  readonly forEachOrNull?: string;
  readonly column: readonly ModelColumn[];
  readonly select: readonly ModelSelection[];
  readonly unionAll: readonly ModelSelection[];
}

export interface ModelView {
  readonly resource: string;
  readonly constant: readonly { readonly name: string; readonly valueString: string }[];
  readonly where: readonly { readonly path: string }[];
  readonly select: readonly ModelSelection[];
}

/** Where a selection stands: an element, and its number among those of the loop. */
interface Focus {
  readonly element: TypedValue;
  readonly index: number;
  readonly variables: Readonly<Record<string, TypedValue>>;
}

/** A value of a row is computed where the row is given out: one that is dropped may have what no column takes. */
type Cell = readonly [string, () => unknown];
type Row = readonly Cell[];

/** A record has several values where a column takes one. */
export class SeveralValues extends Error {}

/** The rows of a view. Throws SeveralValues. */
export function modelRows(view: ModelView, records: readonly JsonObject[]): Record<string, unknown>[] {
  const constants = view.constant.map(({ name, valueString }) => [`%${name}`, toTypedValue(valueString)]);
  return records.flatMap((record) => {
    const element = toTypedValue(record);
    const variables = { ...Object.fromEntries(constants), '%resource': element, '%context': element };
    const focus: Focus = { element, index: 0, variables };
    if (!view.where.every(({ path }) => valuesOf(path, focus)[0] === true)) return [];
    return product(view.select.map((one) => rowsOf(one, focus))).map((row) =>
      Object.fromEntries(row.map(([name, value]) => [name, value()])),
    );
  });
}

function rowsOf(selection: ModelSelection, outer: Focus): Row[] {
  const { forEach, forEachOrNull, column, select, unionAll } = selection;
  const path = forEach ?? forEachOrNull;
  const foci =
    path === undefined ? [outer] : evaluated(path, outer).map((element, index) => ({ ...outer, element, index }));
  if (foci.length === 0 && forEachOrNull !== undefined) return [nothing(selection)];
  return foci.flatMap((focus) =>
    product([
      [column.map((one): Cell => [one.name, () => cellOf(one, focus)])],
      ...select.map((one) => rowsOf(one, focus)),
      ...(unionAll.length > 0 ? [unionAll.flatMap((one) => rowsOf(one, focus))] : []),
    ]),
  );
}

/** All columns of a selection without values. Here the number of a row that stands for nothing is 0. */
function nothing({ column, select, unionAll: [first] }: ModelSelection): Row {
  const number = (collection: boolean): unknown => (collection ? [0] : 0);
  return [
    ...column.map(
      ({ name, path, collection }): Cell => [name, () => (path === '%rowIndex' ? number(collection) : null)],
    ),
    ...select.flatMap(nothing),
    ...(first ? nothing(first) : []),
  ];
}

/** Each row of one with each of the next. */
function product(parts: readonly (readonly Row[])[]): Row[] {
  return parts.reduce<Row[]>((rows, part) => rows.flatMap((row) => part.map((one) => [...row, ...one])), [[]]);
}

function cellOf({ path, collection }: ModelColumn, focus: Focus): unknown {
  const values = valuesOf(path, focus);
  if (collection) return values;
  if (values.length > 1) throw new SeveralValues(path);
  return values[0] ?? null;
}

function valuesOf(path: string, focus: Focus): unknown[] {
  return evaluated(path, focus).map(({ value }) => value as unknown);
}

function evaluated(path: string, { element, index, variables }: Focus): TypedValue[] {
  return evalFhirPathTyped(path, [element], { ...variables, '%rowIndex': toTypedValue(index) });
}
