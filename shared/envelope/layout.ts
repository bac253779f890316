/**
 * The bytes of an envelope, format 1. All integers are unsigned and big-endian.
 *
 *   offset  size  field
 *        0     2  magic "XE"
 *        2     1  format (1)
 *        3     1  suite (1: CBOR, Brotli, Padmé, keyed-BLAKE2b commitment, XChaCha20-Poly1305, Ed25519)
 *        4    32  clinic id: hash of the clinic's root keys
 *       36    16  device id: hash of the device's signing key
 *       52     8  seq: 1 for a device's first envelope, then without gaps
 *       60    32  hash of this device's previous envelope; zeros for the first
 *       92     4  epoch of the key
 *       96    32  head of the membership log that the device had seen
 *      128    24  nonce
 *      152     4  length of the ciphertext
 *      156     2  part, from 0
 *      158     2  parts of this transaction
 *      160        -- end of the header: all of it is the associated data of the encryption --
 *      160    32  commitment to the message key
 *      192     n  ciphertext with its tag
 *  192 + n    64  Ed25519 signature of the device over header, commitment and hash of the ciphertext
 *
 * An envelope's hash is over header, commitment, hash of the ciphertext and signature: one pass over the bytes serves
 * signature and hash. A transaction larger than MAX_CIPHERTEXT is cut, after compression and
 * padding, into parts with consecutive seq; the write ids of its operations name the hash of the last part, which by the
 * chain commits to the ones before it.
 *
 * A stub is what stays of an envelope whose contents an owner's redaction has dropped. It proves the same signature and has the
 * same hash, so that the chain goes through it:
 *
 *   offset  size  field
 *        0     2  magic "XR"
 *        2     1  format (1)
 *        3     1  0
 *        4   160  header of the envelope, as it was
 *      164    32  commitment to the message key
 *      196    32  hash of the ciphertext
 *      228    64  signature
 *
 * Version history: 1 (0.1.0); stubs were added before the first release with several workstations. Frozen with sync declared stable.
 */
import { concat, sameBytes, utf8 } from '../base/bytes.ts';
import { HASH_BYTES, hash, NONCE_BYTES, SIGNATURE_BYTES, sign, TAG_BYTES, verify } from '../crypto/sodium.ts';

const FORMAT = 1;
const SUITE = 1;
const HEADER_BYTES = 160;
const DEVICE_ID_BYTES = 16;
const CLINIC_ID_BYTES = HASH_BYTES;
/** Bound on one envelope's ciphertext: an envelope always fits into a request, and a bad line repeats little. */
export const MAX_CIPHERTEXT = 256 * 1024;
export const MAX_ENVELOPE = HEADER_BYTES + HASH_BYTES + MAX_CIPHERTEXT + SIGNATURE_BYTES;
export const MAX_PARTS = 0xffff;

const MAGIC = utf8('XE');
const STUB_MAGIC = utf8('XR');
const STUB_HEADER_AT = 4;
/** Size of every stub. */
export const STUB_BYTES = STUB_HEADER_AT + HEADER_BYTES + HASH_BYTES + HASH_BYTES + SIGNATURE_BYTES;
const CIPHERTEXT_AT = HEADER_BYTES + HASH_BYTES;
const SIGN_CONTEXT = 'xinglin/envelope/v1/sign';
const CIPHERTEXT_CONTEXT = 'xinglin/envelope/v1/ciphertext';
const HASH_CONTEXT = 'xinglin/envelope/v1/hash';

export interface EnvelopeHeader {
  readonly clinicId: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly epoch: number;
  readonly membershipHead: Uint8Array;
  readonly nonce: Uint8Array;
  readonly length: number;
  readonly part: number;
  readonly parts: number;
}

/** What proves an envelope, with or without its contents: enough for its signature, its hash and the chain. */
export interface EnvelopeProof {
  readonly header: EnvelopeHeader;
  readonly headerBytes: Uint8Array;
  readonly commitment: Uint8Array;
  readonly ciphertextHash: Uint8Array;
  readonly signature: Uint8Array;
  /** As it is kept and sent: of the envelope or of the stub. */
  readonly bytes: Uint8Array;
}

