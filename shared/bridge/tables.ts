/** Tables (CSV) before they come in: what they look like, what becomes of their rows, and the mappings that a clinic keeps. */
import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';
import { DELIMITERS, ENCODINGS, Mapping, TableFormat } from '../csv/mapping.ts';
import { Changed } from './changes.ts';
import { openCall } from './contract.ts';

const Code = z.enum(ERROR_CODES);
const Path = z.string().min(1).max(4096);

export const TableLook = z.strictObject({
  format: z.strictObject({ encoding: z.enum(ENCODINGS), delimiter: z.enum(DELIMITERS), header: z.int() }),
  /** With some of the different values that stand in them. */
  columns: z.array(z.strictObject({ name: z.string(), samples: z.array(z.string()) })),
  rows: z.array(z.strictObject({ line: z.int(), cells: z.array(z.string()), trouble: Code.optional() })),
  guessed: Mapping,
});
export type TableLook = z.infer<typeof TableLook>;

const RowProblem = z.strictObject({
  code: Code,
  message: z.string(),
  column: z.string().optional(),
  /** Name of the resource in the mapping, and FHIRPath of its element. */
  resource: z.string().optional(),
  element: z.string().optional(),
});

const PreviewRow = z.strictObject({
  line: z.int(),
  resources: z.array(z.strictObject({ name: z.string(), type: z.string(), resource: z.record(z.string(), z.json()) })),
  problems: z.array(RowProblem),
});
export type TablePreviewRow = z.infer<typeof PreviewRow>;

export const TablePreview = z.strictObject({
  /** What is wrong with the mapping; no row was looked at then. */
  faults: z.array(z.strictObject({ where: z.string(), code: z.string(), message: z.string() })),
  rows: z.array(PreviewRow),
  /** Of all rows that were judged; the first 200. */
  problems: z.array(RowProblem.extend({ line: z.int() })),
  judged: z.int(),
  waiting: z.int().describe('of these, rows that would wait in the repair list'),
});
export type TablePreview = z.infer<typeof TablePreview>;

export const SavedMapping = z.strictObject({
  id: z.string(),
  mapping: Mapping.extend({ name: z.string() }),
  /** As `RecordView.seen`. */
  seen: z.array(z.string()),
});
export type SavedMapping = z.infer<typeof SavedMapping>;

export const tableCalls = {
  /** Raises file-not-found, file-unreadable, truncated, csv-empty. */
  'table.look': openCall(
    z.strictObject({ path: Path, file: TableFormat.default({}), rows: z.int().min(1).max(100).default(20) }),
    TableLook,
    'import',
  ),
  /** What would become of the first rows; nothing is written. Raises as table.look does. */
  'table.preview': openCall(
    z.strictObject({
      path: Path,
      mapping: Mapping,
      shown: z.int().min(0).max(100).default(10),
      judged: z.int().min(1).max(5000).default(1000),
    }),
    TablePreview,
    'import',
  ),
  /** Mappings that the clinic keeps, by their names. */
  'mapping.list': openCall(z.strictObject({}), z.array(SavedMapping), () => [{ right: 'read', type: 'Library' }]),
  /** The mapping in a file. Raises file-not-found, csv-mapping. */
  'mapping.read': openCall(z.strictObject({ path: Path }), Mapping, 'import'),
  /** Keeps a mapping under its name; one of that name is replaced. Raises not-valid. */
  'mapping.save': openCall(
    z.strictObject({ mapping: Mapping.extend({ name: z.string().trim().min(1).max(100) }) }),
    Changed,
    () => [{ may: 'import' }, { right: 'write', type: 'Library' }],
  ),
  /** Takes a mapping out of use, or (`use`) back into it. Raises not-found. */
  'mapping.use': openCall(z.strictObject({ id: z.string().min(1).max(64), use: z.boolean() }), Changed, () => [
    { right: 'write', type: 'Library' },
  ]),
};
