/**
 * The mapping file: how the rows of one table become FHIR resources. JSON, kept by people, so each part has a name that says
 * what it does; docs/csv.md explains them with examples. Columns are named by their headers.
 */
import { z } from 'zod';
import type { Json } from '../records/json.ts';

/** The one version that there is. A program refuses a later one. */
export const MAPPING_VERSION = 1;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How the bytes of a file are read; what is absent is found. */
export const TableFormat = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  /** Number of the row with the names of the columns, counted from 1. */
  header: z.int().min(1).max(1000).optional(),
});
export type TableFormat = z.infer<typeof TableFormat>;

const Column = z.string().min(1).max(500);
const Columns = z.array(Column).min(1).max(20);
const JsonValue = z.json() as z.ZodType<Json>;

/** Whether a row, or a cell, is spoken of: every one of the conditions has to hold. */
const Condition = z.union([
  z.strictObject({ column: Column, filled: z.boolean() }),
  z.strictObject({ column: Column, is: z.array(z.string()).min(1) }),
  z.strictObject({ column: Column, not: z.array(z.string()).min(1) }),
  /** Whether it begins with a number: an amount, and no words. */
  z.strictObject({ column: Column, amount: z.boolean() }),
]);
export type Condition = z.infer<typeof Condition>;
const When = z.array(Condition).max(20).optional();

/** Another resource: one of the same row by its name, or one that is named by its key, or by an identifier that it carries. */
const Reference = z.union([
  z.string().min(1),
  z.strictObject({ type: z.string(), key: Columns }),
  z.strictObject({ type: z.string(), identifier: z.strictObject({ system: z.string().optional(), column: Column }) }),
]);

/** Where one element gets its value from. One of `column`, `join`, `constant` and `reference` is given. */
export const Field = z
  .strictObject({
    /** Path below the resource, as `name[0].family`; a list without a number means its first. */
    path: z.string().min(1).max(300),
    column: Column.optional(),
    join: z.strictObject({ columns: Columns, with: z.string().max(20).default('') }).optional(),
    constant: JsonValue.optional(),
    reference: Reference.optional(),
    /** One part of the cell: the `take`-th, counted from 1, between any of these texts. */
    split: z.strictObject({ by: z.array(z.string().min(1)).min(1).max(20), take: z.int().min(1).max(50) }).optional(),
    /** Written value to what it becomes, compared without regard to case and width. */
    values: z.record(z.string(), JsonValue).optional(),
    /** What becomes of a value that is not in `values`: kept as it is, left out, or (otherwise) a problem. */
    otherwise: z.enum(['keep', 'leave', 'problem']).optional(),
    /** Of a date: how it may be written, in the letters of date-fns and Unicode (yyyy MM dd HH mm). */
    formats: z.array(z.string().min(1).max(60)).min(1).max(20).optional(),
    /** Unit of an amount that brings none of its own: a text, or the column that says it. */
    unit: z.union([z.string().min(1), z.strictObject({ column: Column })]).optional(),
    /** Fills up with these characters at the head, for numbers that have lost their zeros. */
    pad: z.strictObject({ length: z.int().min(1).max(50), with: z.string().length(1).default('0') }).optional(),
    /** For an empty cell. */
    default: JsonValue.optional(),
    when: When,
  })
  .refine(
    (field) =>
      [field.column, field.join, field.constant, field.reference].filter((one) => one !== undefined).length === 1,
    {
      error: 'A field takes its value from one of column, join, constant and reference.',
    },
  );
export type Field = z.infer<typeof Field>;

export const ResourceMapping = z.strictObject({
  type: z.string().min(1).max(60),
  /** Columns that say which one it is; absent: those of the mapping, and what the row says of it. */
  key: Columns.optional(),
  /** Column with the id of a record of this clinic, which the row then changes. */
  own: Column.optional(),
  /** One resource for each part of this cell. */
  each: z.strictObject({ column: Column, by: z.array(z.string().min(1)).min(1).max(20) }).optional(),
  when: When,
  fields: z.array(Field).min(1).max(500),
});
export type ResourceMapping = z.infer<typeof ResourceMapping>;

/** A column that stands for something that is known (targets.ts). */
export const ColumnTarget = z.strictObject({
  as: z.string().min(1).max(100),
  formats: z.array(z.string().min(1).max(60)).min(1).max(20).optional(),
  unit: z.string().min(1).max(60).optional(),
  values: z.record(z.string(), JsonValue).optional(),
});
export type ColumnTarget = z.infer<typeof ColumnTarget>;

export const Mapping = z.strictObject({
  mapping: z.literal('csv'),
  version: z.literal(MAPPING_VERSION),
  /** Under which the clinic keeps it. */
  name: z.string().trim().min(1).max(100).optional(),
  /** Who sends such tables: a URI or a name. What comes from the same sender under the same key is the same record. */
  system: z.string().trim().min(1).max(500).optional(),
  file: TableFormat.optional(),
  /** Columns that say whom or what a row is about. */
  key: Columns.optional(),
  dates: z
    .strictObject({
      /** How dates are written where a field does not say it; absent: year first. */
      formats: z.array(z.string().min(1).max(60)).min(1).max(20).optional(),
      /** Last year of those that two digits mean: 30: 31 is 1931, 30 is 2030. Absent: two digits are a problem. */
      pivot: z.int().min(0).max(99).optional(),
      /** IANA zone of the times; absent: the clinic's. */
      zone: z.string().max(60).optional(),
      /** Day numbers count from 1904, as those of old Excel for Mac. */
      from1904: z.boolean().optional(),
    })
    .optional(),
  /** What stands before decimals: absent: a point. */
  decimal: z.enum(['.', ',']).optional(),
  /** Column to something that is known: the short way. */
  columns: z.record(z.string(), z.union([z.string().min(1).max(100), ColumnTarget])).optional(),
  /** Resources of a row by names of one's own: the long way. */
  resources: z.record(z.string().regex(/^[A-Za-z][\w-]{0,49}$/), ResourceMapping).optional(),
});
export type Mapping = z.infer<typeof Mapping>;

/** The choices of an import of tables, as a call takes them: plain JSON, without what is undefined. */
export function tableSettings(mapping: Mapping): z.core.util.JSONType {
  return JSON.parse(JSON.stringify({ mapping }));
}
