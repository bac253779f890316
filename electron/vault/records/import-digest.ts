import { utf8 } from '../../../shared/base/bytes.ts';
import { hash } from '../../../shared/crypto/sodium.ts';

/** Digest of canonical JSON by which a later import knows whether the sending system changed a resource; 16 bytes. */
export function importDigest(json: string): Uint8Array {
  return hash('xinglin/import/v1', [utf8(json)], 16);
}
