/** When a patient comes again. */
import { z } from 'zod';
import type { Need } from './contract.ts';

/** At a time it is an appointment, which stands among the others; on a day it is a task, which is due then. */
export const FollowUp = z.strictObject({
  /** YYYY-MM-DD */
  day: z.iso.date(),
  /** What for. */
  text: z.string().trim().max(500).default(''),
  at: z
    .strictObject({
      /** HH:MM by the clinic's clocks. */
      time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
      minutes: z.int().min(1).max(720),
      /** With whom; nobody in particular where it is absent. */
      user: z.string().min(1).max(64).optional(),
    })
    .optional(),
});
export type FollowUp = z.output<typeof FollowUp>;

/** The rights that it takes. */
export function followUpNeeds(followUp: FollowUp | undefined): readonly Need[] {
  return followUp ? [{ right: 'write', type: followUp.at ? 'Appointment' : 'Task' }] : [];
}
