import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, sync } from '../../support/cloud-client.ts';
import { addDeviceRecord, makeAuthor, makeDevice, ownerOf } from '../../support/devices.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

/** Reads an event stream: `next` gives the data of the next event, null when it has ended. */
async function listen(url: string, token: string) {
  const leaving = new AbortController();
  const response = await fetch(`${url}/v1/poke`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const reader = response.body?.getReader();
  if (response.status !== 200 || !reader) throw new Error(`status ${response.status}`);
  let text = '';
  async function next(): Promise<string | null> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (event.startsWith('data: ')) return event.slice(6);
        continue;
      }
      const read = await reader?.read();
      if (!read || read.done) return null;
      text += new TextDecoder().decode(read.value);
    }
  }
  return { next, type: response.headers.get('content-type'), leave: () => leaving.abort() };
}

describe('GET /v1/poke', () => {
  let endpoint: TestEndpoint;
  let enrolled: Enrolled;
  beforeEach(async () => {
    endpoint = await startEndpoint();
    enrolled = await enrolTwo(endpoint.url);
  });
  afterEach(() => endpoint.stop());

  it('says the head at once, and again when another device has pushed', async () => {
    const { clinic, owner, ownerToken, secondToken } = enrolled;
    const stream = await listen(endpoint.url, secondToken);
    expect(stream.type).toBe('text/event-stream');
    expect(await stream.next()).toBe('0');
    const author = makeAuthor(clinic.clinicId, owner);
    await sync(endpoint.url, ownerToken, { push: author.many(2) });
    expect(await stream.next()).toBe('2');
    await sync(endpoint.url, ownerToken, { cursor: 2 });
    await sync(endpoint.url, ownerToken, { push: author.many(1), cursor: 2 });
    expect(await stream.next()).toBe('3');
    stream.leave();
  });

  it('says nothing of other clinics, nor of what the listener pushed itself', async () => {
    const other = await enrolTwo(endpoint.url);
    const stream = await listen(endpoint.url, enrolled.secondToken);
    expect(await stream.next()).toBe('0');
    await sync(endpoint.url, other.ownerToken, { push: makeAuthor(other.clinic.clinicId, other.owner).many(5) });
    await sync(endpoint.url, enrolled.secondToken, {
      push: makeAuthor(enrolled.clinic.clinicId, enrolled.second).many(1),
    });
    await sync(endpoint.url, enrolled.ownerToken, {
      push: makeAuthor(enrolled.clinic.clinicId, enrolled.owner).many(1),
    });
    expect(await stream.next()).toBe('2');
    stream.leave();
  });

  it('speaks when the membership log grows', async () => {
    const { clinic, ownerToken, secondToken, records } = enrolled;
    const stream = await listen(endpoint.url, secondToken);
    expect(await stream.next()).toBe('0');
    const record = addDeviceRecord(clinic.clinicId, 3, records[2] ?? new Uint8Array(), makeDevice(), ownerOf(clinic));
    await call(endpoint.url, 'POST', '/v1/membership', { body: { record }, token: ownerToken });
    expect(await stream.next()).toBe('0');
    stream.leave();
  });

  it('is bounded for each clinic, and gives places back', async () => {
    await endpoint.restart({ protection: { streamsOfClinic: 2 } });
    const streams = await Promise.all([1, 2].map(() => listen(endpoint.url, enrolled.secondToken)));
    const refused = await call(endpoint.url, 'GET', '/v1/poke', { token: enrolled.ownerToken });
    expect([refused.status, refused.refusal?.error]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const stream of streams) stream.leave();
    let again: Awaited<ReturnType<typeof listen>> | null = null;
    for (let i = 0; i < 50 && !again; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      again = await listen(endpoint.url, enrolled.ownerToken).catch(() => null);
    }
    expect(await again?.next()).toBe('0');
    again?.leave();
  });

  it('ends when the endpoint shuts down, without holding it up', async () => {
    const stream = await listen(endpoint.url, enrolled.secondToken);
    expect(await stream.next()).toBe('0');
    const begun = performance.now();
    await endpoint.restart();
    expect(await stream.next()).toBeNull();
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
