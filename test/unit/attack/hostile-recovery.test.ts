import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeIdentity } from '../../../electron/vault/access/identity.ts';
import { createUser } from '../../../electron/vault/access/keyring.ts';
import { genesisRecord } from '../../../electron/vault/access/membership-records.ts';
import { recoveryPhrase, rootKeys } from '../../../electron/vault/crypto/words.ts';
import { cryptoReady, KDF_FLOOR, randomBytes } from '../../../shared/crypto/sodium.ts';
import { clinicIdOf } from '../../../shared/envelope/layout.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { readMembershipRecord } from '../../../shared/protocol/membership.ts';
import { AppendMembership } from '../../../shared/protocol/messages.ts';
import { CBOR } from '../../../shared/protocol/types.ts';
import { addDeviceRecord, makeDevice } from '../../support/devices.ts';
import { cleanUp, type TestVault, testVault } from '../../support/vaults.ts';

const servers: Server[] = [];
beforeAll(() => cryptoReady);
afterEach(async () => {
  await cleanUp();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

interface Hostile {
  readonly url: string;
  /** Records that somebody tried to append. */
  readonly appended: Uint8Array[];
  /** How often the log was asked for. */
  asked(): number;
}

/** An endpoint that lets everybody in and shows this log, page by page. */
async function endpointWith(pageFrom: (from: number) => { records: Uint8Array[]; length: number }): Promise<Hostile> {
  const appended: Uint8Array[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const appending = request.method === 'POST' && path === '/v1/membership';
      const answers: Record<string, () => unknown> = {
        '/v1/challenge': () => ({ challenge: randomBytes(32) }),
        '/v1/token': () => ({ token: 'come-in', expiresInSeconds: 900, endpoint: new Uint8Array(32) }),
        '/v1/clinics': () => ({ incarnation: new Uint8Array(16), endpoint: new Uint8Array(32) }),
      };
      if (appending) {
        const append = decodeCbor(AppendMembership, new Uint8Array(Buffer.concat(chunks)));
        if (append) appended.push(append.record);
      }
      const from = Number(/^\/v1\/membership\?from=(\d+)$/.exec(path)?.[1] ?? Number.NaN);
      if (!Number.isNaN(from)) asked += 1;
      const given = appending ? { from: 0, records: [], length: 9 } : answers[path]?.();
      const body = Number.isNaN(from) ? given : { from, ...pageFrom(from) };
      response.writeHead(body ? 200 : 404, { 'content-type': CBOR });
      response.end(Buffer.from(encodeCbor(body ?? { error: 'not-found', message: '' })));
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    appended,
    asked: () => asked,
  };
}

const shows = (log: readonly Uint8Array[]) => (from: number) => ({ records: log.slice(from), length: log.length });

/** A clinic's first record, and the phrase that it follows from. */
async function ownClinic() {
  const random = { bytes: randomBytes };
  const entropy = randomBytes(32);
  const root = rootKeys(entropy);
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const identity = makeIdentity(clinicId, 'Desk', randomBytes(32), randomBytes(32));
  const who = { id: 'u1', name: 'Dr Test', role: 'owner' as const, passphrase: 'unused' };
  const { user } = await createUser(who, KDF_FLOOR, async () => randomBytes(32), random);
  const profile = { name: 'Test Clinic', locale: 'en' as const, timeZone: 'UTC', sample: false };
  const { record } = genesisRecord(root, identity, profile, user, random);
  return { phrase: recoveryPhrase(entropy, 'en'), clinicId, genesis: record };
}

const NEW_OWNER = { userName: 'Dr New', passphrase: 'nine patient lanterns wander', workstation: 'Found' };

const refused = async (vault: TestVault, phrase: string, { url }: Hostile) => {
  await vault.refuse('clinic.recover', { ...NEW_OWNER, secret: { phrase }, remote: url }, 'cloud-alarm');
  expect(await vault.ask('session.state', {})).toEqual({ kind: 'empty' });
};

describe('an endpoint that shows a recovering workstation', () => {
  it('the clinic’s own log gets the root’s records', async () => {
    const { phrase, genesis } = await ownClinic();
    const endpoint = await endpointWith(shows([genesis]));
    const vault = await testVault();
    await vault.ask('clinic.recover', { ...NEW_OWNER, secret: { phrase }, remote: endpoint.url });
    expect(endpoint.appended.map((record) => readMembershipRecord(record)?.body.kind)).toEqual(['add-device', 'user']);
  });

  it('another clinic gets no record of it signed', async () => {
    const { phrase } = await ownClinic();
    const hostile = await endpointWith(shows([(await ownClinic()).genesis]));
    await refused(await testVault(), phrase, hostile);
    expect(hostile.appended).toEqual([]);
  });

  it('no log at all, or noise, is refused', async () => {
    const { phrase } = await ownClinic();
    await refused(await testVault(), phrase, await endpointWith(() => ({ records: [], length: 1 })));
    await refused(await testVault(), phrase, await endpointWith(shows([randomBytes(200)])));
  });

  it('a member that no owner let in is refused', async () => {
    const { phrase, clinicId, genesis } = await ownClinic();
    const stranger = makeDevice();
    const signer = { user: stranger.sign, device: stranger };
    const forged = addDeviceRecord(clinicId, 1, genesis, stranger, signer);
    const hostile = await endpointWith(shows([genesis, forged]));
    await refused(await testVault(), phrase, hostile);
    expect(hostile.appended).toEqual([]);
  });

  it('a log without an end is not read for ever', async () => {
    const { phrase, genesis } = await ownClinic();
    const hostile = await endpointWith((from) => ({ records: [genesis], length: from + 1_000_000 }));
    await refused(await testVault(), phrase, hostile);
    expect(hostile.asked()).toBeLessThan(4);
  });
});
