/** The rule by which a clinic's log grows: pure, the same for every store, called inside the store's transaction. */
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { extendLogHash, parseStub } from '../../shared/envelope/layout.ts';
import type { CheckedEnvelope, DeviceHead, Stop } from './contract.ts';

/** What the rule needs to know of the log; read under the lock. */
export interface LogState {
  readonly head: number;
  readonly logHash: Uint8Array;
  /** Bytes that new envelopes may weigh together. */
  readonly room: number;
  /** null if nothing is kept of the device. */
  deviceHead(deviceId: Uint8Array): DeviceHead | null;
  /** An envelope that is kept; `seq` is never above the device's head. */
  kept(deviceId: Uint8Array, seq: number): Kept;
}

/** An envelope by its hash, and how many bytes it or the stub that is left of it takes. */
export interface Kept {
  readonly hash: Uint8Array;
  readonly size: number;
  readonly isStub: boolean;
}

export interface NewRow {
  readonly serverSeq: number;
  readonly logHash: Uint8Array;
  readonly envelope: CheckedEnvelope;
}

export interface Ordered {
  readonly accepted: number;
  readonly rows: readonly NewRow[];
  /** Whole envelopes of which a stub was kept. */
  readonly refilled: readonly CheckedEnvelope[];
  /** New last envelopes of the devices that got any. */
  readonly heads: readonly DeviceHead[];
  readonly head: number;
  readonly logHash: Uint8Array;
  /** Bytes by which the log grows. */
  readonly bytes: number;
  readonly stop?: Stop;
}

const NOTHING = new Uint8Array(32);

/**
 * Gives every new envelope of the batch the next serverSeq, up to the first that may not follow. The same bytes again
 * are accepted, and put in the place of a stub that was left of them; a seq further on is a gap; other bytes under a kept seq, or a successor of an envelope that is not the
 * one kept, are equivocation: the device signed two histories; one that is new and for which there is no room ends it, too.
 */
export function orderBatch(state: LogState, batch: readonly CheckedEnvelope[]): Ordered {
  const heads = new Map<string, DeviceHead>();
  const grown = new Map<string, DeviceHead>();
  const fresh = new Map<string, Kept>();
  const rows: NewRow[] = [];
  const refilled: CheckedEnvelope[] = [];
  let { head, logHash } = state;
  let accepted = 0;
  let bytes = 0;
  let stop: Stop | undefined;
  for (const envelope of batch) {
    const device = toHex(envelope.deviceId);
    let last = heads.get(device);
    if (!last) {
      last = state.deviceHead(envelope.deviceId) ?? { deviceId: envelope.deviceId, seq: 0, hash: NOTHING };
      heads.set(device, last);
    }
    const place = `${device}:${envelope.seq}`;
    const kept = fresh.get(place) ?? (envelope.seq <= last.seq ? state.kept(envelope.deviceId, envelope.seq) : null);
    const verdict = judge(envelope, last, kept);
    if (verdict === 'gap' || verdict === 'equivocation') {
      stop = { reason: verdict, deviceHead: last.seq };
      break;
    }
    const growth = verdict === 'kept' ? 0 : envelope.bytes.length - (kept?.size ?? 0);
    if (verdict !== 'kept' && bytes + growth > state.room) {
      stop = { reason: 'quota', deviceHead: last.seq };
      break;
    }
    accepted++;
    bytes += growth;
    if (verdict !== 'kept') fresh.set(place, keptAs(envelope));
    if (verdict === 'contents') refilled.push(envelope);
    if (verdict !== 'new') continue;
    head++;
    logHash = extendLogHash(logHash, envelope.hash);
    rows.push({ serverSeq: head, logHash, envelope });
    const next = { deviceId: envelope.deviceId, seq: envelope.seq, hash: envelope.hash };
    heads.set(device, next);
    grown.set(device, next);
  }
  const result = { accepted, rows, refilled, heads: [...grown.values()], head, logHash, bytes };
  return stop ? { ...result, stop } : result;
}

function judge(
  envelope: CheckedEnvelope,
  last: DeviceHead,
  kept: Kept | null,
): 'new' | 'kept' | 'contents' | 'gap' | 'equivocation' {
  if (kept && !sameBytes(kept.hash, envelope.hash)) return 'equivocation';
  if (kept) return kept.isStub && !keptAs(envelope).isStub ? 'contents' : 'kept';
  if (envelope.seq > last.seq + 1) return 'gap';
  return sameBytes(envelope.previous, last.hash) ? 'new' : 'equivocation';
}

function keptAs({ hash, bytes }: CheckedEnvelope): Kept {
  return { hash, size: bytes.length, isStub: parseStub(bytes) !== null };
}
