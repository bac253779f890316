/** The attacks on envelopes and on the log. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TAG_BYTES } from '../../../../shared/crypto/sodium.ts';
import { parseEnvelope, parseEnvelopeOrStub, stubOf } from '../../../../shared/envelope/layout.ts';
import { padmeLength } from '../../../../shared/envelope/padding.ts';
import { decodeCbor, encodeCbor } from '../../../../shared/protocol/cbor.ts';
import { SyncRequest, type SyncResponse } from '../../../../shared/protocol/messages.ts';
import { startCloud } from '../../../support/clouds.ts';
import type { TestVault } from '../../../support/vaults.ts';
import { addPatient, alarmsOf, idOf, type Stage, settle, stage, trySync } from './stage.ts';
import { expectTold, forge, wholeOf } from './told.ts';

const records = async (vault: TestVault) => (await vault.ask('vault.status', {})).records;

/** Two workstations behind the liar, settled; the first one has new changes of the second before it. */
async function withNews(count = 2): Promise<Stage & { a: TestVault; b: TestVault; log: Uint8Array }> {
  const scene = await stage(2);
  const [a, b] = scene.vaults as [TestVault, TestVault];
  let log: Uint8Array = new Uint8Array(32);
  scene.endpoint.lies = {
    sync: (_request, response) => {
      log = response.logHash;
      return response;
    },
  };
  await a.ask('sync.run', {});
  scene.endpoint.lies = {};
  for (let n = 0; n < count; n++) await addPatient(b, `Li ${n}`);
  await b.ask('sync.run', { untilIdle: true });
  return { ...scene, a, b, log };
}

