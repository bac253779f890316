/** The recovery kit: proving it, splitting it, recovering with it; checkpoints. */
import { z } from 'zod';
import { openCall, publicCall } from './contract.ts';

const Nothing = z.strictObject({});
/** Words as somebody types them: they are long. */
const Typed = z.string().max(2000);

/** What people have on paper: the 24 words, or enough shares of them. */
export const RecoverySecret = z.union([
  z.strictObject({ phrase: Typed, shares: z.undefined().optional() }),
  z.strictObject({ phrase: z.undefined().optional(), shares: z.array(Typed).min(1).max(10) }),
]);
export type RecoverySecret = z.infer<typeof RecoverySecret>;

/** Whoever comes in by the kit. */
const NewOwner = {
  secret: RecoverySecret,
  userName: z.string().trim().min(1).max(200),
  passphrase: z.string().max(1000),
};

/** Who holds a share, without the share. */
const Split = z.strictObject({
  at: z.string(),
  set: z.string(),
  threshold: z.int(),
  holders: z.array(z.string()),
});

const CheckpointOutput = z.strictObject({
  words: z.string(),
  /** By which a print can be compared with what is here later: `5-1234-567`. */
  position: z.string(),
  /** Envelopes of all workstations that it covers. */
  changes: z.int(),
  /** When it was computed, and the time of the newest change in it. */
  at: z.string(),
  upTo: z.string().optional(),
});
export type CheckpointOutput = z.infer<typeof CheckpointOutput>;

/** What a rehearsal has shown. */
const Proof = z.strictObject({
  at: z.string(),
  /** How many shares were used; absent for the phrase. */
  shares: z.int().optional(),
  /** The newest epoch, whose key the kit opens, and of how many epochs it opens the keys directly. */
  epoch: z.int(),
  epochs: z.int(),
});

export const kitCalls = {
  /** The recovery phrase, until a person says that the kit is put away; then nobody has it any more. */
  'clinic.kit': openCall(Nothing, z.strictObject({ recoveryPhrase: z.string().optional() }), 'recovery'),
  'clinic.kitPutAway': openCall(Nothing, Nothing, 'recovery'),
  /** When the kit was last proved, and who holds shares. */
  'kit.status': openCall(
    Nothing,
    z.strictObject({ provedAt: z.string().optional(), split: Split.optional() }),
    'recovery',
  ),
  /** A rehearsal: what is on paper opens this clinic. Nothing of it is kept but the date. */
  'kit.prove': openCall(RecoverySecret, Proof, 'recovery'),
  /** Splits the phrase among these people. `secret` is not needed while the kit is not put away yet. */
  'kit.split': openCall(
    z.strictObject({
      secret: RecoverySecret.optional(),
      threshold: z.int().min(2).max(10),
      holders: z.array(z.string().trim().min(1).max(100)).min(2).max(10),
    }),
    Split.extend({ shares: z.array(z.strictObject({ index: z.int(), holder: z.string(), words: z.string() })) }),
    'recovery',
  ),
  'clinic.checkpoint': openCall(Nothing, CheckpointOutput, 'clinic'),
  /** Compares this workstation with a checkpoint on paper or on another screen. */
  'checkpoint.compare': openCall(
    z.strictObject({ position: z.string().max(500), words: z.string().max(500) }),
    z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('same'), since: z.int() }),
      z.strictObject({ outcome: z.literal('differs') }),
      z.strictObject({ outcome: z.literal('behind'), missing: z.int() }),
    ]),
    'clinic',
  ),

  /** On an empty home: a new workstation from the kit alone, with a new owner. Leaves it open. */
  'clinic.recover': publicCall(
    z.strictObject({ ...NewOwner, remote: z.string().max(2000), workstation: z.string().trim().min(1).max(100) }),
    z.strictObject({ clinicId: z.string(), deviceId: z.string(), userId: z.string() }),
  ),
  /** On a home whose passphrases are all forgotten: a new owner. `withoutCloud`: the cloud is gone, this workstation decides. */
  'home.recover': publicCall(
    z.strictObject({ ...NewOwner, withoutCloud: z.boolean().default(false) }),
    z.strictObject({ userId: z.string() }),
  ),
  /** Moves the authority over the membership log to another cloud: by the kit where the former one is gone, otherwise by the owner who is logged in. */
  'authority.move': openCall(
    z.strictObject({
      secret: RecoverySecret.optional(),
      remote: z.string().max(2000),
      token: z.string().max(500).optional(),
    }),
    z.strictObject({ url: z.string() }),
    'recovery',
  ),
};
