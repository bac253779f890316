/**
 * What a workstation keeps of the recovery kit. Between the making of a clinic and the moment when a person says that it is put
 * away, the phrase's entropy stands in the encrypted database, so that a crash before it was printed does not lose it for ever.
 * Afterwards only who holds shares, by name, and when the kit was last proved.
 */
import { z } from 'zod';
import { byteString } from '../../../shared/protocol/types.ts';
import { recoveryPhrase, type WordLocale } from '../crypto/words.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';

const KEY = 'kit';
const Entropy = byteString({ length: 32 });
const PROVED = 'kit-proved';
const SPLIT = 'kit-split';

const Split = z.strictObject({
  /** Milliseconds. */
  at: z.number(),
  set: z.string(),
  threshold: z.int(),
  /** Names in the order of the shares. */
  holders: z.array(z.string()),
});
export type Split = z.infer<typeof Split>;

/** Keeps what the phrase is made of. */
export function keepKit(writer: Writer, entropy: Uint8Array): void {
  setMeta(writer, KEY, entropy);
}

/** Whether nobody has said yet that the kit is put away. */
export function kitPending(reader: Reader): boolean {
  return getMeta(reader, KEY, Entropy) !== undefined;
}

/** The phrase, while the kit is not put away. */
export function pendingPhrase(reader: Reader, locale: WordLocale): string | undefined {
  const entropy = getMeta(reader, KEY, Entropy);
  return entropy && recoveryPhrase(entropy, locale);
}

/** What the phrase is made of, while the kit is not put away. */
export function pendingEntropy(reader: Reader): Uint8Array | undefined {
  return getMeta(reader, KEY, Entropy);
}

/** The kit is put away: nothing here has the phrase any more. */
export function putKitAway(writer: Writer): void {
  deleteMeta(writer, KEY);
}

/** Notes who holds the shares of the newest splitting. */
export function keepSplit(writer: Writer, split: Split): void {
  setMeta(writer, SPLIT, split);
}

/** Who holds shares; undefined where nothing was split on this workstation. */
export function lastSplit(reader: Reader): Split | undefined {
  return getMeta(reader, SPLIT, Split);
}

/** Notes when the kit was proved, in milliseconds. */
export function keepProof(writer: Writer, at: number): void {
  setMeta(writer, PROVED, at);
}

/** When the kit was last proved, in milliseconds: here, or on another workstation, as its audit trail says. */
export function lastProof(reader: Reader): number | undefined {
  const elsewhere = reader.get<{ at: number | null }>(
    "SELECT max(at) AS at FROM audit WHERE event = 'kit.rehearsed'",
  )?.at;
  const times = [getMeta(reader, PROVED, z.number()), elsewhere ?? undefined].filter((at) => at !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}
