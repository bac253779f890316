/**
 * A collection of FHIRPath while it is compiled. Without `from` it is one value, NULL for none; with it, a row for each value.
 *
 * Rows come from table-valued functions that stand in one FROM, each of them reading what the one before gives.
 */
import { stillWanted } from '../../../storage/bounds.ts';
import { refuse } from '../fault.ts';
import { LONGEST_SQL } from '../limits.ts';
import { allOf, whenAll } from './sql.ts';
import { choiceName, type Sort, sortOf, stepOf } from './types.ts';

export type Value =
  /** At a path in a JSON document: `.name[0].family`. */
  | { readonly kind: 'doc'; readonly doc: string; readonly path: string }
  /** Of a choice: under one of its names below the path. */
  | {
      readonly kind: 'choice';
      readonly doc: string;
      readonly path: string;
      readonly name: string;
      readonly types: readonly string[];
    }
  | { readonly kind: 'sql'; readonly sql: string }
  /** A row of json_each of which nobody knows what it is; `parent`: where it was looked for, under which name. */
  | { readonly kind: 'row'; readonly alias: string };

/** Where a list stands, as long as nothing was taken from it: its items have fixed places. */
export interface ListPlace {
  readonly doc: string;
  readonly path: string;
}

export interface Node {
  readonly from: readonly string[];
  readonly conditions: readonly string[];
  readonly value: Value;
  readonly type: string | undefined;
  readonly list?: ListPlace | undefined;
  /** Where the id and extensions of a primitive stand. */
  readonly shadow?: ListPlace | undefined;
  /** Of an element that FHIR R4 does not have: where a choice of this name would stand. */
  readonly unknown?: (ListPlace & { readonly name: string }) | undefined;
}

/** Gives aliases. */
export type Alias = () => string;

export function single(value: Value, type: string | undefined): Node {
  return { from: [], conditions: [], value, type };
}

export function computed(sql: string, type: string | undefined): Node {
  if (sql.length > LONGEST_SQL) refuse('too-large');
  return single({ kind: 'sql', sql }, type);
}

/** No value at all. */
export const NOTHING: Node = single({ kind: 'sql', sql: 'NULL' }, undefined);

export function isNothing({ value }: Node): boolean {
  return value.kind === 'sql' && value.sql === 'NULL';
}

export function isMany({ from }: Node): boolean {
  return from.length > 0;
}

export function sort({ type }: Node): Sort | undefined {
  return sortOf(type);
}

/** A path in a document as JSON of SQLite; names are those that the parser allows. */
function at(path: string): string {
  return path.includes("' || ") ? `('$${path}')` : `'$${path}'`;
}

/** The value of a row, or the one value, as SQLite has it: text, number, 0 or 1, or JSON as text. Without the conditions. */
export function read({ value, type }: Node): string {
  switch (value.kind) {
    case 'doc':
      return value.path === '' && sortOf(type) === 'complex'
        ? `json(${value.doc})`
        : `json_extract(${value.doc}, ${at(value.path)})`;
    case 'choice':
      return coalesce(
        value.types.map((one) => `json_extract(${value.doc}, ${at(`${value.path}.${choiceName(value.name, one)}`)})`),
      );
    case 'sql':
      return value.sql;
    case 'row':
      return `CASE WHEN ${value.alias}.type IN ('object', 'array') THEN json(${value.alias}.value) ELSE ${value.alias}.value END`;
  }
}

/** The value as JSON, in SQL that json_group_array and the like take for JSON. */
export function readJson(node: Node): string {
  const { value } = node;
  switch (value.kind) {
    case 'doc':
      return value.path === '' ? `json(${value.doc})` : `json(${value.doc} -> ${at(value.path)})`;
    case 'choice':
      return `json(${coalesce(value.types.map((one) => `${value.doc} -> ${at(`${value.path}.${choiceName(value.name, one)}`)}`))})`;
    case 'sql':
      if (sort(node) === 'boolean') return `json(CASE ${value.sql} WHEN 0 THEN 'false' WHEN 1 THEN 'true' END)`;
      return sort(node) === 'complex' ? `json(${value.sql})` : `json_quote(${value.sql})`;
    case 'row': {
      const { alias } = value;
      return `json(CASE ${alias}.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'object' THEN json(${alias}.value) WHEN 'array' THEN json(${alias}.value) ELSE json_quote(${alias}.value) END)`;
    }
  }
}

