import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openVault } from '../../../electron/vault/main.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { addRemote, findRemote } from '../../../electron/vault/storage/remotes.ts';
import { rememberOutcome } from '../../../electron/vault/sync/outcome.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { cleanUp, eventually, PASSPHRASE, temporaryFolder, testClinic, testVault } from '../../support/vaults.ts';

const servers: Server[] = [];
beforeAll(() => cryptoReady);
afterEach(async () => {
  await cleanUp();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function pretender(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const patient = { resourceType: 'Patient', id: 'p1', name: [{ text: 'Ai Wu' }] };

describe('bad input', () => {
  it('from files: each is named with its reason, the good ones come in, what was there stays', async () => {
    const a = await testClinic();
    await a.ask('record.create', { resource: { ...patient, id: undefined } });
    const folder = temporaryFolder();
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }] });
    writeFileSync(join(folder, 'truncated.json'), bundle.slice(0, -20));
    writeFileSync(join(folder, 'letter.json'), 'Dear colleague, this is no JSON.');
    writeFileSync(join(folder, 'no-type.json'), '{"id":"x"}');
    writeFileSync(join(folder, 'good.ndjson'), `${JSON.stringify(patient)}\n{"resourceType":"Patient"\n`);
    const report = await a.ask('import.files', { job: 'j', paths: [folder, join(folder, 'missing.json')] });
    expect(report.created).toBe(1);
    expect(Object.fromEntries(report.errors.map((problem) => [problem.file, problem.code]))).toEqual({
      'truncated.json': 'truncated',
      'letter.json': 'not-json',
      'no-type.json': 'resource-without-type',
      'good.ndjson': 'truncated',
      'missing.json': 'file-not-found',
    });
    expect((await a.ask('vault.status', {})).records).toBe(2);
  });

  it('from people: a wrong passphrase, a weak one, a second clinic, an unknown record, a malformed question', async () => {
    const a = await testClinic();
    await a.refuse(
      'clinic.create',
      { clinicName: 'B', ownerName: 'B', passphrase: PASSPHRASE, locale: 'en' },
      'clinic-exists',
    );
    await a.refuse('record.get', { type: 'Patient', id: 'nobody' }, 'not-found');
    await a.refuse('record.create', { resource: { resourceType: 'no type' } }, 'invalid-input');
    await a.refuse('remote.add', { url: 'ftp://example.org' }, 'remote-invalid');
    await a.refuse('device.approve', { code: 'ABC' }, 'code-invalid');
    await a.vault.close();
    const again = await testVault(a.home);
    expect(await again.ask('session.state', {})).toMatchObject({ kind: 'locked', clinicName: 'Test Clinic' });
    await again.refuse('session.unlock', { passphrase: `${PASSPHRASE}!` }, 'wrong-passphrase');
    await again.refuse('patient.search', { text: '' }, 'locked');
    await again.ask('session.unlock', { passphrase: PASSPHRASE });
    const fresh = await testVault();
    await fresh.refuse('patient.search', { text: '' }, 'no-clinic');
    await fresh.refuse(
      'clinic.create',
      { clinicName: 'B', ownerName: 'B', passphrase: 'password1', locale: 'en' },
      'weak-passphrase',
    );
  });

  it('from an endpoint that is down, answers garbage, or hangs: work goes on and the status says what is so', async () => {
    const a = await testClinic(undefined, { networkTimeout: 400 });
    await a.ask('record.create', { resource: patient });
    const before = await a.ask('vault.status', {});
    await a.refuse('remote.add', { url: 'http://127.0.0.1:9' }, 'cloud-unreachable');
    const html = await pretender((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<html>Welcome to the hotel</html>'),
    );
    await a.refuse('remote.add', { url: html }, 'cloud-garbage');
    const broken = await pretender((_request, response) => response.writeHead(500).end('oops'));
    await a.refuse('remote.add', { url: broken }, 'cloud-busy');
    const silent = await pretender(() => undefined);
    await a.refuse('remote.add', { url: silent }, 'cloud-timeout');
    const cut = await pretender((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('x');
      response.socket?.destroy();
    });
    const outcome = await a.vault.ask('remote.add', { url: cut });
    expect(outcome.ok ? 'ok' : outcome.error.code).toMatch(/^cloud-(unreachable|garbage|timeout)$/);
    expect(await a.ask('vault.status', {})).toEqual(before);
  });
});

