/**
 * What is inside an envelope. `SignedBody` is CBOR of the body's bytes and its author's signature over them, so that the
 * author can be judged apart from the workstation. The signature covers the place where the body stands, too: nobody can say
 * again what somebody else has said.
 *
 * Version history: 1 (0.1.0): operations c (create), w (write), a (alias). Before the first release with several workstations
 * version 1 gained: actions amend, error and undo, `r` and `o` of a write, the version of the tables of registers, hidden registers `$amended` and `$accepted`,
 * operations x (redact) and o (carry over). When sync was declared stable, and version 1 frozen: `remotes`, operations p (rewrap), q (admit),
 * l (audit trail) and f (written first).
 */
import { z } from 'zod';
import { concat, fromHex, toHex } from '../base/bytes.ts';
import { hash, KDF_CEILING, KDF_FLOOR, NONCE_BYTES, SALT_BYTES, sign, verify } from '../crypto/sodium.ts';
import { isHlc } from '../merge/clock.ts';
import type { RegisterWrite, WriteId } from '../merge/reducer.ts';
import { REGISTERS_VERSION } from '../merge/registers.ts';
import { decodeCbor, encodeCbor } from '../protocol/cbor.ts';
import { byteString, Hash, Incarnation, PublicKey, Signature } from '../protocol/types.ts';

const Type = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/);
const Id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);

/** Longest name of a sending system, and of a resource there, in UTF-16 code units: an import refuses what is longer. */
export const LONGEST_SYSTEM = 1000;
export const LONGEST_ORIGINAL = 512;

/** Sending system and the id there. */
export const Source = z.strictObject({
  system: z.string().max(LONGEST_SYSTEM),
  original: z.string().max(LONGEST_ORIGINAL),
});

/** A record comes into being: canonical JSON of the whole resource. */
export const CreateOp = z.strictObject({ k: z.literal('c'), t: Type, i: Id, j: z.string(), s: Source.optional() });
export type CreateOp = z.infer<typeof CreateOp>;

/** Registers of a record are written. `p` lists the writes that are named: [hash of the last envelope, index]. */
export const WriteOp = z.strictObject({
  k: z.literal('w'),
  t: Type,
  i: Id,
  a: z.enum(['update', 'delete', 'restore', 'resolve', 'import', 'amend', 'error', 'undo']),
  p: z.array(z.tuple([Hash, z.int().min(0)])),
  /** [register, value, place in its set, indexes into `p` of the writes that it replaces] */
  w: z
    .array(z.tuple([z.string().max(200), z.string().nullable(), z.number().nullable(), z.array(z.int().min(0))]))
    .min(1),
  s: Source.optional(),
  /** For an import: digest of the canonical JSON as the sending system has it now. */
  d: byteString({ length: 16 }).optional(),
  /** Why, where the author had to say so. */
  r: z.string().min(1).max(500).optional(),
  /** Of an undo, for each write of `w`: index into `p` of the write whose value it repeats, and whose author is shown; or null. */
  o: z.array(z.int().min(0).nullable()).optional(),
});
export type WriteOp = z.infer<typeof WriteOp>;

/** Ids given to resources of a sending system that were only referred to: [system, type, original, our id]. */
export const AliasOp = z.strictObject({ k: z.literal('a'), m: z.array(z.tuple([z.string(), Type, z.string(), Id])) });
export type AliasOp = z.infer<typeof AliasOp>;

/** The contents of a record go, everywhere and for good. Only an owner's counts. */
export const RedactOp = z.strictObject({ k: z.literal('x'), t: Type, i: Id, r: z.string().min(1).max(500).optional() });
export type RedactOp = z.infer<typeof RedactOp>;

/**
 * A transaction whose ciphertext goes, and what stays of it: clock, author and number of operations, every operation that is
 * about another record as it was, by its index, and which record each of the others was about. Only an owner's counts.
 */
export const CarryOp = z.strictObject({
  k: z.literal('o'),
  /** Hash of the transaction's last envelope. */
  h: Hash,
  c: z.string().refine(isHlc),
  u: z.string().max(64),
  n: z.int().min(0),
  o: z.array(z.tuple([z.int().min(0), z.unknown()])),
  r: z.array(z.tuple([z.int().min(0), Type, Id])),
});
export type CarryOp = z.infer<typeof CarryOp>;

/** The author's own keys, wrapped by another passphrase: signing key, count, salt, passes, memory, nonce, commitment, wrapped keys. */
export const RewrapOp = z.strictObject({
  k: z.literal('p'),
  g: PublicKey,
  n: z.int().min(1),
  s: byteString({ length: SALT_BYTES }),
  c: z.int().min(KDF_FLOOR.passes).max(KDF_CEILING.passes),
  m: z.int().min(KDF_FLOOR.memory).max(KDF_CEILING.memory),
  o: byteString({ length: NONCE_BYTES }),
  h: Hash,
  w: byteString({ max: 128 }),
});
export type RewrapOp = z.infer<typeof RewrapOp>;

/**
 * A decision on a transaction that was kept out, wholly or in part, by the hash of its last envelope: it holds after all, or it is
 * put away. Only an owner's counts; where owners differ it holds.
 */
export const AdmitOp = z.strictObject({ k: z.literal('q'), h: Hash, a: z.enum(['take', 'drop']) });
export type AdmitOp = z.infer<typeof AdmitOp>;

/** Of a transaction that a renewed workstation writes again: who had written it first, and when. Its author stands by it all the same. */
export const FirstOp = z.strictObject({ k: z.literal('f'), u: z.string().max(64), c: z.string().refine(isHlc) });
export type FirstOp = z.infer<typeof FirstOp>;