/** A value of which nobody says what it is, as a column of texts has it: truth values in words. */
export function inWords(node: Node): Node {
  const { value } = node;
  const words = (type: string): string => `WHEN ${type} = 'true' THEN 'true' WHEN ${type} = 'false' THEN 'false'`;
  if (value.kind === 'row')
    return { ...node, value: { kind: 'sql', sql: `CASE ${words(`${value.alias}.type`)} ELSE ${read(node)} END` } };
  if (value.kind !== 'choice' || !value.types.includes('boolean')) return node;
  const type = `json_type(${value.doc}, ${at(`${value.path}.${choiceName(value.name, 'boolean')}`)})`;
  return { ...node, value: { kind: 'sql', sql: `CASE ${words(type)} ELSE ${read(node)} END` } };
}

/** A decimal's own text, or what else the value is as text. */
export function readText(node: Node): string {
  const { value } = node;
  if (sort(node) !== 'number' || value.kind === 'sql' || value.kind === 'row') return read(node);
  return value.kind === 'doc' ? `(${value.doc} -> ${at(value.path)})` : read(node);
}

/** Where its members stand. */
function place({ value }: Node): ListPlace {
  switch (value.kind) {
    case 'doc':
      return value;
    case 'choice':
      return {
        doc: coalesce(
          value.types.map(
            (one) => `jsonb_extract(${value.doc}, ${at(`${value.path}.${choiceName(value.name, one)}`)})`,
          ),
        ),
        path: '',
      };
    case 'sql':
      return { doc: value.sql, path: '' };
    case 'row':
      return { doc: `CASE ${value.alias}.type WHEN 'object' THEN ${value.alias}.value END`, path: '' };
  }
}

function coalesce(values: readonly string[]): string {
  return values.length > 1 ? `coalesce(${values.join(', ')})` : (values[0] ?? 'NULL');
}

/** That there is a value, beside the conditions; null where a row says so already. */
function presence(node: Node): string | null {
  const { value } = node;
  if (value.kind === 'doc' && sort(node) === 'complex')
    return value.path === ''
      ? isMany(node)
        ? null
        : `${value.doc} IS NOT NULL`
      : `json_type(${value.doc}, ${at(value.path)}) IS NOT NULL`;
  return value.kind === 'row' ? `${value.alias}.value IS NOT NULL` : `${read(node)} IS NOT NULL`;
}

/** All that is true of a value that there is. */
export function conditionsOf(node: Node): readonly string[] {
  const there = presence(node);
  return there === null ? node.conditions : [...node.conditions, there];
}

/** Ends the statement in the midst of rows that nobody waits for any more, for each table of a FROM. */
export function wanted(tables: readonly string[]): string[] {
  return tables.map((table) => stillWanted(`${aliasOf(table)}.key`));
}

/** `SELECT what FROM ...` over the values. */
export function selection(node: Node, what: string): string {
  const conditions = [...conditionsOf(node), ...wanted(node.from)];
  const where = conditions.length === 0 ? '' : ` WHERE ${allOf(conditions)}`;
  return `SELECT ${what}${isMany(node) ? ` FROM ${node.from.join(' CROSS JOIN ')}` : ''}${where}`;
}

/**
 * An aggregate over the values. In SQL one whose argument has no column of its own FROM belongs to the query around it: such an
 * argument (a value of the whole resource for each name) becomes a column first.
 */
export function aggregate(node: Node, value: string, make: (value: string) => string): string {
  const own = node.from.some((table) => value.includes(`${aliasOf(table)}.`));
  return own ? selection(node, make(value)) : `SELECT ${make('item')} FROM (${selection(node, `${value} AS item`)})`;
}

/** The alias of a table in a FROM. */
export function aliasOf(table: string): string {
  return table.slice(table.lastIndexOf(' ') + 1);
}

