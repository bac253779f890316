import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { extendLogHash } from '../../../shared/envelope/layout.ts';
import { MAX_BODY, MAX_PUSH } from '../../../shared/protocol/messages.ts';
import { call, sync, trySync } from '../../support/cloud-client.ts';
import { hashOfBytes, makeAuthor, makeClinic, makeDevice } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

const chain = (log: readonly Uint8Array[]) =>
  toHex(log.reduce((hash, bytes) => extendLogHash(hash, hashOfBytes(bytes)), new Uint8Array(32)));
const shown = (items: readonly (Uint8Array | number)[]) =>
  items.map((item) => (typeof item === 'number' ? item : toHex(item)));

describe('POST /v1/sync', () => {
  let endpoint: TestEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint();
  });
  afterAll(() => endpoint.stop());

  it('carries envelopes between two devices, in one order for both', async () => {
    const { clinic, owner, second, ownerToken, secondToken, incarnation } = await enrolTwo(endpoint.url);
    const mine = makeAuthor(clinic.clinicId, owner).many(3);
    const theirs = makeAuthor(clinic.clinicId, second).many(2);

    const first = await sync(endpoint.url, ownerToken, { push: mine });
    expect(first).toMatchObject({ accepted: 3, deviceHead: 3, head: 3, nextCursor: 3, more: false });
    expect(toHex(first.incarnation)).toBe(toHex(incarnation));
    expect(first.membershipLength).toBe(3);
    expect(first.envelopes).toEqual([1, 2, 3]);

    const other = await sync(endpoint.url, secondToken, { push: theirs, incarnation });
    expect(other).toMatchObject({ accepted: 2, deviceHead: 2, head: 5, nextCursor: 5, more: false });
    expect(shown(other.envelopes)).toEqual([...mine.map(toHex), 1, 2]);
    expect(toHex(other.logHash)).toBe(chain([...mine, ...theirs]));

    const rest = await sync(endpoint.url, ownerToken, { cursor: 3, incarnation });
    expect(shown(rest.envelopes)).toEqual(theirs.map(toHex));
    expect(toHex(rest.logHash)).toBe(toHex(other.logHash));

    const idle = await sync(endpoint.url, ownerToken, { cursor: 5, incarnation });
    expect(idle).toMatchObject({ accepted: 0, envelopes: [], nextCursor: 5, head: 5, more: false });
    expect(toHex(idle.logHash)).toBe(toHex(rest.logHash));
  });

  it('is idempotent: a retry of the same bytes changes nothing', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(4);
    const answers = await Promise.all([1, 2, 3].map(() => sync(endpoint.url, ownerToken, { push })));
    for (const answer of answers) {
      expect(answer).toMatchObject({ accepted: 4, deviceHead: 4, head: 4 });
      expect(toHex(answer.logHash)).toBe(chain(push));
    }
  });

  it('gives pages that follow the cursor, each with its hash', async () => {
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(7, 1000);
    await sync(endpoint.url, ownerToken, { push });
    const seen: string[] = [];
    for (let cursor = 0, more = true; more; ) {
      const page = await sync(endpoint.url, secondToken, { cursor, pullMax: 3000 });
      expect(page.envelopes).toHaveLength(Math.min(2, 7 - cursor));
      expect(page.nextCursor).toBe(cursor + page.envelopes.length);
      expect(toHex(page.logHash)).toBe(chain(push.slice(0, page.nextCursor)));
      for (const item of shown(page.envelopes)) seen.push(String(item));
      ({ nextCursor: cursor, more } = page);
    }
    expect(seen).toEqual(push.map(toHex));
    expect((await sync(endpoint.url, secondToken, { pullMax: 0 })).envelopes).toHaveLength(1);
  });

  it('takes the envelopes of other devices from a member, after a loss', async () => {
    const { clinic, owner, second, secondToken } = await enrolTwo(endpoint.url);
    const push = [...makeAuthor(clinic.clinicId, owner).many(2), ...makeAuthor(clinic.clinicId, second).many(1)];
    const answer = await sync(endpoint.url, secondToken, { push });
    expect(answer).toMatchObject({ accepted: 3, deviceHead: 1, head: 3 });
  });

  it('refuses a gap and says what it has', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(4);
    await sync(endpoint.url, ownerToken, { push: push.slice(0, 1) });
    const reply = await trySync(endpoint.url, ownerToken, { push: push.slice(2) });
    expect(reply.status).toBe(409);
    expect(reply.refusal).toMatchObject({ error: 'gap', deviceHead: 1 });
  });

  it('refuses a second history of a device, and keeps the first', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    await sync(endpoint.url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(2) });
    const cloned = makeAuthor(clinic.clinicId, owner).many(3);
    for (const push of [cloned, cloned.slice(2)]) {
      const reply = await trySync(endpoint.url, ownerToken, { push });
      expect(reply.status).toBe(409);
      expect(reply.refusal).toMatchObject({ error: 'equivocation', deviceHead: 2 });
    }
    expect((await sync(endpoint.url, ownerToken)).head).toBe(2);
  });

  it('keeps the good envelopes before a bad one', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    const author = makeAuthor(clinic.clinicId, owner);
    const good = author.many(2);
    const altered = author.next();
    altered[200] = (altered[200] ?? 0) ^ 1;
    const answer = await sync(endpoint.url, ownerToken, { push: [...good, altered] });
    expect(answer).toMatchObject({ accepted: 2, deviceHead: 2, head: 2 });
    const reply = await trySync(endpoint.url, ownerToken, { push: [altered] });
    expect([reply.status, reply.refusal?.error]).toEqual([400, 'bad-signature']);
  });

  it('refuses envelopes of strangers, of another clinic, and what is no envelope', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    const stranger = makeAuthor(clinic.clinicId, makeDevice()).next();
    const elsewhere = makeAuthor(makeClinic().clinicId, owner).next();
    for (const [bytes, status, error] of [
      [stranger, 403, 'not-member'],
      [elsewhere, 400, 'malformed'],
      [randomBytes(400), 400, 'malformed'],
      [new Uint8Array(0), 400, 'malformed'],
    ] as const) {
      const reply = await trySync(endpoint.url, ownerToken, { push: [bytes] });
      expect([reply.status, reply.refusal?.error]).toEqual([status, error]);
    }
  });

  it('refuses too much at once, as envelopes and as a body', async () => {
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(5, 210_000);
    expect(push.reduce((sum, bytes) => sum + bytes.length, 0)).toBeGreaterThan(MAX_PUSH);
    const heavy = await trySync(endpoint.url, ownerToken, { push });
    expect([heavy.status, heavy.refusal?.error]).toEqual([413, 'too-large']);
    const raw = new Uint8Array(MAX_BODY + 1);
    const huge = await call(endpoint.url, 'POST', '/v1/sync', { raw, token: ownerToken });
    expect([huge.status, huge.refusal?.error]).toEqual([413, 'too-large']);
    expect((await sync(endpoint.url, ownerToken, { push: push.slice(0, 4) })).accepted).toBe(4);
  });

  it('gives nothing for a cursor of another incarnation, or beyond its head', async () => {
    const { clinic, owner, ownerToken, secondToken, incarnation } = await enrolTwo(endpoint.url);
    const push = makeAuthor(clinic.clinicId, owner).many(2);
    await sync(endpoint.url, ownerToken, { push });
    const stale = await sync(endpoint.url, secondToken, { incarnation: randomBytes(16), cursor: 1 });
    expect(stale).toMatchObject({ envelopes: [], nextCursor: 0, head: 2, more: true });
    expect(toHex(stale.incarnation)).toBe(toHex(incarnation));
    const ahead = await sync(endpoint.url, secondToken, { incarnation, cursor: 99 });
    expect(ahead).toMatchObject({ envelopes: [], nextCursor: 2, head: 2, more: false });
    expect(toHex(ahead.logHash)).toBe(chain(push));
  });

  it('keeps clinics apart', async () => {
    const [one, two] = [await enrolTwo(endpoint.url), await enrolTwo(endpoint.url)];
    await sync(endpoint.url, one.ownerToken, { push: makeAuthor(one.clinic.clinicId, one.owner).many(3) });
    expect(await sync(endpoint.url, two.ownerToken)).toMatchObject({ head: 0, envelopes: [] });
    const reply = await trySync(endpoint.url, two.ownerToken, {
      push: makeAuthor(one.clinic.clinicId, one.second).many(1),
    });
    expect(reply.refusal?.error).toBe('malformed');
  });
});
