/**
 * Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019): hides the
 * length up to its few leading bits, for at most 12 % more bytes. The padded form leads with the length, 4 bytes.
 */
const LENGTH_BYTES = 4;

/** Padmé's length for content of `length` bytes. */
export function padmeLength(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(length / step) * step;
}

/** Length, content, zeros. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(padmeLength(LENGTH_BYTES + content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** The content of a padded form; null unless it is exactly one. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  if (padded.length < LENGTH_BYTES) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (padded.length !== padmeLength(LENGTH_BYTES + length)) return null;
  if (padded.subarray(LENGTH_BYTES + length).some((byte) => byte !== 0)) return null;
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + length);
}
