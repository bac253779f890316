/** The staff of a simulated clinic: who they are, which role an owner gives or takes, what a program of theirs may try that they may not. */

import {
  createUser,
  type Kdf,
  rewrapUser,
  type UserKeys,
  type WrappedUser,
  type Wrapping,
} from '../../electron/vault/access/keyring.ts';
import { epochKey } from '../../electron/vault/access/membership.ts';
import { sealTransaction } from '../../electron/vault/crypto/seal.ts';
import { newId } from '../../electron/vault/records/commands.ts';
import { nextHlc } from '../../electron/vault/records/hlc.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import { logEnd } from '../../electron/vault/storage/log.ts';
import { takeEnvelopes } from '../../electron/vault/sync/intake.ts';
import type { Role } from '../../shared/access/roles.ts';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import type { Random } from '../../shared/base/world.ts';
import { hash, KDF_FLOOR, KEY_BYTES } from '../../shared/crypto/sodium.ts';
import { encodeBody } from '../../shared/envelope/body.ts';
import { REGISTERS_VERSION } from '../../shared/merge/registers.ts';
import { CANARY } from './canary.ts';
import type { Dice } from './dice.ts';

export interface Person {
  readonly user: WrappedUser;
  readonly keys: UserKeys;
}

/** What a passphrase would give, without the second that it would take. */
const kdf: Kdf = async (passphrase, salt) => hash('xinglin/simulation/kdf', [utf8(passphrase), salt], KEY_BYTES);

/** A person with keys. */
export async function makePerson(id: string, role: Role, random: Random): Promise<Person> {
  return createUser({ id, name: `${CANARY} ${id}`, role, passphrase: id }, KDF_FLOOR, kdf, random);
}

/** A user's keys, wrapped anew. */
export function rewrap(user: WrappedUser, random: Random): Promise<Wrapping | null> {
  return rewrapUser(user, { old: user.id, new: user.id }, KDF_FLOOR, kdf, random);
}

/** Roles that may not write what `tryForbidden` writes. */
const WITHOUT: readonly Role[] = ['nurse', 'front-desk', 'auditor', 'analyst'];

/**
 * A modified program of somebody who may not: writes a diagnosis past all that the program checks, under the newest head of the
 * membership log or an older one. The hash of its envelope in hexadecimal; null where the person might do it, or is nobody there.
 */
export function tryForbidden(workspace: Workspace, person: Person, dice: Dice, text: string): string | null {
  const { store, identity, clock, random } = workspace;
  const members = workspace.members();
  const known = members.users.get(person.user.id);
  const since = members.standings.get(person.user.id)?.[0]?.index;
  if (!known || since === undefined || !WITHOUT.includes(known.role)) return null;
  if (members.devices.get(identity.deviceHex)?.removed) return null;
  const head = dice.chance(0.5) ? members.roster.length - 1 : since + dice.int(members.roster.length - since);
  const record = store.get<{ hash: Uint8Array }>('SELECT hash FROM membership WHERE idx = ?', head);
  const epoch = members.epochs[head];
  if (!record || epoch === undefined) return null;
  const id = newId(workspace);
  const json = `{"code":{"text":"${text}"},"id":"${id}","resourceType":"Condition"}`;
  return store.transaction((writer) => {
    const end = logEnd(writer, identity.deviceId);
    const place = { clinicId: identity.clinicId, deviceId: identity.deviceId, seq: end.seq + 1 };
    const body = encodeBody(
      {
        v: 1,
        hlc: nextHlc(writer, clock.now()),
        user: person.user.id,
        saw: {},
        remotes: [],
        members: head + 1,
        registers: REGISTERS_VERSION,
        ops: [{ k: 'c', t: 'Condition', i: id, j: json }],
      },
      place,
      person.keys.sign.secretKey,
    );
    const sealed = sealTransaction(
      {
        ...place,
        deviceSecretKey: identity.sign.secretKey,
        previous: end.hash,
        epoch,
        epochKey: epochKey(writer, epoch),
        membershipHead: new Uint8Array(record.hash),
      },
      body,
      random,
    );
    const envelopes = sealed.map(({ bytes }) => bytes);
    const { problem } = takeEnvelopes(workspace, writer, envelopes);
    if (problem) throw new Error(`a forbidden change that is not well-formed: ${problem}`);
    return toHex(logEnd(writer, identity.deviceId).hash);
  });
}
