import { z } from 'zod';
import { VaultState } from './session.ts';
import { SyncStatus } from './sync.ts';

/** What the vault tells by itself. */
export const events = {
  /** The home changed its state (created, joined, unlocked, locked). */
  state: VaultState,
  /** Records changed, by this window or by a sync: what is on screen may be old. `types` is empty when it is everything. */
  changed: z.strictObject({ types: z.array(z.string()), patients: z.array(z.string()) }),
  sync: SyncStatus,
  progress: z.strictObject({
    job: z.string(),
    phase: z.enum(['reading', 'writing', 'checking', 'indexing', 'generating', 'syncing']),
    done: z.number(),
    /** In the unit of `done`; absent where it is not known. */
    total: z.number().optional(),
    unit: z.enum(['bytes', 'records', 'changes']),
  }),
};

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
