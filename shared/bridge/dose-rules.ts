/** Highest doses that a clinic has set itself, each with its source. None ships with the product. */
import { z } from 'zod';
import { DOSE_UNITS } from '../records/medication-request/units.ts';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';
import { Decimal } from './prescriptions.ts';

/** From so much on, and below so much; years, or kg. */
const From = z.number().min(0).max(500);

export const DoseRule = z
  .strictObject({
    medicine: z.strictObject({
      text: z.string().trim().min(1).max(300),
      coding: z
        .strictObject({ system: z.string().min(1), code: z.string().min(1), display: z.string().min(1) })
        .optional(),
    }),
    ageFrom: From.optional(),
    ageBelow: From.optional(),
    weightFrom: From.optional(),
    weightBelow: From.optional(),
    /** At a time, and in 24 hours. */
    single: Decimal.optional(),
    daily: Decimal.optional(),
    unit: z.enum(DOSE_UNITS as [(typeof DOSE_UNITS)[number]]),
    /** Where it stands: the label, a formulary, with its edition. */
    source: z.string().trim().min(1).max(500),
  })
  .refine(({ single, daily }) => single !== undefined || daily !== undefined);
export type DoseRule = z.output<typeof DoseRule>;

const Listed = z.strictObject({
  /** Of the MedicationKnowledge. */
  id: z.string(),
  rule: DoseRule,
  /** Who entered it, and when (ISO 8601 by their clock). */
  by: z.string(),
  at: z.string(),
  conflicts: z.int(),
  /** It says something else than when it was entered. */
  edited: z.boolean(),
  seen: z.array(z.string()),
});
export type ListedRule = z.infer<typeof Listed>;

/** What a rule said from then on; no `rule`: it held no more. */
const RuleVersion = z.strictObject({ rule: DoseRule.optional(), by: z.string(), at: z.string() });
export type RuleVersion = z.infer<typeof RuleVersion>;

const Id = z.string().min(1).max(64);

const writes = (): readonly Need[] => [{ may: 'settings' }, { right: 'write', type: 'MedicationKnowledge' }];

export const doseRuleCalls = {
  /** The rules that hold, by the names of their medicines. */
  'doseRule.list': openCall(z.strictObject({}), z.array(Listed), (): readonly Need[] => [
    { right: 'read', type: 'MedicationKnowledge' },
  ]),
  /** Raises not-valid. */
  'doseRule.add': openCall(z.strictObject({ rule: DoseRule }), Changed, writes),
  /**
   * A rule as it was edited; `seen` as it was shown. What was prescribed against it keeps the words that it had then. Raises not-found, rule-ended,
   * not-valid.
   */
  'doseRule.edit': openCall(z.strictObject({ id: Id, seen: z.array(z.string()), rule: DoseRule }), Changed, writes),
  /** Everything that a rule has said, the newest first. Raises not-found. */
  'doseRule.history': openCall(z.strictObject({ id: Id }), z.array(RuleVersion), (): readonly Need[] => [
    { right: 'read', type: 'MedicationKnowledge' },
  ]),
  /** Raises not-found. */
  'doseRule.end': openCall(z.strictObject({ id: Id }), Changed, writes),
};
