/** A new clinic for a simulation: its root, its owner, the databases of its first workstations. No key is derived from a passphrase. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, makeIdentity, publicKeys, saveIdentity } from '../../electron/vault/access/identity.ts';
import { appendMembership, epochKey, membershipRecords, readMembers } from '../../electron/vault/access/membership.ts';
import { addDeviceRecord, genesisRecord } from '../../electron/vault/access/membership-records.ts';
import { type RootKeys, rootKeys } from '../../electron/vault/crypto/words.ts';
import { openStore } from '../../electron/vault/storage/database.ts';
import { addRemote } from '../../electron/vault/storage/remotes.ts';
import type { Random } from '../../shared/base/world.ts';
import { KEY_BYTES } from '../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../shared/envelope/layout.ts';
import { CANARY } from './canary.ts';
import { makePerson, type Person } from './people.ts';

/** Where the endpoint is. */
export const URL_OF_ENDPOINT = 'https://endpoint.example';

/** All databases of simulations have one key: files are copied about, and whether they can be read is not the question. */
export const DATABASE_KEY = new Uint8Array(KEY_BYTES).fill(7);

export interface Founding {
  readonly owner: Person;
  /** The keys of the recovery phrase. */
  readonly root: RootKeys;
  /** Files of the workstations' databases, in the order in which they were added; all know each other. */
  readonly databases: readonly string[];
}

/** Founds a clinic with so many workstations, whose databases stand in the folder. */
export async function found(folder: string, count: number, random: Random, now: number): Promise<Founding> {
  const root = rootKeys(random.bytes(KEY_BYTES));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = Array.from({ length: count }, () => [random.bytes(KEY_BYTES), random.bytes(KEY_BYTES)] as const);
  const owner = await makePerson('owner', 'owner', random);
  const profile = { name: CANARY, locale: 'en' as const, timeZone: 'Asia/Shanghai', sample: false };
  const identities = seeds.map(([sign, box], n) => makeIdentity(clinicId, stationName(n), sign, box));
  const first = identities[0] as Identity;
  const files = seeds.map((_, n) => join(folder, `founded-${n}.db`));
  const records = [genesisRecord(root, first, profile, owner.user, random).record];
  for (const [n, identity] of identities.entries()) {
    const file = files[n] as string;
    const [sign, box] = seeds[n] as readonly [Uint8Array, Uint8Array];
    writeFileSync(file, emptyDatabase(folder));
    const store = openStore({ file, key: DATABASE_KEY });
    store.transaction((writer) => {
      saveIdentity(writer, clinicId, identity.name, sign, box);
      // the first workstation adds all others before anybody begins
      const known = n === 0 ? records : membershipRecords(writer);
      if (n === 0 && !appendMembership(writer, identity, known)) throw new Error('the first record does not hold');
      for (const added of n === 0 ? identities.slice(1) : []) {
        const { roster } = readMembers(writer);
        const signer = { kind: 'owner' as const, userId: owner.user.id, user: owner.keys.sign, device: first };
        const context = { roster, epochKey: epochKey(writer, roster.epoch), signer, random, now };
        const record = addDeviceRecord(context, publicKeys(added), added.name);
        appendMembership(writer, first, [record]);
        records.push(record);
      }
      if (n > 0 && !appendMembership(writer, identity, records)) throw new Error('the membership log does not hold');
      addRemote(writer, URL_OF_ENDPOINT, now);
    });
    store.close();
  }
  return { owner, root, databases: files };
}

export function stationName(n: number): string {
  return `${CANARY} ${n}`;
}

let migrated: Buffer | undefined;

/** A database with all migrations and nothing in it; made once, for that takes as long as a whole simulation. */
function emptyDatabase(folder: string): Buffer {
  if (!migrated) {
    const file = join(folder, 'empty.db');
    const store = openStore({ file, key: DATABASE_KEY });
    store.emptyJournal();
    store.close();
    migrated = readFileSync(file);
  }
  return migrated;
}