/** Whether there is any value, as SQL that is 0 or 1. A condition of which nobody knows whether it holds does not hold. */
export function exists(node: Node): string {
  if (isMany(node)) return `EXISTS (${selection(node, '1')})`;
  const all = allOf(conditionsOf(node));
  return node.conditions.length > 0 ? `coalesce(${all}, 0)` : `(${all})`;
}

/** The one value in SQL, NULL for none; `several` is SQL that fails, for the case that there are more. */
export function one(node: Node, several: string): string {
  if (!isMany(node)) return whenAll(node.conditions, read(node));
  return `(${aggregate(node, read(node), (value) => onlyOne(value, several))})`;
}

function onlyOne(value: string, several: string): string {
  return `CASE WHEN count(*) > 1 THEN ${several} ELSE min(${value}) END`;
}

/** The one value as a node that goes on. */
export function asOne(node: Node, several: string): Node {
  if (!isMany(node)) return guarded(node);
  const keepsJson = sort(node) === 'complex' || sort(node) === 'number' || sort(node) === undefined;
  if (!keepsJson) return computed(one(node, several), node.type);
  const json = `(${aggregate(node, readJson(node), (value) => onlyOne(value, several))})`;
  return single({ kind: 'doc', doc: json, path: '' }, node.type);
}

/** One value whose conditions have become part of it. */
function guarded(node: Node): Node {
  if (node.conditions.length === 0) return node;
  const { value } = node;
  const { type } = node;
  if (value.kind === 'doc' || value.kind === 'choice')
    return {
      ...node,
      conditions: [],
      value: { ...value, doc: whenAll(node.conditions, value.doc) },
      list: undefined,
      shadow: undefined,
    };
  return computed(whenAll(node.conditions, read(node)), type);
}

/** The value at a place among several, counted from 0. */
export function nth(node: Node, index: number): Node {
  if (index < 0) return NOTHING;
  if (!isMany(node)) return index === 0 ? guarded(node) : NOTHING;
  const { list, type } = node;
  if (list && sort(node) === 'complex')
    return {
      from: [],
      conditions: node.conditions.slice(0, -1),
      value: { kind: 'doc', doc: list.doc, path: `${list.path}[${index}]` },
      type,
    };
  const some = `LIMIT 1${index === 0 ? '' : ` OFFSET ${index}`}`;
  const keepsJson = sort(node) === 'complex' || sort(node) === 'number' || sort(node) === undefined;
  if (!keepsJson) return computed(`(${selection(node, read(node))} ${some})`, type);
  return checked(single({ kind: 'doc', doc: `(${selection(node, readJson(node))} ${some})`, path: '' }, type));
}

/** All values as a JSON array. */
export function asArray(node: Node): string {
  return isMany(node)
    ? `(${aggregate(node, readJson(node), (value) => `json_group_array(json(${value}))`)})`
    : `CASE WHEN ${allOf(conditionsOf(node))} THEN json_array(${readJson(node)}) ELSE '[]' END`;
}

/** The items of a list where it stands; none where `active`, SQL that is 0 or 1, does not hold. */
export function fromList(
  { doc, path }: ListPlace,
  type: string | undefined,
  alias: string,
  active: string | null,
): Node {
  const from = active === null ? doc : `CASE WHEN ${active} THEN ${doc} END`;
  return checked({ from: [`jsonb_each(${from}, ${at(path)}) ${alias}`], ...item(alias, type) });
}

/** The values of a JSON array. */
export function fromArray(array: string, type: string | undefined, alias: string): Node {
  return checked({ from: [`jsonb_each(${array}) ${alias}`], ...item(alias, type) });
}

function item(alias: string, type: string | undefined): Pick<Node, 'conditions' | 'value' | 'type'> {
  switch (sortOf(type)) {
    case 'complex':
      return {
        conditions: [`${alias}.type = 'object'`],
        value: { kind: 'doc', doc: `${alias}.value`, path: '' },
        type,
      };
    case undefined:
      return { conditions: [], value: { kind: 'row', alias }, type };
    default:
      return { conditions: [], value: { kind: 'sql', sql: `${alias}.value` }, type };
  }
}

