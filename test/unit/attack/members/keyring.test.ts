/** A home's keyring is a file that whoever works at the machine can write, and that a crash may leave behind the log. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readKeyring, writeKeyring } from '../../../../electron/vault/access/keyring.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../../support/vaults.ts';

const FIRST = 'nine patient otters wander';
afterEach(cleanUp);

const withDesk = async (): Promise<{ vault: TestVault; id: string; file: string }> => {
  const vault = await testClinic();
  const { id } = await vault.ask('user.add', { name: 'Desk', role: 'front-desk', passphrase: FIRST });
  return { vault, id, file: join(vault.home, 'keyring') };
};

describe('a keyring', () => {
  it('gives nobody the role or the name that they wrote into it', async () => {
    const { vault, file } = await withDesk();
    await vault.vault.close();
    const keyring = readKeyring(file);
    if (!keyring) throw new Error('no keyring');
    const users = keyring.users.map((slot) =>
      slot.user.name === 'Desk' ? { ...slot, user: { ...slot.user, name: 'Dr Else', role: 'owner' as const } } : slot,
    );
    writeKeyring(file, { ...keyring, users });
    const again = await testVault(vault.home);
    expect(await again.ask('session.unlock', { passphrase: FIRST, user: 'Dr Else' })).toMatchObject({
      name: 'Desk',
      role: 'front-desk',
    });
  });

  it('that a crash left behind the log lets nobody in whom an owner has disabled, or given other keys', async () => {
    const { vault, id, file } = await withDesk();
    copyFileSync(file, `${file}.old`);
    await vault.ask('user.reset', { id, passphrase: 'six curious magpies listen' });
    await vault.vault.close();
    copyFileSync(`${file}.old`, file);
    const again = await testVault(vault.home);
    await again.refuse('session.unlock', { passphrase: FIRST, user: 'Desk' }, 'not-allowed');
    expect((await again.ask('session.state', {})).kind).toBe('locked');
    await again.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
    copyFileSync(file, `${file}.old`);
    await again.ask('user.disable', { id });
    await again.vault.close();
    copyFileSync(`${file}.old`, file);
    const third = await testVault(vault.home);
    await third.refuse('session.unlock', { passphrase: 'six curious magpies listen', user: 'Desk' }, 'not-allowed');
    await third.refuse('record.create', { resource: { resourceType: 'Patient' } }, 'locked');
    await third.ask('session.unlock', { passphrase: PASSPHRASE, user: 'Dr Test' });
  });
});
