/** The keys of the analysts' database: kept in the clinic's, sealed in the keyring to analysts and owners alone. */
import { z } from 'zod';
import type { Random } from '../../../shared/base/world.ts';
import { KEY_BYTES, seal } from '../../../shared/crypto/sodium.ts';
import { byteString } from '../../../shared/protocol/types.ts';
import type { Keyring, Slot } from '../access/keyring.ts';
import type { Reader, Store } from '../storage/database.ts';
import { getMeta, setMeta } from '../storage/meta.ts';

const META = 'deidentified-keys';
const Keys = z.strictObject({ database: byteString({ length: KEY_BYTES }), names: byteString({ length: KEY_BYTES }) });
export type DeidentifiedKeys = z.infer<typeof Keys>;

/** The keys, made when they are first needed. */
export function deidentifiedKeys(store: Store, random: Random): DeidentifiedKeys {
  const known = findDeidentifiedKeys(store);
  if (known) return known;
  const keys = { database: random.bytes(KEY_BYTES), names: random.bytes(KEY_BYTES) };
  store.transaction((writer) => setMeta(writer, META, keys));
  return keys;
}

export function findDeidentifiedKeys(reader: Reader): DeidentifiedKeys | undefined {
  return getMeta(reader, META, Keys);
}

/** The keyring with the analysts' key for those who may have it, and for nobody else. The same object where nothing changed. */
export function withAnalysisKey(keyring: Keyring, key: Uint8Array): Keyring {
  const users = keyring.users.map((slot): Slot => {
    const may = slot.user.role === 'analyst' || slot.user.role === 'owner';
    if (may === (slot.analysisKey !== null)) return slot;
    return { ...slot, analysisKey: may ? seal(key, slot.user.box) : null };
  });
  return users.every((slot, at) => slot === keyring.users[at]) ? keyring : { ...keyring, users };
}
