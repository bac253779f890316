/**
 * The recovery kit between the making of a clinic and the moment when a person says that it is put away. Until then the
 * phrase's entropy stands in the encrypted database, so that a crash before it was printed does not lose it for ever.
 */
import { byteString } from '../../../shared/protocol/types.ts';
import { recoveryPhrase, type WordLocale } from '../crypto/words.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';

const KEY = 'kit';
const Entropy = byteString({ length: 32 });

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

/** The kit is put away: nothing here has the phrase any more. */
export function putKitAway(writer: Writer): void {
  deleteMeta(writer, KEY);
}
