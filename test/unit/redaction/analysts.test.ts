/** Who is erased is no row in the analysts' database, on any workstation. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { addUser, FIRST } from '../../support/people.ts';
import { cleanUp, eventually, PASSPHRASE, type TestVault, testClinic } from '../../support/vaults.ts';
import { settle } from './support.ts';

afterEach(async () => {
  await cleanUp();
  await closeClouds();
});

const hasDatabase = (vault: TestVault): boolean => existsSync(join(vault.home, 'analysis.db'));

it('goes with an erasure, here and where it arrives, and is made anew without whom it erased', async () => {
  const { url } = await startCloud();
  const a = await testClinic();
  await a.ask('remote.add', { url });
  const create = async (birthDate: string): Promise<string> =>
    String((await a.ask('record.create', { resource: { resourceType: 'Patient', birthDate } })).resource.id);
  const [erased] = [await create('1980-01-01'), await create('1990-01-01')];
  await addUser(a, 'Ann', 'analyst');
  const b = await joinClinic(a, url, 'B');
  await settle(a, b);
  for (const vault of [a, b]) expect((await vault.ask('analysis.refresh', {})).records).toBe(2);
  await a.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  expect(hasDatabase(a)).toBe(false);
  expect((await a.ask('analysis.copy', {})).copy).toBeNull();
  await a.refuse('session.unlock', { user: 'Ann', passphrase: FIRST }, 'analysis-missing');
  await settle(a, b);
  expect(hasDatabase(b)).toBe(false);
  for (const vault of [a, b]) expect((await vault.ask('analysis.refresh', {})).records).toBe(1);
  // and stays: nothing more was erased
  await settle(a, b);
  for (const vault of [a, b]) expect(hasDatabase(vault)).toBe(true);
});

it('ends the session of an analyst when an erasure arrives, and lets them in again to what was made anew', async () => {
  const { url } = await startCloud();
  const a = await testClinic();
  await a.ask('remote.add', { url });
  const create = async (birthDate: string): Promise<string> =>
    String((await a.ask('record.create', { resource: { resourceType: 'Patient', birthDate } })).resource.id);
  const [erased] = [await create('1980-01-01'), await create('1990-01-01')];
  await addUser(a, 'Ann', 'analyst');
  await a.ask('sync.run', { untilIdle: true });
  // what arrives there by itself also while an analyst is logged in
  const b = await joinClinic(a, url, 'B', { automatic: true });
  const [passphrase, ann] = ['Ann keeps eleven copper kettles', { user: 'Ann' }];
  await eventually(
    () => b.vault.ask('analysis.refresh', {}),
    (made) => made.ok && made.value.records === 2,
  );
  await b.ask('session.unlock', { ...ann, passphrase: FIRST });
  await b.ask('user.passphrase', { old: FIRST, new: passphrase });
  const state = async () => {
    const now = await b.ask('session.state', {});
    return now.kind === 'open' ? now.user.role : now.kind;
  };
  expect([await state(), hasDatabase(b)]).toEqual(['analyst', true]);
  expect((await b.ask('measures.ask', { name: 'age-sex' })).fewest).toBe(5);
  await a.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  await a.ask('sync.run', { untilIdle: true });
  expect(await eventually(state, (now) => now !== 'analyst')).toBe('locked');
  await eventually(
    () => hasDatabase(b),
    (there) => !there,
  );
  await b.refuse('measures.ask', { name: 'age-sex' }, 'locked');
  await b.refuse('session.unlock', { ...ann, passphrase }, 'analysis-missing');
  // who sees the records logs in: it is made anew in the background, without whom was erased
  await b.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
  const made = await eventually(
    async () => (await b.ask('analysis.copy', {})).copy,
    (copy) => copy !== null,
  );
  expect(made?.records).toBe(1);
  await b.ask('session.unlock', { ...ann, passphrase });
  expect(await state()).toBe('analyst');
});
