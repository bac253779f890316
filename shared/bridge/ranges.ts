/** Reference ranges of the clinic's laboratories. */
import { z } from 'zod';
import { RANGE_COLUMNS } from '../records/range-table.ts';
import { AGE_UNITS } from '../records/reference-range.ts';
import { Changed } from './changes.ts';
import { openCall } from './contract.ts';
import { Test } from './orders.ts';

const Id = z.string().min(1).max(64);
const Decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,8})?$/);
const Age = z.strictObject({ value: z.int().min(0).max(36_500), unit: z.enum(AGE_UNITS) });

const RangeFields = {
  test: Test,
  /** UCUM code, or as the laboratory writes it. */
  unit: z.string().trim().min(1).max(40),
  /** Both ends belong to the range; one of them may be open. */
  low: Decimal.optional(),
  high: Decimal.optional(),
  sex: z.enum(['any', 'female', 'male']),
  /** The age that must be reached, and the one that must not be reached yet. */
  from: Age.optional(),
  to: Age.optional(),
  /** Whose range it is: there is none without. */
  laboratory: z.string().trim().min(1).max(200),
  /** From which day on. */
  since: z.iso.date(),
};

/** A range that stands in the clinic's records. */
export const ReferenceRange = z.strictObject({
  ...RangeFields,
  id: z.string(),
  seen: z.array(z.string()),
  conflicts: z.int(),
});
export type ReferenceRange = z.infer<typeof ReferenceRange>;

/** `id` and `seen`: of one that is edited, as it was shown. */
export const RangeInput = z
  .strictObject({ ...RangeFields, id: Id.optional(), seen: z.array(z.string()).default([]) })
  .refine(({ low, high }) => low !== undefined || high !== undefined)
  .refine(({ low, high }) => low === undefined || high === undefined || Number(low) <= Number(high));
export type RangeInput = z.output<typeof RangeInput>;

/** What may be wrong with a field of a line; `twice`: an earlier line of the file says it already. */
const RANGE_PROBLEMS = [
  'needed',
  'number',
  'order',
  'ends',
  'age',
  'ages',
  'date',
  'sex',
  'code',
  'long',
  'twice',
] as const;

/** More than a laboratory measures; one step takes all of them back. */
export const MOST_RANGES = 500;

/** What a line of a file would do: add a range, change one, nothing (`same`), or nothing because something is wrong with it. */
const RangeLine = z.strictObject({
  line: z.int(),
  state: z.enum(['new', 'changed', 'same', 'wrong']),
  /** As the file names it. */
  test: z.string(),
  /** What would be saved; none for a line that is wrong. */
  range: RangeInput.optional(),
  /** What stands there now, of one that would be changed. */
  before: ReferenceRange.optional(),
  problems: z.array(z.strictObject({ column: z.enum(RANGE_COLUMNS), problem: z.enum(RANGE_PROBLEMS) })),
});
export type RangeLine = z.infer<typeof RangeLine>;

export const rangeCalls = {
  /** All ranges, by test and laboratory. */
  'range.list': openCall(z.strictObject({}), z.array(ReferenceRange), () => [
    { right: 'read', type: 'ObservationDefinition' },
  ]),
  /** A range that is new, or as it was edited. Raises not-found, not-valid. */
  'range.save': openCall(RangeInput, Changed, () => [{ right: 'write', type: 'ObservationDefinition' }]),
  /**
   * What a table in a file would add or change, line by line; nothing is written. `laboratory` and `since` hold for lines that name none.
   * `empty`: lines without either end, as in a table that is filled in only in part. Raises file-not-found, file-unreadable, not-a-range-table.
   */
  'range.read': openCall(
    z.strictObject({ path: z.string().min(1), laboratory: z.string().trim().max(200), since: z.iso.date() }),
    z.strictObject({ lines: z.array(RangeLine), empty: z.int() }),
    () => [{ right: 'write', type: 'ObservationDefinition' }, { may: 'import' }],
  ),
  /** Saves ranges as `range.save` does, in one transaction: all of them, or none. Raises not-found, not-valid. */
  'range.saveAll': openCall(z.strictObject({ ranges: z.array(RangeInput).min(1).max(MOST_RANGES) }), Changed, () => [
    { right: 'write', type: 'ObservationDefinition' },
    { may: 'import' },
  ]),
  /** Takes a range away; results that were judged by it keep it. Raises not-found. */
  'range.remove': openCall(z.strictObject({ id: Id }), Changed, ({ id }) => [
    { right: 'remove', type: 'ObservationDefinition', id },
  ]),
};
