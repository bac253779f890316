import { afterEach, describe, expect, it } from 'vitest';
import { renew } from '../../support/renewal.ts';
import { cleanUp, eventually, PASSPHRASE, type TestVault, testVault } from '../../support/vaults.ts';
import { addPatient, alarmsOf, idOf, settle, stage, strike, trySync } from '../attack/hostile/stage.ts';
import { contents, copyOf, expectEqual, OTHER, open, patch } from './restored.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

/** How far new keys are. */
const stateOf = async (vault: TestVault) => (await vault.ask('device.renewal', {})).state;

describe('a workstation that was restored from an older copy', () => {
  it('is approved again and writes again what only it has; nothing is lost, nothing is in conflict with itself', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const before = await addPatient(b, 'Before');
    await settle(vaults);
    await b.vault.close();
    const older = copyOf(b.home);
    const later = await open(b.home);
    const sent = await addPatient(later, 'Sent');
    await patch(later, before, { gender: 'female' });
    await settle([later, a]);
    await later.vault.close();

    const restored = await open(older);
    const old = await idOf(restored);
    const own = await addPatient(restored, 'Own');
    await patch(restored, own, { gender: 'male' });
    await patch(restored, own, { birthDate: '1980-01-02' });
    await patch(restored, before, { birthDate: '1970-01-02' });
    expect(await trySync(restored)).toBe('cloud-alarm');
    expect(await alarmsOf(restored)).toEqual(['equivocation']);

    const said = async (vault: TestVault) =>
      (await vault.ask('record.history', { type: 'Patient', id: own })).map(({ by }) => [by.user, by.at]);
    const first = await said(restored);
    await renew(restored, a);
    expect(await idOf(restored)).not.toBe(old);
    await expectEqual([restored, a], [before, sent, own]);
    const record = await a.ask('record.get', { type: 'Patient', id: own });
    expect(record.resource).toMatchObject({ gender: 'male', birthDate: '1980-01-02' });
    expect((await a.ask('record.get', { type: 'Patient', id: before })).resource).toMatchObject({
      gender: 'female',
      birthDate: '1970-01-02',
    });
    expect((await a.ask('sync.status', {})).conflicts).toBe(0);
    expect(first).toHaveLength(3);
    expect([await said(restored), await said(a)]).toEqual([first, first]); // who said it, and when, stays
    expect((await a.ask('device.list', {})).find(({ deviceId }) => deviceId === old)?.status).toBe('revoked');
    expect([await alarmsOf(restored), await alarmsOf(a)]).toEqual([[], []]);
    await patch(restored, sent, { gender: 'female' }); // works on
    await expectEqual([restored, a], [before, sent, own]);
  });
});

describe('two copies of one home that both work on', () => {
  it('both end with keys of their own, and with everything', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const shared = await addPatient(b, 'Shared');
    await settle(vaults);
    await b.vault.close();
    const copy = copyOf(b.home);
    const [first, second] = [await open(b.home), await open(copy)];
    const ids = [shared, await addPatient(first, 'First')];
    await settle([first, a]);
    ids.push(await addPatient(second, 'Second'));
    await patch(second, shared, { gender: 'female' });
    expect(await trySync(second)).toBe('cloud-alarm');
    ids.push(await addPatient(first, 'Not sent')); // and is cut off by the renewal of the other
    await renew(second, a);
    await settle([second, a]);
    expect(await trySync(first)).not.toBe('ok');
    await renew(first, a);
    await expectEqual([first, second, a], ids);
    expect(new Set([await idOf(first), await idOf(second)]).size).toBe(2);
    expect((await a.ask('device.list', {})).filter(({ status }) => status === 'active')).toHaveLength(3);
  });
});

describe('a home that was copied while something was not sent yet', () => {
  it('is told apart from its copy although the cloud knows the beginning of what it sends', async () => {
    const { vaults } = await stage(2);
    const b = vaults[1] as TestVault;
    await settle(vaults);
    await addPatient(b, 'Not sent');
    await b.vault.close();
    const copy = copyOf(b.home);
    const [first, second] = [await open(b.home), await open(copy)];
    await addPatient(first, 'First');
    expect(await trySync(first)).toBe('ok');
    await addPatient(second, 'Second');
    expect(await trySync(second)).toBe('cloud-alarm');
    expect(await alarmsOf(second)).toEqual(['equivocation']);
  });
});

