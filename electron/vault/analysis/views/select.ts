/**
 * Selections of a definition as one FROM: each loop is a table-valued function that reads what the one before gives, so that
 * a record is read once, whatever is taken from it. Branches of a union are numbers that a row has; only those joins
 * that belong to its branch give it anything.
 */

import type { Column, Loop, Selection } from './definition.ts';
import { at, refuse } from './fault.ts';
import { MOST_SIDE_BY_SIDE, MOST_TABLES } from './limits.ts';
import { type Context, faultAt, severalAt } from './path/context.ts';
import { compile } from './path/expression.ts';
import { descended } from './path/functions/filtering.ts';
import {
  aliasOf,
  asArray,
  conditionsOf,
  exists,
  fromArray,
  fromList,
  inWords,
  isMany,
  type Node,
  one,
  sort,
  wanted,
} from './path/node.ts';
import { allOf } from './path/sql.ts';

export interface SelectedColumn {
  readonly name: string;
  /** undefined where nobody says: its values are texts, or what SQLite has of them. */
  readonly type: string | undefined;
  readonly collection: boolean;
  readonly sql: string;
}

/** The FROM and WHERE that are being put together. */
export interface Frame {
  readonly joins: string[];
  readonly where: string[];
  /** Loops side by side in it. */
  loops: number;
}

/** What a selection stands in. `active`: whether a row belongs to it, as SQL that is 0 or 1; null where every row does. */
interface Scope {
  readonly context: Context;
  readonly active: string | null;
}

/** Compiles the selections of a view. Faults: name-twice, union-columns, and those of expressions. */
export function selectAll(selects: readonly Selection[], context: Context, frame: Frame): SelectedColumn[] {
  const columns = selects.flatMap((one) => selectOne(one, { context, active: null }, frame));
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name.toLowerCase())) at('select', () => refuse('name-twice', name));
    names.add(name.toLowerCase());
  }
  return columns;
}

function selectOne(selection: Selection, outer: Scope, frame: Frame): SelectedColumn[] {
  const scope = selection.loop ? looped(selection.loop, selection.counted, outer, frame) : outer;
  const own = selection.columns.map((column) => columnOf(column, scope));
  const below = selection.selects.flatMap((one) => selectOne(one, scope, frame));
  return [...own, ...below, ...united(selection, scope, frame)];
}

function columnOf(column: Column, { context: outer, active }: Scope): SelectedColumn {
  const { name, place, expression, collection } = column;
  return at(place, () => {
    const context: Context = { ...outer, several: severalAt(outer.values, place) };
    const node = compile(expression, context);
    const type = column.type ?? node.type;
    const value = collection ? asArray(node) : one(type === undefined ? inWords(node) : node, context.several);
    // the number of a row that stands for none is 0, all else of it is NULL
    const always = expression.kind === 'variable' && expression.name === 'rowIndex';
    const sql = active === null || always ? value : `CASE WHEN ${active} THEN ${value} END`;
    return { name, type, collection, sql };
  });
}

function looped(loop: Loop, counted: boolean, scope: Scope, frame: Frame): Scope {
  const place = loop.kind === 'repeat' ? loop.place : loop.path.place;
  return at(place, () => {
    const node = nodesOf(loop, scope.context);
    if (isMany(node)) frame.loops += 1;
    if (loop.kind === 'forEachOrNull') return orNull(node, scope, frame);
    if (!isMany(node)) return onlyOne(node, scope, frame);
    if (scope.active === null) return spliced(node, counted, scope, frame);
    const { item, alias } = joined(node, scope, frame);
    frame.where.push(`NOT ${scope.active} OR ${alias}.key IS NOT NULL`);
    return { active: scope.active, context: { ...scope.context, focus: item, rowIndex: `coalesce(${alias}.key, 0)` } };
  });
}

function nodesOf(loop: Loop, outer: Context): Node {
  const place = loop.kind === 'repeat' ? loop.place : loop.path.place;
  const context: Context = { ...outer, several: severalAt(outer.values, place) };
  if (loop.kind !== 'repeat') return compile(loop.path.expression, context);
  const projections = loop.paths.map(({ expression }) => expression);
  return descended(context.focus, projections, { context, compile });
}

/** One value or none needs no join. */
function onlyOne(node: Node, { active, context }: Scope, frame: Frame): Scope {
  const there = exists(node);
  frame.where.push(active === null ? there : `NOT ${active} OR ${there}`);
  return { active, context: { ...context, focus: { ...node, conditions: [] }, rowIndex: '0' } };
}

