/** The notebook: SQL over chosen views, in a process of its own (docs/decisions/0056). */

import { z } from 'zod';
import type { Failure } from '../base/errors.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { LeftOut } from './kept.ts';

const RESULT_TYPES = ['integer', 'number', 'boolean', 'text', 'date', 'dateTime', 'binary'] as const;
export type ResultType = (typeof RESULT_TYPES)[number];

/** A column of a view: its FHIR type. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

export const NotebookLimits = z.strictObject({
  /** After how long a query is ended. */
  seconds: z.int().min(1).max(600).default(30),
  /** What its process may hold, the tables included. */
  memoryMb: z.int().min(256).max(4096).default(1024),
});
export type NotebookLimits = z.output<typeof NotebookLimits>;

/** Integers that JavaScript cannot hold stand as text; bytes as base64. */
const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const QueryResult = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.enum(RESULT_TYPES) })),
  rows: z.array(z.array(Value)),
  /** There are more rows than these. */
  more: z.boolean(),
  ms: z.number(),
});
export type QueryResult = z.infer<typeof QueryResult>;

const QueryPlace = z.object({ at: z.int().min(0), length: z.int().min(0) });
/**
 * Where in the SQL the cause of a failure `query-*` stands, as a text field counts (UTF-16 units): the wrong word, or with a length of 0 the
 * place where something is missing.
 */
export type QueryPlace = z.infer<typeof QueryPlace>;

/** The place that a failure of `notebook.run` or `notebook.export` tells (`at` and `length` of its params), where it tells one. */
export function queryPlace({ params }: Pick<Failure, 'params'>): QueryPlace | undefined {
  return QueryPlace.safeParse(params).data;
}

export const CHART_KINDS = ['bar', 'line', 'scatter', 'pie'] as const;

/** How a result is drawn, by names of its columns. */
export const ChartSetting = z.strictObject({
  kind: z.enum(CHART_KINDS),
  x: z.string().max(200),
  y: z.string().max(200),
  /** What tells the lines or bars of one x apart. */
  series: z.string().max(200).optional(),
});
export type ChartSetting = z.infer<typeof ChartSetting>;

const Sql = z.string().max(20_000);

const Cell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('words'), id: z.string().max(40), text: z.string().max(20_000) }),
  z.strictObject({
    kind: z.literal('query'),
    id: z.string().max(40),
    sql: Sql,
    chart: ChartSetting.optional(),
  }),
]);
export type NotebookCell = z.infer<typeof Cell>;

/** Characters of a notebook as JSON. */
export const LONGEST_NOTEBOOK = 500_000;

/** What a notebook holds. */
export const NotebookContent = z
  .strictObject({
    v: z.literal(1),
    /** Keys of the chosen views. */
    views: z.array(z.string().max(100)).max(20),
    cells: z.array(Cell).max(100),
  })
  .refine((content) => JSON.stringify(content).length <= LONGEST_NOTEBOOK, 'too long');
export type NotebookContent = z.infer<typeof NotebookContent>;

const Id = z.string().min(1).max(64);
const Title = z.string().trim().min(1).max(100);

export const Notebook = z.strictObject({
  id: Id,
  title: z.string(),
  content: NotebookContent,
  /** As `RecordView.seen`. */
  seen: z.array(z.string()),
});
export type Notebook = z.infer<typeof Notebook>;

/** ViewDefinitions (SQL on FHIR v2); each has a name, which is its table's. */
const Views = z.array(z.record(z.string(), z.json())).min(1).max(20);
const Job = z.string().min(1).max(100);

const asked = {
  job: Job,
  views: Views,
  sql: Sql,
  limits: NotebookLimits.prefault({}),
};

const reads = (): readonly Need[] => [{ may: 'analysis' }, { right: 'read', type: 'Library' }];
const writes = (): readonly Need[] => [{ may: 'analysis' }, { right: 'write', type: 'Library' }];

export const notebookCalls = {
  /**
   * Runs one query over the tables of views, for whoever may read the records of each. Progress of loading comes under the job's id;
   * `job.cancel` ends it at once. Raises view-invalid (with the `view` in its params, where a record does not fit one), query-*, cancelled, not-allowed.
   */
  'notebook.run': openCall(
    z.strictObject({
      ...asked,
      /** Rows that the answer holds at the most. */
      rows: z.int().min(1).max(5000).default(2000),
      /** Loads the tables anew. */
      anew: z.boolean().default(false),
    }),
    z.strictObject({
      result: QueryResult,
      tables: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
      /** When the tables were loaded (ISO 8601), and whether records that they show have changed since. */
      loaded: z.string(),
      outdated: z.boolean(),
      /** Types of records that the views show. */
      types: z.array(z.string()),
    }),
    'analysis',
  ),
  /** Writes all rows of a query into a file of a folder. Raises as `notebook.run`, and already-exists, file-unwritable, disk-full. */
  'notebook.export': openCall(
    z.strictObject({
      ...asked,
      format: z.enum(['csv', 'ndjson', 'parquet']),
      out: z.string().min(1).max(4096),
      /** Name of the file without its ending. */
      name: z.string().trim().min(1).max(100),
    }),
    z.strictObject({ file: z.string(), rows: z.int() }),
    () => [{ may: 'analysis' }, { may: 'export' }],
  ),
  /** Ends the process and forgets its tables. */
  'notebook.close': openCall(z.strictObject({}), z.strictObject({}), 'session'),

  /** The notebooks in use, by their titles: as many as `view.list` gives views. */
  'notebook.list': openCall(
    z.strictObject({}),
    z.strictObject({ kept: z.array(Notebook), leftOut: z.array(LeftOut) }),
    reads,
  ),
  /** Saves one, a new one or with an id as it was edited. Raises not-found. */
  'notebook.save': openCall(
    z.strictObject({
      id: Id.optional(),
      seen: z.array(z.string()).default([]),
      title: Title,
      content: NotebookContent,
    }),
    Changed,
    writes,
  ),
  /** Takes notebooks out of use, or (`use`) back into it. Raises not-found. */
  'notebook.use': openCall(z.strictObject({ ids: z.array(Id).min(1).max(50), use: z.boolean() }), Changed, writes),
};
