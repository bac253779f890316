/** A membership log with a record of each kind, from fixed values. `node test/vectors/membership-1.ts` writes it; only when a version is made. */
import { writeFileSync } from 'node:fs';
import { makeIdentity, publicKeys } from '../../electron/vault/access/identity.ts';
import { createUser } from '../../electron/vault/access/keyring.ts';
import {
  addDeviceRecord,
  authorityRecord,
  genesisRecord,
  type RecordContext,
  removeDeviceRecord,
  rolesRecord,
  rotateRecord,
  userRecord,
} from '../../electron/vault/access/membership-records.ts';
import { rootKeys } from '../../electron/vault/crypto/words.ts';
import { DEFAULT_ROLES } from '../../shared/access/roles.ts';
import { toHex } from '../../shared/base/bytes.ts';
import { cryptoReady, KDF_FLOOR, passphraseKey, unseal } from '../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../shared/envelope/layout.ts';
import { readMembershipRecord } from '../../shared/protocol/membership.ts';
import { type Roster, rosterOf } from '../../shared/protocol/roster.ts';
import { countedRandom } from './artefacts.ts';

/** The seeds of the first workstation, by which the vector's keys can be opened. */
export const SEEDS = { sign: new Uint8Array(32).fill(1), box: new Uint8Array(32).fill(2) };

/** The log, and what it says, for whoever reads it. */
async function membershipLog(): Promise<{ records: string[]; epochKeys: string[] }> {
  const random = countedRandom('membership');
  const root = rootKeys(random.bytes(32));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const first = makeIdentity(clinicId, 'Front desk', SEEDS.sign, SEEDS.box);
  const second = makeIdentity(clinicId, 'Laptop', random.bytes(32), random.bytes(32));
  const kdf = async (...how: Parameters<typeof passphraseKey>) => passphraseKey(...how);
  const make = (id: string, role: 'owner' | 'nurse') =>
    createUser({ id, name: id, role, passphrase: 'seven quiet herons ferment' }, KDF_FLOOR, kdf, random);
  const [owner, nurse] = [await make('owner', 'owner'), await make('nurse', 'nurse')];
  const profile = { name: 'Vector Clinic', locale: 'en' as const, timeZone: 'Asia/Shanghai', sample: false };
  const genesis = genesisRecord(root, first, profile, owner.user, random);
  const records = [genesis.record];
  const epochKeys = [genesis.epochKey];
  const context = (): RecordContext => ({
    roster: rosterOf(records) as Roster,
    epochKey: epochKeys.at(-1) as Uint8Array,
    signer: { kind: 'owner', userId: 'owner', user: owner.keys.sign, device: first },
    random,
    now: Date.UTC(2026, 5, 1),
  });
  const begin = (record: Uint8Array): void => {
    records.push(record);
    const sealed = readMembershipRecord(record)?.body.keys.find(({ to }) => to && toHex(to) === first.deviceHex)?.sealed;
    epochKeys.push(unseal(sealed as Uint8Array, first.box) as Uint8Array);
  };
  records.push(addDeviceRecord(context(), publicKeys(second), 'Laptop'));
  records.push(userRecord(context(), nurse.user, 'active', [owner.user.sign], []));
  records.push(rolesRecord(context(), DEFAULT_ROLES, [[second.deviceId, 7, new Uint8Array(32).fill(7)]]));
  begin(rotateRecord(context()));
  records.push(authorityRecord(context(), { kind: 'endpoint', key: new Uint8Array(32).fill(5) }));
  begin(removeDeviceRecord(context(), second.deviceId, { seq: 7, hash: new Uint8Array(32).fill(7) }, 'lost'));
  records.push(authorityRecord({ ...context(), signer: { kind: 'root', root } }, { kind: 'device', id: first.deviceId }));
  return { records: records.map(toHex), epochKeys: epochKeys.map(toHex) };
}

if (import.meta.main) {
  await cryptoReady;
  writeFileSync(new URL('./membership-1.json', import.meta.url), `${JSON.stringify(await membershipLog(), null, 2)}\n`);
}