/** The first workstation is told this instead of what is new. */
async function show(
  { endpoint, a, log }: { endpoint: Stage['endpoint']; a: TestVault; log: Uint8Array },
  change: (envelopes: Uint8Array[]) => Uint8Array[],
): Promise<string> {
  endpoint.lies = { sync: (_request, response) => forge(response, log, change(wholeOf(response))) };
  return trySync(a);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

async function addRemoteTo(vaults: readonly TestVault[]): Promise<string> {
  const { url } = await startCloud();
  for (const vault of vaults) await vault.ask('remote.add', { url });
  await settle(vaults);
  return url;
}

async function read(): Promise<void> {
  const { endpoint, vaults, data } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const canary = 'Zzyzxkanari';
  for (let n = 1; n <= 12; n++) await addPatient(a, canary + 'x'.repeat(n));
  await settle([a, b]);
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const bytes = [
    ...files,
    ...endpoint.seen.flatMap(({ asked, told }) => [
      Buffer.from(asked.body),
      Buffer.from(told.body),
      Buffer.from(asked.path),
    ]),
  ];
  expect(bytes.reduce((sum, one) => sum + one.length, 0)).toBeGreaterThan(10_000);
  const user = (await a.ask('session.state', {})).kind === 'open' ? 'Dr Test' : '';
  for (const secret of [canary, user, 'Test Clinic', 'Desk', 'Room 1', 'Patient', 'resourceType'])
    for (const utf of ['utf8', 'utf16le'] as const)
      expect(
        bytes.some((one) => one.includes(Buffer.from(secret, utf))),
        secret,
      ).toBe(false);
  // what it sees of an envelope is its header, and a size that is one of few
  const pushed = endpoint.seen
    .filter(({ asked }) => asked.path === '/v1/sync')
    .flatMap(({ asked }) => decodeCbor(SyncRequest, asked.body)?.push ?? []);
  const envelopes = pushed.map((one) => parseEnvelope(one));
  expect(envelopes.length).toBeGreaterThanOrEqual(12);
  for (const envelope of envelopes) {
    const length = (envelope?.header.length ?? 0) - TAG_BYTES;
    expect(padmeLength(length)).toBe(length);
    expect(Object.keys(envelope?.header ?? {})).toEqual(
      'clinicId deviceId seq previous epoch membershipHead nonce length part parts'.split(' '),
    );
  }
  expect(new Set(envelopes.slice(-12).map((envelope) => envelope?.header.length)).size).toBeLessThan(6);
}

async function alter(): Promise<void> {
  const scene = await withNews();
  const altered = ([first, ...rest]: Uint8Array[]): Uint8Array[] => [flipped(first as Uint8Array, 220), ...rest];
  // also where it does not show the list of members against which that is held
  scene.endpoint.lies = {
    sync: (_request, response) => forge(response, scene.log, altered(wholeOf(response))),
    answer: ({ path }, told) =>
      path.startsWith('/v1/membership')
        ? { status: 403, body: encodeCbor({ error: 'not-member', message: 'No.' }) }
        : told,
  };
  expect(await trySync(scene.a)).toBe('cloud-alarm');
  await expectTold(scene.a, 'envelope-forged');
  await scene.a.ask('sync.dismiss', { code: 'envelope-forged' });
  expect(await show(scene, altered)).toBe('cloud-alarm');
  await expectTold(scene.a, 'envelope-forged');
  const swapped = ([x, y]: Uint8Array[]): Uint8Array[] => {
    if (!x || !y) throw new Error('not enough');
    const swappedIn = new Uint8Array(x.length - 192 - 64);
    swappedIn.set(y.subarray(192, 192 + swappedIn.length));
    return [new Uint8Array([...x.subarray(0, 192), ...swappedIn, ...x.subarray(-64)])];
  };
  expect(await show(scene, swapped)).toBe('cloud-alarm');
  scene.endpoint.lies = {
    sync: (_request, response) => ({
      ...response,
      envelopes: [new Uint8Array(300)],
      nextCursor: response.nextCursor - response.envelopes.length + 1,
    }),
  };
  expect(await trySync(scene.a)).toBe('cloud-alarm');
  await expectTold(scene.a, 'envelope-malformed');
  expect(await records(scene.a)).toBe(0);
}

async function replay(): Promise<void> {
  const scene = await withNews();
  expect(await show(scene, ([first, second]) => [second, first] as Uint8Array[])).toBe('cloud-alarm');
  await expectTold(scene.a, 'envelope-gap');
  expect(await show(scene, ([first, second]) => [first, second, first] as Uint8Array[])).toBe('cloud-alarm');
  await expectTold(scene.a, 'log-forked');
  expect(await records(scene.a)).toBeLessThanOrEqual(2);
}

async function drop(): Promise<void> {
  const scene = await withNews(3);
  expect(await show(scene, ([first, , third]) => [first, third] as Uint8Array[])).toBe('cloud-alarm');
  await expectTold(scene.a, 'envelope-gap');
  scene.endpoint.lies = {};
  expect(await trySync(scene.a)).not.toBe('cloud-refused');
}

async function rollBack(): Promise<void> {
  const { endpoint, vaults, fork } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  const old = await fork();
  await addPatient(b, 'Li');
  await addPatient(a, 'Ma');
  await settle(vaults);
  endpoint.lies = { route: () => old };
  await a.ask('sync.run', { untilIdle: true });
  await expectTold(a, 'cloud-lost-data');
  await settle(vaults);
  expect(await records(a)).toBe(2);
  expect((await a.ask('sync.status', {})).remotes[0]?.pendingEnvelopes).toBe(0);
  for (const vault of vaults) expect(await vault.ask('vault.verify', {})).toMatchObject({ ok: true });
}

async function otherOrder(): Promise<void> {
  const { endpoint, a } = await withNews();
  endpoint.lies = { sync: (_request, response) => ({ ...response, logHash: flipped(response.logHash, 3) }) };
  expect(await trySync(a)).toBe('cloud-alarm');
  await expectTold(a, 'log-forked');
  expect(await records(a)).toBe(0);
}

async function forkTheLog(): Promise<void> {
  const { endpoint, vaults, fork } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  await addRemoteTo(vaults);
  const [copy, second] = [await fork(), await idOf(b)];
  endpoint.lies = { route: ({ device }) => (device === second ? copy : endpoint.honest) };
  for (const [vault, name] of [
    [a, 'Ma'],
    [b, 'Li'],
    [b, 'Wu'],
  ] as const) {
    await addPatient(vault, name);
    await vault.ask('sync.run', { remote: endpoint.url });
  }
  await settle(vaults);
  await expectTold(a, 'log-forked');
  expect(await records(a)).toBe(3);
}

async function withhold(): Promise<void> {
  const { endpoint, vaults, fork } = await stage(2);
  const [a, b] = vaults as [TestVault, TestVault];
  await addRemoteTo(vaults);
  const [frozen, first] = [await fork(), await idOf(a)];
  endpoint.lies = { route: ({ device }) => (device === first ? frozen : endpoint.honest) };
  for (const name of ['Li', 'Wu']) {
    await addPatient(b, name);
    await b.ask('sync.run', {});
  }
  await a.ask('sync.run', {});
  await a.ask('sync.run', {});
  await expectTold(a, 'log-withheld');
}

async function keepContents(): Promise<void> {
  const { endpoint, a, b } = await withNews();
  const bare = (response: SyncResponse): SyncResponse => ({
    ...response,
    envelopes: response.envelopes.map((item) => {
      const envelope = typeof item === 'number' ? null : parseEnvelopeOrStub(item);
      return envelope ? stubOf(envelope) : item;
    }),
  });
  endpoint.lies = {
    sync: (_request, response) => bare(response),
    // likewise where a single one is asked for
    answer: ({ path }, told) => {
      const envelope = path.startsWith('/v1/envelopes/') ? parseEnvelopeOrStub(told.body) : null;
      if (!envelope) return told;
      const body = stubOf(envelope);
      return { ...told, body, headers: { 'content-range': `bytes 0-${body.length - 1}/${body.length}` } };
    },
  };
  await a.ask('sync.run', { untilIdle: true });
  await expectTold(a, 'contents-withheld');
  endpoint.lies = {};
  await addRemoteTo([a, b]);
  expect(await records(a)).toBe(2);
  expect(await alarmsOf(a)).not.toContain('contents-withheld');
}

async function refuseService(): Promise<void> {
  const { endpoint, a, b } = await withNews();
  endpoint.lies = { instead: () => ({ status: 500, body: new Uint8Array() }) };
  expect(await trySync(a)).toBe('cloud-busy');
  await addPatient(a, 'Ma');
  const { url } = await startCloud();
  for (const vault of [a, b]) await vault.ask('remote.add', { url });
  for (let round = 0; round < 2; round++)
    for (const vault of [a, b]) await vault.ask('sync.run', { remote: url, untilIdle: true });
  expect([await records(a), await records(b)]).toEqual([3, 3]);
  expect(await alarmsOf(a)).toEqual([]);
  expect((await a.ask('sync.status', {})).remotes.find((remote) => remote.url === endpoint.url)?.error?.code).toBe(
    'cloud-busy',
  );
}

/** By the row's name in the threat model. */
export const ROWS: Readonly<Record<string, () => Promise<void>>> = {
  read,
  'alter, swap or forge an envelope': alter,
  'replay or reorder': replay,
  'drop in the middle': drop,
  'roll back (restore an old copy)': rollBack,
  'show one workstation another order than before': otherOrder,
  'show two workstations two different logs (fork)': forkTheLog,
  'keep back the newest changes (withhold)': withhold,
  'keep back contents and show the bare proof of an envelope, as if an owner had redacted it': keepContents,
  'refuse service, delete everything': refuseService,
};
