/** A new clinic: root, owner, first workstation, epoch key, database, keyring. */
import { v7 as uuidv7 } from 'uuid';
import { toHex } from '../../shared/base/bytes.ts';
import { raise } from '../../shared/base/result.ts';
import { KEY_BYTES, seal, wipe } from '../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../shared/envelope/layout.ts';
import { makeIdentity, saveIdentity } from './access/identity.ts';
import { createUser, type Keyring, writeKeyring } from './access/keyring.ts';
import { keepKit } from './access/kit.ts';
import { appendMembership } from './access/membership.ts';
import { genesisRecord } from './access/membership-records.ts';
import type { Profile } from './access/membership-secret.ts';
import { clearHome, openClinicIn, type VaultCore } from './core.ts';
import { recoveryPhrase, rootKeys } from './crypto/words.ts';
import { defaultWorkstation } from './open-clinic.ts';
import { heartbeat } from './records/transaction.ts';
import { openStore } from './storage/database.ts';

export interface NewClinic {
  readonly clinicName: string;
  readonly ownerName: string;
  readonly passphrase: string;
  readonly locale: 'zh-CN' | 'en';
  readonly timeZone?: string | undefined;
  readonly workstation?: string | undefined;
  readonly sample: boolean;
}

/** Creates a clinic in an empty home and leaves it open. The phrase is kept until its kit is put away. Raises clinic-exists, invalid-input. */
export async function createClinic(
  core: VaultCore,
  input: NewClinic,
): Promise<{ clinicId: string; deviceId: string; recoveryPhrase: string }> {
  if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already.');
  core.joining?.abort.abort();
  core.joining = null;
  const { random, clock, kdfCost } = core.options;
  const profile: Profile = {
    name: input.clinicName,
    locale: input.locale,
    timeZone: checkedTimeZone(input.timeZone),
    sample: input.sample,
  };
  const entropy = random.bytes(KEY_BYTES);
  const root = rootKeys(entropy);
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = { sign: random.bytes(KEY_BYTES), box: random.bytes(KEY_BYTES) };
  const identity = makeIdentity(clinicId, input.workstation ?? defaultWorkstation(), seeds.sign, seeds.box);
  const id = uuidv7({ msecs: clock.now(), random: random.bytes(16) });
  const { user, keys } = await createUser(
    { id, name: input.ownerName, role: 'owner', passphrase: input.passphrase },
    kdfCost,
    core.kdf,
    random,
  );
  if (core.keyring) raise('clinic-exists', 'There is a clinic on this workstation already.'); // made while the key was derived
  const { record } = genesisRecord(root, identity, profile, user, random);
  const databaseKey = random.bytes(KEY_BYTES);

  await clearHome(core); // what an earlier attempt that was cut off may have left: without a keyring nobody can open it
  const store = openStore({ file: core.files.database, key: databaseKey });
  try {
    store.transaction((writer) => {
      saveIdentity(writer, clinicId, identity.name, seeds.sign, seeds.box);
      if (!appendMembership(writer, identity, [record])) throw new Error('our own first record does not hold');
      if (!input.sample) keepKit(writer, entropy);
    });
  } finally {
    store.close();
  }
  const keyring: Keyring = {
    v: 2,
    clinicId,
    clinicName: profile.name,
    sample: input.sample,
    deviceId: identity.deviceId,
    status: 'active',
    users: [{ user, databaseKey: seal(databaseKey, user.box), analysisKey: null }],
    recovery: seal(databaseKey, root.box.publicKey),
  };
  writeKeyring(core.files.keyring, keyring);
  core.keyring = keyring;
  const clinic = openClinicIn(core, databaseKey);
  clinic.login(user, keys);
  heartbeat(clinic.workspace);
  const phrase = recoveryPhrase(entropy, input.locale);
  for (const secret of [entropy, root.sign.secretKey, root.box.secretKey]) wipe(secret);
  return { clinicId: toHex(clinicId), deviceId: identity.deviceHex, recoveryPhrase: phrase };
}

function checkedTimeZone(timeZone: string | undefined): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return raise('invalid-input', 'This time zone is not known. It is named like Asia/Shanghai.', {
      fields: 'timeZone',
    });
  }
}
