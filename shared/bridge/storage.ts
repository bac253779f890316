/** Backup, restore and repair of the workstation's database. */
import { z } from 'zod';
import { openCall, publicCall } from './contract.ts';

const Job = z.string().min(1).max(100);

const BackupReport = z.strictObject({
  file: z.string(),
  bytes: z.int(),
  records: z.int(),
  envelopes: z.int(),
  /** ISO 8601. */
  at: z.string(),
  /** A trial restore read all of it back, and found it whole. */
  verified: z.boolean(),
});
export type BackupReport = z.infer<typeof BackupReport>;

const RepairReport = z.strictObject({
  /** What could be read out of the damaged database. */
  envelopes: z.int(),
  records: z.int(),
  /** Envelopes that could not be read here and are asked of the cloud with the next sync; 0: everything is there. */
  missing: z.int(),
  /** Where the damaged database was put. */
  kept: z.string(),
});
export type RepairReport = z.infer<typeof RepairReport>;

export const storageCalls = {
  /** Writes an encrypted backup of the whole workstation and reads it back in a trial restore. */
  'backup.create': openCall(z.strictObject({ job: Job, file: z.string() }), BackupReport, 'backup'),
  /** When the last verified backup was made; null for never. */
  'backup.last': openCall(
    z.strictObject({}),
    z.strictObject({ last: z.strictObject({ at: z.string() }).nullable() }),
    'clinic',
  ),
  /** What a file is a backup of, as far as it says without a passphrase. */
  'backup.inspect': publicCall(
    z.strictObject({ file: z.string() }),
    z.strictObject({ clinicName: z.string(), at: z.string(), bytes: z.int(), users: z.array(z.string()) }),
  ),
  /** Puts a backup into a home without a clinic, after its passphrase and all of it proved right. Then the home is locked. */
  'backup.restore': publicCall(
    z.strictObject({ job: Job, file: z.string(), passphrase: z.string(), user: z.string().optional() }),
    z.strictObject({ records: z.int(), envelopes: z.int() }),
  ),
  /** Rebuilds a damaged database from what can be read of it; the rest comes from the cloud or a backup. */
  'storage.repair': publicCall(
    z.strictObject({ job: Job, passphrase: z.string(), user: z.string().optional() }),
    RepairReport,
  ),
};
