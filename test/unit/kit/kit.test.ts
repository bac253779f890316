import { afterEach, describe, expect, it } from 'vitest';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

afterEach(async () => {
  await closeClouds();
  await cleanUp();
});

const phraseOf = async (vault: TestVault) => (await vault.ask('clinic.kit', {})).recoveryPhrase ?? '';
const HOLDERS = ['Dr Test', 'Nurse Ann', 'Mr Desk'];

describe('proving the kit', () => {
  it('says what was proved, and keeps the date and nothing else', async () => {
    const now = Date.UTC(2026, 10, 28, 9);
    const clinic = await testClinic(undefined, { clock: { now: () => now } });
    const phrase = await phraseOf(clinic);
    await clinic.ask('clinic.kitPutAway', {});
    expect(await clinic.ask('kit.status', {})).toEqual({});
    const proof = await clinic.ask('kit.prove', { phrase: `  ${phrase.toUpperCase().replaceAll(' ', '\n')} ` });
    expect(proof).toEqual({ at: new Date(now).toISOString(), epoch: 1, epochs: 1 });
    expect(await clinic.ask('kit.status', {})).toEqual({ provedAt: proof.at });
    expect(await clinic.ask('clinic.kit', {})).toEqual({});
  });

  it('tells a word that is none, words that are no phrase, and the words of another clinic', async () => {
    const clinic = await testClinic();
    const phrase = await phraseOf(clinic);
    const words = phrase.split(' ');
    await clinic.refuse('kit.prove', { phrase: words.with(3, 'abandonn').join(' ') }, 'phrase-word');
    await clinic.refuse('kit.prove', { phrase: words.slice(1).join(' ') }, 'phrase-invalid');
    await clinic.refuse(
      'kit.prove',
      { phrase: words.with(3, words[3] === 'zoo' ? 'zone' : 'zoo').join(' ') },
      'phrase-invalid',
    );
    const other = await testClinic();
    await clinic.refuse('kit.prove', { phrase: await phraseOf(other) }, 'phrase-other-clinic');
    expect(await clinic.ask('kit.status', {})).toEqual({});
  });

  it('works on a second workstation, whose database has another key; the first one hears of it', async () => {
    const { vaults, sync } = await clinicOfVaults(2);
    const [owner, second] = vaults as [TestVault, TestVault];
    const { at, epoch } = await second.ask('kit.prove', { phrase: await phraseOf(owner) });
    expect(epoch).toBe(1);
    // the trail tells the others; it goes out when the screen is locked, at the latest
    await second.ask('session.lock', {});
    await second.ask('session.unlock', { passphrase: PASSPHRASE });
    await sync();
    const { provedAt = '' } = await owner.ask('kit.status', {});
    expect(Math.abs(Date.parse(provedAt) - Date.parse(at))).toBeLessThan(5_000);
  });
});

describe('splitting the kit', () => {
  it('gives each holder a share, remembers names alone, and proves with enough of them', async () => {
    const clinic = await testClinic();
    const phrase = await phraseOf(clinic);
    const split = await clinic.ask('kit.split', { threshold: 2, holders: HOLDERS });
    expect(split.shares.map(({ index, holder }) => [index, holder])).toEqual([
      [1, 'Dr Test'],
      [2, 'Nurse Ann'],
      [3, 'Mr Desk'],
    ]);
    const { shares, ...remembered } = split;
    expect(await clinic.ask('kit.status', {})).toEqual({ split: remembered });
    const [a = '', b = '', c = ''] = shares.map(({ words }) => words);
    expect(await clinic.ask('kit.prove', { shares: [c, a] })).toMatchObject({ shares: 2, epoch: 1 });
    await clinic.refuse('kit.prove', { shares: [b] }, 'shares-missing');
    await clinic.refuse('kit.prove', { shares: [b, b] }, 'share-twice');

    await clinic.ask('clinic.kitPutAway', {});
    await clinic.refuse('kit.split', { threshold: 2, holders: HOLDERS }, 'phrase-invalid');
    const again = await clinic.ask('kit.split', { secret: { phrase }, threshold: 2, holders: HOLDERS });
    await clinic.refuse('kit.prove', { shares: [a, again.shares[1]?.words ?? ''] }, 'share-other-set');
    // the old set goes on working: paper cannot be taken back
    expect(await clinic.ask('kit.prove', { shares: [a, b] })).toMatchObject({ shares: 2 });
  });

  it('refuses another clinic’s phrase and shares', async () => {
    const clinic = await testClinic();
    const other = await testClinic();
    const phrase = await phraseOf(other);
    await clinic.refuse('kit.split', { secret: { phrase }, threshold: 2, holders: HOLDERS }, 'phrase-other-clinic');
    const theirs = await other.ask('kit.split', { threshold: 2, holders: HOLDERS });
    const shares = theirs.shares.map(({ words }) => words);
    await clinic.refuse('kit.prove', { shares }, 'phrase-other-clinic');
    const ours = await clinic.ask('kit.split', { threshold: 2, holders: HOLDERS });
    const mixed = [ours.shares[0]?.words ?? '', shares[1] ?? ''];
    await clinic.refuse('kit.prove', { shares: mixed }, 'share-other-clinic');
  });

  it('needs at least two shares of those that are handed out', async () => {
    const clinic = await testClinic();
    await clinic.refuse('kit.split', { threshold: 4, holders: HOLDERS }, 'invalid-input');
    await clinic.refuse('kit.split', { threshold: 1, holders: HOLDERS }, 'invalid-input');
  });

  it('leaves neither phrase nor shares in the home', async () => {
    const clinic = await testClinic();
    const phrase = await phraseOf(clinic);
    await clinic.ask('clinic.kitPutAway', {});
    await clinic.ask('kit.split', { secret: { phrase }, threshold: 2, holders: HOLDERS });
    await clinic.vault.close();
    const opened = await testVault(clinic.home);
    await opened.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await opened.ask('clinic.kit', {})).toEqual({});
    expect((await opened.ask('kit.status', {})).split?.holders).toEqual(HOLDERS);
  });
});
