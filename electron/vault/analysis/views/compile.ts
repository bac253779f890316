/** A ViewDefinition as one SQL statement over the records of its type. */
import { raise } from '../../../../shared/base/result.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { ViewFault } from '../../../../shared/views/faults.ts';
import { stillWanted } from '../../storage/bounds.ts';
import { readDefinition, type View } from './definition.ts';
import { at, refuse, ViewFaultError } from './fault.ts';
import { LONGEST_STATEMENT } from './limits.ts';
import { type Context, type Keys, severalAt } from './path/context.ts';
import { compile } from './path/expression.ts';
import { single } from './path/node.ts';
import { allOf, type Bound, makeValues, PAGE } from './path/sql.ts';
import { wordsIn, wordsOf } from './path/words.ts';
import { conditionOf, type Frame, refuseLargeFrame, selectAll } from './select.ts';

export interface ViewColumn {
  readonly name: string;
  /** Type in FHIR: `date`, `decimal`, `CodeableConcept`. */
  readonly type: string;
  /** Its values are lists, as JSON. */
  readonly collection: boolean;
}

export interface CompiledView {
  /** As it was given, with the columns that were asked for; undefined: all. */
  readonly definition: JsonObject;
  readonly only: readonly string[] | undefined;
  /** Name in the definition, where it has one. */
  readonly name: string | undefined;
  readonly resource: string;
  readonly columns: readonly ViewColumn[];
  /** One statement over all records. Texts, numbers, 0 or 1 for booleans; lists and what is no primitive as JSON. */
  readonly sql: string;
  readonly params: readonly (string | number | bigint)[];
  /** The same over records whose row ids are given, as a JSON array in the place of `PAGE`. */
  readonly page: { readonly sql: string; readonly params: readonly Bound[] };
}

/** The key of a patient whom a reference names. Whoever was merged stands in no view; what names them is of the survivor. */
const KEYS: Keys = {
  resource: 'r.id',
  day: 'r.day',
  patient: (id) => `coalesce((SELECT survivor FROM merged WHERE merged.id = ${id}), ${id})`,
};

/** Compiles a definition (JSON), or some of its columns, in their order: the rows are the same. Raises view-invalid with its first fault. */
export function compileView(definition: unknown, only?: readonly string[]): CompiledView {
  const checked = checkView(definition, only);
  return 'fault' in checked ? raiseFault(checked.fault) : checked;
}

/** Compiles a definition, or says what is wrong with it. */
export function checkView(definition: unknown, only?: readonly string[]): CompiledView | { readonly fault: ViewFault } {
  try {
    const view = readDefinition(definition);
    const all = statementOf(view, false, only);
    const page = statementOf(view, true, only);
    const params = all.params.filter((param) => param !== PAGE);
    return {
      definition: definition as JsonObject,
      only,
      name: view.name,
      resource: view.resource,
      columns: all.columns,
      sql: all.sql,
      params,
      page,
    };
  } catch (error) {
    if (error instanceof ViewFaultError) return { fault: error.fault };
    // a text longer than the engine has room for
    if (error instanceof RangeError) return { fault: { code: 'too-large', place: '.' } };
    throw error;
  }
}

function raiseFault({ code, place, detail }: ViewFault): never {
  const about = detail === undefined ? '' : ` (${detail})`;
  raise('view-invalid', `The view is not valid at ${place}: ${code}${about}. Correct it; nothing was computed.`, {
    place,
    fault: code,
  });
}

function statementOf(
  view: View,
  page: boolean,
  only: readonly string[] | undefined,
): { sql: string; params: readonly Bound[]; columns: ViewColumn[] } {
  const values = makeValues();
  let aliases = 0;
  const root = single({ kind: 'doc', doc: 'r.resource', path: '' }, view.resource);
  const context: Context = {
    values,
    alias: () => `e${++aliases}`,
    constants: view.constants,
    root,
    keys: KEYS,
    focus: root,
    rowIndex: '0',
    loops: 0,
    several: 'NULL',
  };
  const frame: Frame = { joins: [], where: [stillWanted('r.id')], loops: 0 };
  for (const { place, expression } of view.where) {
    const here = { ...context, several: severalAt(values, place) };
    at(place, () => frame.where.push(conditionOf(compile(expression, here), here, place)));
  }
  const columns = selectAll(view.selects, context, frame).filter(({ name }) => only?.includes(name) ?? true);
  refuseLargeFrame(frame);
  const output = columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
  const rest = `${frame.joins.join(' ')} WHERE ${allOf(frame.where)}`;
  if (output.length + rest.length > LONGEST_STATEMENT) at('.', () => refuse('too-large'));
  const words = view.where.flatMap(
    ({ expression }) => wordsIn('record.json', wordsOf(expression, view.constants), values.bind) ?? [],
  );
  const records = recordsOf(view.resource, { page, parsed: loopsOver(output + rest), words }, values.bind);
  const sql = `SELECT ${output} FROM (${records}) r ${rest}`;
  return {
    ...values.finish(sql),
    columns: columns.map(({ name, type = 'string', collection }) => ({ name, type, collection })),
  };
}

/** Whether lists of the resource itself are gone through: then it pays to parse it once, into SQLite's own form. */
function loopsOver(sql: string): boolean {
  return sql.includes('jsonb_each(r.resource');
}

/**
 * The records that are shown. For members alone SQLite keeps the text's parse between calls, which was a fifth faster over 21
 * columns; for lists the parsed form took two thirds of the time. OFFSET keeps SQLite from moving the parse to where it is used.
 */
function recordsOf(
  resource: string,
  { page, parsed, words }: { readonly page: boolean; readonly parsed: boolean; readonly words: readonly string[] },
  bind: (value: Bound) => string,
): string {
  const merged = resource === 'Patient' ? ' AND record.rid NOT IN (SELECT rid FROM merged)' : '';
  const what = `SELECT record.id AS id, record.day AS day, ${parsed ? 'jsonb(record.json)' : 'record.json'} AS resource`;
  const from = page ? `json_each(${bind(PAGE)}) page CROSS JOIN record ON record.rid = page.value` : 'record';
  const standing = [`record.type = ${bind(resource)} AND record.deleted = 0${merged}`, ...words].join(' AND ');
  return `${what} FROM ${from} WHERE ${standing}${parsed ? ' LIMIT -1 OFFSET 0' : ''}`;
}
