/** Tests that are ordered, and what comes back (docs/decisions/0039). */
import { z } from 'zod';
import { Changed } from './changes.ts';
import { type Need, openCall } from './contract.ts';

const Id = z.string().min(1).max(64);

/** Of http://hl7.org/fhir/R4/valueset-request-priority.html, what a clinic tells apart. */
export const URGENCIES = ['routine', 'urgent', 'stat'] as const;

/** A test or panel that is ordered: by a code of a list, or in words. */
export const Order = z.strictObject({
  text: z.string().trim().min(1).max(300),
  code: z
    .strictObject({
      /** Coding system, a URI. */
      system: z.string().min(1).max(500),
      code: z.string().min(1).max(100),
      /** The code's own name, where it differs from `text`. */
      display: z.string().trim().min(1).max(300).optional(),
    })
    .optional(),
  urgency: z.enum(URGENCIES).default('routine'),
  /** For whoever takes the sample or does the test. */
  note: z.string().trim().max(500).default(''),
});
export type Order = z.output<typeof Order>;

/** An order whose result is not there yet. */
export const WaitingOrder = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** `system|code`, where it has one. */
  code: z.string().optional(),
  urgency: z.enum(URGENCIES),
  note: z.string().optional(),
  /** When it was ordered, as it was written; none where nobody said. */
  since: z.string().optional(),
  by: z.string().optional(),
  /** A part of the results is there. */
  partial: z.boolean(),
  conflicts: z.int(),
});
export type WaitingOrder = z.infer<typeof WaitingOrder>;

export const resultCalls = {
  /** What is waited for in one chart, the oldest first; nothing where the reader's role does not see orders. */
  'result.chart': openCall(
    z.strictObject({ patient: Id }),
    z.strictObject({ waiting: z.array(WaitingOrder) }),
    ({ patient }): Need[] => [{ right: 'read', type: 'Patient', id: patient }],
  ),
  /** Orders tests outside a visit; the changes are the orders, in turn. Raises not-found. */
  'order.place': openCall(
    z.strictObject({ patient: Id, orders: z.array(Order).min(1).max(50) }),
    Changed,
    ({ patient }): Need[] => [
      { right: 'read', type: 'Patient', id: patient },
      { right: 'write', type: 'ServiceRequest' },
    ],
  ),
  /** Withdraws orders, or lets withdrawn ones stand again; all of them, or none. Raises not-found, order-done. */
  'order.turn': openCall(
    z.strictObject({ ids: z.array(Id).min(1).max(50), to: z.enum(['revoked', 'active']) }),
    Changed,
    ({ ids }) => ids.map((id): Need => ({ right: 'write', type: 'ServiceRequest', id })),
  ),
};
