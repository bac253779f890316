/**
 * The hash chain of one workstation's audit trail. It begins with clinic and workstation, so that no entry of another chain fits
 * into it; each entry's hash is over the hash before it and the entry's own bytes.
 */
import { hash } from '../crypto/sodium.ts';

const START = 'xinglin/audit/v1/start';
const ENTRY = 'xinglin/audit/v1/entry';

/** What stands before a workstation's first entry. */
export function auditStart(clinicId: Uint8Array, deviceId: Uint8Array): Uint8Array {
  return hash(START, [clinicId, deviceId]);
}

/** The hash of an entry that follows `previous`. */
export function auditHash(previous: Uint8Array, entry: Uint8Array): Uint8Array {
  return hash(ENTRY, [previous, entry]);
}
