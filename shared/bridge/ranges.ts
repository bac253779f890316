/** Reference ranges of the clinic's laboratories. */
import { z } from 'zod';
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

export const rangeCalls = {
  /** All ranges, by test and laboratory. */
  'range.list': openCall(z.strictObject({}), z.array(ReferenceRange), () => [
    { right: 'read', type: 'ObservationDefinition' },
  ]),
  /** A range that is new, or as it was edited. Raises not-found, not-valid. */
  'range.save': openCall(RangeInput, Changed, () => [{ right: 'write', type: 'ObservationDefinition' }]),
  /** Takes a range away; results that were judged by it keep it. Raises not-found. */
  'range.remove': openCall(z.strictObject({ id: Id }), Changed, ({ id }) => [
    { right: 'remove', type: 'ObservationDefinition', id },
  ]),
};
