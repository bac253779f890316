/** A ViewDefinition as one SQL statement over the records of its type. */
import { type ExpectedError, raise } from '../../../../shared/base/result.ts';
import type { ViewFault } from '../../../../shared/views/faults.ts';
import { readDefinition, type View } from './definition.ts';
import { at, refuse, ViewFaultError } from './fault.ts';
import { LONGEST_STATEMENT } from './limits.ts';
import { type Context, type Keys, severalAt } from './path/context.ts';
import { compile } from './path/expression.ts';
import { single } from './path/node.ts';
import { type Bound, makeValues, PAGE } from './path/sql.ts';
import { conditionOf, type Frame, refuseLargeFrame, selectAll } from './select.ts';

export interface ViewColumn {
  readonly name: string;
  /** Type in FHIR: `date`, `decimal`, `CodeableConcept`. */
  readonly type: string;
  /** Its values are lists, as JSON. */
  readonly collection: boolean;
}

export interface CompiledView {
  /** Name in the definition, where it has one. */
  readonly name: string | undefined;
  readonly resource: string;
  readonly columns: readonly ViewColumn[];
  /** One statement over all records. Texts, numbers, 0 or 1 for booleans; lists and what is no primitive as JSON. */
  readonly sql: string;
  readonly params: readonly (string | number)[];
  /** The same over records whose row ids are given, as a JSON array in the place of `PAGE`. */
  readonly page: { readonly sql: string; readonly params: readonly Bound[] };
}

/** The key of a patient whom a reference names. Whoever was merged stands in no view; what names them is of the survivor. */
const KEYS: Keys = {
  resource: 'r.id',
  patient: (id) => `coalesce((SELECT survivor FROM merged WHERE merged.id = ${id}), ${id})`,
};

/** Compiles a definition (JSON). Raises view-invalid with its first fault. */
export function compileView(definition: unknown): CompiledView {
  try {
    const view = readDefinition(definition);
    const all = statementOf(view, false);
    const page = statementOf(view, true);
    const params = all.params.filter((param) => param !== PAGE);
    return { name: view.name, resource: view.resource, columns: all.columns, sql: all.sql, params, page };
  } catch (error) {
    throw error instanceof ViewFaultError ? failureOf(error.fault) : error;
  }
}

/** What is wrong with a definition; null where nothing is. */
export function faultOf(definition: unknown): ViewFault | null {
  try {
    const view = readDefinition(definition);
    statementOf(view, false);
    return null;
  } catch (error) {
    if (error instanceof ViewFaultError) return error.fault;
    throw error;
  }
}

function failureOf({ code, place, detail }: ViewFault): Error {
  try {
    const about = detail === undefined ? '' : ` (${detail})`;
    return raise(
      'view-invalid',
      `The view is not valid at ${place}: ${code}${about}. Correct it; nothing was computed.`,
      { place, fault: code },
    );
  } catch (error) {
    return error as ExpectedError;
  }
}

function statementOf(view: View, page: boolean): { sql: string; params: readonly Bound[]; columns: ViewColumn[] } {
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
  const frame: Frame = { joins: [], where: [], loops: 0 };
  for (const { place, expression } of view.where) {
    const here = { ...context, several: severalAt(values, place) };
    at(place, () => frame.where.push(conditionOf(compile(expression, here), here, place)));
  }
  const columns = selectAll(view.selects, context, frame);
  refuseLargeFrame(frame);
  const output = columns.map(({ name, sql }) => `${sql} AS "${name}"`).join(', ');
  const where = frame.where.length === 0 ? '' : ` WHERE ${frame.where.map((one) => `(${one})`).join(' AND ')}`;
  const sql = `SELECT ${output} FROM (${recordsOf(view.resource, page, values.bind)}) r ${frame.joins.join(' ')}${where}`;
  if (sql.length > LONGEST_STATEMENT) at('.', () => refuse('too-large'));
  return { ...values.finish(sql), columns: columns.map(({ name, type, collection }) => ({ name, type, collection })) };
}

/**
 * The records that are shown, each parsed once. OFFSET keeps SQLite from moving what is asked of them into this query, where it
 * would parse them again for each column.
 */
function recordsOf(resource: string, page: boolean, bind: (value: Bound) => string): string {
  const merged = resource === 'Patient' ? ' AND record.rid NOT IN (SELECT rid FROM merged)' : '';
  const what = 'SELECT record.id AS id, jsonb(record.json) AS resource';
  const standing = `record.type = ${bind(resource)} AND record.deleted = 0${merged}`;
  return page
    ? `${what} FROM json_each(${bind(PAGE)}) page CROSS JOIN record ON record.rid = page.value WHERE ${standing} LIMIT -1 OFFSET 0`
    : `${what} FROM record WHERE ${standing} LIMIT -1 OFFSET 0`;
}
