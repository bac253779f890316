/** Workstations of one clinic with real databases and real envelopes, and nothing between them but what a test carries over. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, makeIdentity, publicKeys, saveIdentity } from '../../electron/vault/access/identity.ts';
import { createUser } from '../../electron/vault/access/keyring.ts';
import { appendMembership, type Members, readMembers } from '../../electron/vault/access/membership.ts';
import { addDeviceRecord, genesisRecord } from '../../electron/vault/access/membership-records.ts';
import { rootKeys } from '../../electron/vault/crypto/words.ts';
import type { Understanding } from '../../electron/vault/records/understanding.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import { openStore } from '../../electron/vault/storage/database.ts';
import { envelopesAfter, logEnd } from '../../electron/vault/storage/log.ts';
import { takeEnvelopes } from '../../electron/vault/sync/intake.ts';
import { KDF_FLOOR, randomBytes } from '../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../shared/envelope/layout.ts';
import { quickKdf } from './quick-kdf.ts';
import { recordContext } from './records.ts';
import { temporaryFolder } from './vaults.ts';

const random = { bytes: randomBytes };
const START = Date.UTC(2026, 5, 1);

/** A clinic's keys; its databases can be made many times over. */
export interface WorkstationClinic {
  /** Fresh databases, one for each workstation. The clocks of all stand at the same time until a test sets them. */
  open(): Workstation[];
}

export interface Workstation {
  /** As a program that understands everything sees it; replace `understanding` for another. */
  readonly workspace: Workspace;
  readonly device: Uint8Array;
  /** Sets this workstation's clock, seconds after the start. */
  setClock(seconds: number): void;
  /** The same workstation under another program. */
  under(understanding: Understanding): Workspace;
}

/** Keys and membership of a clinic with so many workstations. Await `cryptoReady` before. */
export async function workstationClinic(count: number): Promise<WorkstationClinic> {
  const root = rootKeys(randomBytes(32));
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const seeds = Array.from({ length: count }, () => [randomBytes(32), randomBytes(32)] as const);
  const identities = seeds.map(([sign, box], n) => makeIdentity(clinicId, `Room ${n}`, sign, box));
  const [owner] = identities;
  if (!owner) throw new Error('a clinic without workstations');
  const { user, keys } = await createUser(
    { id: 'u1', name: 'Dr Test', role: 'owner', passphrase: 'four unrelated quiet words' },
    KDF_FLOOR,
    quickKdf,
    random,
  );
  const profile = { name: 'Test', locale: 'en' as const, timeZone: 'Asia/Shanghai', sample: false };
  const log: Uint8Array[] = [genesisRecord(root, owner, profile, user, random).record];

  const prepare = (identity: Identity, n: number) => {
    const [file, key] = [join(temporaryFolder(), 'x.db'), randomBytes(32)];
    const store = openStore({ file, key });
    const [sign, box] = seeds[n] ?? [];
    if (!sign || !box) throw new Error('no such workstation');
    store.transaction((writer) => {
      saveIdentity(writer, clinicId, identity.name, sign, box);
      appendMembership(writer, identity, log);
    });
    for (const added of identities.slice(log.length)) {
      const record = addDeviceRecord(recordContext(store, user, keys, owner), publicKeys(added), added.name);
      store.transaction((writer) => appendMembership(writer, owner, [record]));
      log.push(record);
    }
    store.close();
    return { bytes: readFileSync(file), key, identity };
  };
  // copied for each test: to make a database takes longer than most tests do
  const prepared = identities.map(prepare);

  const openOne = ({ bytes, key, identity }: (typeof prepared)[number]): Workstation => {
    const copy = join(temporaryFolder(), 'x.db');
    writeFileSync(copy, bytes);
    const store = openStore({ file: copy, key });
    const members: Members = readMembers(store);
    let now = START;
    const workspace: Workspace = {
      store,
      identity,
      clock: { now: () => now },
      random,
      members: () => members,
      user: () => ({ id: user.id, name: user.name, role: 'owner', keys }),
      dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
      touched: () => undefined,
    };
    return {
      workspace,
      device: identity.deviceId,
      setClock: (seconds) => {
        now = START + seconds * 1000;
      },
      under: (understanding) => ({ ...workspace, understanding }),
    };
  };

  return { open: () => prepared.map(openOne) };
}

/**
 * Carries up to `most` envelopes of `device` that `from` has over to `to`, in their order, as remotes do. Returns how many
 * were new there.
 */
export function carry(from: Workspace, to: Workspace, device: Uint8Array, most = Number.POSITIVE_INFINITY): number {
  const behind = logEnd(to.store, device).seq;
  const envelopes = envelopesAfter(from.store, device, behind, Number.MAX_SAFE_INTEGER).slice(0, most);
  const { taken, problem } = to.store.transaction((writer) =>
    takeEnvelopes(
      to,
      writer,
      envelopes.map(({ bytes }) => bytes),
    ),
  );
  if (problem) throw new Error(problem);
  return taken;
}

/** Everybody gets everything that anybody has. */
export function carryAll(workspaces: readonly Workspace[], devices: readonly Uint8Array[]): void {
  for (let moved = 1; moved > 0; ) {
    moved = 0;
    for (const from of workspaces)
      for (const to of workspaces) {
        if (from !== to) for (const device of devices) moved += carry(from, to, device);
      }
  }
}
