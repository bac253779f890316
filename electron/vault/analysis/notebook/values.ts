/** What the values of a result are, and how they are told: SQLite has types of values, not of columns. */
import type { ResultType } from '../../../../shared/bridge/notebook.ts';
import type { Cell, QueryColumn } from '../../storage/query-tables.ts';

/** Of a view's column, by its FHIR type: how SQLite keeps it. Texts of days stay texts (a column declared DATE would make "2024" a number). */
const DECLARED: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  integer64: 'INTEGER',
  positiveInt: 'INTEGER',
  unsignedInt: 'INTEGER',
  decimal: 'REAL',
  date: 'TEXT DATE',
  dateTime: 'TEXT DATETIME',
  instant: 'TEXT DATETIME',
};

/** How a view's column is declared for SQLite. */
export function declaredFor(type: string): string {
  return DECLARED[type] ?? 'TEXT';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

type Kind = 'integer' | 'real' | 'text' | 'day' | 'time' | 'binary';

function kindOf(value: NonNullable<Cell>): Kind {
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'real';
  if (typeof value !== 'string') return 'binary';
  return DAY.test(value) ? 'day' : TIME.test(value) ? 'time' : 'text';
}

/** Sees the values of a result's columns, and says of what type each column is. */
export interface TypeFinder {
  see(row: readonly Cell[]): void;
  /** Of each column; `text` where values are of several types, or nothing but null. */
  types(): ResultType[];
}

export function findTypes(columns: readonly QueryColumn[]): TypeFinder {
  const seen = columns.map(() => new Set<Kind>());
  const truths = columns.map(({ declared }) => declared === 'BOOLEAN');
  return {
    see: (row) => {
      row.forEach((value, at) => {
        if (value === null) return;
        seen[at]?.add(kindOf(value));
        if (value !== 0n && value !== 1n) truths[at] = false;
      });
    },
    types: () => seen.map((kinds, at) => (kinds.size > 0 && truths[at] ? 'boolean' : typeOf(kinds))),
  };
}

function typeOf(kinds: ReadonlySet<Kind>): ResultType {
  const only = (...allowed: Kind[]): boolean => kinds.size > 0 && [...kinds].every((kind) => allowed.includes(kind));
  if (only('integer')) return 'integer';
  if (only('integer', 'real')) return 'number';
  if (only('day')) return 'date';
  if (only('day', 'time')) return 'dateTime';
  return only('binary') ? 'binary' : 'text';
}

/** A value as JSON has it: integers that JavaScript cannot hold, and what is no number, as text; bytes as base64. */
export function plainValue(value: Cell, type: ResultType): string | number | boolean | null {
  if (value === null || typeof value === 'string') return value;
  if (type === 'boolean') return value === 1n;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return Buffer.from(value).toString('base64');
}

/** Names of columns, each once: a second `a` is `a_2`. */
export function distinctNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let at = 2; used.has(free); at++) free = `${name}_${at}`;
    used.add(free);
    return free;
  });
}
