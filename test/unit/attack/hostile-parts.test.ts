import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { concat } from '../../../shared/base/bytes.ts';
import { cryptoReady, encrypt, messageKeys, randomBytes } from '../../../shared/crypto/sodium.ts';
import { assembleEnvelope, encodeHeader } from '../../../shared/envelope/layout.ts';
import { cleanUp } from '../../support/vaults.ts';
import { type Clinic, hashOf, makeClinic } from './clinic.ts';

let clinic: Clinic;
beforeAll(() => cryptoReady);
beforeEach(async () => {
  clinic = await makeClinic();
});
afterEach(cleanUp);

const states = () =>
  clinic.store
    .all<{ seq: number; state: string }>('SELECT seq, state FROM envelope ORDER BY seq')
    .map(({ state }) => state);
const op = { k: 'c', t: 'Patient', i: 'p1', j: '{"id":"p1","resourceType":"Patient"}' };

/** An envelope with any header and nonsense inside. */
function nonsense(seq: number, previous: Uint8Array, part: number, parts: number, epoch = 1): Uint8Array {
  const nonce = randomBytes(24);
  const header = encodeHeader({
    clinicId: clinic.hostile.clinicId,
    deviceId: clinic.hostile.deviceId,
    seq,
    previous,
    epoch,
    membershipHead: new Uint8Array(32),
    nonce,
    length: 32,
    part,
    parts,
  });
  const keys = messageKeys(randomBytes(32), 'x', nonce);
  return assembleEnvelope(
    header,
    keys.commitment,
    encrypt(randomBytes(16), header, nonce, keys.key),
    clinic.hostile.sign.secretKey,
  ).bytes;
}

describe('parts of a transaction', () => {
  it('that belong to none leave what was applied applied, and are shown as quarantined', () => {
    const [first] = clinic.envelopes([op]);
    const second = nonsense(2, hashOf(first), 1, 2);
    expect(clinic.take([first as Uint8Array, second]).problem).toBeNull();
    expect(states()).toEqual(['applied', 'quarantined']);
  });

  it('that are never completed are quarantined when the next transaction begins', () => {
    const one = nonsense(1, new Uint8Array(32), 0, 3);
    const two = nonsense(2, hashOf(one), 1, 3);
    const [three] = clinic.envelopes([op], { seq: 3, previous: hashOf(two) });
    expect(clinic.take([one, two, three as Uint8Array]).problem).toBeNull();
    expect(states()).toEqual(['quarantined', 'quarantined', 'applied']);
  });

  it('that claim another number of parts in the middle are quarantined', () => {
    const one = nonsense(1, new Uint8Array(32), 0, 3);
    const two = nonsense(2, hashOf(one), 1, 2);
    expect(clinic.take([one, two]).problem).toBeNull();
    expect(states()).toEqual(['quarantined', 'quarantined']);
  });

  it('whose header, commitment or ciphertext was changed are refused', () => {
    const [bytes] = clinic.envelopes([op]) as [Uint8Array];
    for (const at of [4, 36, 59, 60, 95, 96, 128, 157, 159, 160, 200, bytes.length - 1]) {
      const changed = concat(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(clinic.take([changed]).problem, String(at)).not.toBeNull();
    }
    expect(clinic.take([bytes]).taken).toBe(1);
    expect(clinic.take([bytes]).taken).toBe(0);
  });
});
