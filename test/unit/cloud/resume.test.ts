import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat, toHex } from '../../../shared/base/bytes.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { answerTag, MAX_BODY, type SyncRequest, SyncResponse } from '../../../shared/protocol/messages.ts';
import { OCTETS, Upload, uploadHash } from '../../../shared/protocol/uploads.ts';
import { call, login, sync, trySync } from '../../support/cloud-client.ts';
import { makeAuthor } from '../../support/devices.ts';
import { eventually } from '../../support/vaults.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
let enrolled: Enrolled;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());

const path = (hash: Uint8Array, offset?: number) =>
  `/v1/uploads/${toHex(hash)}${offset === undefined ? '' : `?offset=${offset}`}`;

async function received(hash: Uint8Array, token = enrolled.ownerToken): Promise<number> {
  const reply = await call(endpoint.url, 'GET', path(hash), { token });
  return decodeCbor(Upload, reply.bytes)?.received ?? -1;
}

async function put(hash: Uint8Array, offset: number, raw: Uint8Array, token = enrolled.ownerToken): Promise<number> {
  const reply = await call(endpoint.url, 'PUT', path(hash, offset), { raw, token, contentType: OCTETS });
  return decodeCbor(Upload, reply.bytes)?.received ?? -1;
}

/** Sends the head of a PUT that promises all of `bytes`, and only the first `sent` of them. */
async function begin(hash: Uint8Array, offset: number, bytes: Uint8Array, sent: number) {
  const { port, hostname } = new URL(endpoint.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  socket.write(
    [
      `PUT ${path(hash, offset)} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${enrolled.ownerToken}`,
      `content-type: ${OCTETS}`,
      `content-length: ${bytes.length}`,
      '',
      '',
    ].join('\r\n'),
  );
  await new Promise((resolve) => socket.write(bytes.subarray(0, sent), resolve));
  return socket;
}

async function request(count = 3): Promise<{ body: Uint8Array; hash: Uint8Array }> {
  enrolled = await enrolTwo(endpoint.url);
  const push = makeAuthor(enrolled.clinic.clinicId, enrolled.owner).many(count, 60_000);
  const body = encodeCbor({ incarnation: null, cursor: 0, push, pullMax: 0 } satisfies SyncRequest);
  return { body, hash: uploadHash(body) };
}

describe('an upload in pieces', () => {
  it('is used like a request that came in one go, once', async () => {
    const { body, hash } = await request();
    expect(await received(hash)).toBe(0);
    expect(await put(hash, 0, body.subarray(0, 70_000))).toBe(70_000);
    const early = await call(endpoint.url, 'POST', '/v1/sync', { body: { upload: hash }, token: enrolled.ownerToken });
    expect([early.status, early.refusal?.error]).toEqual([409, 'conflict']);
    await endpoint.restart();
    expect(await received(hash)).toBe(70_000);
    expect(await put(hash, 80_000, body.subarray(80_000))).toBe(70_000);
    expect(await put(hash, 70_000, body.subarray(70_000))).toBe(body.length);
    const whole = await call(endpoint.url, 'POST', '/v1/sync', { body: { upload: hash }, token: enrolled.ownerToken });
    expect(decodeCbor(SyncResponse, whole.bytes)).toMatchObject({ accepted: 3, head: 3 });
    const again = await call(endpoint.url, 'POST', '/v1/sync', { body: { upload: hash }, token: enrolled.ownerToken });
    expect([again.status, again.refusal?.error]).toEqual([404, 'not-found']);
  });

  it('goes on at the byte where the line broke, or where it only seems to be alive', async () => {
    const { body, hash } = await request();
    const broken = await begin(hash, 0, body, 50_000);
    broken.destroy();
    const first = await eventually(
      () => received(hash),
      (bytes) => bytes > 0,
    );
    const halfOpen = await begin(hash, first, body.subarray(first), 40_000);
    // the workstation cannot know that its line is half open: it asks and goes on
    const whole = await eventually(
      async () => {
        const there = await received(hash);
        return put(hash, there, body.subarray(there));
      },
      (bytes) => bytes === body.length,
    );
    expect(whole).toBe(body.length);
    const reply = await call(endpoint.url, 'POST', '/v1/sync', { body: { upload: hash }, token: enrolled.ownerToken });
    expect(decodeCbor(SyncResponse, reply.bytes)).toMatchObject({ accepted: 3 });
    halfOpen.destroy();
  });

  it('is bounded, one of a workstation, and nobody else can see or use it', async () => {
    const { body, hash } = await request();
    const large = await call(endpoint.url, 'PUT', path(hash, 0), {
      raw: new Uint8Array(MAX_BODY + 1),
      token: enrolled.ownerToken,
      contentType: OCTETS,
    });
    expect([large.status, large.refusal?.error]).toEqual([413, 'too-large']);
    const beyond = await call(endpoint.url, 'PUT', path(hash, MAX_BODY), {
      raw: new Uint8Array(1),
      token: enrolled.ownerToken,
      contentType: OCTETS,
    });
    expect(beyond.status).toBe(413);
    await put(hash, 0, body);
    expect(await received(hash, enrolled.secondToken)).toBe(0);
    const theirs = await call(endpoint.url, 'POST', '/v1/sync', {
      body: { upload: hash },
      token: enrolled.secondToken,
    });
    expect(theirs.status).toBe(404);
    const other = randomBytes(32);
    await put(other, 0, body);
    expect([await received(hash), await received(other)]).toEqual([0, body.length]);
    const wrong = await call(endpoint.url, 'POST', '/v1/sync', { body: { upload: other }, token: enrolled.ownerToken });
    expect(wrong.refusal?.error).toBe('conflict');
    expect(await put(other, 0, body.subarray(0, 9))).toBe(9);
  });

  it('is refused without token, offset or a hash, and forgotten after a day', async () => {
    const { body, hash } = await request();
    expect((await call(endpoint.url, 'PUT', path(hash, 0), { raw: body, contentType: OCTETS })).status).toBe(401);
    for (const bad of [path(hash), `${path(hash)}?offset=-1`, `/v1/uploads/${'z'.repeat(64)}?offset=0`]) {
      const reply = await call(endpoint.url, 'PUT', bad, {
        raw: body,
        token: enrolled.ownerToken,
        contentType: OCTETS,
      });
      expect(reply.refusal?.error).toBe('malformed');
    }
    expect(await put(hash, 0, body)).toBe(body.length);
    endpoint.later(23 * 3600);

    const token = await login(endpoint.url, enrolled.clinic.clinicId, enrolled.owner);
    expect(await received(hash, token)).toBe(body.length);
    endpoint.later(2 * 3600);
    const later = await login(endpoint.url, enrolled.clinic.clinicId, enrolled.owner);
    expect(await received(hash, later)).toBe(0);
  });
});

describe('one envelope', () => {
  it('can be had whole and from a byte on', async () => {
    await request();
    const [first, second] = makeAuthor(enrolled.clinic.clinicId, enrolled.owner).many(2, 5000);
    if (!first || !second) throw new Error('two envelopes');
    await sync(endpoint.url, enrolled.ownerToken, { push: [first, second] });
    const get = async (seq: number | string, range?: string) => {
      const response = await fetch(`${endpoint.url}/v1/envelopes/${seq}`, {
        headers: { authorization: `Bearer ${enrolled.secondToken}`, ...(range ? { range } : {}) },
      });
      return {
        status: response.status,
        of: response.headers.get('content-range'),
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    };
    expect(toHex((await get(2)).bytes)).toBe(toHex(second));
    const [head, tail] = [await get(2, 'bytes=0-999'), await get(2, 'bytes=1000-')];
    expect([head.status, head.of, tail.of]).toEqual([
      206,
      `bytes 0-999/${second.length}`,
      `bytes 1000-${second.length - 1}/${second.length}`,
    ]);
    expect(toHex(concat(head.bytes, tail.bytes))).toBe(toHex(second));
    expect(await get(2, `bytes=${second.length}-`)).toMatchObject({ status: 416, of: `bytes */${second.length}` });
    expect([(await get(3)).status, (await get(0)).status, (await get('x')).status]).toEqual([404, 400, 400]);
    const stranger = await enrolTwo(endpoint.url);
    expect((await call(endpoint.url, 'GET', '/v1/envelopes/2', { token: stranger.ownerToken })).status).toBe(404);
    expect((await call(endpoint.url, 'GET', '/v1/envelopes/2')).status).toBe(401);
  });
});

describe('an idle sync', () => {
  it('is answered with nothing where nothing has changed, and in full where anything has', async () => {
    const { clinic, owner, ownerToken, secondToken, incarnation } = await enrolTwo(endpoint.url);
    const author = makeAuthor(clinic.clinicId, owner);
    await sync(endpoint.url, ownerToken, { push: author.many(2) });
    const full = await trySync(endpoint.url, secondToken, { incarnation, cursor: 2 });
    const unless = answerTag(full.bytes);
    const idle = await trySync(endpoint.url, secondToken, { incarnation, cursor: 2, unless });
    expect([idle.status, idle.bytes.length]).toEqual([204, 0]);
    expect((await trySync(endpoint.url, secondToken, { incarnation, cursor: 1, unless })).status).toBe(200);
    await sync(endpoint.url, ownerToken, { push: [author.next()], cursor: 2 });
    const grown = await trySync(endpoint.url, secondToken, { incarnation, cursor: 2, unless });
    expect(decodeCbor(SyncResponse, grown.bytes)).toMatchObject({ head: 3, nextCursor: 3 });
  });
});