describe('a request to join', () => {
  it('that is answered falsely leaves nothing behind but its reason, until the next one', async () => {
    const liar = await pretender((request, response) => {
      if (request.method === 'PUT') response.writeHead(204).end();
      else response.end(encodeCbor({ sealedBundle: new Uint8Array(200).fill(7) }));
    });
    const fresh = await testVault();
    await fresh.ask('device.request', { remote: liar, workstation: 'Laptop' });
    const state = await eventually(
      () => fresh.ask('session.state', {}),
      (s) => s.kind === 'empty',
    );
    expect(state).toMatchObject({ joinFailure: { code: 'code-mismatch' } });
    await fresh.ask('device.cancel', {});
    expect(await fresh.ask('session.state', {})).toEqual({ kind: 'empty' });
  });
});

describe('the outcome of a sync', () => {
  it('that a full disk does not let be noted ends nothing', () => {
    const store = openStore({ file: join(temporaryFolder(), 'full.db'), key: new Uint8Array(32).fill(1) });
    store.transaction((writer) => {
      addRemote(writer, 'http://127.0.0.1:9', 1);
      writer.run(
        "CREATE TRIGGER fill AFTER UPDATE ON remote BEGIN INSERT INTO meta (key, value) VALUES ('x', zeroblob(1000000)); END",
      );
    });
    const pages = store.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
    store.get(`PRAGMA max_page_count=${pages}`);
    const failure = { code: 'cloud-unreachable' as const, message: 'Could not reach the cloud.' };
    rememberOutcome(store, 'http://127.0.0.1:9', failure, 2);
    expect(findRemote(store, 'http://127.0.0.1:9')?.failureCode).toBeNull();
    store.get('PRAGMA max_page_count=1000000');
    rememberOutcome(store, 'http://127.0.0.1:9', failure, 3);
    expect(findRemote(store, 'http://127.0.0.1:9')).toMatchObject({
      failureCode: 'cloud-unreachable',
      failingSince: 3,
    });
    store.close();
  });
});

describe('a report under way', () => {
  it('is cancelled when its clinic is closed, and ends nothing else', async () => {
    const a = await testVault();
    await a.ask('sample.create', { locale: 'en', patients: 5 });
    const asked = a.vault.ask('measures.ask', { name: 'visits' });
    await a.ask('sample.discard', {});
    const answer = await asked;
    expect(answer.ok || answer.error.code === 'cancelled').toBe(true);
    expect(await a.ask('session.state', {})).toEqual({ kind: 'empty' });
  });
});

