import { afterEach, describe, expect, it } from 'vitest';
import { startPace } from '../../../electron/vault/sync/pace.ts';
import type { SyncStatus } from '../../../shared/bridge/sync.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { type BadLine, badLine } from '../../support/bad-line.ts';
import { closeClouds, joinClinic, startCloud } from '../../support/clouds.ts';
import { type LyingEndpoint, lyingEndpoint } from '../../support/lying-endpoint.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await cleanUp();
  for (const one of closing.splice(0)) await one.close();
  await closeClouds();
});

async function lineTo(url: string): Promise<BadLine> {
  const line = await badLine(url, Number.POSITIVE_INFINITY);
  closing.push(line);
  return line;
}

/** A record that makes an envelope of so many bytes: random text does not compress. */
const large = (bytes: number) => ({
  resourceType: 'Basic',
  code: { text: Buffer.from(randomBytes(Math.floor((bytes * 3) / 4))).toString('base64') },
});
const records = async (vault: TestVault) => (await vault.ask('vault.status', {})).records;

const KB = 1024;

describe('a line that never carries more than 20 KB', () => {
  it('carries a large envelope and a megabyte of changes, up and down, close to once', async () => {
    const { url } = await startCloud();
    const line = await lineTo(url);
    const owner = await testClinic();
    await owner.ask('remote.add', { url: line.url });
    await owner.ask('sync.run', { untilIdle: true });
    const other = await joinClinic(owner, line.url);
    await other.ask('sync.run', { untilIdle: true });
    await owner.ask('sync.run', { untilIdle: true });
    line.limit = 20 * KB;
    for (let n = 0; n < 5; n++) await owner.ask('record.create', { resource: large(240 * KB) });
    Object.assign(line.carried, { up: 0, down: 0, connections: 0 });
    await owner.ask('sync.run', { untilIdle: true });
    const weight = 5 * 180 * KB; // compressed and padded a little more
    expect(line.carried.connections).toBeGreaterThan(weight / (20 * KB));
    expect(line.carried.up).toBeGreaterThan(weight);
    expect(line.carried.up + line.carried.down).toBeLessThan(1.3 * weight);
    Object.assign(line.carried, { up: 0, down: 0, connections: 0 });
    await other.ask('sync.run', { untilIdle: true });
    expect(line.carried.down).toBeGreaterThan(weight);
    expect(line.carried.up + line.carried.down).toBeLessThan(1.3 * weight);
    expect(await records(other)).toBe(await records(owner));
    for (const vault of [owner, other]) {
      expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
      expect((await vault.ask('sync.status', {})).alarms).toEqual([]);
    }
    line.limit = Number.POSITIVE_INFINITY;
    await other.ask('record.create', { resource: large(200 * KB) });
    await other.ask('sync.run', { untilIdle: true });
    await owner.ask('sync.run', { untilIdle: true });
    expect(await records(owner)).toBe(6);
  });
});

