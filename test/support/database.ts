/** A workstation's database, behind its program. */
import { join } from 'node:path';
import { openUser, readKeyring } from '../../electron/vault/access/keyring.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { passphraseKey, unseal } from '../../shared/crypto/sodium.ts';
import { PASSPHRASE } from './vaults.ts';

/** The database of a home whose vault is closed, opened with its key. */
export async function openDatabase(home: string, passphrase = PASSPHRASE): Promise<Store> {
  const keyring = readKeyring(join(home, 'keyring'));
  const entry = keyring?.users[0];
  const keys =
    entry && (await openUser(entry.user, passphrase, async (word, salt, cost) => passphraseKey(word, salt, cost)));
  const key = keys && entry.databaseKey && unseal(entry.databaseKey, keys.box);
  if (!key) throw new Error('no key');
  return openStore({ file: join(home, 'xinglin.db'), key });
}
