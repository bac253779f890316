import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Cloud } from '../../../cloud/main.ts';
import { closeClouds, startCloud } from '../../support/clouds.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

const NEW_PASSPHRASE = 'nine patient lanterns wander';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

interface Scene {
  readonly owner: TestVault;
  readonly phrase: string;
  readonly url: string;
  readonly data: string;
  readonly cloud: Cloud;
}

/** A clinic with one workstation, a patient, a cloud that has it all. */
async function scene(): Promise<Scene> {
  const place = await startCloud();
  const owner = await testClinic();
  const phrase = (await owner.ask('clinic.kit', {})).recoveryPhrase ?? '';
  await owner.ask('clinic.kitPutAway', {});
  await owner.ask('remote.add', { url: place.url });
  await write(owner, 'Finch');
  await owner.ask('sync.run', { untilIdle: true });
  return { owner, phrase, ...place };
}

const write = (vault: TestVault, family: string) =>
  vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family }] } });
const found = async (vault: TestVault, text: string) => (await vault.ask('patient.search', { text })).hits.length;
const sheet = async (vault: TestVault) => {
  const { words, position } = await vault.ask('clinic.checkpoint', {});
  return { words, position };
};
const newOwner = (phrase: string) => ({ secret: { phrase }, userName: 'Dr New', passphrase: NEW_PASSPHRASE });
const recover = async ({ phrase, url }: Pick<Scene, 'phrase' | 'url'>) => {
  const vault = await testVault();
  const made = await vault.ask('clinic.recover', { ...newOwner(phrase), remote: url, workstation: 'Found' });
  return { vault, ...made };
};

