import { afterEach, describe, expect, it } from 'vitest';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

afterEach(async () => {
  await closeClouds();
  await cleanUp();
});

/** What stands on paper. */
const sheet = async (vault: TestVault) => {
  const { words, position } = await vault.ask('clinic.checkpoint', {});
  return { words, position };
};
const write = (vault: TestVault, family: string) =>
  vault.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family }] } });

describe('the checkpoint', () => {
  it('is the same on workstations that have the same, whoever asks', async () => {
    const { vaults, sync } = await clinicOfVaults(3);
    const [owner, second, third] = vaults as [TestVault, TestVault, TestVault];
    await write(owner, 'Canary');
    await write(third, 'Finch');
    await sync();
    const here = await owner.ask('clinic.checkpoint', {});
    const there = await second.ask('clinic.checkpoint', {});
    expect(there.words).toBe(here.words);
    expect(there.position).toBe(here.position);
    expect(there).toMatchObject({ changes: here.changes, upTo: here.upTo });
    expect(here.words.split(' ')).toHaveLength(6);
  });

  it('changes with each change, and an older print goes on being comparable', async () => {
    const clinic = await testClinic();
    await write(clinic, 'Canary');
    const print = await clinic.ask('clinic.checkpoint', {});
    await write(clinic, 'Finch');
    await write(clinic, 'Wren');
    const now = await clinic.ask('clinic.checkpoint', {});
    expect(now.words).not.toBe(print.words);
    expect(now.changes).toBe(print.changes + 2);
    expect(await clinic.ask('checkpoint.compare', { words: print.words, position: print.position })).toEqual({
      outcome: 'same',
      since: 2,
    });
    expect(await clinic.ask('checkpoint.compare', { position: print.position, words: now.words })).toEqual({
      outcome: 'differs',
    });
    expect(await clinic.ask('checkpoint.compare', { words: print.words, position: now.position })).toEqual({
      outcome: 'differs',
    });
  });

  it('says that a workstation lacks what the print knows', async () => {
    const { vaults, sync } = await clinicOfVaults(2);
    const [owner, second] = vaults as [TestVault, TestVault];
    await write(owner, 'Canary');
    await write(owner, 'Finch');
    const print = await sheet(owner);
    expect(await second.ask('checkpoint.compare', print)).toEqual({ outcome: 'behind', missing: 2 });
    await sync();
    expect(await second.ask('checkpoint.compare', print)).toMatchObject({ outcome: 'same' });
    const [length, ...seqs] = print.position.split('-');
    const future = { words: print.words, position: [Number(length) + 1, ...seqs, 4].join('-') };
    expect(await second.ask('checkpoint.compare', future)).toEqual({ outcome: 'behind', missing: 1 });
  });

  it('differs between clinics, and refuses what is no position', async () => {
    const [one, other] = [await testClinic(), await testClinic()];
    const print = await sheet(one);
    expect(await other.ask('checkpoint.compare', print)).toEqual({ outcome: 'differs' });
    for (const position of ['', '5', 'five-1', '1-', '0-1', '1--2', '1-1.5'])
      await one.refuse('checkpoint.compare', { words: print.words, position }, 'invalid-input');
  });
});
