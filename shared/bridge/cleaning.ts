/** Cleaning of what is here: proposals by rule, applied where somebody chose them, and taken back in one step (docs/decisions/0051). */
import { z } from 'zod';
import { CLEANING_REASONS, CLEANING_RULES } from './cleaning-rules.ts';
import { openCall } from './contract.ts';

const Job = z.string().min(1).max(100);

/** Which rules, and what they need to know. */
export const CleaningChoice = z.strictObject({
  rules: z.array(z.enum(CLEANING_RULES)).min(1),
  /** Country of telephone numbers without one, ISO 3166-1; without it the clinic's language says. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
export type CleaningChoice = z.output<typeof CleaningChoice>;

/** One change, or one thing that a person has to decide. Values as JSON. */
const CleaningSample = z.strictObject({
  type: z.string(),
  id: z.string(),
  path: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type CleaningSample = z.infer<typeof CleaningSample>;

/** What a rule would do for one reason. */
export const CleaningGroup = z.strictObject({
  rule: z.enum(CLEANING_RULES),
  reason: z.enum(CLEANING_REASONS),
  /** Nothing is changed for it: a person has to decide. */
  told: z.boolean(),
  count: z.int(),
  /** The first of them. */
  samples: z.array(CleaningSample),
});
export type CleaningGroup = z.infer<typeof CleaningGroup>;

export const CleaningPreview = z.strictObject({
  /** Records that were looked at, and those of them that would change. */
  looked: z.int(),
  records: z.int(),
  groups: z.array(CleaningGroup),
  cancelled: z.boolean(),
});
export type CleaningPreview = z.infer<typeof CleaningPreview>;

export const CleaningReport = z.strictObject({
  /** By which `import.undo` takes it back; none where nothing was changed. */
  run: z.string().optional(),
  /** Records that were changed. */
  changed: z.int(),
  /** Records that were left: signed ones, and those that the rules would have made invalid. */
  left: z.int(),
  cancelled: z.boolean(),
});
export type CleaningReport = z.infer<typeof CleaningReport>;

export const cleaningCalls = {
  /** What the rules would change of all that the role may read; nothing is written. Progress comes under the job's id. */
  'cleaning.preview': openCall(CleaningChoice.extend({ job: Job }), CleaningPreview, 'import'),
  /** Changes it, in batches of ordinary changes; of what the role may not write nothing. */
  'cleaning.apply': openCall(CleaningChoice.extend({ job: Job }), CleaningReport, 'import'),
};
