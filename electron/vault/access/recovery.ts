/** The clinic's root from what people have on paper: the phrase, or enough shares of it. Whoever asks for it wipes it. */
import { sameBytes } from '../../../shared/base/bytes.ts';
import { raise } from '../../../shared/base/result.ts';
import type { RecoverySecret } from '../../../shared/bridge/kit.ts';
import { unseal, wipe } from '../../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../../shared/envelope/layout.ts';
import { readLegacyRecord } from '../../../shared/protocol/legacy-membership.ts';
import { readMembershipRecord } from '../../../shared/protocol/membership.ts';
import { combineShares, readShare } from '../crypto/shares.ts';
import { type RootKeys, recoveryEntropy, rootKeys, wordIndexes } from '../crypto/words.ts';

const PHRASE_WORDS = 24;

export interface Root {
  readonly keys: RootKeys;
  readonly clinicId: Uint8Array;
  /** What the phrase is made of. */
  readonly entropy: Uint8Array;
}

/** The root that phrase or shares give. Raises phrase-word, phrase-invalid, and what is wrong with a share. */
export async function rootOf(secret: RecoverySecret): Promise<Root> {
  const entropy =
    secret.phrase === undefined ? await entropyOfShares(secret.shares ?? []) : entropyOfPhrase(secret.phrase);
  const keys = rootKeys(entropy);
  return { keys, clinicId: clinicIdOf(keys.sign.publicKey, keys.box.publicKey), entropy };
}

/** Forgets a root, as well as this runtime lets us. */
export function wipeRoot({ keys, entropy }: Root): void {
  for (const secret of [keys.sign.secretKey, keys.box.secretKey, entropy]) wipe(secret);
}

/** Raises phrase-other-clinic where a root is not this clinic's. */
export function refuseOtherClinic(root: Root, clinicId: Uint8Array): void {
  if (!sameBytes(root.clinicId, clinicId))
    raise('phrase-other-clinic', 'These are the words of another clinic. Compare the clinic number on the sheet.');
}

/** The keys of epochs that are sealed to the recovery key in these membership records, by epoch. */
export function recoveredEpochKeys(records: readonly Uint8Array[], { box }: RootKeys): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (const record of records) {
    for (const { epoch, to, sealed } of (readMembershipRecord(record)?.body ?? readLegacyRecord(record))?.keys ?? []) {
      const key = to === null ? unseal(sealed, box) : null;
      if (key) found.set(epoch, key);
    }
  }
  return found;
}

function entropyOfPhrase(phrase: string): Uint8Array {
  const indexes = wordIndexes(phrase);
  const unknown = indexes.indexOf(undefined);
  // a phrase in characters has none that are on no list but those that do not belong there
  if (unknown >= 0 && indexes.length === PHRASE_WORDS)
    raise('phrase-word', `Word ${unknown + 1} is not on the list of words.`, { word: unknown + 1 });
  return (
    recoveryEntropy(phrase) ??
    raise(
      'phrase-invalid',
      'These are not the 24 words of a recovery kit: some are missing, wrong or in another order.',
    )
  );
}

function entropyOfShares(shares: readonly string[]): Promise<Uint8Array> {
  return combineShares(shares.map((words, at) => readShare(words, at + 1)));
}