describe('a home', () => {
  it('belongs to one vault at a time, and is free again when that one ends', async () => {
    const a = await testClinic();
    const second = await openVault({ home: a.home });
    expect(second.ok ? 'ok' : second.error.code).toBe('home-in-use');
    expect(second.ok ? '' : second.error.message).toContain(String(process.pid));
    await a.vault.close();
    await testVault(a.home);
  });

  it('keeps the recovery phrase until the kit is put away, and not a moment longer', async () => {
    const a = await testVault();
    const { recoveryPhrase } = await a.ask('clinic.create', {
      clinicName: 'Kit Clinic',
      ownerName: 'Dr Kit',
      passphrase: PASSPHRASE,
      locale: 'zh-CN',
      workstation: 'Desk',
    });
    await a.vault.close(); // before anybody has printed it
    const again = await testVault(a.home);
    await again.refuse('clinic.kit', {}, 'locked');
    await again.ask('session.unlock', { passphrase: PASSPHRASE });
    expect(await again.ask('session.state', {})).toMatchObject({ kind: 'open', kitPending: true });
    expect(await again.ask('clinic.kit', {})).toEqual({ recoveryPhrase });
    await again.ask('clinic.kitPutAway', {});
    expect(await again.ask('session.state', {})).toMatchObject({ kind: 'open', kitPending: false });
    expect(await again.ask('clinic.kit', {})).toEqual({});
  });

  it('is readable by its owner only, and holds no plaintext', async () => {
    const a = await testClinic();
    await a.ask('record.create', { resource: { ...patient, name: [{ text: 'Canarina Yellow' }] } });
    for (const name of readdirSync(a.home)) {
      expect(readFileSync(join(a.home, name)).includes('Canarina')).toBe(false);
    }
    expect(statSync(a.home).mode & 0o077).toBe(0);
    for (const name of readdirSync(a.home)) expect(statSync(join(a.home, name)).mode & 0o077, name).toBe(0);
  });

  it('says so when a page of its database was damaged, and changes nothing', async () => {
    const a = await testClinic();
    for (let i = 0; i < 30; i++)
      await a.ask('record.create', {
        resource: { resourceType: 'Basic', code: { text: `entry ${i} ${'x'.repeat(2000)}` } },
      });
    await a.vault.close();
    const file = join(a.home, 'xinglin.db');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.from('damage'), 0, 6, 4096 * 2 + 100);
    closeSync(handle);
    const again = await testVault(a.home);
    const unlocked = await again.vault.ask('session.unlock', { passphrase: PASSPHRASE });
    const verified = unlocked.ok ? await again.vault.ask('vault.verify', {}) : unlocked;
    const noticed = verified.ok ? verified.value.ok === false : verified.error.code === 'database-damaged';
    expect(noticed).toBe(true);
  });

  it('refuses a database from the future', async () => {
    const file = join(temporaryFolder(), 'future.db');
    const key = new Uint8Array(32).fill(1);
    const store = openStore({ file, key });
    store.transaction((writer) => writer.run('PRAGMA user_version=9999'));
    store.close();
    expect(() => openStore({ file, key })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'database-newer' }) }),
    );
  });

  it('says when the disk is full, and keeps everything that was acknowledged', () => {
    const file = join(temporaryFolder(), 'full.db');
    const key = new Uint8Array(32).fill(1);
    const store = openStore({ file, key });
    store.transaction((writer) => writer.run("INSERT INTO meta (key, value) VALUES ('kept', x'01')"));
    const pages = store.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
    store.get(`PRAGMA max_page_count=${pages + 2}`);
    const fill = () =>
      store.transaction((writer) => {
        for (let i = 0; i < 100; i++)
          writer.run('INSERT INTO meta (key, value) VALUES (?, zeroblob(4000))', `filler ${i}`);
      });
    expect(fill).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'disk-full' }) }));
    expect(store.get<{ n: number }>('SELECT count(*) AS n FROM meta')).toEqual({ n: 1 });
    store.close();
    const again = openStore({ file, key });
    expect(again.get<{ key: string }>('SELECT key FROM meta')).toEqual({ key: 'kept' });
    expect(again.check()).toEqual([]);
    again.close();
  });

  it('opens after a clinic was made only halfway: without a keyring there is nothing yet', async () => {
    const a = await testVault();
    mkdirSync(a.home, { recursive: true });
    await a.vault.close();
    writeFileSync(join(a.home, 'xinglin.db'), 'half of something');
    const again = await testClinic(a.home);
    expect(await again.ask('session.state', {})).toMatchObject({ kind: 'open' });
    expect(existsSync(join(a.home, 'keyring'))).toBe(true);
  });
});

describe('temporary storage', () => {
  it('stays in memory on every connection', () => {
    const file = join(temporaryFolder(), 'temp.db');
    const key = new Uint8Array(32).fill(1);
    const store = openStore({ file, key });
    const reader = openStore({ file, key, readonly: true });
    for (const connection of [store, reader])
      expect(connection.get<{ temp_store: number }>('PRAGMA temp_store')).toEqual({ temp_store: 2 });
    const copy = join(temporaryFolder(), 'copy.db');
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    expect(() => openStore({ file: copy, key: new Uint8Array(32).fill(2) })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'database-damaged' }) }),
    );
    reader.close();
    store.close();
  });
});
