import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/base/bytes.ts';
import { randomBytes, sign } from '../../../shared/crypto/sodium.ts';
import { type Envelope, parseEnvelope, stubOf } from '../../../shared/envelope/layout.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import { type EnvelopeName, REDACTION_CONTEXT, Redacted, redactionBytes } from '../../../shared/protocol/messages.ts';
import { call, sync, trySync } from '../../support/cloud-client.ts';
import { hashOfBytes, makeAuthor, makeDevice, type TestDevice } from '../../support/devices.ts';
import { enrolTwo, startEndpoint, type TestEndpoint } from './endpoint.ts';

const read = (bytes: Uint8Array): Envelope => parseEnvelope(bytes) as Envelope;
const nameOf = (bytes: Uint8Array): EnvelopeName => {
  const { deviceId: device, seq } = read(bytes).header;
  return { device, seq, hash: hashOfBytes(bytes) };
};

describe('POST /v1/redactions', () => {
  let endpoint: TestEndpoint;
  beforeAll(async () => {
    endpoint = await startEndpoint();
  });
  afterAll(() => endpoint.stop());

  /** Whether any piece of an envelope's contents stands in the database or its journal. */
  const kept = (bytes: Uint8Array): boolean => {
    const files = ['cloud.sqlite', 'cloud.sqlite-wal'].map((name) => readFileSync(join(endpoint.directory, name)));
    const pieces = Array.from({ length: 50 }, (_, i) => read(bytes).ciphertext.subarray(i * 96, i * 96 + 24));
    return pieces.some((piece) => files.some((file) => file.includes(Buffer.from(piece))));
  };
  const ask = (
    token: string,
    clinicId: Uint8Array,
    device: TestDevice,
    said: { redaction: EnvelopeName; envelopes: EnvelopeName[] },
  ) => {
    const signature = sign(REDACTION_CONTEXT, redactionBytes(clinicId, said), device.sign.secretKey);
    return call(endpoint.url, 'POST', '/v1/redactions', { body: { ...said, signature }, token });
  };

  it('keeps stubs, gives them to whoever asks for the log, and leaves the order and its hash as they were', async () => {
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const [first, second, third] = makeAuthor(clinic.clinicId, owner).many(3, 5000) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const before = await sync(endpoint.url, ownerToken, { push: [first, second, third] });
    const reply = await ask(ownerToken, clinic.clinicId, owner, {
      redaction: nameOf(third),
      envelopes: [nameOf(first), nameOf(second)],
    });
    expect([reply.status, decodeCbor(Redacted, reply.bytes)]).toEqual([200, { stubs: 2 }]);
    const log = await sync(endpoint.url, secondToken);
    const stubs = [first, second].map((bytes) => toHex(stubOf(read(bytes))));
    expect(log.envelopes.map((item) => (typeof item === 'number' ? item : toHex(item)))).toEqual([
      ...stubs,
      toHex(third),
    ]);
    expect(toHex(log.logHash)).toBe(toHex(before.logHash));
    expect([kept(first), kept(second), kept(third)]).toEqual([false, false, true]);
  });

  it('does nothing before it has the redaction, and says of how many it could keep stubs', async () => {
    const { clinic, owner, second, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const [target, redaction] = makeAuthor(clinic.clinicId, owner).many(2) as [Uint8Array, Uint8Array];
    const missing = nameOf(makeAuthor(clinic.clinicId, second).next());
    await sync(endpoint.url, ownerToken, { push: [target] });
    const said = { redaction: nameOf(redaction), envelopes: [nameOf(target), missing] };
    const early = await ask(ownerToken, clinic.clinicId, owner, said);
    expect([early.status, early.refusal?.error]).toEqual([404, 'not-found']);
    expect((await sync(endpoint.url, secondToken)).envelopes[0]).toHaveLength(target.length);
    await sync(endpoint.url, ownerToken, { push: [redaction] });
    const later = await ask(secondToken, clinic.clinicId, second, said);
    expect(decodeCbor(Redacted, later.bytes)).toEqual({ stubs: 1 });
  });

  it('refuses who is no member, whoever did not sign it, and what is none', async () => {
    const { clinic, owner, second, ownerToken } = await enrolTwo(endpoint.url);
    const [target, redaction] = makeAuthor(clinic.clinicId, owner).many(2) as [Uint8Array, Uint8Array];
    await sync(endpoint.url, ownerToken, { push: [target, redaction] });
    const said = { redaction: nameOf(redaction), envelopes: [nameOf(target)] };
    for (const device of [second, makeDevice()]) {
      const forged = await ask(ownerToken, clinic.clinicId, device, said);
      expect([forged.status, forged.refusal?.error]).toEqual([400, 'bad-signature']);
    }
    expect((await ask('nonsense', clinic.clinicId, owner, said)).status).toBe(401);
    const other = await enrolTwo(endpoint.url);
    const elsewhere = await ask(other.ownerToken, other.clinic.clinicId, other.owner, said);
    expect([elsewhere.status, elsewhere.refusal?.error]).toEqual([404, 'not-found']);
    const empty = await ask(ownerToken, clinic.clinicId, owner, { ...said, envelopes: [] });
    expect([empty.status, empty.refusal?.error]).toEqual([400, 'malformed']);
  });

  it('takes stubs from a member that gives back what was lost, and no false ones', async () => {
    const { clinic, owner, ownerToken, secondToken } = await enrolTwo(endpoint.url);
    const envelopes = makeAuthor(clinic.clinicId, owner).many(2);
    const stubs = envelopes.map((bytes) => stubOf(read(bytes)));
    const forged = (stubs[0] ?? new Uint8Array()).slice();
    forged.set(randomBytes(32), 4 + 160 + 32);
    const reply = await trySync(endpoint.url, secondToken, { push: [forged] });
    expect([reply.status, reply.refusal?.error]).toEqual([400, 'bad-signature']);
    expect(await sync(endpoint.url, secondToken, { push: stubs })).toMatchObject({ accepted: 2, head: 2 });
    expect(await sync(endpoint.url, ownerToken, { push: envelopes })).toMatchObject({ accepted: 2, head: 2 });
  });
});
