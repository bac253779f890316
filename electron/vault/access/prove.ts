/** "Prove that your kit works": does what a recovery would do, and keeps nothing of it. */
import { raise } from '../../../shared/base/result.ts';
import { equalSecret, unseal, wipe } from '../../../shared/crypto/sodium.ts';
import type { Reader } from '../storage/database.ts';
import { findEpochKey, type Members, membershipRecords } from './membership.ts';
import { type Root, recoveredEpochKeys, refuseOtherClinic } from './recovery.ts';

/** What is open on this workstation. */
interface Opened {
  readonly reader: Reader;
  readonly members: Members;
  /** The keyring's slot for the recovery key. */
  readonly recovery: Uint8Array | undefined;
  isDatabaseKey(key: Uint8Array): boolean;
}

/**
 * Proves that a root is this clinic's, that it opens the database of this workstation, and that it opens the key under which
 * the clinic encrypts now. Raises phrase-other-clinic, kit-not-proved.
 */
export function proveKit(opened: Opened, root: Root): { epoch: number; epochs: number } {
  const { reader, recovery, isDatabaseKey, members } = opened;
  const { roster, epoch } = members;
  refuseOtherClinic(root, roster.clinicId);
  const databaseKey = recovery && unseal(recovery, root.keys.box);
  const opens = databaseKey ? isDatabaseKey(databaseKey) : false;
  if (databaseKey) wipe(databaseKey);
  const keys = recoveredEpochKeys(membershipRecords(reader), root.keys);
  const newest = keys.get(epoch);
  const inUse = findEpochKey(reader, epoch);
  const current = newest !== undefined && inUse !== undefined && equalSecret(newest, inUse);
  const epochs = keys.size;
  for (const key of keys.values()) wipe(key);
  if (!opens || !current)
    raise(
      'kit-not-proved',
      opens
        ? 'The words are this clinic’s, but they do not open the key under which it encrypts now.'
        : 'The words are this clinic’s, but they do not open the database of this workstation.',
    );
  return { epoch, epochs };
}
