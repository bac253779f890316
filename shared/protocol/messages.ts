/**
 * What a workstation and an endpoint say to each other. All bodies are CBOR; ids in paths are lower-case hexadecimal.
 *
 *   POST /v1/clinics                       CreateClinic       -> ClinicCreated   (idempotent for the same genesis)
 *   POST /v1/challenge                     ChallengeRequest   -> Challenge
 *   POST /v1/token                         TokenRequest       -> Token           (signed challenge)
 *   POST /v1/sync                          SyncRequest        -> SyncResponse    (Bearer; or UploadedRequest, see below; 204: `unless`)
 *   PUT  /v1/uploads/{hash}?offset=N       bytes              -> Upload          (Bearer; a SyncRequest in pieces, see uploads.ts)
 *   GET  /v1/uploads/{hash}                                   -> Upload          (Bearer)
 *   GET  /v1/envelopes/{serverSeq}                            -> bytes           (Bearer; understands `Range: bytes=N-`)
 *   GET  /v1/poke                          event stream: `data: <head serverSeq>` when the clinic's log grows (Bearer)
 *   GET  /v1/membership?from=N             -> MembershipPage                     (Bearer)
 *   POST /v1/redactions                    Redaction          -> Redacted        (Bearer; 404 without the redaction's envelope)
 *   POST /v1/membership                    AppendMembership   -> MembershipPage  (Bearer; at the log's authority; 409 if the head moved)
 *   POST /v1/membership/carry              CarryMembership    -> MembershipPage  (Bearer; what another remote has of the log)
 *   GET  /v1/usage                                            -> Usage           (Bearer; see usage.ts)
 *   PUT  /v1/enrolments/{mailbox}/request  EnrolmentRequest   -> 204             (no token: the mailbox is the secret's hash)
 *   GET  /v1/enrolments/{mailbox}/request                     -> EnrolmentRequest | 404   (Bearer)
 *   PUT  /v1/enrolments/{mailbox}/answer   EnrolmentAnswer    -> 204             (Bearer)
 *   GET  /v1/enrolments/{mailbox}/answer?wait=SECONDS         -> EnrolmentAnswer | 404    (long poll)
 *   GET  /healthz                                             -> 200 "ok"
 *   GET  /v1/openapi.json                                     -> this, as OpenAPI 3.1
 *
 * Every error is `Refusal` with a 4xx or 5xx status; 429 and 503 carry `Retry-After`.
 * Version history: 1 (0.1.0); before the first release with several workstations it gained `whole` and /v1/redactions, and
 * envelopes of both directions may be stubs. With sync declared stable: logins are bound to the endpoint's address, the endpoint
 * has a key, uploads in pieces, single envelopes, carried membership, usage, `unless`, `removed`; the root's key may log in.
 */
import { z } from 'zod';
import { concat, utf8 } from '../base/bytes.ts';
import { hash } from '../crypto/sodium.ts';
import { MAX_ENVELOPE } from '../envelope/layout.ts';
import { DeviceKeys, MAX_MEMBERSHIP_RECORD } from './membership.ts';
import { byteString, ClinicId, DeviceId, Hash, Incarnation, PublicKey, Signature } from './types.ts';

/** A request's envelopes weigh at most this; one envelope always fits. */
export const MAX_PUSH = 1024 * 1024;
export const MAX_PULL = 4 * 1024 * 1024;
export const MAX_BODY = MAX_PUSH + 64 * 1024;

export const REFUSALS = [
  'malformed',
  'too-large',
  'unauthorised',
  'not-member',
  'removed',
  'suspended',
  'unknown-clinic',
  'registration-closed',
  'bad-signature',
  'gap',
  'equivocation',
  'head-moved',
  'not-authority',
  'not-found',
  'conflict',
  'rate-limited',
  'busy',
  'quota',
  'storage-full',
  'internal',
] as const;

export const Refusal = z.object({
  error: z.enum(REFUSALS),
  message: z.string().max(500),
  /** For `gap`, `equivocation` and `quota`: the last envelope of the device that the endpoint has. */
  deviceHead: z.int().optional(),
});
export type Refusal = z.infer<typeof Refusal>;

const MembershipRecord = byteString({ max: MAX_MEMBERSHIP_RECORD });

/**
 * `following`: what stands behind the first record, so that any member can restore a clinic that an endpoint lost. A log that does
 * not fit goes in several such requests; `from` is the index of the first of `following` then (1 if absent).
 */
export const CreateClinic = z.strictObject({
  genesis: MembershipRecord,
  following: z.array(MembershipRecord).max(1000).optional(),
  from: z.int().min(1).optional(),
  invitation: z.string().max(500).optional(),
});
export type CreateClinic = z.infer<typeof CreateClinic>;
/** `endpoint`: the key by which this endpoint names itself, as in the authority of a membership log. It outlives a restored backup. */
export const ClinicCreated = z.object({ incarnation: Incarnation, endpoint: PublicKey });
export type ClinicCreated = z.infer<typeof ClinicCreated>;

/** `device`: a workstation's id, or the id that follows in the same way from the clinic's root key, for who has only the phrase. */
export const ChallengeRequest = z.strictObject({ clinic: ClinicId, device: DeviceId });
export const Challenge = z.object({ challenge: byteString({ max: 256 }) });
/** `signature` of the device over `challengeBytes`, context `CHALLENGE_CONTEXT`. */
export const TokenRequest = z.strictObject({
  clinic: ClinicId,
  device: DeviceId,
  challenge: byteString({ max: 256 }),
  /** The endpoint's address as the client uses it (`normaliseAddress`): a signature for one address opens no other. */
  address: z.string().min(1).max(500),
  signature: Signature,
});
export const CHALLENGE_CONTEXT = 'xinglin/challenge/v1';
export const Token = z.object({
  token: z.string().max(1000),
  expiresInSeconds: z.int().positive(),
  endpoint: PublicKey,
});

