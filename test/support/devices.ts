/** A clinic's devices without the vault around them: keys, membership records and envelopes by the shared functions. */
import { randomBytes as platformBytes } from 'node:crypto';
import { boxKeyPair, type KeyPair, randomBytes, seal, signKeyPair } from '../../shared/crypto/sodium.ts';
import {
  assembleEnvelope,
  clinicIdOf,
  deviceIdOf,
  encodeHeader,
  envelopeHash,
  parseEnvelope,
} from '../../shared/envelope/layout.ts';
import {
  type DeviceKeys,
  encodeMembershipRecord,
  type MembershipBody,
  membershipHash,
  ZERO_HASH,
} from '../../shared/protocol/membership.ts';

/** Await `cryptoReady` before any of these. */
export interface TestDevice {
  readonly keys: DeviceKeys;
  readonly sign: KeyPair;
  readonly box: KeyPair;
}

export interface TestClinic {
  readonly clinicId: Uint8Array;
  readonly root: { readonly sign: KeyPair; readonly box: KeyPair };
  readonly genesis: Uint8Array;
  /** The owner's workstation, and the owner's own key. */
  readonly owner: TestDevice;
  readonly user: KeyPair;
}

/** A device with keys from the generator, or from a seed byte where a test must repeat itself. */
export function makeDevice(seed?: number): TestDevice {
  const sign = signKeyPair(seedOf(seed));
  const box = boxKeyPair(seedOf(seed));
  return { keys: { id: deviceIdOf(sign.publicKey), sign: sign.publicKey, box: box.publicKey }, sign, box };
}

/** A clinic whose genesis names its owner's device. */
export function makeClinic(): TestClinic {
  const root = { sign: signKeyPair(randomBytes(32)), box: boxKeyPair(randomBytes(32)) };
  const owner = makeDevice();
  const clinicId = clinicIdOf(root.sign.publicKey, root.box.publicKey);
  const rootKeys = { sign: root.sign.publicKey, box: root.box.publicKey };
  const user = signKeyPair(randomBytes(32));
  const common = commonOf(clinicId, 0, ZERO_HASH, owner);
  const keys = [...common.keys, { epoch: 1, to: null, sealed: seal(randomBytes(32), root.box.publicKey) }];
  const genesis = encodeMembershipRecord(
    {
      kind: 'genesis',
      ...common,
      by: { kind: 'root' },
      keys,
      root: rootKeys,
      device: owner.keys,
      owner: user.publicKey,
    },
    [root.sign.secretKey],
  );
  return { clinicId, root, genesis, owner, user };
}

/** Who signs in tests: an owner's key at a workstation, or the root's. */
export type TestSigner = { readonly user: KeyPair; readonly device: TestDevice } | { readonly root: KeyPair };

/** A clinic's owner at the owner's workstation. */
export function ownerOf({ user, owner }: TestClinic): TestSigner {
  return { user, device: owner };
}

/** The record by which `signer` adds `device` behind `previous`, which is record `index - 1`. */
export function addDeviceRecord(
  clinicId: Uint8Array,
  index: number,
  previous: Uint8Array,
  device: TestDevice,
  signer: TestSigner,
): Uint8Array {
  const common = commonOf(clinicId, index, membershipHash(previous), device);
  return signedRecord({ kind: 'add-device', ...common, device: device.keys }, signer);
}

/** The record by which `signer` makes an endpoint the log's authority. */
export function authorityRecord(
  clinicId: Uint8Array,
  index: number,
  previous: Uint8Array,
  key: Uint8Array,
  signer: TestSigner,
): Uint8Array {
  const common = { ...commonOf(clinicId, index, membershipHash(previous), makeDevice()), keys: [] };
  return signedRecord({ kind: 'authority', ...common, authority: { kind: 'endpoint', key } }, signer);
}