describe('recovering a clinic from the kit alone', () => {
  it('makes a workstation with everything and a new owner, whom the others know', async () => {
    const place = await scene();
    const { vault, deviceId, userId } = await recover(place);
    expect(await vault.ask('session.state', {})).toMatchObject({
      kind: 'open',
      clinic: { name: 'Test Clinic' },
      user: { id: userId, name: 'Dr New', role: 'owner' },
      device: { deviceId, name: 'Found' },
    });
    expect(await found(vault, 'finch')).toBe(1);
    await write(vault, 'Wren');
    await vault.ask('sync.run', { untilIdle: true });
    const { owner } = place;
    await owner.ask('sync.run', { untilIdle: true });
    expect(await found(owner, 'wren')).toBe(1);
    expect(await sheet(owner)).toEqual(await sheet(vault));
    expect((await owner.ask('device.list', {})).map(({ name, status }) => [name, status])).toContainEqual([
      'Found',
      'active',
    ]);

    // it opens again with the new passphrase, and nobody needs the phrase
    await vault.vault.close();
    const again = await testVault(vault.home);
    await again.ask('session.unlock', { passphrase: NEW_PASSPHRASE, user: 'Dr New' });
    expect(await found(again, 'wren')).toBe(1);
  });

  it('works with enough shares', async () => {
    const { owner, phrase, url } = await scene();
    const holders = ['A', 'B', 'C'];
    const { shares } = await owner.ask('kit.split', { secret: { phrase }, threshold: 2, holders });
    const vault = await testVault();
    const [a = '', , c = ''] = shares.map(({ words }) => words);
    const input = { ...newOwner(''), remote: url, workstation: 'Found' };
    await vault.refuse('clinic.recover', { ...input, secret: { shares: [a] } }, 'shares-missing');
    await vault.ask('clinic.recover', { ...input, secret: { shares: [c, a] } });
    expect(await found(vault, 'finch')).toBe(1);
    expect(await vault.ask('kit.prove', { phrase })).toMatchObject({ epoch: 1 });
  });

  it('opens every epoch, also those before a workstation was removed', async () => {
    const { owner, phrase, url } = await scene();
    await owner.ask('device.rotate', {});
    await write(owner, 'Heron');
    await owner.ask('device.rotate', {});
    await write(owner, 'Wren');
    await owner.ask('sync.run', { untilIdle: true });
    expect(await owner.ask('kit.prove', { phrase })).toMatchObject({ epoch: 3, epochs: 3 });
    const { vault } = await recover({ phrase, url });
    for (const name of ['finch', 'heron', 'wren']) expect(await found(vault, name), name).toBe(1);
    expect(await vault.ask('kit.prove', { phrase })).toMatchObject({ epoch: 3 });
  });

  it('takes the log to another cloud where the one that was its authority is gone', async () => {
    const { owner, phrase, cloud } = await scene();
    const second = await startCloud();
    await owner.ask('remote.add', { url: second.url });
    await write(owner, 'Heron');
    await owner.ask('sync.run', { remote: second.url, untilIdle: true });
    await cloud.close();

    const { vault } = await recover({ phrase, url: second.url });
    expect([await found(vault, 'finch'), await found(vault, 'heron')]).toEqual([1, 1]);
    const next = await testVault();
    const { code } = await next.ask('device.request', { remote: second.url, workstation: 'Next' });
    expect((await vault.ask('device.approve', { code })).name).toBe('Next');
    // who worked there before takes it over
    await owner.ask('sync.run', { remote: second.url, untilIdle: true });
    expect((await owner.ask('device.list', {})).map(({ name }) => name).sort()).toEqual(['Desk', 'Found', 'Next']);
  });

  it('refuses wrong words, another clinic, a cloud that knows none, a weak passphrase, a name that is taken', async () => {
    const { owner, phrase, url } = await scene();
    const empty = await startCloud();
    const vault = await testVault();
    const input = { ...newOwner(phrase), remote: url, workstation: 'Found' };
    const words = phrase.split(' ');
    const wrong = { phrase: words.with(0, words[0] === 'zoo' ? 'zone' : 'zoo').join(' ') };
    await vault.refuse('clinic.recover', { ...input, secret: wrong }, 'phrase-invalid');
    const other = await testClinic();
    const foreign = { phrase: (await other.ask('clinic.kit', {})).recoveryPhrase ?? '' };
    await vault.refuse('clinic.recover', { ...input, secret: foreign }, 'recovery-unknown');
    await vault.refuse('clinic.recover', { ...input, remote: empty.url }, 'recovery-unknown');
    await vault.refuse('clinic.recover', { ...input, remote: 'ftp://x' }, 'remote-invalid');
    await vault.refuse('clinic.recover', { ...input, passphrase: 'password' }, 'weak-passphrase');
    await vault.refuse('clinic.recover', { ...input, userName: 'Dr Test' }, 'already-exists');
    await owner.refuse('clinic.recover', input, 'clinic-exists');
    expect(await vault.ask('session.state', {})).toEqual({ kind: 'empty' });
    await vault.ask('clinic.recover', input);
    expect((await owner.ask('device.list', {})).map(({ name }) => name)).not.toContain('Found');
  });
});

describe('a cloud that shows a recovering workstation an old state', () => {
  it('is not detected by that workstation, but the print is not the same', async () => {
    const { owner, phrase, data, cloud } = await scene();
    await cloud.close();
    const old = join(temporaryFolder(), 'old');
    cpSync(data, old, { recursive: true });

    const present = await startCloud({ data });
    await owner.ask('remote.add', { url: present.url });
    await write(owner, 'Wren');
    await owner.ask('sync.run', { remote: present.url, untilIdle: true });
    const print = await sheet(owner);

    const rolledBack = await startCloud({ data: old });
    const { vault } = await recover({ phrase, url: rolledBack.url });
    expect(await found(vault, 'finch')).toBe(1);
    expect(await found(vault, 'wren')).toBe(0);
    expect((await vault.ask('sync.status', {})).alarms).toEqual([]);
    expect((await sheet(vault)).words).not.toBe(print.words);
    expect(await vault.ask('checkpoint.compare', print)).toMatchObject({ outcome: 'behind' });

    const { vault: honest } = await recover({ phrase, url: present.url });
    expect(await honest.ask('checkpoint.compare', print)).toMatchObject({ outcome: 'same' });
  });
});
