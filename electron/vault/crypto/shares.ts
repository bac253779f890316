/**
 * The recovery phrase split among people (Shamir's secret sharing over GF(2^8), by the audited package
 * shamir-secret-sharing): any `threshold` of `total` shares give it back, fewer say nothing about it.
 *
 * A share is 44 bytes, which are 32 words of the BIP-39 list without a rest: version and threshold (4 bits each), total and
 * index (4 bits each), the first 3 bytes of the clinic's id, 3 random bytes that all shares of one splitting have, the
 * package's 33 bytes, and 3 bytes of hash over all that. The words in front follow from public things; only the piece is secret.
 *
 * The package takes its randomness from the platform's generator itself: what was audited is used as it is.
 *
 * Version history: 1.
 */
import { combine, split } from 'shamir-secret-sharing';
import { concat, sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { Random } from '../../../shared/base/world.ts';
import { hash, wipe } from '../../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../../shared/envelope/layout.ts';
import { rootKeys, type WordLocale, wordIndexes, wordsOf } from './words.ts';

const MIN_SHARES = 2;
export const MAX_SHARES = 10;
/** Words of one share. */
export const SHARE_WORDS = 32;

const VERSION = 1;
const ID_BYTES = 3;
const PIECE_BYTES = 33;
const CHECK_BYTES = 3;
const SHARE_BYTES = 2 + 2 * ID_BYTES + PIECE_BYTES + CHECK_BYTES;
const BITS_PER_WORD = 11;
const LIST_LENGTH = 2048;

export interface Share {
  /** Beginning of the clinic's id. */
  readonly clinic: Uint8Array;
  /** The same in all shares of one splitting. */
  readonly set: Uint8Array;
  readonly threshold: number;
  readonly total: number;
  /** From 1. */
  readonly index: number;
  readonly piece: Uint8Array;
}

/** Splits what the phrase is made of: `threshold` of `total` (2 to 10) give it back. Raises invalid-input. */
export async function splitEntropy(
  entropy: Uint8Array,
  { threshold, total }: { threshold: number; total: number },
  random: Random,
): Promise<Share[]> {
  if (threshold < MIN_SHARES || threshold > total || total > MAX_SHARES)
    raise('invalid-input', 'Two to ten people can hold shares, and at least two of them must be needed.', {
      fields: 'threshold',
    });
  const clinic = beginningOfClinic(entropy);
  const set = random.bytes(ID_BYTES);
  const pieces = await split(entropy, total, threshold);
  return pieces.map((piece, at) => ({ clinic, set, threshold, total, index: at + 1, piece }));
}

/** A share as its 32 words. */
export function shareWords(share: Share, locale: WordLocale): string {
  return wordsOf(toIndexes(encode(share)), locale);
}

/**
 * The share of 32 words, however they are spaced. `nth`: which of those that were entered it is, for the error. Raises
 * share-length, share-word (which word is not on the list), share-mistyped (which word is probably wrong), share-damaged.
 */
export function readShare(text: string, nth: number): Share {
  const indexes = wordIndexes(text);
  const unknown = indexes.indexOf(undefined);
  if (unknown >= 0)
    raise('share-word', `Word ${unknown + 1} of share ${nth} is not on the list of words.`, {
      share: nth,
      word: unknown + 1,
    });
  if (indexes.length !== SHARE_WORDS)
    raise('share-length', `Share ${nth} has ${indexes.length} words; a share has ${SHARE_WORDS}.`, {
      share: nth,
      words: indexes.length,
    });
  const known = indexes as number[];
  return decode(fromIndexes(known)) ?? refuse(known, nth);
}

/**
 * What the phrase is made of, from enough shares of one set. Raises shares-missing, share-twice, share-other-clinic,
 * share-other-set, shares-wrong (each is well formed, and yet they do not belong together).
 */
export async function combineShares(shares: readonly Share[]): Promise<Uint8Array> {
  const [first] = shares;
  if (!first) return missing(0, MIN_SHARES);
  shares.forEach((share, at) => {
    const nth = { share: at + 1 };
    if (!sameBytes(share.clinic, first.clinic))
      raise('share-other-clinic', `Share ${at + 1} is of another clinic than the first.`, nth);
    if (!sameBytes(share.set, first.set) || share.threshold !== first.threshold || share.total !== first.total)
      raise('share-other-set', `Share ${at + 1} is of another splitting than the first.`, nth);
    const twin = shares.findIndex((other) => other.index === share.index);
    if (twin < at)
      raise('share-twice', `Share ${at + 1} is the same as share ${twin + 1}.`, { ...nth, other: twin + 1 });
  });
  if (shares.length < first.threshold) return missing(shares.length, first.threshold);
  // exactly as many as are needed: more would only be checked against themselves
  const entropy = await combine(shares.slice(0, first.threshold).map(({ piece }) => new Uint8Array(piece)));
  if (!sameBytes(beginningOfClinic(entropy), first.clinic)) {
    wipe(entropy);
    raise('shares-wrong', 'These shares do not belong together: one of them is not what was handed out.');
  }
  return entropy;
}

function missing(have: number, need: number): never {
  return raise('shares-missing', `${need} shares are needed; ${have} are here.`, { have, need });
}

function encode(share: Share): Uint8Array {
  const head = Uint8Array.of((VERSION << 4) | share.threshold, (share.total << 4) | share.index);
  const body = concat(head, share.clinic, share.set, share.piece);
  return concat(body, checksum(body));
}

function decode(bytes: Uint8Array): Share | null {
  const body = bytes.subarray(0, SHARE_BYTES - CHECK_BYTES);
  if (!sameBytes(bytes.subarray(SHARE_BYTES - CHECK_BYTES), checksum(body))) return null;
  const [first = 0, second = 0] = body;
  const [threshold, total, index] = [first & 15, second >> 4, second & 15];
  if (first >> 4 !== VERSION || threshold < MIN_SHARES || threshold > total || total > MAX_SHARES) return null;
  if (index < 1 || index > total) return null;
  const set = 2 + ID_BYTES;
  return {
    clinic: body.slice(2, set),
    set: body.slice(set, set + ID_BYTES),
    threshold,
    total,
    index,
    piece: body.slice(set + ID_BYTES),
  };
}

/** Says which word is wrong where exactly one other word in one place would make the share whole. */
function refuse(indexes: readonly number[], nth: number): never {
  const places = indexes.flatMap((_, place) => (mendable(indexes, place) ? [place] : []));
  const [place] = places;
  if (place !== undefined && places.length === 1)
    raise('share-mistyped', `Word ${place + 1} of share ${nth} is probably wrong. Compare it with the sheet.`, {
      share: nth,
      word: place + 1,
    });
  return raise('share-damaged', `The words of share ${nth} do not fit together: some are wrong or in another order.`, {
    share: nth,
  });
}

function mendable(indexes: readonly number[], place: number): boolean {
  const trial = [...indexes];
  for (let word = 0; word < LIST_LENGTH; word++) {
    trial[place] = word;
    if (decode(fromIndexes(trial))) return true;
  }
  return false;
}

function checksum(body: Uint8Array): Uint8Array {
  return hash('xinglin/share/v1/check', [body]).slice(0, CHECK_BYTES);
}

function beginningOfClinic(entropy: Uint8Array): Uint8Array {
  const root = rootKeys(entropy);
  const clinic = clinicIdOf(root.sign.publicKey, root.box.publicKey).slice(0, ID_BYTES);
  for (const { secretKey } of [root.sign, root.box]) wipe(secretKey);
  return clinic;
}

/** Eleven bits each, first the highest. */
function toIndexes(bytes: Uint8Array): number[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: SHARE_WORDS }, (_, at) =>
    Number.parseInt(bits.slice(at * BITS_PER_WORD, (at + 1) * BITS_PER_WORD), 2),
  );
}

function fromIndexes(indexes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(SHARE_BYTES);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const index of indexes) {
    held = (held << BITS_PER_WORD) | index;
    bits += BITS_PER_WORD;
    for (; bits >= 8; bits -= 8) bytes[at++] = (held >> (bits - 8)) & 255;
    held &= (1 << bits) - 1;
  }
  return bytes;
}
