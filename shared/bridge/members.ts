import { z } from 'zod';
import { openCall } from './contract.ts';

const Nothing = z.strictObject({});

/**
 * A transaction that was kept out of the records, wholly or in part. `reason`: `late` (its workstation was removed before), `forked`
 * (it goes back to another list of members), `unreadable`, `waiting` (for a change of the members that has not arrived), or what its author's role lacked (`write`, `remove`, `owner`, ...; `author`:
 * they were no active user).
 */
export const QuarantineItem = z.strictObject({
  id: z.string(),
  reason: z.string(),
  /** Names; empty where they cannot be known. */
  device: z.string(),
  user: z.string(),
  /** By the author's clock; absent where it cannot be read. ISO 8601. */
  at: z.string().optional(),
  /** Operations that are kept out, and the records that they are about (at most 50). */
  operations: z.int(),
  records: z.array(z.strictObject({ type: z.string(), id: z.string(), what: z.string() })),
  /** Whether taking it can change anything: what cannot be read cannot be taken. */
  takeable: z.boolean(),
});
export type QuarantineItem = z.infer<typeof QuarantineItem>;

export const memberCalls = {
  /** Removes a workstation for good and begins a new epoch; its late changes wait in quarantine. Syncs before. */
  'device.revoke': openCall(
    z.strictObject({ deviceId: z.string(), reason: z.string().trim().max(500).default('') }),
    z.strictObject({ deviceId: z.string() }),
    'devices',
  ),
  /** Begins a new epoch: what is written from now on is encrypted under a new key. */
  'device.rotate': openCall(Nothing, z.strictObject({ epoch: z.int() }), 'devices'),
  /** What was kept out and not decided on, newest first. */
  'quarantine.list': openCall(Nothing, z.array(QuarantineItem), 'devices'),
  /** Lets it hold after all, or puts it away; the same then holds on every workstation. */
  'quarantine.decide': openCall(
    z.strictObject({ id: z.string().regex(/^[0-9a-f]{64}$/), decision: z.enum(['take', 'drop']) }),
    z.strictObject({ id: z.string() }),
    'devices',
  ),
};
