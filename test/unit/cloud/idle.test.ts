/** What an idle sync of the real client costs on the wire, headers and all. */
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { makeIdentity } from '../../../electron/vault/access/identity.ts';
import { memberTransport } from '../../../electron/vault/sync/transport.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { sync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint | null = null;
let counter: Server | null = null;
afterEach(async () => {
  counter?.close();
  await endpoint?.stop();
});

it('takes one request, and less than 400 bytes both ways', async () => {
  endpoint = await startEndpoint();
  const { url } = endpoint;
  let [up, down, requests] = [0, 0, 0];
  counter = createServer((client) => {
    const server = connect(Number(new URL(url).port), '127.0.0.1');
    client.on('data', (chunk) => {
      up += chunk.length;
      requests += chunk.toString('latin1').split(' HTTP/1.1\r\n').length - 1;
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      down += chunk.length;
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => counter?.listen(0, '127.0.0.1', resolve));
  const { clinic, owner, ownerToken } = await enrolTwo(url);
  await sync(url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(3) });
  const identity = {
    ...makeIdentity(clinic.clinicId, 'Room', randomBytes(32), randomBytes(32)),
    deviceId: owner.keys.id,
    sign: owner.sign,
  };
  const transport = memberTransport(`http://127.0.0.1:${(counter.address() as AddressInfo).port}`, identity, 5000);
  const ask = () => transport.sync({ incarnation: null, cursor: 3, push: [], pullMax: 1024 * 1024 });
  const { response: first } = await ask();
  const { incarnation } = first;
  const idle = () => transport.sync({ incarnation, cursor: 3, push: [], pullMax: 1024 * 1024 });
  await idle();
  [up, down, requests] = [0, 0, 0];
  const { response } = await idle();
  expect(response).toEqual(first);
  expect(requests).toBe(1);
  expect(up + down).toBeLessThan(400);
});