/** Where every row takes part, the loop's own tables become those of the statement. */
function spliced(node: Node, counted: boolean, scope: Scope, frame: Frame): Scope {
  // only the items of a list that nothing was taken from have their number as key
  const [first = ''] = node.from;
  const inOrder = node.from.length === 1 && (!counted || node.list !== undefined);
  const taken = inOrder || !counted ? node : fromArray(asArray(node), node.type, scope.context.alias());
  for (const table of taken.from) frame.joins.push(`CROSS JOIN ${table}`);
  frame.where.push(...conditionsOf(taken), ...wanted(taken.from));
  const alias = aliasOf(inOrder ? first : (taken.from[0] ?? ''));
  return {
    active: null,
    context: {
      ...scope.context,
      focus: { ...taken, from: [], conditions: [], list: undefined },
      rowIndex: `${alias}.key`,
    },
  };
}

function orNull(node: Node, scope: Scope, frame: Frame): Scope {
  if (!isMany(node)) {
    const there = exists(node);
    const active = scope.active === null ? there : `(${scope.active} AND ${there})`;
    return { active, context: { ...scope.context, focus: { ...node, conditions: [] }, rowIndex: '0' } };
  }
  const { item, alias } = joined(node, scope, frame);
  return {
    active: `(${alias}.key IS NOT NULL)`,
    context: { ...scope.context, focus: item, rowIndex: `coalesce(${alias}.key, 0)` },
  };
}

/** A join that gives an empty row where there is nothing, or where the row does not take part. */
function joined(node: Node, { active, context }: Scope, frame: Frame): { item: Node; alias: string } {
  const { list, type } = node;
  const alias = context.alias();
  const array = (): string => (active === null ? asArray(node) : `CASE WHEN ${active} THEN ${asArray(node)} END`);
  // a list that nothing was taken from is read where it stands
  const found = list && node.from.length === 1 ? fromList(list, type, alias, active) : fromArray(array(), type, alias);
  const [table = ''] = found.from;
  frame.joins.push(`LEFT JOIN ${table} ON ${allOf([...conditionsOf(found), ...wanted(found.from)])}`);
  return { item: { ...found, from: [], conditions: [] }, alias };
}

function united({ union, place }: Selection, scope: Scope, frame: Frame): SelectedColumn[] {
  if (union.length === 0) return [];
  const branch = scope.context.alias();
  frame.joins.push(
    `CROSS JOIN json_each(${scope.context.values.bind(JSON.stringify(union.map((_, n) => n)))}) ${branch}`,
  );
  if (scope.active !== null) frame.where.push(`${scope.active} OR ${branch}.key = 0`);
  // loops of different branches never meet
  const before = frame.loops;
  let most = before;
  const branches = union.map((one, n) => {
    frame.loops = before;
    const here = `${branch}.key = ${n}`;
    const columns = selectOne(
      one,
      { ...scope, active: scope.active === null ? `(${here})` : `(${scope.active} AND ${here})` },
      frame,
    );
    most = Math.max(most, frame.loops);
    return columns;
  });
  frame.loops = most;
  const [first = []] = branches;
  const names = first.map(({ name }) => name).join();
  if (branches.some((columns) => columns.map(({ name }) => name).join() !== names))
    at(`${place}.unionAll`, () => refuse('union-columns'));
  const typeOf = (at: number): string | undefined =>
    commonType(
      branches.flatMap((columns) => columns[at] ?? []),
      place,
    );
  return first.map((column, at) => ({
    ...column,
    type: typeOf(at),
    sql: `CASE ${branch}.key ${branches.map((columns, n) => `WHEN ${n} THEN ${columns[at]?.sql}`).join(' ')} END`,
  }));
}

/** The type of a column that branches have in common; one of which nothing is known goes with any. Fault: union-columns. */
function commonType(columns: readonly SelectedColumn[], place: string): string | undefined {
  const types = columns.flatMap(({ type, collection }) =>
    type === undefined ? [] : [{ type, as: readAs(type, collection) }],
  );
  if (new Set(types.map(({ as }) => as)).size > 1)
    at(`${place}.unionAll`, () => refuse('union-columns', columns[0]?.name));
  return types[0]?.type;
}

/** How values of a type are read: each row of a column is read alike. */
function readAs(type: string, collection: boolean): string {
  if (collection) return 'list';
  return type === 'boolean' ? type : /^[A-Z]/.test(type) ? 'complex' : 'plain';
}

/** Refuses what would be more tables than SQLite joins, or rows without end. */
export function refuseLargeFrame({ joins, loops }: Frame): void {
  if (joins.length + 1 > MOST_TABLES || loops > MOST_SIDE_BY_SIDE) at('select', () => refuse('too-large'));
}

/** A condition of a view: it is true or false, nothing else. Of a value that nobody knows the record decides. */
export function conditionOf(node: Node, { values, several }: Context, place: string): string {
  if (sort(node) === 'boolean') return one(node, several);
  if (sort(node) !== undefined) refuse('not-boolean');
  const value = one(node, several);
  return `CASE WHEN ${value} IN (0, 1) THEN ${value} WHEN ${value} IS NOT NULL THEN ${faultAt(values, place, 'not-boolean')} END`;
}