describe('new keys under way', () => {
  const progressOf = (vault: TestVault) =>
    vault.events.flatMap(({ name, payload }) =>
      name === 'progress' ? [payload as { job: string; phase: string; done: number; total?: number }] : [],
    );

  it('tell how far they are, and that they hold', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    await addPatient(a, 'Ma');
    await settle(vaults);
    await addPatient(b, 'Li');
    const states: string[] = [];
    const { code } = await b.ask('device.renew', { passphrase: PASSPHRASE });
    await a.ask('device.approve', { code });
    await eventually(
      async () => {
        const state = await stateOf(b);
        if (states.at(-1) !== state) states.push(state);
        return state;
      },
      (state) => state === 'none',
      20_000,
    );
    expect(states).not.toContain('failed');
    const told = progressOf(b);
    expect(new Set(told.map(({ job }) => job))).toEqual(new Set(['renew']));
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['reading', 'syncing', 'writing']);
    expect(told.find(({ phase }) => phase === 'reading')?.total).toBeGreaterThan(0);
    expect(told.findLast(({ phase }) => phase === 'writing')?.done).toBe(1);
    expect(await b.ask('session.state', {})).toMatchObject({ kind: 'open' });
  });

  it('can be stopped while nobody has approved them', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const { code } = await b.ask('device.renew', { passphrase: PASSPHRASE });
    await b.ask('job.cancel', { job: 'renew' });
    await eventually(
      () => stateOf(b),
      (state) => state === 'none',
    );
    const id = await idOf(b);
    await a.ask('device.approve', { code });
    await addPatient(b, 'Li');
    await settle(vaults);
    expect([await idOf(b), (await a.ask('vault.status', {})).records]).toEqual([id, 1]);
  });

  it('can be stopped while they are made: the workstation opens with its old ones, and nothing of it is lost', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const id = await idOf(b);
    await addPatient(b, 'Li');
    const { code } = await b.ask('device.renew', { passphrase: PASSPHRASE });
    // told at the first word of progress, long before anything goes out under the new keys
    let stopped = false;
    const emit = b.events.push.bind(b.events);
    b.events.push = (event) => {
      if (event.name === 'progress' && !stopped) {
        stopped = true;
        void b.ask('job.cancel', { job: 'renew' });
      }
      return emit(event);
    };
    await a.ask('device.approve', { code });
    await eventually(
      () => stateOf(b),
      (state) => stopped && state === 'none',
      20_000,
    );
    expect(await b.ask('session.state', {})).toMatchObject({ kind: 'open', user: { name: 'Dr Test' } });
    expect(await idOf(b)).toBe(id);
    await settle(vaults);
    expect((await a.ask('vault.status', {})).records).toBe(1);
    for (const vault of vaults) expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
    await renew(b, a); // and it can be tried again
    expect(await idOf(b)).not.toBe(id);
  });

  it('are finished where it is too late to stop', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const id = await idOf(b);
    await addPatient(b, 'Li');
    const { code } = await b.ask('device.renew', { passphrase: PASSPHRASE });
    const emit = b.events.push.bind(b.events);
    let late = false;
    b.events.push = (event) => {
      const length = emit(event);
      if (event.name === 'state' && !late)
        void stateOf(b).then((state) => {
          if (state !== 'finishing') return;
          late = true;
          return b.ask('job.cancel', { job: 'renew' });
        });
      return length;
    };
    await a.ask('device.approve', { code });
    await eventually(
      () => stateOf(b),
      (state) => late && state === 'none',
      20_000,
    );
    expect(await idOf(b)).not.toBe(id);
    await settle(vaults);
    expect((await a.ask('vault.status', {})).records).toBe(1);
  });
});

describe('new keys', () => {
  it('are not taken by somebody who is no owner any more: nothing is left behind, and an owner asks again', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    await a.ask('user.add', { name: 'Dr Two', role: 'owner', passphrase: `${OTHER} once` });
    await a.ask('session.unlock', { passphrase: `${OTHER} once`, user: 'Dr Two' });
    await a.ask('user.passphrase', { old: `${OTHER} once`, new: OTHER });
    await settle(vaults);
    await b.vault.close();
    const older = copyOf(b.home);
    const later = await open(b.home);
    await addPatient(later, 'Sent');
    await settle([later, a]);
    await later.vault.close();
    const restored = await testVault(older);
    await restored.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
    const own = await addPatient(restored, 'Own');
    expect(await trySync(restored)).toBe('cloud-alarm');
    await a.ask('session.unlock', { passphrase: OTHER, user: 'Dr Two' });
    const test = (await a.ask('user.list', {})).find(({ name }) => name === 'Dr Test');
    await a.ask('user.role', { id: String(test?.id), role: 'nurse' });

    const before = await idOf(restored);
    const { code } = await restored.ask('device.renew', { passphrase: PASSPHRASE });
    await a.ask('device.approve', { code });
    await eventually(
      () => stateOf(restored),
      (state) => state !== 'waiting' && state !== 'working',
      20_000,
    );
    expect(await restored.ask('device.renewal', {})).toMatchObject({
      state: 'failed',
      failure: { code: 'not-allowed' },
    });
    expect(await idOf(restored)).toBe(before);
    expect(await contents(restored, [own])).toHaveLength(1);

    await restored.ask('session.unlock', { passphrase: OTHER, user: 'Dr Two' });
    const again = (await restored.ask('device.renew', { passphrase: OTHER })).code;
    await a.ask('device.approve', { code: again });
    await eventually(
      () => stateOf(restored),
      (state) => state === 'none',
      20_000,
    );
    await expectEqual([restored, a], [own]);
  });

  it('are not approved by a copy of the workstation that asks', async () => {
    const { vaults } = await stage(2);
    const b = vaults[1] as TestVault;
    await settle(vaults);
    await b.vault.close();
    const copy = copyOf(b.home);
    const [first, second] = [await open(b.home), await open(copy)];
    const { code } = await second.ask('device.renew', { passphrase: PASSPHRASE });
    await first.refuse('device.approve', { code }, 'not-allowed');
    expect((await first.ask('device.list', {})).filter(({ status }) => status !== 'revoked')).toHaveLength(2);
  });

  it('are not given without the passphrase, and the old ones stay until somebody has approved', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    await b.refuse('device.renew', { passphrase: 'four wrong quiet words' }, 'wrong-passphrase');
    const id = await idOf(b);
    await b.ask('device.renew', { passphrase: PASSPHRASE });
    await addPatient(b, 'Li');
    await settle(vaults);
    expect(await idOf(b)).toBe(id);
    expect((await a.ask('vault.status', {})).records).toBe(1);
    await b.vault.close();
  });
});
