/** From a transaction's body to its envelopes and back: Brotli, Padmé, cutting into parts, encryption, signature. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { concat } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { decrypt, encrypt, equalSecret, messageKeys, NONCE_BYTES, TAG_BYTES } from '../../../shared/crypto/sodium.ts';
import {
  assembleEnvelope,
  type Envelope,
  encodeHeader,
  envelopeHash,
  MAX_CIPHERTEXT,
  MAX_PARTS,
} from '../../../shared/envelope/layout.ts';
import { pad, unpad } from '../../../shared/envelope/padding.ts';

const KEY_CONTEXT = 'xinglin/envelope/v1/message-key';
const PART_BYTES = MAX_CIPHERTEXT - TAG_BYTES;
/** What a transaction may unpack to; a member cannot make another workstation run out of memory. */
const MAX_BODY_BYTES = 512 * 1024 * 1024;
/** Quality 3: 20:1 on FHIR at hundreds of MB per second, and there in every Node and Electron. */
const QUALITY = 3;

export interface SealingContext {
  readonly clinicId: Uint8Array;
  readonly deviceId: Uint8Array;
  readonly deviceSecretKey: Uint8Array;
  /** seq of the device's next envelope, and the hash of its last. */
  readonly seq: number;
  readonly previous: Uint8Array;
  readonly epoch: number;
  readonly epochKey: Uint8Array;
  readonly membershipHead: Uint8Array;
}

/** The envelopes of one transaction, in order. Built once; every retry sends these bytes. Raises resource-too-large. */
export function sealTransaction(
  context: SealingContext,
  body: Uint8Array,
  random: Random,
): { bytes: Uint8Array; hash: Uint8Array }[] {
  const packed = pad(
    brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  );
  const parts = Math.ceil(packed.length / PART_BYTES);
  if (parts > MAX_PARTS || body.length > MAX_BODY_BYTES) {
    raise('resource-too-large', 'This is too large to be kept as one change. Import it in smaller pieces.');
  }
  let previous = context.previous;
  return Array.from({ length: parts }, (_, part) => {
    const chunk = packed.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    const nonce = random.bytes(NONCE_BYTES);
    const header = encodeHeader({
      clinicId: context.clinicId,
      deviceId: context.deviceId,
      seq: context.seq + part,
      previous,
      epoch: context.epoch,
      membershipHead: context.membershipHead,
      nonce,
      length: chunk.length + TAG_BYTES,
      part,
      parts,
    });
    const { key, commitment } = messageKeys(context.epochKey, KEY_CONTEXT, nonce);
    const envelope = assembleEnvelope(header, commitment, encrypt(chunk, header, nonce, key), context.deviceSecretKey);
    previous = envelopeHash(envelope);
    return { bytes: envelope.bytes, hash: previous };
  });
}

/** The body of a transaction from all of its parts in order; null if a part does not open or they are not one whole. */
export function openTransaction(parts: readonly Envelope[], epochKey: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  for (const [index, { header, headerBytes, commitment, ciphertext }] of parts.entries()) {
    if (header.part !== index || header.parts !== parts.length) return null;
    const keys = messageKeys(epochKey, KEY_CONTEXT, header.nonce);
    if (!equalSecret(keys.commitment, commitment)) return null;
    const chunk = decrypt(ciphertext, headerBytes, header.nonce, keys.key);
    if (!chunk) return null;
    chunks.push(chunk);
  }
  const packed = unpad(concat(...chunks));
  if (!packed) return null;
  try {
    return brotliDecompressSync(packed, { maxOutputLength: MAX_BODY_BYTES });
  } catch {
    return null; // a member's broken or hostile program wrote this; it is set aside like any unreadable envelope
  }
}
