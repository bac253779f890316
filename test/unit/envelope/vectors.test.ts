import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codeMatches, readCode } from '../../../electron/vault/crypto/code.ts';
import { openTransaction } from '../../../electron/vault/crypto/seal.ts';
import { comparedWords, recoveryEntropy, rootKeys } from '../../../electron/vault/crypto/words.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { cryptoReady, hash } from '../../../shared/crypto/sodium.ts';
import { Body, decodeBody, Op } from '../../../shared/envelope/body.ts';
import {
  clinicIdOf,
  deviceIdOf,
  type Envelope,
  encodeHeader,
  envelopeHash,
  parseEnvelope,
  parseStub,
  stubOf,
  verifyEnvelope,
} from '../../../shared/envelope/layout.ts';
import { MembershipBody, readMembershipRecord } from '../../../shared/protocol/membership.ts';
import * as messages from '../../../shared/protocol/messages.ts';
import { extendRoster } from '../../../shared/protocol/roster.ts';
import { BODY } from '../../vectors/artefacts.ts';

const frozen = JSON.parse(readFileSync(new URL('../../vectors/format-1.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const bytes = (name: string): Uint8Array => fromHex(frozen[name] ?? '');
const EPOCH_KEY = new Uint8Array(32).fill(9);

beforeAll(() => cryptoReady);

/** What a workstation makes of an envelope's bytes: the body, or null wherever something is wrong. */
function read(envelopeBytes: Uint8Array): unknown {
  const envelope = parseEnvelope(envelopeBytes);
  if (
    !envelope ||
    toHex(envelope.header.clinicId) !== frozen.clinicId ||
    !verifyEnvelope(envelope, bytes('deviceSignKey'))
  )
    return null;
  const opened = openTransaction([envelope], EPOCH_KEY);
  const decoded = opened && decodeBody(opened, envelope.header);
  return decoded?.signedBy(bytes('userSignKey'))
    ? { ...decoded.body, ops: decoded.body.ops.map((op) => Op.parse(op)) }
    : null;
}

describe('format 1', () => {
  it('reads the frozen envelope, whole', () => {
    expect(read(bytes('envelope'))).toEqual(BODY);
    expect(toHex(envelopeHash(parseEnvelope(bytes('envelope')) as Envelope))).toBe(frozen.envelopeHash);
    expect(BODY.ops.every((op) => Op.safeParse(op).success)).toBe(true);
  });

  it('refuses the frozen envelope with any one byte changed, cut at any place, or longer', () => {
    const whole = bytes('envelope');
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(read(changed), `byte ${at}`).toBeNull();
      expect(read(whole.slice(0, at)), `cut at ${at}`).toBeNull();
    }
    expect(read(Uint8Array.of(...whole, 0))).toBeNull();
  });

  it('proves the same by the frozen stub as by its envelope, and not with any one byte changed, cut or longer', () => {
    const [whole, stub] = [bytes('envelope'), bytes('stub')];
    const proves = (of: Uint8Array): boolean => {
      const parsed = parseStub(of);
      return (
        parsed !== null &&
        verifyEnvelope(parsed, bytes('deviceSignKey')) &&
        toHex(envelopeHash(parsed)) === frozen.envelopeHash
      );
    };
    expect(toHex(stubOf(parseEnvelope(whole) as Envelope))).toBe(frozen.stub);
    expect(proves(stub)).toBe(true);
    expect(toHex(stubOf(parseStub(stub) as NonNullable<ReturnType<typeof parseStub>>))).toBe(frozen.stub);
    expect((frozen.stub ?? '').slice(0, 8)).toBe('58520100');
    expect(stub).toHaveLength(4 + 160 + 32 + 32 + 64);
    for (let at = 0; at < stub.length; at++) {
      const changed = stub.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(proves(changed), `byte ${at}`).toBe(false);
      expect(proves(stub.slice(0, at)), `cut at ${at}`).toBe(false);
    }
    expect(proves(Uint8Array.of(...stub, 0))).toBe(false);
    expect([parseEnvelope(stub), parseStub(whole)]).toEqual([null, null]);
  });

  it('lays out the header byte by byte', () => {
    const header = parseEnvelope(bytes('envelope'))?.header;
    expect(header).toBeDefined();
    expect(toHex(encodeHeader(header as NonNullable<typeof header>))).toBe((frozen.envelope ?? '').slice(0, 320));
    expect((frozen.envelope ?? '').slice(0, 8)).toBe('58450101');
    expect(header).toMatchObject({ seq: 42, epoch: 1, part: 0, parts: 1 });
  });

  it('derives ids, code, words and phrases as frozen', () => {
    const genesis = readMembershipRecord(bytes('genesis'))?.body;
    expect(genesis?.kind).toBe('genesis');
    if (genesis?.kind !== 'genesis') return;
    expect(toHex(clinicIdOf(genesis.root.sign, genesis.root.box))).toBe(frozen.clinicId);
    expect(toHex(deviceIdOf(bytes('deviceSignKey')))).toBe(frozen.deviceId);
    expect(codeMatches(frozen.code ?? '', genesis.device, bytes('codeSalt'))).toBe(true);
    expect(readCode((frozen.code ?? '').toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'))).toBe(frozen.code);
    expect(comparedWords([bytes('clinicId'), bytes('deviceId')], 'en')).toBe(frozen.comparedWordsEn);
    expect(comparedWords([bytes('clinicId'), bytes('deviceId')], 'zh-CN')).toBe(frozen.comparedWordsZh);
    for (const phrase of [frozen.recoveryEn, frozen.recoveryZh, frozen.recoveryZh?.replaceAll(' ', '')]) {
      const entropy = recoveryEntropy(phrase ?? '');
      expect(entropy && toHex(rootKeys(entropy).sign.publicKey)).toBe(frozen.rootSignKey);
    }
  });

  it('accepts the frozen first membership record, and not with any byte changed', () => {
    const genesis = bytes('genesis');
    expect(extendRoster(null, genesis)?.length).toBe(1);
    for (let at = 0; at < genesis.length; at++) {
      const changed = genesis.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const roster = extendRoster(null, changed);
      expect(roster, `byte ${at}`).toBeNull();
    }
  });

  it('changes its version when a schema of the wire changes', () => {
    const schemas = {
      Body,
      WriteOp: Op,
      MembershipBody,
      ...Object.fromEntries(Object.entries(messages).filter(([, value]) => value instanceof z.ZodType)),
    };
    const shape = JSON.stringify(
      Object.entries(schemas).map(([name, schema]) => [
        name,
        z.toJSONSchema(schema as z.ZodType, { unrepresentable: 'any', io: 'input' }),
      ]),
    );
    const digest = toHex(hash('xinglin/test/schema', [new TextEncoder().encode(shape)], 16));
    // A change here is a change of the wire format: add a line to the version history of the file that changed.
    expect(digest).toMatchInlineSnapshot(`"16147134b4195b34f690422b1b188f77"`);
  });
});
