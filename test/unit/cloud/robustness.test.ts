import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCloud } from '../../../cloud/main.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { attempt, ExpectedError } from '../../../shared/base/result.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { call, login, sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor, makeClinic } from '../../support/devices.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

const MAILBOX = `/v1/enrolments/${'ab'.repeat(32)}`;
const ROUTES = [
  ['POST', '/v1/clinics'],
  ['POST', '/v1/challenge'],
  ['POST', '/v1/token'],
  ['POST', '/v1/sync'],
  ['POST', '/v1/membership'],
  ['POST', '/v1/membership/carry'],
  ['PUT', `${MAILBOX}/request`],
  ['PUT', `${MAILBOX}/answer`],
] as const;

describe('bad input', () => {
  let endpoint: TestEndpoint;
  let enrolled: Enrolled;
  beforeAll(async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
  });
  afterAll(() => endpoint.stop());

  it('of random bytes is refused, never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), fc.uint8Array({ maxLength: 300 }), async ([method, path], raw) => {
        const reply = await call(endpoint.url, method, path, { raw, token: enrolled.ownerToken });
        expect([reply.status, reply.refusal?.error]).toEqual([400, 'malformed']);
      }),
      { numRuns: 300 },
    );
  });

  it('of well-formed CBOR with the wrong contents is refused, never a failure', async () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.uint8Array({ maxLength: 64 }),
        fc.string(),
        fc.double(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    const body = fc.oneof(
      value,
      fc.record({ genesis: value }),
      fc.record({ clinic: fc.uint8Array({ minLength: 32, maxLength: 32 }), device: value }),
      fc.record({
        incarnation: fc.constant(null),
        cursor: fc.oneof(fc.nat(), fc.double()),
        push: value,
        pullMax: value,
      }),
      fc.record({ record: value }),
      fc.record({ device: value, sealedName: value }),
      fc.record({ sealedBundle: value }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), body, async ([method, path], content) => {
        const reply = await call(endpoint.url, method, path, { body: content, token: enrolled.ownerToken });
        expect(reply.status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it('of altered envelopes is refused, never a failure', async () => {
    const good = makeAuthor(enrolled.clinic.clinicId, enrolled.owner).next(64);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bad = new Uint8Array(good);
        bad[at] = (bad[at] ?? 0) ^ change;
        const reply = await trySync(endpoint.url, enrolled.ownerToken, { push: [bad] });
        expect(reply.status).toBeGreaterThanOrEqual(400);
        expect(reply.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect((await sync(endpoint.url, enrolled.ownerToken)).head).toBe(0);
  });

  it('of nested or endless CBOR is refused', async () => {
    for (const raw of [
      new Uint8Array(3000).fill(0x81),
      new Uint8Array(3000).fill(0xa1),
      Uint8Array.from([0x9a, 0xff, 0xff, 0xff, 0xff]),
      Uint8Array.from([0x5b, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
      Uint8Array.from([0xbf, 0xff]),
      Uint8Array.from([0xd8, 0x69, 0x82, 0x19, 0xe0, 0x00, 0x81, 0x61, 0x61]),
      new Uint8Array(0),
    ]) {
      const reply = await call(endpoint.url, 'POST', '/v1/sync', { raw, token: enrolled.ownerToken });
      expect(reply.refusal?.error).toBe('malformed');
    }
  });

  it('of another type, path, method or query is refused in CBOR', async () => {
    const { ownerToken: token } = enrolled;
    const json = { raw: Buffer.from('{}'), token, contentType: 'application/json' };
    expect((await call(endpoint.url, 'POST', '/v1/sync', json)).refusal?.error).toBe('malformed');
    expect((await call(endpoint.url, 'POST', '/v1/sync', { token })).refusal?.error).toBe('malformed');
    expect((await call(endpoint.url, 'GET', '/v1/sync', { token })).refusal?.error).toBe('not-found');
    expect((await call(endpoint.url, 'GET', '/nothing')).refusal?.error).toBe('not-found');
    expect((await call(endpoint.url, 'GET', '/v1/%zz')).refusal?.error).toBe('malformed');
    for (const query of ['?from=-1', '?from=x', '?from=1e3', '?from=1&from=2', '?from=99999999999']) {
      expect((await call(endpoint.url, 'GET', `/v1/membership${query}`, { token })).refusal?.error).toBe('malformed');
    }
  });

  it('of no HTTP at all is answered and closed', async () => {
    const { port, hostname } = new URL(endpoint.url);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write('\u0000\u0001 nonsense\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    expect(Buffer.concat(chunks).toString('latin1')).toMatch(/^HTTP\/1\.1 400 .*malformed/s);
  });

  it('comes only so often from one address', async () => {
    const strict = await startEndpoint({ limits: { address: 3, device: 5 } });
    const ask = () => call(strict.url, 'POST', '/v1/challenge', { body: {} });
    expect([await ask(), await ask(), await ask()].map((reply) => reply.status)).toEqual([400, 400, 400]);
    const reply = await ask();
    expect([reply.status, reply.refusal?.error]).toEqual([429, 'rate-limited']);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call(strict.url, 'GET', '/healthz')).status).toBe(200);
    await strict.stop();
  });

  it('or too much of one device leaves the other devices alone', async () => {
    const strict = await startEndpoint({ limits: { address: 100, device: 5 } });
    const { ownerToken, secondToken } = await enrolTwo(strict.url);
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await trySync(strict.url, ownerToken)).status);
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses.at(-1)).toBe(429);
    expect((await trySync(strict.url, secondToken)).status).toBe(200);
    await strict.stop();
  });
});

describe('trouble', () => {
  it('of a restart loses nothing, and tokens go on', async () => {
    const endpoint = await startEndpoint();
    const { clinic, owner, ownerToken, secondToken, incarnation } = await enrolTwo(endpoint.url);
    const author = makeAuthor(clinic.clinicId, owner);
    const first = author.many(3);
    const before = await sync(endpoint.url, ownerToken, { push: first });
    await endpoint.restart();
    const after = await sync(endpoint.url, secondToken, { incarnation });
    expect(after.envelopes.map((item) => (typeof item === 'number' ? '' : toHex(item)))).toEqual(first.map(toHex));
    expect(toHex(after.logHash)).toBe(toHex(before.logHash));
    expect(await sync(endpoint.url, ownerToken, { push: author.many(2), cursor: 3 })).toMatchObject({ head: 5 });
    await endpoint.restart({ restored: true });
    const restored = await sync(endpoint.url, ownerToken, { incarnation, cursor: 5 });
    expect(toHex(restored.incarnation)).not.toBe(toHex(incarnation));
    expect(restored).toMatchObject({ nextCursor: 0, more: true, deviceHead: 5 });
    await endpoint.stop();
  });

  it('of a full disk is told, and nothing that was acknowledged is lost', async () => {
    const endpoint = await startEndpoint({ storageLimit: 1024 * 1024 });
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const author = makeAuthor(clinic.clinicId, owner);
    const acknowledged: Uint8Array[] = [];
    let refused = await trySync(endpoint.url, ownerToken);
    while (refused.status === 200) {
      const push = author.many(3, 40_000);
      refused = await trySync(endpoint.url, ownerToken, { push, pullMax: 0 });
      if (refused.status === 200) acknowledged.push(...push);
    }
    expect([refused.status, refused.refusal?.error]).toEqual([507, 'storage-full']);
    expect(acknowledged.length).toBeGreaterThan(3);
    const full = await sync(endpoint.url, secondToken, { pullMax: 4 * 1024 * 1024 });
    expect(full.head).toBe(acknowledged.length);
    const other = makeClinic();
    let status = 200;
    for (let i = 0; i < 200 && status !== 507; i++) {
      const genesis = i === 0 ? other.genesis : makeClinic().genesis;
      status = (await call(endpoint.url, 'POST', '/v1/clinics', { body: { genesis } })).status;
    }
    expect(status).toBe(507);
    await endpoint.restart({ storageLimit: undefined });
    const kept = await sync(endpoint.url, secondToken, { pullMax: 4 * 1024 * 1024 });
    expect(kept.envelopes.map((item) => (typeof item === 'number' ? '' : toHex(item)))).toEqual(
      acknowledged.map(toHex),
    );
    const last = { seq: acknowledged.length, bytes: acknowledged.at(-1) ?? new Uint8Array() };
    const push = makeAuthor(clinic.clinicId, owner, last).many(3, 40_000);
    expect(await sync(endpoint.url, ownerToken, { push, cursor: last.seq })).toMatchObject({ accepted: 3 });
    await endpoint.stop();
  });

  it('leaves no token, id, mailbox or address in the log', async () => {
    const endpoint = await startEndpoint();
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    await login(endpoint.url, clinic.clinicId, owner);
    const mailbox = toHex(randomBytes(32));
    await call(endpoint.url, 'GET', `/v1/enrolments/${mailbox}/answer?wait=0`);
    await call(endpoint.url, 'POST', '/v1/sync', { raw: encodeCbor({}), token: ownerToken });
    await trySync(endpoint.url, `${ownerToken}x`);
    const upload = toHex(randomBytes(32));
    for (const path of [`/v1/uploads/${upload}`, '/v1/envelopes/1', '/v1/usage', '/v1/openapi.json'])
      await call(endpoint.url, 'GET', path, { token: ownerToken });
    await call(endpoint.url, 'PUT', `/v1/uploads/${upload}?offset=x`, { token: ownerToken });
    const lines = endpoint.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ msg: 'listening', url: endpoint.url });
    expect(lines.filter((line) => line.msg === 'refused').map((line) => line.refusal)).toEqual(
      expect.arrayContaining(['not-found', 'malformed', 'unauthorised']),
    );
    const text = endpoint.log.slice(1).join('');
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
    for (const secret of [
      ownerToken,
      mailbox,
      upload,
      toHex(owner.keys.id),
      toHex(clinic.clinicId),
      base64(owner.keys.id),
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('127.0.0.1');
    await endpoint.stop();
  });

  it('of idle connections does not hold up the shutdown', async () => {
    const endpoint = await startEndpoint();
    const { port, hostname } = new URL(endpoint.url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    await call(endpoint.url, 'GET', '/healthz');
    const begun = performance.now();
    await endpoint.stop();
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it("of data that are not an endpoint's, or are from the future, is told at the start", async () => {
    const endpoint = await startEndpoint();
    const { directory } = endpoint;
    expect(((await stat(join(directory, 'cloud.sqlite'))).mode & 0o777).toString(8)).toBe('600');
    const start = () => attempt(() => createCloud({ data: directory, port: 0 }, { log: false }));
    const alter = (sql: string) => {
      const database = new Sqlite(join(directory, 'cloud.sqlite'));
      database.exec(sql);
      database.close();
    };
    alter('PRAGMA user_version = 1000');
    expect(await start()).toMatchObject({ ok: false, error: { code: 'database-newer' } });
    alter('PRAGMA user_version = 1; PRAGMA application_id = 7');
    expect(await start()).toMatchObject({ ok: false, error: { code: 'database-damaged' } });
    await endpoint.restart().then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toBeInstanceOf(ExpectedError),
    );
    for (const name of await readdir(directory)) await rm(join(directory, name));
    await writeFile(
      join(directory, 'cloud.sqlite'),
      'this is not a database, but long enough to be taken for one'.repeat(99),
    );
    expect(await start()).toMatchObject({ ok: false, error: { code: 'database-damaged' } });
    const file = await attempt(() => createCloud({ data: join(directory, 'cloud.sqlite'), port: 0 }, { log: false }));
    expect(file).toMatchObject({ ok: false, error: { code: 'home-unusable' } });
    await endpoint.stop();
  });

  it('of a port that is in use is told', async () => {
    const endpoint = await startEndpoint();
    const other = await createCloud(
      { data: join(endpoint.directory, 'b'), port: Number(new URL(endpoint.url).port) },
      { log: false },
    );
    expect(await attempt(() => other.listen())).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    await other.close();
    await endpoint.stop();
  });
});
