import { z } from 'zod';
import { ERROR_CODES } from '../base/errors.ts';
import { Usage } from '../protocol/usage.ts';
import { openCall, publicCall } from './contract.ts';
import { FailureSchema } from './wire.ts';

const Nothing = z.strictObject({});

/** The job of a workstation that gets new keys, for its progress and to cancel it. */
export const RENEWAL_JOB = 'renew';

/** What the status line tells. Times are ISO 8601. */
export const RemoteStatus = z.strictObject({
  url: z.string(),
  state: z.enum(['settled', 'pending', 'syncing', 'offline', 'alarm']),
  /** Envelopes that this remote does not have yet, and the record changes in them. */
  pendingEnvelopes: z.int(),
  pendingChanges: z.int(),
  lastSuccess: z.string().optional(),
  offlineSince: z.string().optional(),
  error: z.strictObject({ code: z.enum(ERROR_CODES), message: z.string() }).optional(),
  nextAttempt: z.string().optional(),
  /** While it is read: changes that were read, of about so many. */
  progress: z.strictObject({ done: z.int(), total: z.int() }).optional(),
  /** Nothing is taken from it, because so many of the records that were here would go. */
  wipe: z.strictObject({ removed: z.int(), live: z.int() }).optional(),
});
export type RemoteStatus = z.infer<typeof RemoteStatus>;

export const DeviceStatus = z.strictObject({
  deviceId: z.string(),
  name: z.string(),
  user: z.string(),
  status: z.enum(['active', 'waiting', 'revoked']),
  /** When something of it was last heard here. */
  lastSeen: z.string().optional(),
  /** When it signed that, by its own clock. */
  lastSigned: z.string().optional(),
  /** On how many days others worked since. `silent`: on more than the clinic is used to. */
  silentDays: z.int(),
  silent: z.boolean(),
  self: z.boolean(),
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export const Alarm = z.strictObject({
  code: z.string(),
  message: z.string(),
  since: z.string(),
  remote: z.string().optional(),
});
export type Alarm = z.infer<typeof Alarm>;

/** Where the list of members is kept, and changed. `url` is absent where it is a cloud that this workstation is not connected to. */
export const AuthorityStatus = z.union([
  z.strictObject({ kind: z.literal('cloud'), url: z.string().optional() }),
  z.strictObject({ kind: z.literal('workstation'), name: z.string(), self: z.boolean() }),
]);
export type AuthorityStatus = z.infer<typeof AuthorityStatus>;

export const SyncStatus = z.strictObject({
  /** The worst of the remotes; `none` where there is no remote. */
  state: z.enum(['none', 'settled', 'pending', 'syncing', 'offline', 'alarm']),
  pendingChanges: z.int(),
  remotes: z.array(RemoteStatus),
  devices: z.array(DeviceStatus),
  /** Absent where the database cannot tell. */
  authority: AuthorityStatus.optional(),
  /** Days of silence after which a workstation is `silent`. */
  patience: z.int(),
  conflicts: z.int(),
  quarantined: z.int(),
  alarms: z.array(Alarm),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

export const SyncReport = z.strictObject({
  pushed: z.int(),
  pulled: z.int(),
  bytesUp: z.int(),
  bytesDown: z.int(),
  conflicts: z.int(),
});
export type SyncReport = z.infer<typeof SyncReport>;

export const syncCalls = {
  /** Adds an endpoint and registers the clinic there where it is not known yet. */
  'remote.add': openCall(
    z.strictObject({ url: z.string().max(2000), token: z.string().max(500).optional() }),
    z.strictObject({ url: z.string() }),
    'sync',
  ),
  'remote.list': openCall(Nothing, z.array(RemoteStatus), 'clinic'),
  'remote.remove': openCall(z.strictObject({ url: z.string() }), Nothing, 'sync'),
  'sync.run': openCall(
    z.strictObject({ remote: z.string().optional(), untilIdle: z.boolean().default(false) }),
    SyncReport,
    'clinic',
  ),
  /** What the clinic keeps and moves at a cloud; asks the cloud. */
  'sync.usage': openCall(z.strictObject({ remote: z.string() }), Usage, 'clinic'),
  'sync.status': openCall(Nothing, SyncStatus, 'clinic'),
  /** Ends the sync with a remote that is under way; the next one goes on from there. */
  'sync.cancel': openCall(z.strictObject({ remote: z.string() }), Nothing, 'clinic'),
  /** Acknowledges an alarm that a person has read. */
  'sync.dismiss': openCall(z.strictObject({ code: z.string() }), Nothing, 'clinic'),

  /** What a remote brings would remove most records: take it, or go on refusing it and whatever stands behind it. */
  'sync.wipe': openCall(z.strictObject({ remote: z.string(), take: z.boolean() }), Nothing, 'sync'),
  /** After how many days, on which others worked, a workstation of which nothing was heard is called silent. */
  'sync.patience': openCall(z.strictObject({ days: z.int().min(1).max(365) }), Nothing, 'settings'),

  /** On the new workstation: answers at once with the code and goes on waiting; the `joining` event tells what comes. */
  'device.request': publicCall(
    z.strictObject({ remote: z.string(), workstation: z.string().trim().min(1).max(100) }),
    z.strictObject({ code: z.string() }),
  ),
  'device.cancel': publicCall(Nothing, Nothing),
  /** On an owner's workstation: the code that the new one shows. */
  'device.approve': openCall(
    z.strictObject({ code: z.string() }),
    z.strictObject({ deviceId: z.string(), name: z.string(), words: z.string() }),
    'devices',
  ),
  /** On the new workstation, after a person compared the words. */
  'device.confirm': publicCall(z.strictObject({ words: z.string() }), z.strictObject({ deviceId: z.string() })),
  /**
   * For a workstation that was restored or copied: asks for new keys, to be approved on another one. When that is done, what no cloud has of
   * it is written again under them; until then it works on as it is.
   */
  'device.renew': openCall(
    z.strictObject({ passphrase: z.string().max(1000), remote: z.string().optional() }),
    z.strictObject({ code: z.string() }),
    'devices',
  ),
  /**
   * How that stands, also while the home is closed for it; `none` when it is done, was cancelled, or was never asked for. While it is `waiting` or `working`,
   * `job.cancel` with RENEWAL_JOB ends it and nothing was changed, and the `progress` event of that job tells how far it is; not while it is
   * `finishing`: the new keys hold.
   */
  'device.renewal': publicCall(
    Nothing,
    z.strictObject({
      state: z.enum(['none', 'waiting', 'working', 'finishing', 'failed']),
      code: z.string().optional(),
      failure: FailureSchema.optional(),
    }),
  ),
  'device.list': openCall(Nothing, z.array(DeviceStatus), 'clinic'),

  'vault.status': openCall(
    Nothing,
    z.strictObject({
      records: z.int(),
      pending: z.int(),
      remotes: z.array(RemoteStatus),
      conflicts: z.int(),
      quarantined: z.int(),
      alarms: z.array(Alarm),
    }),
    'clinic',
  ),
  /** Database pages, the hash chain of every workstation, records against their history, and the audit trails. */
  'vault.verify': openCall(
    Nothing,
    z.strictObject({
      ok: z.boolean(),
      envelopes: z.int(),
      records: z.int(),
      audit: z.strictObject({ entries: z.int(), workstations: z.int() }),
      problems: z.array(z.string()),
    }),
    'clinic',
  ),
};