/** An envelope cut into its fields; `bytes` is the whole. */
export interface Envelope extends EnvelopeProof {
  readonly ciphertext: Uint8Array;
}

/** An envelope without its contents. */
export interface Stub extends EnvelopeProof {
  readonly ciphertext: null;
}

/** The 160 bytes of a header. Throws on fields out of range: that is a defect of the caller. */
export function encodeHeader(header: EnvelopeHeader): Uint8Array {
  if (!Number.isSafeInteger(header.seq) || header.seq < 1) throw new RangeError('seq');
  if (header.parts < 1 || header.parts > MAX_PARTS || header.part >= header.parts) throw new RangeError('part');
  if (header.length < TAG_BYTES || header.length > MAX_CIPHERTEXT) throw new RangeError('length');
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  bytes[2] = FORMAT;
  bytes[3] = SUITE;
  bytes.set(sized(header.clinicId, CLINIC_ID_BYTES), 4);
  bytes.set(sized(header.deviceId, DEVICE_ID_BYTES), 36);
  view.setBigUint64(52, BigInt(header.seq));
  bytes.set(sized(header.previous, HASH_BYTES), 60);
  view.setUint32(92, header.epoch);
  bytes.set(sized(header.membershipHead, HASH_BYTES), 96);
  bytes.set(sized(header.nonce, NONCE_BYTES), 128);
  view.setUint32(152, header.length);
  view.setUint16(156, header.part);
  view.setUint16(158, header.parts);
  return bytes;
}

/** Puts an envelope together and signs it. */
export function assembleEnvelope(
  headerBytes: Uint8Array,
  commitment: Uint8Array,
  ciphertext: Uint8Array,
  secretKey: Uint8Array,
): Envelope {
  const ciphertextHash = hash(CIPHERTEXT_CONTEXT, [ciphertext]);
  const signature = sign(SIGN_CONTEXT, signed(headerBytes, commitment, ciphertextHash), secretKey);
  const envelope = parseEnvelope(concat(headerBytes, commitment, ciphertext, signature));
  if (!envelope) throw new Error('an envelope that we cannot read ourselves');
  return envelope;
}

/** Cuts bytes into an envelope; null unless they are exactly one well-formed envelope of a known format and suite. */
export function parseEnvelope(bytes: Uint8Array): Envelope | null {
  const header = parseHeader(bytes.subarray(0, HEADER_BYTES));
  if (!header || bytes.length !== CIPHERTEXT_AT + header.length + SIGNATURE_BYTES) return null;
  const ciphertext = bytes.subarray(CIPHERTEXT_AT, CIPHERTEXT_AT + header.length);
  return {
    header,
    headerBytes: bytes.subarray(0, HEADER_BYTES),
    commitment: bytes.subarray(HEADER_BYTES, CIPHERTEXT_AT),
    ciphertext,
    ciphertextHash: hash(CIPHERTEXT_CONTEXT, [ciphertext]),
    signature: bytes.subarray(CIPHERTEXT_AT + header.length),
    bytes,
  };
}

/** Cuts bytes into a stub; null unless they are exactly one. */
export function parseStub(bytes: Uint8Array): Stub | null {
  if (bytes.length !== STUB_BYTES || !sameBytes(bytes.subarray(0, 2), STUB_MAGIC)) return null;
  if (bytes[2] !== FORMAT || bytes[3] !== 0) return null;
  const field = (at: number, length: number): Uint8Array =>
    bytes.subarray(STUB_HEADER_AT + at, STUB_HEADER_AT + at + length);
  const headerBytes = field(0, HEADER_BYTES);
  const header = parseHeader(headerBytes);
  if (!header) return null;
  return {
    header,
    headerBytes,
    commitment: field(HEADER_BYTES, HASH_BYTES),
    ciphertext: null,
    ciphertextHash: field(HEADER_BYTES + HASH_BYTES, HASH_BYTES),
    signature: field(HEADER_BYTES + 2 * HASH_BYTES, SIGNATURE_BYTES),
    bytes,
  };
}

