/** What people do while their database is rebuilt. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, PASSPHRASE, testClinic, testVault } from '../../support/vaults.ts';
import { addPatients } from '../storage/clinic.ts';

afterEach(cleanUp);

describe('a repair', () => {
  it('acknowledges nothing that is written to the database which it replaces', async () => {
    const first = await testClinic();
    await addPatients(first, 0, 300);
    await first.vault.close();
    const vault = await testVault(first.home);
    let done = false;
    const repair = vault.ask('storage.repair', { job: 'j', passphrase: PASSPHRASE }).finally(() => {
      done = true;
    });
    let kept = 0;
    const refused = new Set<string>();
    while (!done) {
      const unlocked = await vault.vault.ask('session.unlock', { passphrase: PASSPHRASE });
      if (!unlocked.ok) refused.add(unlocked.error.code);
      else {
        const made = await vault.vault.ask('record.create', { resource: { resourceType: 'Patient' } });
        if (made.ok) kept += 1;
      }
      await wait(5);
    }
    await repair;
    await vault.ask('session.unlock', { passphrase: PASSPHRASE });
    expect((await vault.ask('patient.search', { text: 'x' })).total).toBe(300 + kept);
    expect([...refused]).toEqual(['home-in-use']);
  });
});