describe('an endpoint that takes less than usual', () => {
  it('gets less at a time, down to one envelope, and more again', async () => {
    const endpoint: LyingEndpoint = await lyingEndpoint((await startCloud()).url);
    closing.push(endpoint);
    const owner = await testClinic();
    await owner.ask('remote.add', { url: endpoint.url });
    await owner.ask('sync.run', { untilIdle: true });
    for (let n = 0; n < 12; n++) await owner.ask('record.create', { resource: large(40 * KB) });
    const tooLarge = { status: 413, body: encodeCbor({ error: 'too-large', message: '' }) };
    const sizes: number[] = [];
    endpoint.lies = {
      instead: ({ path, body }) => {
        if (path !== '/v1/sync') return undefined;
        sizes.push(body.length);
        return body.length > 100 * KB ? tooLarge : undefined;
      },
    };
    await owner.ask('sync.run', { untilIdle: true });
    expect((await owner.ask('sync.status', {})).remotes[0]?.pendingEnvelopes).toBe(0);
    expect(Math.max(...sizes)).toBeGreaterThan(300 * KB);
    const taken = sizes.filter((size) => size <= 100 * KB && size > KB);
    expect(Math.max(...taken)).toBeGreaterThan(60 * KB); // grew to two at a time
  });

  it('says so for an envelope that it never takes, instead of going on for ever', async () => {
    const endpoint = await lyingEndpoint((await startCloud()).url);
    closing.push(endpoint);
    const owner = await testClinic();
    await owner.ask('remote.add', { url: endpoint.url });
    await owner.ask('sync.run', { untilIdle: true });
    for (let n = 0; n < 3; n++) await owner.ask('record.create', { resource: large(40 * KB) });
    const tooLarge = { status: 413, body: encodeCbor({ error: 'too-large', message: '' }) };
    endpoint.lies = { instead: ({ path, body }) => (path === '/v1/sync' && body.length > KB ? tooLarge : undefined) };
    await owner.refuse('sync.run', {}, 'cloud-refused');
  });

  it('is asked again when it said', async () => {
    const endpoint = await lyingEndpoint((await startCloud()).url);
    closing.push(endpoint);
    let now = Date.UTC(2026, 5, 1);
    const owner = await testClinic(undefined, { clock: { now: () => now } });
    await owner.ask('remote.add', { url: endpoint.url });
    await owner.ask('sync.run', { untilIdle: true });
    const busy = {
      status: 429,
      body: encodeCbor({ error: 'rate-limited', message: '' }),
      headers: { 'retry-after': '120' },
    };
    endpoint.lies = { instead: ({ path }) => (path === '/v1/sync' ? busy : undefined) };
    now += 1000;
    await owner.refuse('sync.run', {}, 'cloud-busy');
    const { nextAttempt } = (await owner.ask('sync.status', {})).remotes[0] ?? {};
    expect(Date.parse(nextAttempt ?? '') - now).toBe(120_000);
  });
});

describe('a long sync', () => {
  it('tells how far it is, and can be stopped and go on', async () => {
    const endpoint = await lyingEndpoint((await startCloud()).url);
    closing.push(endpoint);
    const owner = await testClinic();
    await owner.ask('remote.add', { url: endpoint.url });
    for (let n = 0; n < 30; n++) await owner.ask('record.create', { resource: { resourceType: 'Patient' } });
    await owner.ask('sync.run', { untilIdle: true });
    const other = await joinClinic(owner, endpoint.url);
    let pages = 0;
    const asked: Promise<SyncStatus>[] = [];
    endpoint.lies = {
      request: (request) => ({ ...request, pullMax: 1 }),
      sync: (_request, response) => {
        pages += 1;
        asked.push(other.ask('sync.status', {}));
        if (pages === 5) void other.vault.ask('sync.cancel', { remote: endpoint.url });
        return response;
      },
    };
    await other.ask('sync.run', {});
    const total = 30;
    expect(await records(other)).toBeGreaterThan(0);
    expect(await records(other)).toBeLessThan(total);
    const told = (await Promise.all(asked)).flatMap(({ remotes }) => remotes.flatMap(({ progress }) => progress ?? []));
    expect(told.some(({ done, total: all }) => done > 0 && done < all && all >= 30)).toBe(true);
    endpoint.lies = {};
    await other.ask('sync.run', { untilIdle: true });
    expect(await records(other)).toBe(total);
  });
});

describe('the pace', () => {
  it('halves to the least, goes in pieces then, and comes back', () => {
    const pace = startPace();
    const full = pace.bytes;
    for (let n = 0; n < 6; n++) expect(pace.wasTooMuch()).toBe(true);
    expect([pace.bytes, pace.inPieces]).toEqual([full / 64, false]);
    expect(pace.wasTooMuch()).toBe(false);
    expect(pace.inPieces).toBe(true);
    pace.went(false);
    expect([pace.bytes, pace.inPieces]).toEqual([full / 64, true]);
    for (let n = 0; n < 8; n++) pace.went(true);
    expect([pace.bytes, pace.inPieces]).toEqual([full, false]);
  });
});
