/** A hostile remote passes a workstation's login on to the clinic's true endpoint, to get a token there in its name. */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { call, login } from '../../support/cloud-client.ts';
import { makeClinic } from '../../support/devices.ts';
import { startEndpoint, type TestEndpoint } from '../cloud/endpoint.ts';

const KNOWN = 'https://records.example.org/clinics';
let endpoint: TestEndpoint | null = null;
let relay: Server | null = null;

afterEach(async () => {
  relay?.close();
  relay?.closeAllConnections();
  await endpoint?.stop();
});

/** Registers a clinic and puts a relay in front, which forwards each request with the Host header that it chooses. */
async function lure(origins: string[], host: (url: string, asked: string) => string) {
  endpoint = await startEndpoint({ origins });
  const { url } = endpoint;
  const clinic = makeClinic();
  await call(url, 'POST', '/v1/clinics', { body: { genesis: clinic.genesis } });
  relay = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: host(url, incoming.headers.host ?? '') };
    const passedOn = request(`${url}${incoming.url}`, { method: incoming.method ?? 'GET', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => relay?.listen(0, '127.0.0.1', resolve));
  return { url, lured: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`, ...clinic };
}

describe('a login that is relayed', () => {
  it('opens nothing at an endpoint that is told its address, whatever Host the relay sends', async () => {
    const { url, lured, clinicId, owner } = await lure([KNOWN], (_url, asked) => asked);
    await expect(login(lured, clinicId, owner)).rejects.toThrow('no token: unauthorised');
    await expect(login(url, clinicId, owner)).rejects.toThrow('no token: unauthorised');
    expect(await login(lured, clinicId, owner, KNOWN)).toBeTruthy();
    for (const near of [`${KNOWN}/`, 'http://records.example.org/clinics', 'https://records.example.org', ''])
      await expect(login(url, clinicId, owner, near)).rejects.toThrow('no token');
  });

  it('opens nothing at an endpoint that is not told, where the relay sends its Host', async () => {
    const { url, lured, clinicId, owner } = await lure([], (meant) => new URL(meant).host);
    await expect(login(lured, clinicId, owner)).rejects.toThrow('no token: unauthorised');
    expect(await login(url, clinicId, owner)).toBeTruthy();
  });
});
