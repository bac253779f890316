import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { clinicOfVaults } from '../../support/clinic-of-vaults.ts';
import { closeClouds } from '../../support/clouds.ts';
import { cleanUp, PASSPHRASE, type TestVault, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

let stick = '';
const on = (name: string) => join(stick, name);

beforeEach(() => {
  stick = temporaryFolder();
});
afterEach(async () => {
  await closeClouds();
  await cleanUp();
});

const ask = async (newcomer: TestVault, name = 'request') =>
  (await newcomer.ask('device.requestFile', { file: on(name), workstation: 'Laptop' })).code;

describe('joining without a network', () => {
  it('takes a file there, a file back, and the six words', async () => {
    const owner = await testClinic();
    const newcomer = await testVault();
    const code = await ask(newcomer);
    expect(await newcomer.ask('session.state', {})).toEqual({ kind: 'joining', code, byFile: true });
    const approved = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer') });
    const joined = await newcomer.ask('device.acceptFile', { file: on('answer') });
    expect(joined).toEqual({ clinicName: 'Test Clinic', deviceId: approved.deviceId, words: approved.words });
    await newcomer.refuse('session.unlock', { passphrase: PASSPHRASE }, 'not-enrolled');
    await newcomer.refuse('device.confirm', { words: 'one two three four five six' }, 'words-mismatch');
    await newcomer.ask('device.confirm', { words: approved.words });
    await newcomer.ask('session.unlock', { passphrase: PASSPHRASE });
    const devices = await newcomer.ask('device.list', {});
    expect(devices.map(({ name }) => name)).toEqual(['Laptop', 'Desk']);
  });

  it('survives a restart between request and answer, without keeping the code', async () => {
    const owner = await testClinic();
    const first = await testVault();
    const code = await ask(first);
    await first.vault.close();
    const kept = readFileSync(join(first.home, 'joining')).toString('latin1');
    expect(kept).not.toContain(code);
    expect(kept).not.toContain('Laptop');

    const newcomer = await testVault(first.home);
    expect(await newcomer.ask('session.state', {})).toEqual({ kind: 'joining', code: '', byFile: true });
    const { words } = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer') });
    expect((await newcomer.ask('device.acceptFile', { file: on('answer') })).words).toBe(words);
    expect(() => readFileSync(join(first.home, 'joining'))).toThrow('ENOENT');
  });

  it('tells the new workstation where the clinic syncs, once there is a line', async () => {
    const { vaults } = await clinicOfVaults(1);
    const [owner] = vaults as [TestVault];
    await owner.ask('record.create', { resource: { resourceType: 'Patient', name: [{ family: 'Finch' }] } });
    await owner.ask('sync.run', { untilIdle: true });
    const newcomer = await testVault();
    const code = await ask(newcomer);
    const { words } = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer') });
    await newcomer.ask('device.acceptFile', { file: on('answer') });
    await newcomer.ask('device.confirm', { words });
    await newcomer.ask('session.unlock', { passphrase: PASSPHRASE });
    await newcomer.ask('sync.run', { untilIdle: true });
    expect((await newcomer.ask('patient.search', { text: 'finch' })).hits).toHaveLength(1);
    const waiting = (await owner.ask('device.list', {})).find(({ name }) => name === 'Laptop');
    expect(waiting?.status).toBe('waiting');
    await owner.ask('sync.run', { untilIdle: true });
    expect((await owner.ask('device.list', {})).find(({ name }) => name === 'Laptop')?.status).toBe('active');
  });

  it('is given up by cancelling: then the answer comes too late', async () => {
    const owner = await testClinic();
    const newcomer = await testVault();
    const code = await ask(newcomer);
    await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer') });
    await newcomer.ask('device.cancel', {});
    expect(await newcomer.ask('session.state', {})).toEqual({ kind: 'empty' });
    await newcomer.refuse('device.acceptFile', { file: on('answer') }, 'answer-mismatch');
  });

  it('writes over no file, and says what is no request or answer', async () => {
    const owner = await testClinic();
    const newcomer = await testVault();
    const code = await ask(newcomer);
    await newcomer.refuse('device.requestFile', { file: on('request'), workstation: 'Laptop' }, 'already-exists');
    writeFileSync(on('noise'), 'not a file of ours');
    const files = { request: on('noise'), answer: on('answer') };
    await owner.refuse('device.approveFile', { code, ...files }, 'not-an-enrolment');
    await owner.refuse('device.approveFile', { code, ...files, request: on('nowhere') }, 'file-not-found');
    await newcomer.refuse('device.acceptFile', { file: on('request') }, 'not-an-enrolment');
    await newcomer.refuse('device.acceptFile', { file: on('nowhere') }, 'file-not-found');
  });
});

describe('files in false hands', () => {
  it('a request with other keys than its code is not approved', async () => {
    const owner = await testClinic();
    const [newcomer, stranger] = [await testVault(), await testVault()];
    const code = await ask(newcomer);
    const other = await ask(stranger, 'strange');
    const files = { request: on('strange'), answer: on('answer') };
    await owner.refuse('device.approveFile', { code, ...files }, 'code-mismatch');
    await owner.refuse('device.approveFile', { code: `${other.slice(0, -1)}!`, ...files }, 'code-invalid');
    // the stranger's keys in the newcomer's request
    const Any = z.record(z.string(), z.unknown());
    const [mine, theirs] = [on('request'), on('strange')].map((path) =>
      decodeCbor(Any, new Uint8Array(readFileSync(path))),
    );
    writeFileSync(on('mixed'), encodeCbor({ ...mine, device: theirs?.device }));
    await owner.refuse('device.approveFile', { code, ...files, request: on('mixed') }, 'code-mismatch');
    expect(await owner.ask('device.list', {})).toHaveLength(1);
  });

  it('answers that were swapped are refused, and each still fits its own workstation', async () => {
    const owner = await testClinic();
    const [one, two] = [await testVault(), await testVault()];
    const codes = [await ask(one, 'request-1'), await ask(two, 'request-2')];
    for (const [at, code] of codes.entries())
      await owner.ask('device.approveFile', { code, request: on(`request-${at + 1}`), answer: on(`answer-${at + 1}`) });
    await one.refuse('device.acceptFile', { file: on('answer-2') }, 'answer-mismatch');
    await two.refuse('device.acceptFile', { file: on('answer-1') }, 'answer-mismatch');
    expect((await one.ask('device.acceptFile', { file: on('answer-1') })).clinicName).toBe('Test Clinic');
  });

  it('an answer with another bundle inside is refused', async () => {
    const owner = await testClinic();
    const [one, two] = [await testVault(), await testVault()];
    const codes = [await ask(one, 'request-1'), await ask(two, 'request-2')];
    for (const [at, code] of codes.entries())
      await owner.ask('device.approveFile', { code, request: on(`request-${at + 1}`), answer: on(`answer-${at + 1}`) });
    const Any = z.record(z.string(), z.unknown());
    const [a, b] = [1, 2].map((n) => decodeCbor(Any, new Uint8Array(readFileSync(on(`answer-${n}`)))));
    writeFileSync(on('spliced'), encodeCbor({ ...a, sealedBundle: b?.sealedBundle }));
    await one.refuse('device.acceptFile', { file: on('spliced') }, 'code-mismatch');
    expect((await one.ask('device.acceptFile', { file: on('answer-1') })).clinicName).toBe('Test Clinic');
  });

  it('a request that is replayed adds nobody twice, and the answer goes to the same keys', async () => {
    const owner = await testClinic();
    const newcomer = await testVault();
    const code = await ask(newcomer);
    const first = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer-1') });
    const again = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('answer-2') });
    expect(again).toEqual(first);
    expect(await owner.ask('device.list', {})).toHaveLength(2);
    expect((await newcomer.ask('device.acceptFile', { file: on('answer-2') })).words).toBe(first.words);
  });

  it('a false clinic that knows the code shows other words than the real one', async () => {
    const [owner, liar] = [await testClinic(), await testClinic()];
    const newcomer = await testVault();
    const code = await ask(newcomer);
    const real = await owner.ask('device.approveFile', { code, request: on('request'), answer: on('real') });
    await liar.ask('device.approveFile', { code, request: on('request'), answer: on('false') });
    const lured = await newcomer.ask('device.acceptFile', { file: on('false') });
    expect(lured.words).not.toBe(real.words);
    await newcomer.refuse('device.confirm', { words: real.words }, 'words-mismatch');
    await newcomer.refuse('session.unlock', { passphrase: PASSPHRASE }, 'not-enrolled');
  });
});
