import { afterEach, describe, expect, it } from 'vitest';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

const NEW_PASSPHRASE = 'nine patient lanterns wander';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const phraseOf = async (vault: TestVault) => (await vault.ask('clinic.kit', {})).recoveryPhrase ?? '';
const write = (vault: TestVault, family: string) =>
  vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family }] } });
const found = async (vault: TestVault, text: string) => (await vault.ask('patient.search', { text })).hits.length;
const newOwner = (phrase: string) => ({ secret: { phrase }, userName: 'Dr New', passphrase: NEW_PASSPHRASE });

/** The same home after a restart, nobody logged in. */
async function restarted(vault: TestVault): Promise<TestVault> {
  await vault.vault.close();
  return testVault(vault.home);
}

describe('a workstation whose passphrases are all forgotten', () => {
  it('is opened by the kit, with a new owner', async () => {
    const before = await testClinic();
    const phrase = await phraseOf(before);
    await write(before, 'Finch');
    const vault = await restarted(before);
    const { userId } = await vault.ask('home.recover', newOwner(phrase));
    expect(await vault.ask('session.state', {})).toMatchObject({ kind: 'open', user: { id: userId, role: 'owner' } });
    expect(await found(vault, 'finch')).toBe(1);
    await write(vault, 'Wren');

    const again = await restarted(vault);
    await again.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Dr New' });
    expect(await found(again, 'wren')).toBe(1);
    // the former owner stays until somebody disables them
    await again.ask('session.lock', {});
    await again.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
  });

  it('refuses another clinic’s kit, a name that is taken, a weak passphrase; and stays locked', async () => {
    const before = await testClinic();
    const phrase = await phraseOf(before);
    const foreign = await phraseOf(await testClinic());
    const vault = await restarted(before);
    await vault.refuse('home.recover', newOwner(foreign), 'phrase-other-clinic');
    await vault.refuse('home.recover', { ...newOwner(phrase), userName: 'Dr Test' }, 'already-exists');
    await vault.refuse('home.recover', { ...newOwner(phrase), passphrase: 'password' }, 'weak-passphrase');
    expect((await vault.ask('session.state', {})).kind).toBe('locked');
    await (await testVault()).refuse('home.recover', newOwner(phrase), 'no-clinic');
  });

  it('asks its cloud where that is the authority, and decides alone only where it is gone', async () => {
    const { url, cloud } = await startCloud();
    const before = await testClinic();
    const phrase = await phraseOf(before);
    await before.ask('remote.add', { url });
    await before.ask('sync.run', { untilIdle: true });
    await cloud.close();
    const vault = await restarted(before);
    await vault.refuse('home.recover', newOwner(phrase), 'cloud-unreachable');
    await vault.ask('home.recover', { ...newOwner(phrase), withoutCloud: true });
    await write(vault, 'Wren');
    const again = await restarted(vault);
    await again.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Dr New' });
    expect(await found(again, 'wren')).toBe(1);
  });
});

describe('that the kit was used', () => {
  const told = async (vault: TestVault) => (await vault.ask('sync.status', {})).alarms.map(({ code }) => code);

  /** Two workstations of one clinic, of which the other was opened by the kit. */
  async function recovered(): Promise<{ owner: TestVault; other: TestVault; phrase: string }> {
    const { url } = await startCloud();
    const owner = await testClinic();
    const phrase = await phraseOf(owner);
    await owner.ask('remote.add', { url });
    const joined = await joinClinic(owner, url);
    await joined.ask('sync.run', { untilIdle: true });
    const other = await restarted(joined);
    await other.ask('home.recover', newOwner(phrase));
    return { owner, other, phrase };
  }

  it('is told to everybody but the one who used it there', async () => {
    const { owner, other } = await recovered();
    expect(await told(other)).toEqual([]);
    expect((await other.ask('sync.status', {})).state).not.toBe('alarm');

    await owner.ask('sync.run', { untilIdle: true });
    expect(await told(owner)).toEqual(['recovered-by-kit']);
    // whoever had the kit may have had no business here
    await other.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
    expect(await told(other)).toEqual(['recovered-by-kit']);
    await other.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Dr New' });
    expect(await told(await again(other))).toEqual([]);
  });

  it('is told to them, too, when it is used once more elsewhere', async () => {
    const { owner, other, phrase } = await recovered();
    await owner.ask('home.recover', { ...newOwner(phrase), userName: 'Dr Thief' });
    // what was told before is not taken for one's own doing
    expect(await told(owner)).toEqual(['recovered-by-kit']);
    await other.ask('sync.run', { untilIdle: true });
    expect(await told(other)).toEqual(['recovered-by-kit']);
  });

  it('is not told to a new workstation that was made by it', async () => {
    const { url } = await startCloud();
    const owner = await testClinic();
    const phrase = await phraseOf(owner);
    await owner.ask('remote.add', { url });
    await owner.ask('sync.run', { untilIdle: true });
    const made = await testVault();
    const { secret, ...who } = newOwner(phrase);
    await made.ask('clinic.recover', { secret, remote: url, workstation: 'Found', ...who });
    expect(await told(made)).toEqual([]);
    await owner.ask('sync.run', { untilIdle: true });
    expect(await told(owner)).toEqual(['recovered-by-kit']);
  });

  /** The same workstation, logged in as the new owner after a restart. */
  async function again(vault: TestVault): Promise<TestVault> {
    const opened = await restarted(vault);
    await opened.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Dr New' });
    return opened;
  }
});

