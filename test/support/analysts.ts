/** What tests open of the analysts' database beside the program. */
import { join } from 'node:path';
import { openUser, readKeyring } from '../../electron/vault/access/keyring.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import { unseal } from '../../shared/crypto/sodium.ts';
import { quickKdf } from './quick-kdf.ts';
import { PASSPHRASE, type TestVault } from './vaults.ts';

/** The analysts' database of a clinic that has one: the owner has its key, too. */
export async function openAnalysts(vault: TestVault): Promise<Store> {
  const slot = readKeyring(join(vault.home, 'keyring'))?.users.find(({ user }) => user.role === 'owner');
  const keys = slot && (await openUser(slot.user, PASSPHRASE, quickKdf));
  const key = unseal(slot?.analysisKey as Uint8Array, (keys as NonNullable<typeof keys>).box) as Uint8Array;
  return openStore({ file: join(vault.home, 'analysis.db'), key, readonly: true });
}
