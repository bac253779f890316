/** Clients that are slow, endless, many or greedy, over real sockets. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import { CBOR } from '../../../shared/protocol/types.ts';
import { OCTETS } from '../../../shared/protocol/uploads.ts';
import { call, sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { eventually } from '../../support/vaults.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await endpoint.stop();
});

interface Line {
  readonly socket: Socket;
  /** What has come, and whether the other side has ended. */
  readonly seen: { text: string; over: boolean };
}

async function open(): Promise<Line> {
  const { port, hostname } = new URL(endpoint.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  const seen = { text: '', over: false };
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    seen.over = true;
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, seen };
}

function listening({ socket, seen }: Line): void {
  socket.on('data', (chunk: Buffer) => {
    seen.text += chunk.toString('latin1');
  });
}

const head = (method: string, path: string, token: string, type: string, length: number) =>
  [
    `${method} ${path} HTTP/1.1`,
    `host: ${new URL(endpoint.url).host}`,
    `authorization: Bearer ${token}`,
    `content-type: ${type}`,
    `content-length: ${length}`,
    '',
    '',
  ].join('\r\n');

describe('a client', () => {
  it('that never ends its headers is cut off, however it dribbles', async () => {
    endpoint = await startEndpoint({ protection: { headersSeconds: 0.4 } });
    const line = await open();
    listening(line);
    line.socket.write('POST /v1/challenge HTTP/1.1\r\n');
    const dribble = setInterval(() => line.socket.writable && line.socket.write('x-a: b\r\n'), 50);
    await eventually(
      () => line.seen.over,
      (over) => over,
    );
    clearInterval(dribble);
    expect(line.seen.text).toMatch(/^HTTP\/1\.1 408 /);
    expect((await call(endpoint.url, 'GET', '/healthz')).status).toBe(200);
  });

  it('that sends headers without end is refused', async () => {
    endpoint = await startEndpoint();
    const line = await open();
    listening(line);
    line.socket.write(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: ${'y'.repeat(20_000)}\r\n`);
    await eventually(
      () => line.seen.over,
      (over) => over,
    );
    expect(line.seen.text).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('that promises a body and sends half of it is cut off', async () => {
    endpoint = await startEndpoint({ protection: { headersSeconds: 0.2, requestSeconds: 0.5 } });
    const { ownerToken } = await enrolTwo(endpoint.url);
    const line = await open();
    listening(line);
    line.socket.write(head('POST', '/v1/sync', ownerToken, CBOR, 1000) + 'x'.repeat(500));
    await eventually(
      () => line.seen.over,
      (over) => over,
    );
    expect(line.seen.text).toMatch(/^HTTP\/1\.1 4\d\d /);
    await sync(endpoint.url, ownerToken);
  });

  it('that opens connection after connection gets so many, and the others go on', async () => {
    endpoint = await startEndpoint({ protection: { connectionsOfAddress: 3 } });
    const lines = [await open(), await open(), await open()];
    const beyond = await open();
    await eventually(
      () => beyond.seen.over,
      (over) => over,
    );
    expect(lines.some(({ seen }) => seen.over)).toBe(false);
    lines[0]?.socket.destroy();
    await eventually(
      () =>
        call(endpoint.url, 'GET', '/healthz').then(
          ({ status }) => status,
          () => 0,
        ),
      (status) => status === 200,
    );
  });

  it('that has too many requests under way waits, and no other workstation with it', async () => {
    endpoint = await startEndpoint({ protection: { requestsOfDevice: 1 } });
    const { ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const line = await open();
    line.socket.write(head('PUT', `/v1/uploads/${'ab'.repeat(32)}?offset=0`, ownerToken, OCTETS, 1000));
    const refused = await eventually(
      () => trySync(endpoint.url, ownerToken),
      ({ status }) => status === 429,
    );
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await sync(endpoint.url, secondToken);
    line.socket.destroy();
    await eventually(
      () => trySync(endpoint.url, ownerToken),
      ({ status }) => status === 200,
    );
  });
});

describe('a clinic', () => {
  it('asks only so often, its workstations together', async () => {
    endpoint = await startEndpoint({ limits: { address: 1000, device: 1000, clinic: 6 } });
    const { ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const other = await enrolTwo(endpoint.url);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++)
      for (const token of [ownerToken, secondToken]) statuses.push((await trySync(endpoint.url, token)).status);
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 200]);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await trySync(endpoint.url, other.ownerToken)).status).toBe(200);
    const refused = await trySync(endpoint.url, ownerToken);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('slow readers', () => {
  const PULL = 2_000_000;
  /** Workstations that ask for much and read nothing. */
  async function askAndWait(token: string, count: number): Promise<Line[]> {
    const body = encodeCbor({ incarnation: null, cursor: 0, push: [], pullMax: PULL });
    const lines: Line[] = [];
    for (let i = 0; i < count; i++) {
      const line = await open();
      line.socket.pause();
      // several behind one another, as the buffers of the system take the first of them
      for (let request = 0; request < 6; request++) {
        line.socket.write(head('POST', '/v1/sync', token, CBOR, body.length));
        line.socket.write(body);
      }
      lines.push(line);
    }
    return lines;
  }
  async function filled() {
    const enrolled = await enrolTwo(endpoint.url);
    const author = makeAuthor(enrolled.clinic.clinicId, enrolled.owner);
    for (let i = 0; i < 3; i++)
      await sync(endpoint.url, enrolled.ownerToken, { push: author.many(4, 250_000), pullMax: 0 });
    return enrolled;
  }

  it('are served up to so much at a time: the next is told to wait, and served when they are gone', async () => {
    endpoint = await startEndpoint({ protection: { answerBytes: 3 * PULL, requestsOfDevice: 100 } });
    const { secondToken, ownerToken } = await filled();
    const lines = await askAndWait(secondToken, 4);
    const pull = () => trySync(endpoint.url, secondToken, { pullMax: PULL });
    const refused = await eventually(pull, ({ status }) => status === 503);
    expect([refused.refusal?.error, Number(refused.headers.get('retry-after')) > 0]).toEqual(['busy', true]);
    expect((await call(endpoint.url, 'GET', '/v1/usage', { token: ownerToken })).status).toBe(200);
    for (const { socket } of lines) socket.destroy();
    await eventually(pull, ({ status }) => status === 200);
  });

  it('are cut off after a time', async () => {
    endpoint = await startEndpoint({
      protection: { answerBytes: 3 * PULL, requestsOfDevice: 100, answerSeconds: 0.5 },
    });
    const { secondToken } = await filled();
    await askAndWait(secondToken, 4);
    await eventually(
      () => trySync(endpoint.url, secondToken, { pullMax: PULL }),
      ({ status }) => status === 200,
    );
  });
});

describe('event streams', () => {
  it('of one workstation give way to its newest', async () => {
    endpoint = await startEndpoint();
    const { ownerToken } = await enrolTwo(endpoint.url);
    const listen = async () => {
      const { body } = await fetch(`${endpoint.url}/v1/poke`, { headers: { authorization: `Bearer ${ownerToken}` } });
      if (!body) throw new Error('no stream');
      return body.getReader();
    };
    const [first, second, third] = [await listen(), await listen(), await listen()];
    for (let ended = false; !ended; ) ended = (await first.read()).done;
    expect((await second.read()).done).toBe(false);
    expect((await third.read()).done).toBe(false);
    await Promise.all([second.cancel(), third.cancel()]);
  });

  it('are bounded in number', async () => {
    endpoint = await startEndpoint({ protection: { streams: 1 } });
    const { ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const stream = await fetch(`${endpoint.url}/v1/poke`, { headers: { authorization: `Bearer ${ownerToken}` } });
    const refused = await call(endpoint.url, 'GET', '/v1/poke', { token: secondToken });
    expect([refused.status, refused.refusal?.error]).toEqual([503, 'busy']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await stream.body?.cancel();
  });
});
