/** Under new keys an owner writes again what a workstation had: whoever wrote it first gains no right by that. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userRecord } from '../../../../electron/vault/access/membership-records.ts';
import { decideQuarantine } from '../../../../electron/vault/records/quarantine.ts';
import type { Workspace } from '../../../../electron/vault/records/workspace.ts';
import { type WrittenAgain, writeAgain } from '../../../../electron/vault/records/write-again.ts';
import { toHex } from '../../../../shared/base/bytes.ts';
import { cryptoReady } from '../../../../shared/crypto/sodium.ts';
import { cleanUp } from '../../../support/vaults.ts';
import { follow, makeStaff, patient, type Staff, type Station, take, type Written } from './staff.ts';

let staff: Staff;
let old: Workspace;
let renewed: Workspace;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  staff = await makeStaff({ boss: 'owner', partner: 'owner', nurse: 'nurse' });
  [old, renewed] = [staff.observer(3), staff.observer(1)];
});
afterEach(cleanUp);

const station = (): Station => staff.stations[3] as Station;
const diagnosis = (id: string) => ({
  k: 'c',
  t: 'Condition',
  i: id,
  j: JSON.stringify({ id, resourceType: 'Condition', subject: { reference: 'Patient/p1' } }),
});
const again = (): Promise<WrittenAgain> => writeAgain(renewed, old.store, station().identity.deviceId, () => undefined);
const ids = (at: Workspace) => at.store.all<{ id: string }>('SELECT id FROM record ORDER BY id').map(({ id }) => id);
const decisions = () => renewed.store.all<{ h: string }>('SELECT lower(hex(hash)) AS h FROM admission');

describe('what is written again under new keys', () => {
  it('leaves what its author might not do where it is, and says so', async () => {
    const mixed = staff.write(station(), 'nurse', [patient('p1'), diagnosis('c1')]);
    const plain = staff.write(station(), 'nurse', [patient('p2')]);
    take(old, mixed, plain);
    expect(ids(old)).toEqual(['p1', 'p2']);
    expect(await again()).toEqual({ transactions: 2, left: 1 });
    expect(ids(renewed)).toEqual(['p1', 'p2']);
    expect(renewed.store.all('SELECT user FROM first_author')).toEqual([{ user: 'nurse' }, { user: 'nurse' }]);
    // of the other something is left, on which an owner may decide where it comes whole
    expect(decisions()).toEqual([{ h: toHex(plain.hash) }]);
  });

  it('has what an owner had let hold', async () => {
    const forbidden = staff.write(station(), 'nurse', [diagnosis('c1')]);
    take(old, forbidden);
    decideQuarantine(old, toHex(forbidden.hash), 'take');
    expect(ids(old)).toEqual(['c1']);
    expect(await again()).toMatchObject({ left: 0 });
    expect(ids(renewed)).toEqual(['c1']);
  });

  it('leaves what was let hold by somebody who had been demoted, of which the workstation had not heard', async () => {
    const first = staff.write(station(), 'boss', [patient('p1')], { head: 5 });
    const forbidden = staff.write(station(), 'nurse', [diagnosis('c1')], { head: 5 });
    const decision = staff.write(station(), 'partner', [{ k: 'q', h: forbidden.hash, a: 'take' }], { head: 5 });
    take(old, first, forbidden, decision);
    expect(ids(old)).toEqual(['c1', 'p1']);
    const { user } = staff.people.get('partner') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const cutOff: [Uint8Array, number, Uint8Array] = [station().identity.deviceId, 1, first.hash];
    follow(renewed, staff.append(userRecord(staff.context(), { ...user, role: 'nurse' }, 'active', [sign], [cutOff])));
    expect(await again()).toMatchObject({ left: 2 }); // the decision as well
    expect(ids(renewed)).toEqual(['p1']);
  });

  it('leaves what somebody wrote who had been demoted, of which the workstation had not heard', async () => {
    const write = (): Written => staff.write(station(), 'partner', [diagnosis(`c${station().seq}`)], { head: 5 });
    const before = write();
    const { user } = staff.people.get('partner') ?? {};
    const { sign } = staff.people.get('boss')?.user ?? {};
    if (!user || !sign) throw new Error('nobody');
    const behind = write();
    const cutOff: [Uint8Array, number, Uint8Array] = [station().identity.deviceId, 1, before.hash];
    const record = staff.append(userRecord(staff.context(), { ...user, role: 'nurse' }, 'active', [sign], [cutOff]));
    take(old, before, behind);
    expect(ids(old)).toEqual(['c0', 'c1']);
    follow(renewed, record);
    expect(await again()).toEqual({ transactions: 2, left: 1 });
    expect(ids(renewed)).toEqual(['c0']);
  });
});
