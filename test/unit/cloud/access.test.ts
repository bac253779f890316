import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInvitation } from '../../../cloud/main.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { randomBytes, sign } from '../../../shared/crypto/sodium.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import {
  CHALLENGE_CONTEXT,
  Challenge,
  ClinicCreated,
  challengeBytes,
  MembershipPage,
} from '../../../shared/protocol/messages.ts';
import { call, login, sync, trySync } from '../../support/cloud-client.ts';
import { addDeviceRecord, makeClinic, makeDevice, ownerOf } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

describe('who may do what', () => {
  let endpoint: TestEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint();
  });
  afterAll(() => endpoint.stop());
  const post = (path: string, body: unknown, token?: string) =>
    call(endpoint.url, 'POST', path, token ? { body, token } : { body });

  it('registers a clinic once, and the same genesis again without harm', async () => {
    const { genesis } = makeClinic();
    const [first, again] = [await post('/v1/clinics', { genesis }), await post('/v1/clinics', { genesis })];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(toHex(again.bytes)).toBe(toHex(first.bytes));
    expect(decodeCbor(ClinicCreated, first.bytes)?.incarnation).toHaveLength(16);
    const forged = new Uint8Array(genesis);
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    expect((await post('/v1/clinics', { genesis: forged })).refusal?.error).toBe('malformed');
  });

  it('gives a token for a challenge that the device signed, and only to a member', async () => {
    const { clinic, owner } = await enrolTwo(endpoint.url);
    const who = { clinic: clinic.clinicId, device: owner.keys.id };
    const asked = await post('/v1/challenge', who);
    const challenge = decodeCbor(Challenge, asked.bytes)?.challenge ?? new Uint8Array();
    const address = endpoint.url;
    const said = challengeBytes(challenge, address);
    const signature = sign(CHALLENGE_CONTEXT, said, owner.sign.secretKey);
    const token = (changes: object) => post('/v1/token', { ...who, challenge, address, signature, ...changes });
    expect((await token({})).status).toBe(200);
    for (const changes of [
      { signature: randomBytes(64) },
      { signature: sign('another context', said, owner.sign.secretKey) },
      { signature: sign(CHALLENGE_CONTEXT, said, makeDevice().sign.secretKey) },
      { signature: sign(CHALLENGE_CONTEXT, challenge, owner.sign.secretKey) },
      { challenge: randomBytes(challenge.length) },
      { address: 'https://elsewhere.example' },
    ]) {
      const reply = await token(changes);
      expect([reply.status, reply.refusal?.error]).toEqual([401, 'unauthorised']);
    }
    const stranger = await post('/v1/challenge', { ...who, device: makeDevice().keys.id });
    expect([stranger.status, stranger.refusal?.error]).toEqual([403, 'not-member']);
    const unknown = await post('/v1/challenge', { ...who, clinic: randomBytes(32) });
    expect([unknown.status, unknown.refusal?.error]).toEqual([404, 'unknown-clinic']);
  });

  it('does not take a challenge that is older than a minute or was given to another device', async () => {
    const { clinic, owner, second } = await enrolTwo(endpoint.url);
    const ask = async (device: Uint8Array) => {
      const reply = await post('/v1/challenge', { clinic: clinic.clinicId, device });
      return decodeCbor(Challenge, reply.bytes)?.challenge ?? new Uint8Array();
    };
    const token = (challenge: Uint8Array) =>
      post('/v1/token', {
        clinic: clinic.clinicId,
        device: owner.keys.id,
        challenge,
        address: endpoint.url,
        signature: sign(CHALLENGE_CONTEXT, challengeBytes(challenge, endpoint.url), owner.sign.secretKey),
      });
    expect((await token(await ask(second.keys.id))).status).toBe(401);
    const challenge = await ask(owner.keys.id);
    endpoint.later(59);
    expect((await token(challenge)).status).toBe(200);
    endpoint.later(2);
    expect((await token(challenge)).status).toBe(401);
  });

  it('asks for a token, and for a new one when it has expired', async () => {
    const { clinic, owner } = await enrolTwo(endpoint.url);
    const token = await login(endpoint.url, clinic.clinicId, owner);
    // whichever letter it begins with
    const altered = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    for (const bad of ['', 'x', token.slice(1), `${token}AAAA`, altered, token.toUpperCase()]) {
      const reply = await trySync(endpoint.url, bad);
      expect([reply.status, reply.refusal?.error]).toEqual([401, 'unauthorised']);
    }
    endpoint.later(14 * 60);
    expect((await trySync(endpoint.url, token)).status).toBe(200);
    endpoint.later(61);
    for (const [method, path] of [
      ['POST', '/v1/sync'],
      ['GET', '/v1/poke'],
      ['GET', '/v1/membership'],
      ['POST', '/v1/membership'],
      ['GET', `/v1/enrolments/${'0'.repeat(64)}/request`],
      ['PUT', `/v1/enrolments/${'0'.repeat(64)}/answer`],
    ] as const) {
      expect((await call(endpoint.url, method, path, { token })).status).toBe(401);
      expect((await call(endpoint.url, method, path)).status).toBe(401);
    }
    await sync(endpoint.url, await login(endpoint.url, clinic.clinicId, owner));
  });

  it('does not take a challenge for a token, or the token of another endpoint', async () => {
    const other = await startEndpoint();
    const { clinic, owner, ownerToken } = await enrolTwo(endpoint.url);
    await call(other.url, 'POST', '/v1/clinics', { body: { genesis: clinic.genesis } });
    expect((await trySync(other.url, ownerToken)).status).toBe(401);
    const asked = await post('/v1/challenge', { clinic: clinic.clinicId, device: owner.keys.id });
    const challenge = decodeCbor(Challenge, asked.bytes)?.challenge ?? new Uint8Array();
    expect((await trySync(endpoint.url, Buffer.from(challenge).toString('base64url'))).status).toBe(401);
    await other.stop();
  });

  it('grows the membership log by compare-and-swap', async () => {
    const { clinic, ownerToken, second, secondToken, records } = await enrolTwo(endpoint.url);
    const [, , last] = records;
    if (!last) throw new Error('three records');
    const [third, fourth] = [makeDevice(), makeDevice()];
    const add = (record: Uint8Array, token: string) => post('/v1/membership', { record }, token);
    const mine = addDeviceRecord(clinic.clinicId, 3, last, third, ownerOf(clinic));
    const theirs = addDeviceRecord(clinic.clinicId, 3, last, fourth, { user: clinic.user, device: second });
    const replies = await Promise.all([add(mine, ownerToken), add(theirs, secondToken)]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect(replies.find((reply) => reply.status === 409)?.refusal?.error).toBe('head-moved');
    const winner = replies[0]?.status === 200 ? mine : theirs;
    expect((await add(winner, ownerToken)).status).toBe(200);

    const read = await call(endpoint.url, 'GET', '/v1/membership?from=2', { token: secondToken });
    const page = decodeCbor(MembershipPage, read.bytes);
    expect(page?.records.map(toHex)).toEqual([last, winner].map(toHex));
    expect(page).toMatchObject({ from: 2, length: 4 });
    const beyond = await call(endpoint.url, 'GET', '/v1/membership?from=4', { token: secondToken });
    expect(decodeCbor(MembershipPage, beyond.bytes)).toMatchObject({ from: 4, records: [], length: 4 });
  });

  it('refuses membership records of strangers, of others, and of devices that are there', async () => {
    const { clinic, ownerToken, second, records } = await enrolTwo(endpoint.url);
    const last = records[2] ?? new Uint8Array();
    const { clinicId } = clinic;
    const stranger = makeDevice();
    for (const [record, status, error] of [
      [addDeviceRecord(clinicId, 3, last, makeDevice(), { user: stranger.sign, device: stranger }), 403, 'not-member'],
      [addDeviceRecord(clinicId, 3, last, second, ownerOf(clinic)), 409, 'conflict'],
      [addDeviceRecord(clinicId, 4, last, makeDevice(), ownerOf(clinic)), 409, 'head-moved'],
      [addDeviceRecord(clinicId, 3, clinic.genesis, makeDevice(), ownerOf(clinic)), 409, 'head-moved'],
      [addDeviceRecord(makeClinic().clinicId, 3, last, makeDevice(), ownerOf(clinic)), 400, 'malformed'],
      [randomBytes(300), 400, 'malformed'],
    ] as const) {
      const reply = await post('/v1/membership', { record }, ownerToken);
      expect([reply.status, reply.refusal?.error]).toEqual([status, error]);
    }
    const byRoot = addDeviceRecord(clinicId, 3, last, makeDevice(), { root: clinic.root.sign });
    expect((await post('/v1/membership', { record: byRoot }, ownerToken)).status).toBe(200);
  });
});

describe('registration by invitation', () => {
  it('takes one clinic for each invitation', async () => {
    const endpoint = await startEndpoint({ invitationOnly: true });
    const create = (body: object) => call(endpoint.url, 'POST', '/v1/clinics', { body });
    const invitation = await createInvitation({ data: endpoint.directory }, 1);
    const [first, second] = [makeClinic(), makeClinic()];
    const closed = await create({ genesis: first.genesis });
    expect([closed.status, closed.refusal?.error]).toEqual([403, 'registration-closed']);
    expect((await create({ genesis: first.genesis, invitation: `${invitation.slice(0, -2)}AA` })).status).toBe(403);
    expect((await create({ genesis: first.genesis, invitation })).status).toBe(200);
    expect((await create({ genesis: first.genesis })).status).toBe(200);
    expect((await create({ genesis: second.genesis, invitation })).status).toBe(403);
    const late = await createInvitation({ data: endpoint.directory }, 1);
    endpoint.later(25 * 3600);
    expect((await create({ genesis: second.genesis, invitation: late })).status).toBe(403);
    await endpoint.stop();
  });
});
