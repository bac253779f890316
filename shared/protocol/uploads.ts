/**
 * A sync request in pieces, for lines on which it does not get through in one go. The bytes of the SyncRequest have a hash; the
 * pieces go to PUT /v1/uploads/{hash}?offset=N (content type application/octet-stream, as many bytes as the line carries: what
 * has arrived of a piece that was cut off is kept). Each answer says how much is there. Then POST /v1/sync {upload: hash}.
 *
 * A workstation has one upload at a time: another hash replaces it, and so does offset 0. A piece that does not begin where the
 * upload ends is not taken; the answer says where it ends. An upload is forgotten after `UPLOAD_LIFETIME`, and when it was used.
 */
import { z } from 'zod';
import { hash } from '../crypto/sodium.ts';

/** Bytes that the endpoint has of the upload; 0 if it knows none. */
export const Upload = z.object({ received: z.int().min(0) });
export type Upload = z.infer<typeof Upload>;

export const OCTETS = 'application/octet-stream';
/** Seconds since the last piece. */
export const UPLOAD_LIFETIME = 24 * 3600;

/** The hash under which the bytes of a request are uploaded. */
export function uploadHash(request: Uint8Array): Uint8Array {
  return hash('xinglin/upload/v1', [request]);
}
