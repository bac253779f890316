/** What the vault and the notebook's process say to each other. Both are this program; what is said is parsed all the same. */
import { z } from 'zod';
import { ResultSchema } from '../../../../shared/bridge/wire.ts';

export const EXPORT_FORMATS = ['csv', 'ndjson', 'parquet'] as const;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Column = z.strictObject({ name: z.string(), type: z.string() });

/**
 * Vault to process: begin and each table, all of them empty; then one query or export at a time, each behind `needs` and what is missing
 * for it: `fill` with rows for each table, and `loaded`.
 */
export const ToNotebook = z.discriminatedUnion('kind', [
  /** `memory`: bytes that the process may hold. */
  z.strictObject({ kind: z.literal('begin'), memory: z.int(), timeZone: z.string(), today: z.string() }),
  z.strictObject({ kind: z.literal('table'), name: z.string(), columns: z.array(Column) }),
  /** Empties a table; rows of some of its columns follow. */
  z.strictObject({ kind: z.literal('fill'), table: z.string(), columns: z.array(z.string()) }),
  /** Rows as `encodeRows` writes them; answered by `taken`. */
  z.strictObject({ kind: z.literal('rows'), bytes: Bytes }),
  /** Answered by `taken`. */
  z.strictObject({ kind: z.literal('loaded') }),
  /** Answered by `Needs`. */
  z.strictObject({ kind: z.literal('needs'), sql: z.string() }),
  z.strictObject({ kind: z.literal('query'), sql: z.string(), rows: z.int() }),
  z.strictObject({ kind: z.literal('export'), sql: z.string(), format: z.enum(EXPORT_FORMATS) }),
  /** The last `piece` is written. */
  z.strictObject({ kind: z.literal('more') }),
]);
export type ToNotebook = z.infer<typeof ToNotebook>;

/** Columns that a statement reads, by table; none where it only counts rows. */
export type Needs = readonly { readonly table: string; readonly columns: readonly string[] }[];

/** Process to vault. */
export const FromNotebook = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('taken') }),
  z.strictObject({ kind: z.literal('answer'), result: ResultSchema }),
  /** Of a file that is being made; answered by `more`. */
  z.strictObject({ kind: z.literal('piece'), bytes: Bytes, rows: z.int() }),
  /** It holds more than it may, and ends. */
  z.strictObject({ kind: z.literal('too-much') }),
]);
export type FromNotebook = z.infer<typeof FromNotebook>;

/** A value of a view's row, as it travels. */
export type ViewCell = string | number | boolean | null;

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** Rows as bytes: they go through the vault's own thread, which need not look at them. */
export function encodeRows(rows: readonly (readonly ViewCell[])[]): Uint8Array {
  return utf8.encode(JSON.stringify(rows));
}

/** The rows that `encodeRows` wrote. */
export function decodeRows(bytes: Uint8Array): ViewCell[][] {
  return JSON.parse(text.decode(bytes)) as ViewCell[][];
}
