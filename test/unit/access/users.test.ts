import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { addUser, FIRST, firstLogin, login, ownPassphrase } from '../../support/people.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const asOwner = (vault: TestVault) => vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
const patient = { resource: { resourceType: 'Patient', name: [{ text: 'Wang Fang' }] } };

describe('a user', () => {
  it('changes the first passphrase before anything else is answered', async () => {
    const vault = await testClinic();
    await addUser(vault, 'Nurse', 'nurse');
    await vault.ask('session.unlock', { user: 'Nurse', passphrase: FIRST });
    expect(await vault.ask('session.state', {})).toMatchObject({ mustChange: true, user: { role: 'nurse' } });
    await vault.refuse('patient.search', { text: '' }, 'passphrase-first');
    await vault.refuse('user.passphrase', { old: FIRST, new: 'nurse' }, 'weak-passphrase');
    await vault.refuse('user.passphrase', { old: FIRST, new: FIRST }, 'weak-passphrase');
    await vault.refuse('user.passphrase', { old: 'not this', new: ownPassphrase('Nurse') }, 'wrong-passphrase');
    await vault.ask('user.passphrase', { old: FIRST, new: ownPassphrase('Nurse') });
    await vault.ask('patient.search', { text: '' });
    await vault.ask('session.lock', {});
    await vault.refuse('session.unlock', { user: 'Nurse', passphrase: FIRST }, 'wrong-passphrase');
    await login(vault, 'Nurse');
  });

  it('takes over from another without the database being closed, whose keys are gone then', async () => {
    const vault = await testClinic();
    await addUser(vault, 'Nurse', 'nurse');
    await firstLogin(vault, 'Nurse');
    await asOwner(vault);
    expect(await vault.ask('session.state', {})).toMatchObject({ kind: 'open', user: { name: 'Dr Test' } });
    await vault.refuse('session.unlock', { user: 'Nurse', passphrase: 'wrong' }, 'wrong-passphrase');
    expect(await vault.ask('session.state', {})).toMatchObject({ user: { name: 'Dr Test' } });
    vault.events.length = 0;
    await login(vault, 'Nurse');
    // from one to the other, with nothing in between
    const states = vault.events.filter(({ name }) => name === 'state').map(({ payload }) => payload);
    expect(states).toMatchObject([{ kind: 'open', user: { name: 'Nurse' } }]);
    const view = await vault.ask('record.create', patient);
    expect(view.updated.user).toBe('Nurse');
    expect((await vault.ask('user.list', {})).find(({ self }) => self)).toMatchObject({
      name: 'Nurse',
      initial: false,
    });
    await vault.vault.close();
    const again = await testVault(vault.home);
    expect(await again.ask('session.state', {})).toMatchObject({ last: 'Nurse', users: ['Dr Test', 'Nurse'] });
  });

  it('who is disabled is out at once, and comes back with what they had', async () => {
    const vault = await testClinic();
    const id = await addUser(vault, 'Nurse', 'nurse');
    await firstLogin(vault, 'Nurse');
    await asOwner(vault);
    await vault.ask('user.disable', { id });
    expect(await vault.ask('session.state', {})).toMatchObject({ users: ['Dr Test'] });
    await vault.refuse('session.unlock', { user: 'Nurse', passphrase: ownPassphrase('Nurse') }, 'wrong-passphrase');
    await vault.ask('user.enable', { id });
    await login(vault, 'Nurse');
  });

  it('who forgot their passphrase gets new keys, and what they signed stays valid', async () => {
    const vault = await testClinic();
    const id = await addUser(vault, 'Doctor', 'doctor');
    await firstLogin(vault, 'Doctor');
    const { resource } = await vault.ask('record.create', {
      resource: { resourceType: 'Condition', subject: { display: 'x' }, code: { text: 'cold' } },
    });
    const key = { type: 'Condition', id: String(resource.id) };
    await vault.ask('record.sign', key);
    await asOwner(vault);
    await vault.ask('user.reset', { id, passphrase: FIRST });
    await vault.refuse('session.unlock', { user: 'Doctor', passphrase: ownPassphrase('Doctor') }, 'wrong-passphrase');
    await firstLogin(vault, 'Doctor');
    expect((await vault.ask('record.get', key)).signatures).toMatchObject([{ by: 'Doctor', valid: true }]);
  });
});

describe('an owner', () => {
  it('who is the last one can be neither disabled nor made anything else', async () => {
    const vault = await testClinic();
    const [owner] = await vault.ask('user.list', {});
    const id = String(owner?.id);
    await vault.refuse('user.disable', { id }, 'not-allowed');
    await vault.refuse('user.role', { id, role: 'doctor' }, 'not-allowed');
    await vault.refuse('user.reset', { id, passphrase: FIRST }, 'not-allowed');
    const other = await addUser(vault, 'Second', 'owner');
    await firstLogin(vault, 'Second');
    await vault.ask('user.role', { id, role: 'doctor' });
    await vault.refuse('user.disable', { id: other }, 'not-allowed');
    await asOwner(vault);
    await vault.refuse('user.add', { name: 'Third', role: 'owner', passphrase: FIRST }, 'not-allowed');
  });

  it('changes what a role may do, for whoever is logged in as well', async () => {
    const vault = await testClinic();
    await addUser(vault, 'Desk', 'front-desk');
    const { resource } = await vault.ask('record.create', patient);
    const table = structuredClone(DEFAULT_ROLES);
    table.roles['front-desk'].groups.registration = { access: 'read', remove: false, sign: false, amend: false };
    await vault.ask('roles.save', { table });
    await firstLogin(vault, 'Desk');
    await vault.refuse('record.create', patient, 'not-allowed');
    await vault.refuse('roles.save', { table: DEFAULT_ROLES }, 'not-allowed');
    await vault.ask('record.get', { type: 'Patient', id: String(resource.id) });
  });
});

describe('people on two workstations', () => {
  it('log in offline where they were never made, and are out when the news arrives', async () => {
    const { vaults, sync } = await clinicOfVaults(2);
    const [desk, room] = vaults as [TestVault, TestVault];
    const id = await addUser(desk, 'Nurse', 'nurse');
    await sync();
    await room.ask('session.lock', {});
    await room.vault.close();
    const restarted = await testVault(room.home);
    await firstLogin(restarted, 'Nurse'); // no word went to the cloud
    const view = await restarted.ask('record.create', patient);
    await restarted.ask('sync.run', { untilIdle: true });
    await desk.ask('sync.run', { untilIdle: true });
    expect((await desk.ask('record.get', { type: 'Patient', id: String(view.resource.id) })).updated.user).toBe(
      'Nurse',
    );
    // the passphrase that was changed there is the one here
    await login(desk, 'Nurse');
    await asOwner(desk);
    await desk.ask('user.disable', { id });
    await desk.ask('sync.run', { untilIdle: true });
    await restarted.ask('sync.run', { untilIdle: true });
    expect((await restarted.ask('session.state', {})).kind).toBe('locked');
    await restarted.refuse('record.create', patient, 'locked');
  });
});
