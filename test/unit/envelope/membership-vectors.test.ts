import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeIdentity } from '../../../electron/vault/access/identity.ts';
import { appendMembership, findEpochKey, readMembers } from '../../../electron/vault/access/membership.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { readMembershipRecord } from '../../../shared/protocol/membership.ts';
import { extendRoster, type Roster, rosterOf } from '../../../shared/protocol/roster.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';
import { SEEDS } from '../../vectors/membership-1.ts';

const frozen = JSON.parse(readFileSync(new URL('../../vectors/membership-1.json', import.meta.url), 'utf8')) as {
  records: string[];
  epochKeys: string[];
};
const records = frozen.records.map(fromHex);
const KINDS = ['genesis', 'add-device', 'user', 'roles', 'rotate', 'authority', 'remove-device', 'authority'];

beforeAll(() => cryptoReady);
afterEach(cleanUp);

describe('the frozen membership log', () => {
  it('has a record of each kind and says what it said', () => {
    expect(records.map((record) => readMembershipRecord(record)?.body.kind)).toEqual(KINDS);
    const roster = rosterOf(records);
    expect(roster).toMatchObject({ epoch: 3, length: 8, decisions: 1, authority: { kind: 'device' } });
    expect(roster?.devices.map(({ since, removed }) => [since, removed?.index, removed?.seq])).toEqual([
      [0, undefined, undefined],
      [1, 6, 7],
    ]);
    expect(roster?.owners).toHaveLength(1);
  });

  it('opens to its first workstation: names, users, roles, and the key of every epoch', () => {
    const clinicId = (rosterOf(records) as Roster).clinicId;
    const identity = makeIdentity(clinicId, 'Front desk', SEEDS.sign, SEEDS.box);
    const store = openStore({ file: `${temporaryFolder()}/x.db`, key: null });
    expect(store.transaction((writer) => appendMembership(writer, identity, records))).toBe(true);
    const members = readMembers(store);
    expect([...members.devices.values()].map(({ name }) => name)).toEqual(['Front desk', 'Laptop']);
    expect([...members.users.values()].map(({ id, role, status }) => [id, role, status])).toEqual([
      ['owner', 'owner', 'active'],
      ['nurse', 'nurse', 'active'],
    ]);
    expect(members.tables).toHaveLength(2);
    expect([1, 2, 3].map((epoch) => toHex(findEpochKey(store, epoch) as Uint8Array))).toEqual(frozen.epochKeys);
    store.close();
  });

  it('holds with no byte of any record changed', () => {
    let roster: Roster | null = null;
    for (const record of records) {
      for (let at = 0; at < record.length; at += 5) {
        const changed = record.slice();
        changed[at] = (changed[at] ?? 0) ^ 0x01;
        expect(extendRoster(roster, changed)).toBeNull();
      }
      roster = extendRoster(roster, record);
      expect(roster).not.toBeNull();
    }
  });
});
