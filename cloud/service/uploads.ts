/** Sync requests that arrive in pieces. A workstation has one upload, no larger than a request, so that what they take is bounded. */
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { decodeCbor } from '../../shared/protocol/cbor.ts';
import { MAX_BODY, SyncRequest } from '../../shared/protocol/messages.ts';
import { UPLOAD_LIFETIME, type Upload, uploadHash } from '../../shared/protocol/uploads.ts';
import { type Answer, answer, MALFORMED, refusal } from './answer.ts';
import type { ServiceContext } from './context.ts';
import { ANY_STANDING, type Membership } from './membership.ts';
import type { Bearer } from './tokens.ts';

export interface Uploads {
  received(bearer: Bearer, hash: Uint8Array): Promise<Answer<Upload>>;
  /** Takes what `bytes` yields until it ends or breaks off. Whatever else this workstation is still sending is given up. */
  put(bearer: Bearer, hash: Uint8Array, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<Answer<Upload>>;
  /** The request that was uploaded. Refused as `not-found`, `conflict` where bytes are missing or wrong. */
  request(bearer: Bearer, hash: Uint8Array): Promise<Answer<SyncRequest>>;
  /** Forgets the workstation's upload. */
  drop(bearer: Bearer): Promise<void>;
}

/** Uploads over a store. */
export function createUploads({ store, clock }: ServiceContext, membership: Membership): Uploads {
  /** By device: gives up what is being sent, and ends when what has arrived of it is kept. */
  const sending = new Map<string, () => Promise<void>>();

  async function collect(
    bytes: AsyncIterable<Uint8Array>,
    most: number,
    given: AbortSignal,
  ): Promise<Uint8Array | null> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of bytes) {
        if (given.aborted) break;
        size += chunk.length;
        if (size > most) return null;
        chunks.push(chunk);
      }
    } catch {
      // the line broke: what has arrived is kept, the client asks how much that is
    }
    return Buffer.concat(chunks);
  }

  return {
    async received(bearer, hash) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId, ANY_STANDING);
      if (!found.ok) return found;
      return answer({ received: await store.uploaded(bearer.clinicId, bearer.deviceId, hash, clock.now()) });
    },

    async put(bearer, hash, offset, bytes) {
      const found = await membership.member(bearer.clinicId, bearer.deviceId, ANY_STANDING);
      if (!found.ok) return found;
      const device = toHex(bearer.deviceId);
      await sending.get(device)?.();
      const stop = new AbortController();
      const { promise, resolve } = Promise.withResolvers<void>();
      const giveUp = () => {
        stop.abort();
        return promise;
      };
      sending.set(device, giveUp);
      try {
        const piece = await collect(abortable(bytes, stop.signal), MAX_BODY - offset, stop.signal);
        if (!piece) return TOO_LARGE;
        const now = clock.now();
        const times = { now, expiresAt: now + UPLOAD_LIFETIME * 1000 };
        const received = await store.putPiece(bearer.clinicId, bearer.deviceId, { hash, offset, bytes: piece }, times);
        return answer({ received });
      } finally {
        if (sending.get(device) === giveUp) sending.delete(device);
        resolve();
      }
    },

    async request(bearer, hash) {
      const bytes = await store.upload(bearer.clinicId, bearer.deviceId, hash, clock.now());
      if (!bytes) return NOT_HERE;
      if (!sameBytes(uploadHash(bytes), hash)) return NOT_WHOLE;
      const request = decodeCbor(SyncRequest, bytes);
      return request ? answer(request) : MALFORMED;
    },

    drop: (bearer) => store.dropUpload(bearer.clinicId, bearer.deviceId),
  };
}

/** The same chunks, ending also when the signal is raised while none arrives. */
async function* abortable(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]();
  const raised = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
  for (;;) {
    const next = await Promise.race([chunks.next(), raised]);
    if (next === null || next.done) return;
    yield next.value;
  }
}

const NOT_HERE = refusal('not-found', 'There is no such upload, or its time is over. Send it again.');
const NOT_WHOLE = refusal('conflict', 'The upload is not whole. Ask how much is here, or begin it anew.');
const TOO_LARGE = refusal('too-large', 'The upload is larger than a request may be. Send less at a time.');
