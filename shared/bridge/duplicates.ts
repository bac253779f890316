/** Patients who may be registered twice: finding, deciding, merging. */
import { z } from 'zod';
import { CHOSEN } from '../records/patient/merge.ts';
import { type Need, openCall } from './contract.ts';
import { PatientHit, Resource } from './records.ts';

/** Levels of agreement, in their order (electron/vault/quality/duplicates/contract.ts). */
export const REASON_LEVELS = ['far', 'loose', 'close', 'exact', 'crossed'] as const;
const REASON_FIELDS = ['given', 'family', 'birth', 'sex', 'identifier', 'phone', 'email', 'address'] as const;

/** What two patients agree on, and what they do not. */
export const Reason = z.strictObject({ field: z.enum(REASON_FIELDS), level: z.enum(REASON_LEVELS) });
export type Reason = z.infer<typeof Reason>;

/** Somebody who may be the one that is asked for. `score`: probability, 0 to 1. */
export const Likely = z.strictObject({ hit: PatientHit, score: z.number(), reasons: z.array(Reason) });
export type Likely = z.infer<typeof Likely>;

/** open: nobody has decided. later: put off on this workstation. */
export const PairState = z.enum(['open', 'later', 'different', 'merged']);
export type PairState = z.infer<typeof PairState>;

export const DuplicatePair = z.strictObject({
  a: PatientHit,
  b: PatientHit,
  score: z.number(),
  reasons: z.array(Reason),
  state: PairState,
});
export type DuplicatePair = z.infer<typeof DuplicatePair>;

/** The last search through the clinic on this workstation. */
export const DuplicateRun = z.strictObject({
  state: z.enum(['never', 'running', 'stopped', 'done']),
  /** Begun and, where it is done, ended: ISO 8601. */
  begun: z.string().optional(),
  ended: z.string().optional(),
  compared: z.int(),
  found: z.int(),
});
export type DuplicateRun = z.infer<typeof DuplicateRun>;

const Pair = z.strictObject({ a: z.string(), b: z.string() });
const Nothing = z.strictObject({});
const RecordName = z.strictObject({ type: z.string(), id: z.string() });
const READ: readonly Need[] = [{ right: 'read', type: 'Patient' }];
const WRITE: readonly Need[] = [...READ, { right: 'write', type: 'Patient' }];

export const duplicateCalls = {
  /** Whom somebody may be who is being registered, from what is typed of the Patient so far. */
  'duplicate.likely': openCall(
    z.strictObject({ resource: Resource, limit: z.int().min(1).max(20).default(5) }),
    z.array(Likely),
    () => READ,
  ),
  /** Whom a patient who is here may be as well. */
  'duplicate.of': openCall(z.strictObject({ id: z.string() }), z.array(Likely), () => READ),
  'duplicate.list': openCall(
    z.strictObject({
      states: z.array(PairState).default(['open']),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.strictObject({
      pairs: z.array(DuplicatePair),
      counts: z.strictObject({ open: z.int(), later: z.int(), different: z.int(), merged: z.int() }),
      run: DuplicateRun,
    }),
    () => READ,
  ),
  /** Searches through the whole clinic, in the background; goes on where it was stopped. `job`: for progress, and `job.cancel`. */
  'duplicate.run': openCall(
    z.strictObject({ job: z.string(), anew: z.boolean().default(false) }),
    DuplicateRun,
    () => WRITE,
  ),
  /** Two persons after all; false takes it back. Known on every workstation, and to every later search. */
  'duplicate.different': openCall(Pair.extend({ different: z.boolean() }), Nothing, () => WRITE),
  /** Puts a pair off on this workstation; false takes it up again. */
  'duplicate.later': openCall(Pair.extend({ later: z.boolean() }), Nothing, () => WRITE),
  /** Makes them one person: `merged` is read as `survivor` from now on. `take`: what both say differently and is taken from `merged`. */
  'patient.merge': openCall(
    z.strictObject({ survivor: z.string(), merged: z.string(), take: z.array(z.enum(CHOSEN)).default([]) }),
    Nothing,
    ({ survivor, merged }) => [
      ...WRITE,
      { right: 'read', type: 'Patient', id: survivor },
      { right: 'read', type: 'Patient', id: merged },
    ],
  ),
  /** Makes them two again. `move`: records written since that belong to who was merged; all others stay with the survivor. */
  'patient.unmerge': openCall(
    z.strictObject({ id: z.string(), move: z.array(RecordName).max(500).default([]) }),
    Nothing,
    ({ move }) => [...WRITE, ...move.map(({ type }): Need => ({ right: 'write', type }))],
  ),
  /**
   * Who was merged into a patient, and what was written since. The patient themselves stand first among them where they were merged and are
   * listed all the same: the other is deleted or erased, or was merged into them as well.
   */
  'patient.merges': openCall(
    z.strictObject({ id: z.string() }),
    z.array(z.strictObject({ hit: PatientHit, since: z.array(RecordName.extend({ title: z.string() })) })),
    ({ id }) => [{ right: 'read', type: 'Patient', id }],
  ),
};
