/**
 * Signatures over records: FHIR R4 Provenance (http://hl7.org/fhir/R4/provenance.html) whose Signature.data is ours: the digest of
 * the canonical bytes that were shown, and the user's Ed25519 signature over that digest, the record, the user and the moment.
 */
import { z } from 'zod';
import { utf8 } from '../../../shared/base/bytes.ts';
import { hash, type KeyPair, sign, verify } from '../../../shared/crypto/sodium.ts';
import { decodeCbor, encodeCbor } from '../../../shared/protocol/cbor.ts';
import { Hash, PublicKey, Signature } from '../../../shared/protocol/types.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { userReference } from './staff.ts';

/** Author's signature (ASTM E1762-95, http://hl7.org/fhir/R4/valueset-signature-type.html). */
const AUTHORS_SIGNATURE = '1.2.840.10065.1.12.1.1';
const FORMAT = 'application/cbor';

const SIGN_CONTEXT = 'xinglin/record/v1/sign';
const CONTENT_CONTEXT = 'xinglin/record/v1/content';
const SAID_CONTEXT = 'xinglin/record/v1/said';

/** `seen`: the writes that made up what was signed, so that it can be found in the history. */
const Data = z.strictObject({
  v: z.literal(1),
  key: PublicKey,
  digest: Hash,
  signature: Signature,
  seen: z.array(z.string().max(100)).max(10_000),
});

export interface Signer {
  readonly id: string;
  readonly name: string;
  readonly sign: KeyPair;
}

export interface ReadSignature {
  readonly target: RecordName;
  readonly user: string;
  readonly when: string;
  readonly key: Uint8Array;
  readonly digest: Uint8Array;
  readonly seen: readonly string[];
}

export interface RecordName {
  readonly type: string;
  readonly id: string;
}

/** What a signature over a record stands for: BLAKE2b of its canonical JSON. */
export function contentDigest(json: string): Uint8Array {
  return hash(CONTENT_CONTEXT, [utf8(json)]);
}

/** The Provenance (without an id) by which a user signs a record as it is shown. `when` in ISO 8601. */
export function signatureOver(
  record: RecordName & { readonly json: string; readonly seen: readonly string[] },
  signer: Signer,
  when: string,
): JsonObject {
  const digest = contentDigest(record.json);
  const key = signer.sign.publicKey;
  const signature = sign(SIGN_CONTEXT, said(record, signer.id, when, key, digest), signer.sign.secretKey);
  const data = encodeCbor({ v: 1, key, digest, signature, seen: [...record.seen] });
  const who = userReference(signer);
  return {
    resourceType: 'Provenance',
    target: [{ reference: `${record.type}/${record.id}` }],
    recorded: when,
    agent: [{ who }],
    signature: [
      {
        type: [{ system: 'urn:iso-astm:E1762-95:2013', code: AUTHORS_SIGNATURE, display: "Author's Signature" }],
        when,
        who,
        sigFormat: FORMAT,
        data: Buffer.from(data).toString('base64'),
      },
    ],
  };
}

/** The records that a Provenance with a signature is about; none for any other resource. */
export function signedTargets(resource: JsonObject): RecordName[] {
  if (resource.resourceType !== 'Provenance' || resource.signature === undefined) return [];
  return objectsIn(resource.target).flatMap((target) => {
    const [, type, id] =
      /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(textIn(target.reference)) ?? [];
    return type && id ? [{ type, id }] : [];
  });
}

/**
 * The signature in a Provenance of ours: one by the key that it names, over the record, user and moment that it names. Null for a
 * forged, altered or foreign one, or one of no moment. Whether the key is that user's is for the reader of the membership log.
 */
export function readSignature(provenance: JsonObject): ReadSignature | null {
  const [target, ...others] = signedTargets(provenance);
  const [signature] = objectsIn(provenance.signature);
  if (!target || others.length > 0 || signature?.sigFormat !== FORMAT) return null;
  const data = decodeCbor(Data, new Uint8Array(Buffer.from(textIn(signature.data), 'base64')));
  if (!data) return null;
  const user = textIn(memberOf(memberOf(signature.who, 'identifier'), 'value'));
  const when = textIn(signature.when);
  const { key, digest, seen } = data;
  if (Number.isNaN(Date.parse(when))) return null;
  if (!verify(SIGN_CONTEXT, said(target, user, when, key, digest), data.signature, key)) return null;
  return { target, user, when, key, digest, seen };
}

/** A Provenance with other names for the writes that made up what was signed, which the signature does not cover; null for one that is not ours. */
export function renameSigned(provenance: JsonObject, naming: (write: string) => string): JsonObject | null {
  const [signature, ...others] = objectsIn(provenance.signature);
  if (others.length > 0 || signature?.sigFormat !== FORMAT) return null;
  const said = decodeCbor(Data, new Uint8Array(Buffer.from(textIn(signature.data), 'base64')));
  if (!said) return null;
  const data = encodeCbor({ ...said, seen: said.seen.map(naming) });
  return { ...provenance, signature: [{ ...signature, data: Buffer.from(data).toString('base64') }] };
}

/** Whether a Provenance claims a signature in the format of ours. */
export function isOurs(provenance: JsonObject): boolean {
  return objectsIn(provenance.signature).some(({ sigFormat }) => sigFormat === FORMAT);
}

/** Who signed and when, as a Provenance of anybody says. */
export function signatureClaims(provenance: JsonObject): { by: string; at: string } {
  const [signature] = objectsIn(provenance.signature);
  const who = signature?.who ?? memberOf(provenance.agent, 'who');
  const at = textIn(signature?.when) || textIn(provenance.recorded);
  return { by: textIn(memberOf(who, 'display')) || textIn(memberOf(who, 'reference')), at };
}

function said({ type, id }: RecordName, user: string, when: string, key: Uint8Array, digest: Uint8Array): Uint8Array {
  return hash(SAID_CONTEXT, [utf8(`${type}/${id}\0${user}\0${when}\0`), key, digest]);
}
