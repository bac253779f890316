import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import { ENROLMENT_LIFETIME, EnrolmentAnswer, EnrolmentRequest } from '../../../shared/protocol/messages.ts';
import { call, login, mailboxPath } from '../../support/cloud-client.ts';
import { makeDevice } from '../../support/devices.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

describe('enrolment mailboxes', () => {
  let endpoint: TestEndpoint;
  let enrolled: Enrolled;
  beforeAll(async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
  });
  afterAll(() => endpoint.stop());

  const request = () => ({ device: makeDevice().keys, sealedName: randomBytes(64) });
  const put = (mailbox: Uint8Array, half: 'request' | 'answer', body: unknown, token?: string) =>
    call(endpoint.url, 'PUT', mailboxPath(mailbox, half), token ? { body, token } : { body });
  const get = (mailbox: Uint8Array, half: 'request' | 'answer', token?: string, query = '') =>
    call(endpoint.url, 'GET', `${mailboxPath(mailbox, half)}${query}`, token ? { token } : {});

  it('carry a request to an owner, and the answer back', async () => {
    const [mailbox, asked, bundle] = [randomBytes(32), request(), randomBytes(100_000)];
    expect((await get(mailbox, 'request', enrolled.ownerToken)).refusal?.error).toBe('not-found');
    expect((await put(mailbox, 'request', asked)).status).toBe(204);
    const seen = decodeCbor(EnrolmentRequest, (await get(mailbox, 'request', enrolled.ownerToken)).bytes);
    expect(toHex(seen?.device.sign ?? new Uint8Array())).toBe(toHex(asked.device.sign));
    expect(toHex(seen?.sealedName ?? new Uint8Array())).toBe(toHex(asked.sealedName));
    expect((await get(mailbox, 'answer')).refusal?.error).toBe('not-found');
    expect((await put(mailbox, 'answer', { sealedBundle: bundle }, enrolled.ownerToken)).status).toBe(204);
    const answer = decodeCbor(EnrolmentAnswer, (await get(mailbox, 'answer')).bytes);
    expect(toHex(answer?.sealedBundle ?? new Uint8Array())).toBe(toHex(bundle));
  });

  it('keep the first request', async () => {
    const [mailbox, first] = [randomBytes(32), request()];
    expect((await put(mailbox, 'request', first)).status).toBe(204);
    expect((await put(mailbox, 'request', first)).status).toBe(204);
    const second = await put(mailbox, 'request', request());
    expect([second.status, second.refusal?.error]).toEqual([409, 'conflict']);
  });

  it('are bound to the clinic that answers', async () => {
    const [mailbox, stranger] = [randomBytes(32), await enrolTwo(endpoint.url)];
    const body = { sealedBundle: randomBytes(10) };
    await put(mailbox, 'request', request());
    expect((await put(mailbox, 'answer', body)).status).toBe(401);
    expect((await put(mailbox, 'answer', body, enrolled.secondToken)).status).toBe(204);
    const other = await put(mailbox, 'answer', body, stranger.ownerToken);
    expect([other.status, other.refusal?.error]).toEqual([409, 'conflict']);
    expect((await put(randomBytes(32), 'answer', body, enrolled.ownerToken)).status).toBe(404);
  });

  it('refuse keys that do not fit together, long requests and names that are none', async () => {
    const mismatched = { ...request(), device: { ...makeDevice().keys, id: randomBytes(16) } };
    expect((await put(randomBytes(32), 'request', mismatched)).refusal?.error).toBe('malformed');
    const long = { ...request(), sealedName: randomBytes(1025) };
    expect((await put(randomBytes(32), 'request', long)).refusal?.error).toBe('malformed');
    const huge = { ...request(), sealedName: randomBytes(10_000) };
    expect((await put(randomBytes(32), 'request', huge)).status).toBe(413);
    expect((await put(randomBytes(4), 'request', request())).refusal?.error).toBe('malformed');
    const path = `/v1/enrolments/${'Z'.repeat(64)}/answer`;
    expect((await call(endpoint.url, 'GET', path)).refusal?.error).toBe('malformed');
  });

  it('hold a long poll until the answer is there', async () => {
    const [mailbox, bundle] = [randomBytes(32), randomBytes(50)];
    await put(mailbox, 'request', request());
    const begun = performance.now();
    const polls = [get(mailbox, 'answer', undefined, '?wait=20'), get(mailbox, 'answer', undefined, '?wait=20')];
    await new Promise((resolve) => setTimeout(resolve, 150));
    await put(mailbox, 'answer', { sealedBundle: bundle }, enrolled.ownerToken);
    for (const poll of polls) expect((await poll).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('end a long poll that nobody answers', async () => {
    const mailbox = randomBytes(32);
    await put(mailbox, 'request', request());
    const begun = performance.now();
    const reply = await get(mailbox, 'answer', undefined, '?wait=1');
    expect([reply.status, reply.refusal?.error]).toEqual([404, 'not-found']);
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect((await get(mailbox, 'answer', undefined, '?wait=-1')).refusal?.error).toBe('malformed');
  });

  it('are forgotten after their time', async () => {
    const mailbox = randomBytes(32);
    await put(mailbox, 'request', request());
    endpoint.later(ENROLMENT_LIFETIME + 1);
    const token = await login(endpoint.url, enrolled.clinic.clinicId, enrolled.owner);
    expect((await get(mailbox, 'request', token)).status).toBe(404);
    expect((await get(mailbox, 'answer', undefined, '?wait=5')).status).toBe(404);
    expect((await put(mailbox, 'request', request())).status).toBe(204);
  });
});
