/** A workstation's database, behind its program. */
import { join } from 'node:path';
import { type Kdf, openUser, readKeyring } from '../../electron/vault/access/keyring.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { cryptoReady, passphraseKey, unseal } from '../../shared/crypto/sodium.ts';
import { quickKdf } from './quick-kdf.ts';
import { PASSPHRASE } from './vaults.ts';

/** As the product derives keys: for homes that a whole program made. */
export const argon2: Kdf = async (...given) => passphraseKey(...given);

/** The key of a home's database, by the first user's passphrase. */
export async function keyOfHome(home: string, passphrase = PASSPHRASE, kdf: Kdf = quickKdf): Promise<Uint8Array> {
  await cryptoReady;
  const entry = readKeyring(join(home, 'keyring'))?.users[0];
  const keys = entry && (await openUser(entry.user, passphrase, kdf));
  const key = entry?.databaseKey && keys ? unseal(entry.databaseKey, keys.box) : null;
  if (!key) throw new Error('the keyring does not open');
  return key;
}

/** The database of a home whose vault is closed, opened with its key. */
export async function openDatabase(home: string, passphrase = PASSPHRASE, kdf: Kdf = quickKdf): Promise<Store> {
  return openStore({ file: join(home, 'xinglin.db'), key: await keyOfHome(home, passphrase, kdf) });
}