/** Most entries in one operation, and bytes of one entry. */
const MOST_ENTRIES = 500;
const LONGEST_ENTRY = 4096;

/**
 * The next entries of this workstation's audit trail (shared/audit): seq of the first, hash of the one before it. Entries are bytes,
 * so that the chain stands also where one is of a later version.
 */
export const AuditOp = z.strictObject({
  k: z.literal('l'),
  s: z.int().min(1),
  p: Hash,
  e: z
    .array(byteString({ max: LONGEST_ENTRY }))
    .min(1)
    .max(MOST_ENTRIES),
});
export type AuditOp = z.infer<typeof AuditOp>;

export const Op = z.discriminatedUnion('k', [
  CreateOp,
  WriteOp,
  AliasOp,
  RedactOp,
  CarryOp,
  RewrapOp,
  AdmitOp,
  AuditOp,
  FirstOp,
]);
export type Op = z.infer<typeof Op>;

/** What an author had seen of a remote: whoever is shown another log there, or a shorter one, can tell. */
export const RemoteClaim = z.strictObject({
  incarnation: Incarnation,
  /** The key by which the endpoint names itself, where it does. */
  endpoint: PublicKey.optional(),
  /** serverSeq up to which it had read, and the running hash over the order there. */
  cursor: z.int().min(1),
  logHash: Hash,
});
export type RemoteClaim = z.infer<typeof RemoteClaim>;

/** Remotes that one envelope speaks of, at most. */
export const MAX_CLAIMS = 16;

export const Body = z.strictObject({
  v: z.literal(1),
  hlc: z.string().refine(isHlc),
  /** Id of the user who did it. */
  user: z.string().max(64),
  /** Highest seq of each device (hexadecimal) that this workstation had taken. */
  saw: z.record(z.string(), z.int().min(0)),
  /** What it had seen of each remote; 0.1.0 did not say. */
  remotes: z.array(RemoteClaim).max(MAX_CLAIMS).default([]),
  /** Length of the membership log that it had seen; the header has its hash. */
  members: z.int().min(1),
  /** Version of the tables of registers (shared/merge/registers.ts) by which the operations were cut; 0.1.0 did not say. */
  registers: z.int().min(1).max(REGISTERS_VERSION).default(1),
  /** Operations; each is parsed by itself, so that an unknown one is set aside and blocks no other. */
  ops: z.array(z.unknown()),
});
export type Body = z.infer<typeof Body>;

const SignedBody = z.strictObject({ body: z.instanceof(Uint8Array), signature: Signature });
const SIGN_CONTEXT = 'xinglin/body/v1/sign';
const HASH_CONTEXT = 'xinglin/body/v1/hash';

/** Where a body stands: clinic, workstation, seq of the transaction's first envelope. The signature holds there alone. */
export interface BodyPlace {
  readonly clinicId: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly seq: number;
}

/** Encodes and signs a body with its author's key. */
export function encodeBody(body: Body, place: BodyPlace, userSecretKey: Uint8Array): Uint8Array {
  const bytes = encodeCbor(body);
  return encodeCbor({ body: bytes, signature: sign(SIGN_CONTEXT, signedBytes(bytes, place), userSecretKey) });
}

/** Decodes a body; null for malformed bytes. `signedBy` tells whether a user's key signed it for this place. */
export function decodeBody(
  bytes: Uint8Array,
  place: BodyPlace,
): { body: Body; signedBy: (publicKey: Uint8Array) => boolean } | null {
  const signed = decodeCbor(SignedBody, bytes);
  const body = signed && decodeCbor(Body, signed.body);
  if (!signed || !body) return null;
  const said = signedBytes(signed.body, place);
  return { body, signedBy: (publicKey) => verify(SIGN_CONTEXT, said, signed.signature, publicKey) };
}

function signedBytes(body: Uint8Array, { clinicId, deviceId, seq }: BodyPlace): Uint8Array {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(seq));
  return concat(clinicId, deviceId, number, hash(HASH_CONTEXT, [body]));
}

/** The id of the operation `index` in the transaction whose last envelope has this hash. */
export function writeId(hash: Uint8Array, index: number): WriteId {
  return `${toHex(hash)}.${index}`;
}

/** The parts of a write's id. */
export function splitWriteId(write: WriteId): { readonly hash: Uint8Array; readonly op: number } {
  const [hash = '', index = ''] = write.split('.');
  return { hash: fromHex(hash), op: Number(index) };
}

/**
 * The writes of a `w` operation with full ids; null for one that no program writes: an index out of range, a register written
 * twice (of the two only the first would stand), origins of anything but an undo.
 */
export function writesOf(op: WriteOp): RegisterWrite[] | null {
  const ids = op.p.map(([hash, index]) => writeId(hash, index));
  const origins = op.o ?? op.w.map(() => null);
  if (origins.length !== op.w.length || (op.o && op.a !== 'undo')) return null;
  if (new Set(op.w.map(([register]) => register)).size < op.w.length) return null;
  const writes: RegisterWrite[] = [];
  for (const [at, [register, value, pos, pred]] of op.w.entries()) {
    const from = origins[at] ?? null;
    if ([...pred, ...(from === null ? [] : [from])].some((index) => index >= ids.length)) return null;
    writes.push({
      register,
      value,
      ...(pos === null ? {} : { pos }),
      pred: pred.map((index) => ids[index] as string),
      ...(from === null ? {} : { origin: ids[from] as string }),
    });
  }
  return writes;
}
