import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTransaction, sealTransaction } from '../../../electron/vault/crypto/seal.ts';
import { cryptoReady, signKeyPair } from '../../../shared/crypto/sodium.ts';
import { decodeBody, encodeBody } from '../../../shared/envelope/body.ts';
import {
  type Envelope,
  MAX_CIPHERTEXT,
  parseEnvelope,
  parseStub,
  verifyEnvelope,
} from '../../../shared/envelope/layout.ts';
import { pad, padmeLength, unpad } from '../../../shared/envelope/padding.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import * as messages from '../../../shared/protocol/messages.ts';
import { extendRoster } from '../../../shared/protocol/roster.ts';
import { runs } from '../../support/runs.ts';
import { countedRandom } from '../../vectors/artefacts.ts';

beforeAll(() => cryptoReady);

// libsodium's generator is slow for megabytes of filler
const noise = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const PLACE = { clinicId: new Uint8Array(32).fill(1), deviceId: new Uint8Array(16).fill(2), seq: 7 };
const random = { bytes: noise };

function context(seed: number) {
  const device = signKeyPair(new Uint8Array(32).fill(seed));
  return {
    device,
    sealing: {
      clinicId: new Uint8Array(32).fill(1),
      deviceId: new Uint8Array(16).fill(2),
      deviceSecretKey: device.secretKey,
      seq: 1 + seed,
      previous: new Uint8Array(32),
      epoch: 3,
      epochKey: new Uint8Array(32).fill(seed + 1),
      membershipHead: new Uint8Array(32).fill(4),
    },
  };
}

describe('padding', () => {
  it('gives back content of any length and hides lengths for at most 12 % more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
        const padded = pad(content);
        expect(unpad(padded)).toEqual(content);
        expect(padded.length).toBe(padmeLength(4 + content.length));
        expect(padded.length).toBeLessThanOrEqual((4 + content.length) * 1.12);
      }),
    );
    for (const [length, padded] of [
      [9, 10],
      [100, 104],
      [1000, 1024],
      [1_000_000, 1_015_808],
    ] as const)
      expect(padmeLength(length)).toBe(padded);
  });
  it('refuses what is no padded form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const content = unpad(bytes);
        if (content) expect(pad(content)).toEqual(bytes);
      }),
    );
  });
});

describe('envelopes', () => {
  it('carry any body, in as many parts as it needs, and only whole, in order, under the right key', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 0, max: 3 }), (seed, quarters) => {
        const { device, sealing } = context(seed);
        const body = noise(1 + seed + quarters * (MAX_CIPHERTEXT - 100));
        const sealed = sealTransaction(sealing, body, random).map(({ bytes }) => parseEnvelope(bytes) as Envelope);
        expect(sealed.length).toBe(quarters === 0 ? 1 : sealed[0]?.header.parts);
        expect(sealed.every((envelope) => verifyEnvelope(envelope, device.publicKey))).toBe(true);
        expect(Buffer.compare(openTransaction(sealed, sealing.epochKey) ?? Buffer.of(), body)).toBe(0);
        expect(openTransaction(sealed, new Uint8Array(32).fill(255))).toBeNull();
        if (sealed.length > 1) {
          expect(openTransaction([...sealed].reverse(), sealing.epochKey)).toBeNull();
          expect(openTransaction(sealed.slice(1), sealing.epochKey)).toBeNull();
        }
      }),
      { numRuns: runs(25), seed: 4 },
    );
  });

  it('carry the same body in the same bytes when they are built from the same randomness', () => {
    const build = () =>
      sealTransaction(context(7).sealing, new Uint8Array(1000).fill(3), countedRandom('x')).map(({ bytes }) => bytes);
    expect(build()).toEqual(build());
  });
});

describe('bodies', () => {
  it('tell who signed them', () => {
    const [a, b] = [signKeyPair(new Uint8Array(32).fill(1)), signKeyPair(new Uint8Array(32).fill(2))];
    const body = {
      v: 1 as const,
      hlc: '000000000000001-00000',
      user: 'u',
      saw: {},
      remotes: [],
      members: 1,
      registers: 1,
      ops: [{ k: 'z', new: 'operation' }],
    };
    const decoded = decodeBody(encodeBody(body, PLACE, a.secretKey), PLACE);
    expect(decoded?.body).toEqual(body);
    expect(decoded?.signedBy(a.publicKey)).toBe(true);
    expect(decoded?.signedBy(b.publicKey)).toBe(false);
    for (const elsewhere of [
      { ...PLACE, seq: 8 },
      { ...PLACE, deviceId: new Uint8Array(16).fill(3) },
      { ...PLACE, clinicId: new Uint8Array(32) },
    ]) {
      expect(decodeBody(encodeBody(body, PLACE, a.secretKey), elsewhere)?.signedBy(a.publicKey)).toBe(false);
    }
  });
});

describe('decoders', () => {
  it('never throw, whatever bytes they are given', () => {
    const schemas = Object.values(messages).flatMap((value) =>
      value instanceof z.ZodType ? [value as z.ZodType] : [],
    );
    expect(schemas.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        parseEnvelope(bytes);
        parseStub(bytes);
        decodeBody(bytes, PLACE);
        extendRoster(null, bytes);
        unpad(bytes);
        for (const schema of schemas) decodeCbor(schema, bytes);
      }),
      { numRuns: runs(1000), seed: 6 },
    );
  });
  it('give back plain data', () => {
    fc.assert(
      fc.property(
        fc.object({
          values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array()],
          maxDepth: 3,
          withNullPrototype: false,
        }),
        (value) => {
          expect(decodeCbor(z.unknown(), encodeCbor(value))).toEqual(value);
        },
      ),
      { seed: 8 },
    );
  });
});
