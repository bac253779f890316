/** What of the clinic's own (cohorts, views, notebooks) is kept, but not in a list. */
import { z } from 'zod';

/**
 * many: behind the first 500. large: it, and what is smaller, is more than is read. unreadable: made by a later version, or elsewhere: nothing that this one
 * understands.
 */
const WHY_LEFT_OUT = ['many', 'large', 'unreadable'] as const;

export const LeftOut = z.strictObject({
  why: z.enum(WHY_LEFT_OUT),
  count: z.int().min(1),
  /** The first few of them; the name is '' where there is none. */
  some: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type LeftOut = z.infer<typeof LeftOut>;
