import { afterEach, describe, expect, it } from 'vitest';
import { renew } from '../../support/renewal.ts';
import { cleanUp, PASSPHRASE, type TestVault } from '../../support/vaults.ts';
import { addPatient, idOf, settle, stage, strike, trySync } from '../attack/hostile/stage.ts';
import { copyOf, expectEqual, OTHER, open, patch } from './restored.ts';

afterEach(async () => {
  await strike();
  await cleanUp();
});

describe('what was amended, signed and deleted at it and not sent', () => {
  it('is so again: neither in conflict with itself, nor kept out for an owner to decide on', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const shared = await addPatient(b, 'Shared');
    await settle(vaults);
    await b.vault.close();
    const older = copyOf(b.home);
    const later = await open(b.home);
    await addPatient(later, 'Sent');
    await settle([later, a]);
    await later.vault.close();

    const restored = await open(older);
    await patch(restored, shared, { gender: 'male' });
    await restored.ask('record.delete', { type: 'Patient', id: shared });
    const own = await addPatient(restored, 'Own');
    await restored.ask('record.delete', { type: 'Patient', id: own });
    const subject = { reference: `Patient/${shared}` };
    const note = { resourceType: 'Observation', status: 'final', code: { text: 'Note' }, subject };
    const { id } = (await restored.ask('record.create', { resource: note })).resource;
    const shown = await restored.ask('record.get', { type: 'Observation', id: String(id) });
    await restored.ask('record.amend', {
      resource: { ...shown.resource, valueString: 'Better' },
      seen: shown.seen,
      reason: 'It was wrong.',
    });
    const conflicts = (await restored.ask('sync.status', {})).conflicts;
    expect(await trySync(restored)).toBe('cloud-alarm');
    await renew(restored, a);
    await settle([restored, a]);
    for (const vault of [restored, a]) {
      expect((await vault.ask('sync.status', {})).conflicts).toBe(conflicts);
      expect(await vault.ask('quarantine.list', {})).toEqual([]);
      for (const gone of [shared, own]) await vault.refuse('record.json', { type: 'Patient', id: gone }, 'not-found');
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true, problems: [] });
    }
  });
});

describe('what it sent behind its removal', () => {
  it('is written again, and the originals need nobody to decide on them', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    const shared = await addPatient(b, 'Shared');
    await settle(vaults);
    const old = await idOf(b);
    await a.ask('device.revoke', { deviceId: old });
    await patch(b, shared, { gender: 'male' });
    const own = await addPatient(b, 'Own');
    await trySync(b);
    await settle([a]);
    expect(await a.ask('quarantine.list', {})).toHaveLength(2);
    await renew(b, a);
    await expectEqual([b, a], [shared, own]);
    expect((await a.ask('record.get', { type: 'Patient', id: shared })).resource).toMatchObject({ gender: 'male' });
    for (const vault of [a, b]) expect(await vault.ask('quarantine.list', {})).toEqual([]);
  });
});

describe('what somebody else wrote at it', () => {
  it('stays theirs, and names who sent it again', async () => {
    const { vaults } = await stage(2);
    const [a, b] = vaults as [TestVault, TestVault];
    await a.ask('user.add', { name: 'Dr Lin', role: 'doctor', passphrase: `${OTHER} once` });
    await a.ask('session.unlock', { passphrase: `${OTHER} once`, user: 'Dr Lin' });
    await a.ask('user.passphrase', { old: `${OTHER} once`, new: OTHER });
    await a.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
    await settle(vaults);
    await b.vault.close();
    const older = copyOf(b.home);
    const later = await open(b.home);
    await addPatient(later, 'Sent');
    await settle([later]);
    await later.vault.close();
    const restored = await open(older);
    await restored.ask('session.unlock', { passphrase: OTHER, user: 'Dr Lin' });
    const id = await addPatient(restored, 'Own');
    await restored.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
    expect(await trySync(restored)).toBe('cloud-alarm');
    await renew(restored, a);
    await expectEqual([restored, a], [id]);
    for (const vault of [restored, a])
      expect((await vault.ask('record.history', { type: 'Patient', id }))[0]?.by).toMatchObject({
        user: 'Dr Lin',
        again: 'Dr Test',
      });
  });
});
