import { z } from 'zod';
import { Role, RoleTable } from '../access/roles.ts';
import { openCall, publicCall } from './contract.ts';
import { FailureSchema } from './wire.ts';

export const Locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof Locale>;

const Nothing = z.strictObject({});

const ClinicInfo = z.strictObject({
  clinicId: z.string(),
  name: z.string(),
  locale: Locale,
  /** IANA time zone in which the clinic counts its days. */
  timeZone: z.string(),
  /** A clinic made to look around in; its passphrase is shown on the lock screen. */
  sample: z.boolean(),
});
export type ClinicInfo = z.infer<typeof ClinicInfo>;

const UserInfo = z.strictObject({ id: z.string(), name: z.string(), role: Role });
export type UserInfo = z.infer<typeof UserInfo>;

const DeviceInfo = z.strictObject({ deviceId: z.string(), name: z.string() });

/** Where this home stands. `joining` holds what the enrolment page shows. */
export const VaultState = z.discriminatedUnion('kind', [
  /** `joinFailure`: why the last request to join came to nothing. */
  z.strictObject({ kind: z.literal('empty'), joinFailure: FailureSchema.optional() }),
  z.strictObject({
    kind: z.literal('joining'),
    /** Empty where it is not known any more: after a restart, or once the answer is there. */
    code: z.string(),
    /** The request was written to a file; the answer comes as one. */
    byFile: z.literal(true).optional(),
    words: z.string().optional(),
    clinicName: z.string().optional(),
    deviceId: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('locked'),
    clinicName: z.string(),
    users: z.array(z.string()),
    sample: z.boolean(),
    /** Only of a sample clinic: what the lock screen shows. */
    samplePassphrase: z.string().optional(),
    /** Who logged in here last. */
    last: z.string().optional(),
    unconfirmed: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('open'),
    /** The recovery kit of a new clinic was not put away yet: the window shows it first. */
    kitPending: z.boolean(),
    clinic: ClinicInfo,
    user: UserInfo,
    device: DeviceInfo,
    /** Somebody else chose this user's passphrase: until it is changed, nothing else is answered. */
    mustChange: z.boolean(),
    /** Names of everybody who can log in here. */
    users: z.array(z.string()),
    /** What each role may do, so that the window shows what is of use; the vault decides. */
    roles: RoleTable,
    /** Charts that were opened with a reason, and until when (ISO 8601). */
    opened: z.array(z.strictObject({ patient: z.string(), until: z.string() })),
    /** Tries at this user's passphrase that failed since they were here last; until they were read. */
    failedTries: z.strictObject({ count: z.int(), last: z.string() }).optional(),
  }),
]);
export type VaultState = z.infer<typeof VaultState>;

/** Which form: a screen, and the patient it is about. */
const Draft = z.strictObject({ place: z.string().max(40), patient: z.string().max(64).nullable() });

export const sessionCalls = {
  'session.state': publicCall(Nothing, VaultState),
  /** New clinic and its first workstation; leaves it open. The phrase stays in the database until `clinic.kitPutAway`. */
  'clinic.create': publicCall(
    z.strictObject({
      clinicName: z.string().trim().min(1).max(200),
      ownerName: z.string().trim().min(1).max(200),
      passphrase: z.string().max(1000),
      locale: Locale,
      timeZone: z.string().optional(),
      workstation: z.string().trim().min(1).max(100).optional(),
    }),
    z.strictObject({ clinicId: z.string(), deviceId: z.string(), recoveryPhrase: z.string() }),
  ),
  /** A generated clinic to look around in (job progress by the `progress` event, job id `sample`). Leaves it open. */
  'sample.create': publicCall(
    z.strictObject({ locale: Locale, patients: z.int().min(1).max(5000).default(200) }),
    z.strictObject({ clinicId: z.string(), passphrase: z.string() }),
  ),
  /** Deletes a sample clinic from this home; refused for a real one. */
  'sample.discard': publicCall(Nothing, Nothing),
  'session.unlock': publicCall(
    z.strictObject({ passphrase: z.string().max(1000), user: z.string().optional() }),
    UserInfo,
  ),
  'session.lock': publicCall(Nothing, Nothing),
  /** The user did something in the window: the screen is not locked for being idle yet. */
  'session.active': openCall(Nothing, Nothing, 'session'),
  'session.seenFailures': openCall(Nothing, Nothing, 'session'),
  /** After how many minutes without anything done this workstation locks. */
  'session.idle': openCall(Nothing, z.strictObject({ minutes: z.int() }), 'session'),
  'session.setIdle': openCall(
    z.strictObject({ minutes: z.int().min(1).max(240) }),
    z.strictObject({ minutes: z.int() }),
    'settings',
  ),

  /** What the user was writing in forms that they did not save, the newest first; for them alone. */
  'draft.list': openCall(
    Nothing,
    z.array(Draft.extend({ json: z.string(), at: z.string(), chart: z.string().nullable() })),
    'clinic',
  ),
  'draft.keep': openCall(Draft.extend({ json: z.string().max(1_000_000) }), Nothing, 'clinic'),
  'draft.drop': openCall(Draft, Nothing, 'clinic'),
  /** How good a passphrase is: 0 (refused) to 4; below `floor` `clinic.create` fails with `weak-passphrase`. */
  'passphrase.strength': publicCall(
    z.strictObject({ passphrase: z.string().max(1000), hints: z.array(z.string()).max(10).default([]) }),
    z.strictObject({ score: z.int().min(0).max(4), floor: z.int(), warning: z.string().optional() }),
  ),
};
