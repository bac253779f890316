/** Exchanges over a line that breaks off: what is large goes in pieces, each from the byte on where the last one ended. */
import { setTimeout as pause } from 'node:timers/promises';
import { concat } from '../../../shared/base/bytes.ts';
import { ExpectedError } from '../../../shared/base/result.ts';
import { encodeCbor } from '../../../shared/protocol/cbor.ts';
import type { SyncRequest } from '../../../shared/protocol/messages.ts';
import type { Synced, Transport } from './transport.ts';

/** So often in a row nothing arrives before the line is given up; what has arrived stays where it is. */
const PATIENCE = 4;
/** The other end may not have noticed yet that the line broke. Milliseconds. */
const NOTICE_MS = 40;

/** Sends a request in pieces. `whole`: it went in one. Raises the transport's failures where nothing gets through any more. */
export async function syncInPieces(transport: Transport, request: SyncRequest): Promise<Synced & { whole: boolean }> {
  const size = encodeCbor(request).length;
  let there = await again(() => transport.uploaded(request));
  let pieces = 0;
  for (let vain = 0; there < size; ) {
    pieces += 1;
    const before = there;
    try {
      there = await transport.upload(request, there);
    } catch (error) {
      if (!isLine(error) || ++vain > PATIENCE) throw error;
      await pause(NOTICE_MS * vain);
      there = await again(() => transport.uploaded(request));
    }
    if (there > before) vain = 0;
  }
  return { ...(await again(() => transport.syncUploaded(request))), whole: pieces <= 1 };
}

/** Reads one envelope in pieces; null where nothing stands in this place. */
export async function envelopeInPieces(
  transport: Transport,
  serverSeq: number,
): Promise<{ bytes: Uint8Array; whole: boolean } | null> {
  let bytes: Uint8Array = new Uint8Array();
  for (let pieces = 1; ; pieces++) {
    const from = bytes.length;
    const piece = await again(() => transport.envelope(serverSeq, from));
    if (!piece) return null;
    bytes = concat(bytes, piece.bytes);
    if (bytes.length >= piece.total) return { bytes, whole: pieces === 1 };
  }
}

/** Asks again where the line fails; everything here may be asked twice. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let vain = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isLine(error) || ++vain > PATIENCE) throw error;
      await pause(NOTICE_MS * vain);
    }
  }
}

function isLine(error: unknown): boolean {
  return error instanceof ExpectedError && ['cloud-unreachable', 'cloud-timeout'].includes(error.failure.code);
}