/** The record by which `signer` removes `device`, of which nothing counts; `staying` get the second epoch's key. */
export function removeDeviceRecord(
  clinic: TestClinic,
  index: number,
  previous: Uint8Array,
  device: TestDevice,
  staying: readonly TestDevice[],
  signer: TestSigner,
): Uint8Array {
  const common = commonOf(clinic.clinicId, index, membershipHash(previous), device);
  const boxes = [...staying.map(({ keys }) => keys), { id: null, box: clinic.root.box.publicKey }];
  const keys = boxes.map(({ id, box }) => ({ epoch: 2, to: id, sealed: seal(randomBytes(32), box) }));
  const older = { nonce: randomBytes(24), commitment: randomBytes(32), sealed: randomBytes(64) };
  const after = { seq: 0, hash: ZERO_HASH };
  return signedRecord(
    { kind: 'remove-device', ...common, keys, epoch: 2, older, device: device.keys.id, after },
    signer,
  );
}

/** What any record but the first says, without who signs. */
type Unsigned =
  Exclude<MembershipBody, { kind: 'genesis' }> extends infer Body
    ? Body extends unknown
      ? Omit<Body, 'by'>
      : never
    : never;

/** Signs what a test wants to say in a membership record. */
function signedRecord(unsigned: Unsigned, signer: TestSigner): Uint8Array {
  const body = unsigned as Omit<Extract<MembershipBody, { kind: 'add-device' }>, 'by'>;
  return 'root' in signer
    ? encodeMembershipRecord({ ...body, by: { kind: 'root' } }, [signer.root.secretKey])
    : encodeMembershipRecord(
        { ...body, by: { kind: 'owner', user: signer.user.publicKey, device: signer.device.keys.id } },
        [signer.user.secretKey, signer.device.sign.secretKey],
      );
}

/** Envelopes of one device, each chained to the one before. */
export interface Author {
  /** The next envelope, with `size` bytes of (random) ciphertext. */
  next(size?: number): Uint8Array;
  /** `count` envelopes. */
  many(count: number, size?: number): Uint8Array[];
  readonly seq: number;
}

/** The hash of an envelope from its bytes. Throws for bytes that are none. */
export function hashOfBytes(bytes: Uint8Array): Uint8Array {
  const envelope = parseEnvelope(bytes);
  if (!envelope) throw new Error('not an envelope');
  return envelopeHash(envelope);
}

/** Writes envelopes as `device`, from `seq` 1 or behind the envelope given. */
export function makeAuthor(
  clinicId: Uint8Array,
  device: TestDevice,
  behind?: { seq: number; bytes: Uint8Array },
): Author {
  let seq = behind?.seq ?? 0;
  let previous = behind ? hashOfBytes(behind.bytes) : ZERO_HASH;
  const next = (size = 200) => {
    seq++;
    const header = encodeHeader({
      clinicId,
      deviceId: device.keys.id,
      seq,
      previous,
      epoch: 1,
      membershipHead: ZERO_HASH,
      nonce: randomBytes(24),
      length: size,
      part: 0,
      parts: 1,
    });
    const envelope = assembleEnvelope(header, randomBytes(32), filler(size), device.sign.secretKey);
    previous = envelopeHash(envelope);
    return envelope.bytes;
  };
  return {
    next,
    many: (count, size) => Array.from({ length: count }, () => next(size)),
    get seq() {
      return seq;
    },
  };
}

/** Random bytes for bulk, from the platform: libsodium's generator in WebAssembly makes them four at a time. */
function filler(size: number): Uint8Array {
  return new Uint8Array(platformBytes(size));
}

function commonOf(clinicId: Uint8Array, index: number, previous: Uint8Array, reader: TestDevice) {
  return {
    v: 1 as const,
    clinic: clinicId,
    index,
    previous,
    keys: [{ epoch: 1, to: reader.keys.id, sealed: seal(randomBytes(32), reader.keys.box) }],
    epoch: 1,
    nonce: randomBytes(24),
    commitment: randomBytes(32),
    sealed: randomBytes(64),
  };
}

function seedOf(seed: number | undefined): Uint8Array {
  return seed === undefined ? randomBytes(32) : new Uint8Array(32).fill(seed);
}
