/** The inbox: what concurrent changes left open, and how a person decides. */
import { z } from 'zod';
import { openCall } from './contract.ts';
import { Stamp } from './records.ts';

const RecordKey = z.strictObject({ type: z.string(), id: z.string() });

const ConflictValue = z.strictObject({
  /** Name this in `keep`. */
  write: z.string(),
  /** The register's value as JSON text; null where this write removed it. For an amendment: the whole resource that it left. */
  value: z.string().nullable(),
  by: Stamp,
  /** Why, where the author said so (an amendment). */
  reason: z.string().optional(),
});
export type ConflictValue = z.infer<typeof ConflictValue>;

/** Rules that hold across records, by name; a breach waits in the inbox. */
export const RULES = [
  'identity-number',
  'double-booking',
  'deleted-patient',
  'signed-changed',
  'merged-apart',
  'merged-changed',
] as const;
export type RuleName = (typeof RULES)[number];

export const Conflict = z.strictObject({
  /** The same on every workstation. */
  id: z.string(),
  /**
   * register: one element changed in two ways. delete-edit: deleted here, changed there. amendment: a final record amended
   * in two ways. rule: records that are each right but not together.
   */
  kind: z.enum(['register', 'delete-edit', 'amendment', 'rule']),
  record: RecordKey,
  /** What a person calls the record: a patient's name, a diagnosis. */
  title: z.string(),
  /** Id of the patient in whose chart it is. */
  patient: z.string().optional(),
  register: z.string(),
  base: z.string().nullable(),
  values: z.array(ConflictValue),
  /** A value that keeps what both sides changed, where that can be put together; JSON text. */
  combined: z.string().nullable(),
  /** Of a rule: which, and all records that break it together. */
  rule: z.enum(RULES).optional(),
  others: z.array(z.strictObject({ type: z.string(), id: z.string(), title: z.string() })),
});
export type Conflict = z.infer<typeof Conflict>;

/** A decision that can be taken back. */
export const Settled = z.strictObject({
  id: z.string(),
  record: RecordKey,
  title: z.string(),
  patient: z.string().optional(),
  register: z.string(),
  /** The write that decided it. */
  write: z.string(),
  value: z.string().nullable(),
  by: Stamp,
});
export type Settled = z.infer<typeof Settled>;

export const conflictCalls = {
  'conflict.list': openCall(z.strictObject({}), z.array(Conflict), 'clinic'),
  /**
   * keep: one of the values. value: another one (a combination; null removes it; of an amendment the whole resource). accept: of a
   * rule, all is right as it is.
   */
  'conflict.resolve': openCall(
    z.strictObject({
      id: z.string(),
      decision: z.union([
        z.strictObject({ keep: z.string() }),
        z.strictObject({ value: z.string().nullable() }),
        z.strictObject({ accept: z.literal(true) }),
      ]),
    }),
    z.strictObject({ id: z.string() }),
    'clinic',
  ),
  /** Decisions of the last 30 days that nothing has changed since, the newest first. */
  'conflict.settled': openCall(z.strictObject({}), z.array(Settled), 'clinic'),
  /** Takes a decision back: the conflict stands in the inbox again, everywhere, with the authors that it had. */
  'conflict.undo': openCall(
    z.strictObject({ id: z.string(), write: z.string() }),
    z.strictObject({ id: z.string() }),
    'clinic',
  ),
};
