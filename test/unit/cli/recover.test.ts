import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openVault } from '../../../electron/vault/main.ts';
import { KDF_FLOOR } from '../../../shared/crypto/sodium.ts';
import { QUICK } from '../../support/vaults.ts';
import { cleanUp, makeClinic, PASSPHRASE, run, temporaryFolder } from './command.ts';
import { endAll, start } from './spawn.ts';

afterEach(async () => {
  await endAll();
  cleanUp();
});

async function phraseOf(home: string): Promise<string> {
  const vault = await openVault({ home, kdfCost: KDF_FLOOR, workers: QUICK });
  if (!vault.ok) throw new Error(vault.error.code);
  await vault.value.ask('session.unlock', { passphrase: PASSPHRASE });
  const kit = await vault.value.ask('clinic.kit', {});
  await vault.value.close();
  return (kit.ok && kit.value.recoveryPhrase) || '';
}

it('a clinic comes back on another machine, by its phrase and its cloud alone', async () => {
  const folder = temporaryFolder();
  const [lost, found] = [join(folder, 'lost'), join(folder, 'found')];
  const cloud = start(['cloud', '--data', join(folder, 'cloud'), '--port', '0']);
  const { url } = JSON.parse((await cloud.lines(1))[0] ?? '') as { url: string };
  await makeClinic(lost);
  const phrase = await phraseOf(lost);
  const made = await run(['--home', lost, 'create', '-'], {
    input: '{"resourceType":"Patient","name":[{"text":"王芳"}]}',
  });
  const { id } = made.json() as { id: string };
  await run(['--home', lost, 'remote', 'add', url]);
  await run(['--home', lost, 'sync', '--until-idle']);
  const print = (await run(['--home', lost, 'kit', 'checkpoint'])).json() as { words: string; position: string };

  const environment = { XINGLIN_RECOVERY: phrase };
  expect((await run(['--home', found, 'recover'], { environment })).error()).toBe('no-clinic');
  expect((await run(['--home', found, 'recover', '--remote', url])).error()).toBe('locked');
  const recovered = await run(['--home', found, '--user', 'Dr Bo', 'recover', '--remote', url], { environment });
  expect(recovered.json()).toMatchObject({ user: 'Dr Bo', checkpoint: { position: expect.any(String) } });
  expect(recovered.err).toContain('Compare the checkpoint');
  expect(recovered.out + recovered.err).not.toContain(phrase);
  const same = ['kit', 'checkpoint', '--position', print.position, '--words', print.words];
  expect((await run(['--home', found, '--user', 'Dr Bo', ...same])).json()).toMatchObject({ outcome: 'same' });
  expect((await run(['--home', found, '--user', 'Dr Bo', 'get', `Patient/${id}`])).json()).toMatchObject({ id });

  cloud.child.kill('SIGTERM');
  await cloud.ended;
}, 180_000);

it('a workstation joins by files, and one whose passphrases are forgotten is opened by the phrase', async () => {
  const folder = temporaryFolder();
  const [owner, newcomer] = [join(folder, 'owner'), join(folder, 'newcomer')];
  const [request, answer] = [join(folder, 'request'), join(folder, 'answer')];
  await makeClinic(owner);
  const phrase = await phraseOf(owner);
  expect((await run(['--home', newcomer, 'device', 'request'])).status).toBe(2);
  const asked = await run(['--home', newcomer, 'device', 'request', '--file', request, '--workstation', 'Laptop']);
  const { code } = asked.json() as { code: string };
  expect((await run(['--home', owner, 'device', 'approve', code, '--file', request])).status).toBe(2);
  const approve = ['--home', owner, 'device', 'approve', code, '--file', request, '--out', answer];
  const approved = (await run(approve)).json() as { deviceId: string; words: string };
  expect((await run(['--home', newcomer, 'device', 'accept', answer])).json()).toEqual({
    clinic: 'Willow',
    ...approved,
  });
  const confirmed = await run(['--home', newcomer, 'device', 'confirm', approved.words]);
  expect(confirmed.json()).toEqual({ deviceId: approved.deviceId });
  expect((await run(['--home', newcomer, 'status'])).status).toBe(0);

  const environment = { XINGLIN_RECOVERY: phrase, XINGLIN_PASSPHRASE: 'nine patient lanterns wander' };
  const recovered = await run(['--home', owner, '--user', 'Dr New', 'recover'], { environment });
  expect(recovered.json()).toMatchObject({ user: 'Dr New' });
  expect((await run(['--home', owner, '--user', 'Dr New', 'status'], { environment })).status).toBe(0);
}, 180_000);