/** What a login signs. The challenge has a length of its own in front, so that it cannot run over into the address. */
export function challengeBytes(challenge: Uint8Array, address: string): Uint8Array {
  return concat(Uint8Array.of(challenge.length >> 8, challenge.length & 255), challenge, utf8(address));
}

const TAG_BYTES = 16;
const AnswerTag = byteString({ length: TAG_BYTES });

/** The tag by which a workstation names an answer that it has, from the answer's bytes. */
export function answerTag(answer: Uint8Array): Uint8Array {
  return hash('xinglin/answer/v1', [answer], TAG_BYTES);
}

export const SyncRequest = z.strictObject({
  /** The endpoint's incarnation as last seen; null on first contact. */
  incarnation: Incarnation.nullable(),
  /** serverSeq of the last envelope taken from this endpoint. */
  cursor: z.int().min(0),
  /** Envelopes in the order of their device's seq; of this device or, after a loss, of others. */
  push: z.array(byteString({ max: MAX_ENVELOPE })).max(1000),
  /** Bytes of envelopes wanted back at most; at least one is always given where there is one. */
  pullMax: z.int().min(0).max(MAX_PULL),
  /** A workstation that was restored or repaired wants its own envelopes back whole, not only their seq. */
  whole: z.literal(true).optional(),
  /** `answerTag` of the last answer: where it would be the same bytes again, 204 comes instead. For idle syncs on bad lines. */
  unless: AnswerTag.optional(),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** Instead of a SyncRequest: the one whose bytes were uploaded under this hash (`uploadHash`). */
export const UploadedRequest = z.strictObject({ upload: Hash });
export type UploadedRequest = z.infer<typeof UploadedRequest>;

export const SyncResponse = z.object({
  incarnation: Incarnation,
  /** How many of the pushed envelopes are now kept (new or already there with the same bytes). */
  accepted: z.int().min(0),
  /** seq of the last envelope of the asking device that the endpoint has. */
  deviceHead: z.int().min(0),
  /** serverSeq of the clinic's newest envelope. */
  head: z.int().min(0),
  /** Running hash over the order (`extendLogHash`) at `nextCursor`. */
  logHash: Hash,
  /** What follows the cursor, one item per serverSeq: an envelope's bytes; of the asking device's own only the seq, unless it wants them whole. */
  envelopes: z.array(z.union([byteString({ max: MAX_ENVELOPE }), z.int().min(1)])),
  nextCursor: z.int().min(0),
  more: z.boolean(),
  /** Records in the membership log, so that the workstation knows when to read it. */
  membershipLength: z.int().min(1),
  /** The workstation was removed from the clinic: it may still push what it had not sent, and read why, but is given nothing. */
  removed: z.literal(true).optional(),
});
export type SyncResponse = z.infer<typeof SyncResponse>;

/** An envelope by its place in its workstation's log, and its hash. */
export const EnvelopeName = z.strictObject({ device: DeviceId, seq: z.int().min(1), hash: Hash });
export type EnvelopeName = z.infer<typeof EnvelopeName>;

/**
 * A workstation asks to drop the contents of envelopes, for an owner's redaction that is in one that the endpoint has. The
 * endpoint can read neither: it checks that a member signed the request, and keeps stubs, so that every hash stays as it is.
 */
export const Redaction = z.strictObject({
  /** Last envelope of the redaction's transaction. */
  redaction: EnvelopeName,
  envelopes: z.array(EnvelopeName).min(1).max(1000),
  /** Of the asking device over `redactionBytes`, context `REDACTION_CONTEXT`. */
  signature: Signature,
});
export type Redaction = z.infer<typeof Redaction>;
export const REDACTION_CONTEXT = 'xinglin/redaction/v1';
/** `stubs`: how many of the envelopes are stubs now; the others are not here yet. */
export const Redacted = z.object({ stubs: z.int().min(0) });
export type Redacted = z.infer<typeof Redacted>;

/** What the request's signature covers. */
export function redactionBytes(
  clinicId: Uint8Array,
  { redaction, envelopes }: Omit<Redaction, 'signature'>,
): Uint8Array {
  return concat(clinicId, redaction.hash, ...envelopes.map(({ hash }) => hash));
}

export const AppendMembership = z.strictObject({ record: MembershipRecord });
/** `from`: index of the first of `records`. What is here already is compared, the rest is appended if it follows; 409 otherwise. */
export const CarryMembership = z.strictObject({
  from: z.int().min(0),
  records: z.array(MembershipRecord).min(1).max(1000),
});
export type CarryMembership = z.infer<typeof CarryMembership>;
export const MembershipPage = z.object({
  from: z.int().min(0),
  records: z.array(MembershipRecord),
  length: z.int().min(1),
});

/** What the new workstation leaves: its public keys, to which its code commits, and its name sealed under the code. */
export const EnrolmentRequest = z.strictObject({ device: DeviceKeys, sealedName: byteString({ max: 1024 }) });
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;
/** What the owner's workstation leaves: one complete bundle, sealed to the new workstation, and that under the code. */
export const EnrolmentAnswer = z.strictObject({ sealedBundle: byteString({ max: 1024 * 1024 }) });
export type EnrolmentAnswer = z.infer<typeof EnrolmentAnswer>;
/** Seconds after which the endpoint forgets a mailbox. */
export const ENROLMENT_LIFETIME = 24 * 3600;
/** Longest time, in seconds, that a long poll is held. */
export const MAX_WAIT = 25;
