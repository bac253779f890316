/** What the endpoint allows to whoever is no active workstation: removed ones, and who has only the clinic's phrase. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { randomBytes } from '../../../shared/crypto/sodium.ts';
import { deviceIdOf } from '../../../shared/envelope/layout.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import { ClinicCreated, MembershipPage } from '../../../shared/protocol/messages.ts';
import { call, login, sync, trySync } from '../../support/cloud-client.ts';
import {
  addDeviceRecord,
  authorityRecord,
  makeAuthor,
  makeClinic,
  makeDevice,
  ownerOf,
  removeDeviceRecord,
  type TestDevice,
} from '../../support/devices.ts';
import { type Enrolled, enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

let endpoint: TestEndpoint;
let enrolled: Enrolled;
beforeEach(async () => {
  endpoint = await startEndpoint();
  enrolled = await enrolTwo(endpoint.url);
});
afterEach(() => endpoint.stop());
const post = (path: string, body: unknown, token: string, url = endpoint.url) =>
  call(url, 'POST', path, { body, token });
const read = async (token: string, url = endpoint.url) => {
  const reply = await call(url, 'GET', '/v1/membership', { token });
  return decodeCbor(MembershipPage, reply.bytes)?.records.map(toHex);
};

/** Removes the second workstation. Returns the record. */
async function removeSecond(): Promise<Uint8Array> {
  const { clinic, owner, second, ownerToken, records } = enrolled;
  const last = records.at(-1) ?? new Uint8Array();
  const record = removeDeviceRecord(clinic, records.length, last, second, [owner], ownerOf(clinic));
  expect((await post('/v1/membership', { record }, ownerToken)).status).toBe(200);
  return record;
}

describe('a removed workstation', () => {
  it('logs in, reads why, sends what it had not sent, and is given nothing', async () => {
    const { clinic, owner, second, ownerToken, secondToken, records, incarnation } = enrolled;
    const author = makeAuthor(clinic.clinicId, second);
    await sync(endpoint.url, secondToken, { push: author.many(2) });
    const seen = await sync(endpoint.url, secondToken, { incarnation, cursor: 2 });
    const record = await removeSecond();
    await sync(endpoint.url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(3), cursor: 2 });
    const token = await login(endpoint.url, clinic.clinicId, second);
    expect(await read(token)).toEqual([...records, record].map(toHex));
    const late = await sync(endpoint.url, token, { incarnation, cursor: 2, push: author.many(2) });
    expect(late).toMatchObject({
      removed: true,
      accepted: 2,
      deviceHead: 4,
      envelopes: [],
      nextCursor: 2,
      more: false,
    });
    expect([late.head, toHex(late.logHash)]).toEqual([2, toHex(seen.logHash)]);
    expect((await sync(endpoint.url, ownerToken, { cursor: 5 })).envelopes).toHaveLength(2);
    const restarted = await sync(endpoint.url, token, { incarnation: new Uint8Array(16), cursor: 2 });
    expect(restarted).toMatchObject({ removed: true, envelopes: [], more: false });
  });

  it('gets no poke, no envelope, no usage, no enrolment, and changes nothing', async () => {
    const { clinic, owner, second, secondToken, records } = enrolled;
    const record = await removeSecond();
    const refused = async (method: string, path: string, body?: unknown) =>
      (await call(endpoint.url, method, path, { token: secondToken, ...(body ? { body } : {}) })).refusal?.error;
    for (const path of ['/v1/poke', '/v1/envelopes/1', '/v1/usage', `/v1/enrolments/${'ab'.repeat(32)}/request`])
      expect(await refused('GET', path)).toBe('removed');
    const next = addDeviceRecord(clinic.clinicId, records.length + 1, record, makeDevice(), {
      user: clinic.user,
      device: second,
    });
    expect(await refused('POST', '/v1/membership', { record: next })).toBe('removed');
    expect(await refused('POST', '/v1/membership/carry', { from: 1, records: records.slice(1) })).toBe('removed');
    const name = { device: second.keys.id, seq: 1, hash: new Uint8Array(32) };
    const signature = new Uint8Array(64);
    expect(await refused('POST', '/v1/redactions', { redaction: name, envelopes: [name], signature })).toBe('removed');
    const theirs = await trySync(endpoint.url, secondToken, { push: makeAuthor(clinic.clinicId, owner).many(1) });
    expect(theirs.refusal?.error).toBe('not-member');
  });
});