/** Cuts bytes into an envelope or a stub; null for anything else. */
export function parseEnvelopeOrStub(bytes: Uint8Array): Envelope | Stub | null {
  return parseEnvelope(bytes) ?? parseStub(bytes);
}

/** So many bytes from the beginning of an envelope or a stub hold its header. */
export const HEADER_WITHIN = STUB_HEADER_AT + HEADER_BYTES;

/** The header of an envelope or a stub of which only the beginning was read; null for anything else. */
export function parseHeaderWithin(bytes: Uint8Array): EnvelopeHeader | null {
  const at = sameBytes(bytes.subarray(0, 2), STUB_MAGIC) ? STUB_HEADER_AT : 0;
  return parseHeader(bytes.subarray(at, at + HEADER_BYTES));
}

/** The stub of an envelope; of a stub, itself. */
export function stubOf(envelope: EnvelopeProof): Uint8Array {
  const { headerBytes, commitment, ciphertextHash, signature } = envelope;
  return concat(STUB_MAGIC, Uint8Array.of(FORMAT, 0), headerBytes, commitment, ciphertextHash, signature);
}

/** The fields of a header; null unless they are in range and of a known format and suite. */
function parseHeader(bytes: Uint8Array): EnvelopeHeader | null {
  if (bytes.length !== HEADER_BYTES || !sameBytes(bytes.subarray(0, 2), MAGIC)) return null;
  if (bytes[2] !== FORMAT || bytes[3] !== SUITE) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seq = view.getBigUint64(52);
  const length = view.getUint32(152);
  const part = view.getUint16(156);
  const parts = view.getUint16(158);
  if (seq < 1n || seq > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  if (parts < 1 || part >= parts || BigInt(part) >= seq) return null;
  if (length < TAG_BYTES || length > MAX_CIPHERTEXT) return null;
  return {
    clinicId: bytes.slice(4, 36),
    deviceId: bytes.slice(36, 52),
    seq: Number(seq),
    previous: bytes.slice(60, 92),
    epoch: view.getUint32(92),
    membershipHead: bytes.slice(96, 128),
    nonce: bytes.slice(128, 152),
    length,
    part,
    parts,
  };
}

/** Whether the envelope was signed by the device with this key. What the cloud checks, and every workstation again. */
export function verifyEnvelope(envelope: EnvelopeProof, publicKey: Uint8Array): boolean {
  return verify(
    SIGN_CONTEXT,
    signed(envelope.headerBytes, envelope.commitment, envelope.ciphertextHash),
    envelope.signature,
    publicKey,
  );
}

/** The hash by which the next envelope of the device, write ids and the cloud's log name this one. */
export function envelopeHash(envelope: EnvelopeProof): Uint8Array {
  return hash(HASH_CONTEXT, [envelope.headerBytes, envelope.commitment, envelope.ciphertextHash, envelope.signature]);
}

/** The cloud's running hash over the order of a clinic's envelopes, from their hashes; zeros before the first. */
export function extendLogHash(logHash: Uint8Array, envelopeHash: Uint8Array): Uint8Array {
  return hash('xinglin/log/v1', [logHash, envelopeHash]);
}

/** The id of a device follows from its signing key. */
export function deviceIdOf(signPublicKey: Uint8Array): Uint8Array {
  return hash('xinglin/device-id/v1', [signPublicKey], DEVICE_ID_BYTES);
}

/** The id of a clinic follows from its root keys. */
export function clinicIdOf(rootSignKey: Uint8Array, rootBoxKey: Uint8Array): Uint8Array {
  return hash('xinglin/clinic-id/v1', [rootSignKey, rootBoxKey], CLINIC_ID_BYTES);
}

function signed(headerBytes: Uint8Array, commitment: Uint8Array, ciphertextHash: Uint8Array): Uint8Array {
  return concat(headerBytes, commitment, ciphertextHash);
}

function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError('field of an envelope has the wrong length');
  return bytes;
}