describe('moving the authority by an owner', () => {
  const kept = async (vault: TestVault) => (await vault.ask('sync.status', {})).authority;

  it('takes no kit while the former place answers, and is told on every workstation', async () => {
    const [first, second] = [await startCloud(), await startCloud()];
    const owner = await testClinic();
    expect(await kept(owner)).toEqual({ kind: 'workstation', name: 'Desk', self: true });
    for (const { url } of [first, second]) await owner.ask('remote.add', { url });
    await owner.ask('sync.run', { untilIdle: true });
    expect(await kept(owner)).toEqual({ kind: 'cloud', url: first.url });
    const other = await joinClinic(owner, first.url);
    await other.ask('sync.run', { untilIdle: true });

    expect(await owner.ask('authority.move', { remote: second.url })).toEqual({ url: second.url });
    expect(await kept(owner)).toEqual({ kind: 'cloud', url: second.url });
    await other.ask('sync.run', { untilIdle: true });
    expect(await kept(other)).toEqual({ kind: 'cloud' }); // not connected to it
    await other.refuse('user.add', { name: 'Nurse', role: 'nurse', passphrase: NEW_PASSPHRASE }, 'not-authority');
    await owner.ask('user.add', { name: 'Nurse', role: 'nurse', passphrase: NEW_PASSPHRASE });
    await owner.ask('remote.remove', { url: first.url }); // the list goes on without it
    await owner.ask('user.add', { name: 'Nurse Two', role: 'nurse', passphrase: NEW_PASSPHRASE });
  });

  it('is refused where the former place does not answer, and to whoever is no owner', async () => {
    const [first, second] = [await startCloud(), await startCloud()];
    const owner = await testClinic();
    for (const { url } of [first, second]) await owner.ask('remote.add', { url });
    await owner.ask('sync.run', { untilIdle: true });
    await owner.ask('user.add', { name: 'Nurse', role: 'nurse', passphrase: NEW_PASSPHRASE });
    await first.cloud.close();
    await owner.refuse('authority.move', { remote: second.url }, 'cloud-unreachable');
    expect(await kept(owner)).toEqual({ kind: 'cloud', url: first.url });
    await owner.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Nurse' });
    await owner.ask('user.passphrase', { old: NEW_PASSPHRASE, new: 'eleven mild otters whisper' });
    await owner.refuse('authority.move', { remote: second.url }, 'not-allowed');
  });
});

describe('moving the authority by the root', () => {
  it('lets another cloud take the place of one that is gone', async () => {
    const { url, cloud } = await startCloud();
    const owner = await testClinic();
    const phrase = await phraseOf(owner);
    await owner.ask('remote.add', { url });
    await write(owner, 'Finch');
    await owner.ask('sync.run', { untilIdle: true });
    await cloud.close();

    const second = await startCloud();
    const foreign = await phraseOf(await testClinic());
    const move = { remote: second.url, secret: { phrase } };
    await owner.refuse('authority.move', { ...move, secret: { phrase: foreign } }, 'phrase-other-clinic');
    await owner.refuse('authority.move', { ...move, remote: 'nowhere' }, 'remote-invalid');
    expect(await owner.ask('authority.move', move)).toEqual({ url: second.url });
    await owner.ask('sync.run', { remote: second.url, untilIdle: true });

    const newcomer = await testVault();
    const { code } = await newcomer.ask('device.request', { remote: second.url, workstation: 'Next' });
    await owner.ask('remote.remove', { url });
    expect((await owner.ask('device.approve', { code })).name).toBe('Next');
  });
});