describe("the root's key", () => {
  const rootOf = ({ clinic }: Enrolled): TestDevice => ({
    keys: {
      id: deviceIdOf(clinic.root.sign.publicKey),
      sign: clinic.root.sign.publicKey,
      box: clinic.root.box.publicKey,
    },
    sign: clinic.root.sign,
    box: clinic.root.box,
  });

  it('reads and pulls, adds a workstation, and sends nothing', async () => {
    const { clinic, owner, ownerToken, records } = enrolled;
    await sync(endpoint.url, ownerToken, { push: makeAuthor(clinic.clinicId, owner).many(3) });
    const token = await login(endpoint.url, clinic.clinicId, rootOf(enrolled));
    expect(await read(token)).toEqual(records.map(toHex));
    expect((await sync(endpoint.url, token)).envelopes).toHaveLength(3);
    const fresh = makeDevice();
    const last = records.at(-1) ?? new Uint8Array();
    const record = addDeviceRecord(clinic.clinicId, records.length, last, fresh, { root: clinic.root.sign });
    const byOwner = addDeviceRecord(clinic.clinicId, records.length, last, makeDevice(), ownerOf(clinic));
    expect((await post('/v1/membership', { record: byOwner }, token)).refusal?.error).toBe('not-member');
    expect((await post('/v1/membership', { record }, token)).status).toBe(200);
    const ours = await login(endpoint.url, clinic.clinicId, fresh);
    expect((await sync(endpoint.url, ours)).envelopes).toHaveLength(3);
    const pushed = await trySync(endpoint.url, token, { push: makeAuthor(clinic.clinicId, fresh).many(1) });
    expect(pushed.refusal?.error).toBe('not-member');
    expect((await call(endpoint.url, 'GET', '/v1/poke', { token })).refusal?.error).toBe('not-member');
  });

  it('of another clinic opens nothing', async () => {
    const { clinic } = enrolled;
    const stranger = makeClinic();
    const root = { ...makeDevice(), ...{ sign: stranger.root.sign } };
    const keys = { ...root.keys, id: deviceIdOf(stranger.root.sign.publicKey) };
    await expect(login(endpoint.url, clinic.clinicId, { ...root, keys })).rejects.toThrow('not-member');
    const ours = { ...root, keys: { ...root.keys, id: deviceIdOf(clinic.root.sign.publicKey) } };
    await expect(login(endpoint.url, clinic.clinicId, ours)).rejects.toThrow('unauthorised');
  });
});

