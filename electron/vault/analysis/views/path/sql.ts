/** SQL as text with values beside it: nothing of a definition is ever part of a statement, but names that `NAME` allows. */

/** A private character: no text of a definition stands in a statement, so that it stands for values alone. */
const MARK = '\uE000';
const MARKED = /\uE000(\d+)\uE000/g;

/** What stands for the value of a record id list that is given when the statement runs. */
export const PAGE = Symbol('page');
export type Bound = string | number | bigint | typeof PAGE;

export interface Values {
  /** What stands for a value in SQL while it is put together; it may be repeated and moved. */
  bind(value: Bound): string;
  /** The statement with `?` for each value, and the values in their order. */
  finish(sql: string): { readonly sql: string; readonly params: readonly Bound[] };
}

export function makeValues(): Values {
  const values: Bound[] = [];
  return {
    bind: (value) => {
      values.push(value);
      return `${MARK}${values.length - 1}${MARK}`;
    },
    finish: (marked) => {
      const params: Bound[] = [];
      const sql = marked.replace(MARKED, (_, at: string) => {
        params.push(values[Number(at)] as Bound);
        return '?';
      });
      return { sql, params };
    },
  };
}

/** Conditions that hold together. */
export function allOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '1' : conditions.map((one) => `(${one})`).join(' AND ');
}

/** `value` where all conditions hold, else NULL. */
export function whenAll(conditions: readonly string[], value: string): string {
  return conditions.length === 0 ? value : `CASE WHEN ${allOf(conditions)} THEN ${value} END`;
}
