/** What membership records are made with in tests: an owner at a workstation, on the log of a database. */
import type { Identity } from '../../electron/vault/access/identity.ts';
import type { UserKeys, WrappedUser } from '../../electron/vault/access/keyring.ts';
import { epochKey, readMembers } from '../../electron/vault/access/membership.ts';
import type { RecordContext } from '../../electron/vault/access/membership-records.ts';
import type { Reader } from '../../electron/vault/storage/database.ts';
import { randomBytes } from '../../shared/crypto/sodium.ts';

/** The context of a record that an owner signs at a workstation. */
export function recordContext(
  reader: Reader,
  owner: Pick<WrappedUser, 'id'>,
  keys: UserKeys,
  device: Identity,
): RecordContext {
  const { roster, epoch } = readMembers(reader);
  return {
    roster,
    epochKey: epochKey(reader, epoch),
    signer: { kind: 'owner', userId: owner.id, user: keys.sign, device },
    random: { bytes: randomBytes },
    now: Date.UTC(2026, 5, 1),
  };
}