describe('the authority of the membership log', () => {
  it('is where it is appended; an endpoint that is not only carries it', async () => {
    const other = await startEndpoint();
    const { clinic, owner, records } = enrolled;
    const [genesis, ...following] = records;
    const created = await call(other.url, 'POST', '/v1/clinics', { body: { genesis, following } });
    const key = decodeCbor(ClinicCreated, created.bytes)?.endpoint ?? new Uint8Array();
    const token = await login(other.url, clinic.clinicId, owner);
    const last = records.at(-1) ?? new Uint8Array();
    const record = addDeviceRecord(clinic.clinicId, records.length, last, makeDevice(), ownerOf(clinic));
    const refused = await post('/v1/membership', { record }, token, other.url);
    expect([refused.status, refused.refusal?.error]).toEqual([409, 'not-authority']);
    expect((await post('/v1/membership', { record }, enrolled.ownerToken)).status).toBe(200);
    expect(
      (await post('/v1/membership/carry', { from: records.length, records: [record] }, token, other.url)).status,
    ).toBe(200);
    expect((await post('/v1/membership', { record }, token, other.url)).status).toBe(200);
    const moved = authorityRecord(clinic.clinicId, records.length + 1, record, key, ownerOf(clinic));
    expect((await post('/v1/membership', { record: moved }, enrolled.ownerToken)).status).toBe(200);
    await post('/v1/membership/carry', { from: records.length + 1, records: [moved] }, token, other.url);
    const next = addDeviceRecord(clinic.clinicId, records.length + 2, moved, makeDevice(), ownerOf(clinic));
    expect((await post('/v1/membership', { record: next }, enrolled.ownerToken)).refusal?.error).toBe('not-authority');
    expect((await post('/v1/membership', { record: next }, token, other.url)).status).toBe(200);
    await other.stop();
  });

  it("follows the root's decision for a branch, and no other branch", async () => {
    const { clinic, owner, ownerToken, records } = enrolled;
    const last = records.at(-1) ?? new Uint8Array();
    const [mine, theirs] = [makeDevice(), makeDevice()];
    const ours = addDeviceRecord(clinic.clinicId, 3, last, mine, ownerOf(clinic));
    await post('/v1/membership', { record: ours }, ownerToken);
    const more = addDeviceRecord(clinic.clinicId, 4, ours, makeDevice(), ownerOf(clinic));
    await post('/v1/membership', { record: more }, ownerToken);
    const key = randomBytes(32);
    const byOwner = [authorityRecord(clinic.clinicId, 3, last, key, ownerOf(clinic))];
    const decision = authorityRecord(clinic.clinicId, 3, last, key, { root: clinic.root.sign });
    const byRoot = [decision, addDeviceRecord(clinic.clinicId, 4, decision, theirs, ownerOf(clinic))];
    const carry = (branch: Uint8Array[]) => post('/v1/membership/carry', { from: 3, records: branch }, ownerToken);
    const before = await read(ownerToken);
    expect((await carry(byOwner)).refusal?.error).toBe('conflict');
    expect((await carry([decision, randomBytes(300)])).refusal?.error).toBe('conflict');
    expect(await read(ownerToken)).toEqual(before);
    const theirToken = await login(endpoint.url, clinic.clinicId, mine);
    expect((await carry(byRoot)).status).toBe(200);
    expect(await read(ownerToken)).toEqual([...records, ...byRoot].map(toHex));
    expect((await trySync(endpoint.url, theirToken)).refusal?.error).toBe('not-member');
    await sync(endpoint.url, await login(endpoint.url, clinic.clinicId, theirs));
    expect((await carry([ours, more])).refusal?.error).toBe('conflict');
    const [genesis, ...following] = [...records, ours, more];
    const again = await call(endpoint.url, 'POST', '/v1/clinics', { body: { genesis, following } });
    expect(again.refusal?.error).toBe('conflict');
    await login(endpoint.url, clinic.clinicId, owner);
  });

  it('that lost it is given it back whole or in pieces, and a shorter or another log changes nothing', async () => {
    const { clinic, owner, ownerToken, records } = enrolled;
    const record = await removeSecond();
    const whole = [...records, record];
    const [genesis] = whole;
    const other = await startEndpoint();
    const create = (body: object) => call(other.url, 'POST', '/v1/clinics', { body: { genesis, ...body } });
    expect((await create({ following: whole.slice(1, 3) })).status).toBe(200);
    expect((await create({ following: whole.slice(3), from: 3 })).status).toBe(200);
    const token = await login(other.url, clinic.clinicId, owner);
    expect(await read(token, other.url)).toEqual(whole.map(toHex));
    expect((await create({ following: whole.slice(1, 2) })).status).toBe(200);
    expect((await create({ following: whole.slice(3), from: 5 })).refusal?.error).toBe('conflict');
    const branch = addDeviceRecord(
      clinic.clinicId,
      3,
      records.at(-1) ?? new Uint8Array(),
      makeDevice(),
      ownerOf(clinic),
    );
    const carried = await post('/v1/membership/carry', { from: 3, records: [branch] }, token, other.url);
    expect([carried.status, carried.refusal?.error]).toEqual([409, 'conflict']);
    const here = await post('/v1/membership/carry', { from: 3, records: [branch] }, ownerToken);
    expect(here.refusal?.error).toBe('conflict');
    expect(await read(token, other.url)).toEqual(whole.map(toHex));
    await other.stop();
  });
});
