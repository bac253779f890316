/** The things whose bytes are frozen, made from fixed seeds. `make.ts` writes them once per version; tests only read them. */
import { utf8 } from '../../shared/base/bytes.ts';
import type { Random } from '../../shared/base/world.ts';
import { hash, KDF_FLOOR, passphraseKey } from '../../shared/crypto/sodium.ts';
import { type Body, encodeBody } from '../../shared/envelope/body.ts';
import { clinicIdOf, type Envelope, parseEnvelope, stubOf } from '../../shared/envelope/layout.ts';
import { makeIdentity } from '../../electron/vault/access/identity.ts';
import { createUser } from '../../electron/vault/access/keyring.ts';
import { genesisRecord } from '../../electron/vault/access/membership-records.ts';
import { enrolmentCode } from '../../electron/vault/crypto/code.ts';
import { sealTransaction } from '../../electron/vault/crypto/seal.ts';
import { comparedWords, recoveryPhrase, rootKeys } from '../../electron/vault/crypto/words.ts';

/** Bytes that follow from a name and a counter: for vectors and simulations only. */
export function countedRandom(name: string): Random {
  let count = 0;
  return {
    bytes: (length) => {
      const out = new Uint8Array(length);
      for (let at = 0; at < length; at += 64) {
        count += 1;
        out.set(hash('xinglin/test/random', [utf8(`${name} ${count}`)], 64).subarray(0, Math.min(64, length - at)), at);
      }
      return out;
    },
  };
}

export const BODY: Body = {
  v: 1,
  hlc: '001790000000000-00007',
  user: '0198f3a0-0000-7000-8000-000000000001',
  saw: { '00112233445566778899aabbccddeeff': 41 },
  remotes: [{ incarnation: new Uint8Array(16).fill(3), endpoint: new Uint8Array(32).fill(2), cursor: 7, logHash: new Uint8Array(32).fill(4) }],
  members: 1,
  registers: 1,
  ops: [
    { k: 'c', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000002', j: '{"birthDate":"1980-05-01","id":"0198f3a0-0000-7000-8000-000000000002","resourceType":"Patient"}' },
    { k: 'w', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000002', a: 'update', p: [[new Uint8Array(32).fill(7), 3]], w: [['gender', '{"gender":"female"}', null, [0]], ['telecom/0123456789abcdef', null, 1.5, [0]]] },
    { k: 'w', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000002', a: 'undo', p: [[new Uint8Array(32).fill(8), 0], [new Uint8Array(32).fill(7), 3]], w: [['gender', '{"gender":"male"}', null, [0]]], o: [1] },
    { k: 'w', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000002', a: 'amend', p: [], w: [['$amended', '{"by":"u","nonce":"n","reason":"late result","seen":[]}', null, []]], r: 'late result' },
    { k: 'a', m: [['urn:example', 'Practitioner', 'p-1', '0198f3a0-0000-7000-8000-000000000003']] },
    { k: 'x', t: 'Patient', i: '0198f3a0-0000-7000-8000-000000000004', r: 'asked for' },
    {
      k: 'o',
      h: new Uint8Array(32).fill(7),
      c: '001780000000000-00001',
      u: '0198f3a0-0000-7000-8000-000000000001',
      n: 2,
      o: [[1, { k: 'a', m: [['urn:example', 'Practitioner', 'p-2', '0198f3a0-0000-7000-8000-000000000005']] }]],
      r: [[0, 'Patient', '0198f3a0-0000-7000-8000-000000000004']],
    },
  ],
};

/** A small fixed clinic: root, owner, first workstation. */
async function fixedClinic() {
  const random = countedRandom('clinic');
  const entropy = random.bytes(32);
  const root = rootKeys(entropy);
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const identity = makeIdentity(clinicId, 'Front desk', random.bytes(32), random.bytes(32));
  const { user, keys } = await createUser({ id: BODY.user, name: 'Owner', role: 'owner', passphrase: 'seven quiet herons ferment' }, KDF_FLOOR, async (p, s, c) => passphraseKey(p, s, c), random);
  const profile = { name: 'Vector Clinic', locale: 'en' as const, timeZone: 'Asia/Shanghai', sample: false };
  return { random, entropy, root, clinicId, identity, user, keys, profile, epochKey: new Uint8Array(32).fill(9) };
}

/** All frozen artefacts of format 1, by name. */
export async function artefacts(): Promise<Record<string, string | Uint8Array>> {
  const { random, entropy, root, clinicId, identity, user, keys, profile, epochKey } = await fixedClinic();
  const context = { clinicId, deviceId: identity.deviceId, deviceSecretKey: identity.sign.secretKey, seq: 42, previous: new Uint8Array(32).fill(5), epoch: 1, epochKey, membershipHead: new Uint8Array(32).fill(6) };
  const [envelope] = sealTransaction(context, encodeBody(BODY, context, keys.sign.secretKey), random);
  if (!envelope) throw new Error('no envelope');
  const salt = random.bytes(32);
  const device = { id: identity.deviceId, sign: identity.sign.publicKey, box: identity.box.publicKey };
  const genesis = genesisRecord(root, identity, profile, user, random);
  return {
    clinicId,
    deviceId: identity.deviceId,
    deviceSignKey: identity.sign.publicKey,
    userSignKey: user.sign,
    envelope: envelope.bytes,
    envelopeHash: envelope.hash,
    stub: stubOf(parseEnvelope(envelope.bytes) as Envelope),
    genesis: genesis.record,
    genesisEpochKey: genesis.epochKey,
    codeSalt: salt,
    code: enrolmentCode(device, salt),
    comparedWordsEn: comparedWords([clinicId, identity.deviceId], 'en'),
    comparedWordsZh: comparedWords([clinicId, identity.deviceId], 'zh-CN'),
    recoveryEn: recoveryPhrase(entropy, 'en'),
    recoveryZh: recoveryPhrase(entropy, 'zh-CN'),
    rootSignKey: root.sign.publicKey,
  };
}