/** The elements under a name of each value. */
export function step(node: Node, name: string, alias: Alias): Node {
  if (isNothing(node)) return NOTHING;
  const from = place(node);
  if (sort(node) !== 'complex' && sort(node) !== undefined) return shadowStep(node, name, alias);
  const choices = node.value.kind === 'choice' ? typesWith(node.value.types, name) : undefined;
  if (node.value.kind === 'choice' && choices?.length === 1) {
    const [only = ''] = choices;
    return step({ ...node, ...chosen(node.value, only) }, name, alias);
  }
  const known = stepOf(node.type ?? choices?.[0], name);
  const path = `${from.path}.${name}`;
  if (!known) return unknownStep(node, from, [name], alias());
  if (known.choice && !known.list)
    return over(node, { kind: 'choice', doc: from.doc, path: from.path, name, types: known.choice }, undefined);
  if (known.list) {
    const row = alias();
    const { conditions, value } = item(row, known.type);
    return checked({
      from: [...node.from, `jsonb_each(${from.doc}, ${at(path)}) ${row}`],
      conditions: [...node.conditions, ...conditions],
      value,
      type: known.type,
      list: isMany(node) ? undefined : { doc: from.doc, path },
      shadow:
        sortOf(known.type) === 'complex'
          ? undefined
          : { doc: from.doc, path: `${from.path}._${name}[' || ${row}.key || ']` },
    });
  }
  return {
    ...over(node, { kind: 'doc', doc: from.doc, path }, known.type),
    shadow: sortOf(known.type) === 'complex' ? undefined : { doc: from.doc, path: `${from.path}._${name}` },
  };
}

/** Of a primitive there are its id and its extensions alone; they stand beside it. */
function shadowStep(node: Node, name: string, alias: Alias): Node {
  if (!node.shadow || (name !== 'extension' && name !== 'id')) return NOTHING;
  const { doc, path } = node.shadow;
  return step({ ...node, value: { kind: 'doc', doc, path }, type: 'Element', shadow: undefined }, name, alias);
}

function typesWith(types: readonly string[], name: string): string[] {
  return types.filter((type) => stepOf(type, name) !== undefined);
}

function over(node: Node, value: Value, type: string | undefined): Node {
  return checked({ from: node.from, conditions: node.conditions, value, type });
}

/**
 * An element that FHIR R4 does not have may be a list or not. Of several names the first that is there: one that may be a choice
 * is looked for with its type and without.
 */
export function unknownStep(node: Node, from: ListPlace, names: readonly [string, ...string[]], alias: string): Node {
  const rows = names.map((name) => {
    const path = at(`${from.path}.${name}`);
    const json = `${from.doc} -> ${path}`;
    return `WHEN json_type(${from.doc}, ${path}) = 'array' THEN ${json} WHEN ${json} IS NOT NULL THEN json_array(json(${json}))`;
  });
  return checked({
    from: [...node.from, `jsonb_each(CASE ${rows.join(' ')} ELSE '[]' END) ${alias}`],
    conditions: [...node.conditions, `${alias}.type <> 'null'`],
    value: { kind: 'row', alias },
    type: undefined,
    unknown: { ...from, name: names[0] },
  });
}

/** One type of a choice. */
export function chosen(
  value: Value & { readonly kind: 'choice' },
  type: string,
): Pick<Node, 'value' | 'type' | 'shadow'> {
  const name = choiceName(value.name, type);
  return {
    value: { kind: 'doc', doc: value.doc, path: `${value.path}.${name}` },
    type,
    shadow: sortOf(type) === 'complex' ? undefined : { doc: value.doc, path: `${value.path}._${name}` },
  };
}

function checked(node: Node): Node {
  const { from, conditions, value } = node;
  const length = from.reduce((sum, one) => sum + one.length, 0) + conditions.reduce((sum, one) => sum + one.length, 0);
  const own = value.kind === 'sql' ? value.sql.length : value.kind === 'row' ? 0 : value.doc.length + value.path.length;
  if (length + own > LONGEST_SQL) refuse('too-large');
  return node;
}
