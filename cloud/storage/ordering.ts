/** The rule by which a clinic's log grows: pure, the same for every store, called inside the store's transaction. */
import { sameBytes, toHex } from '../../shared/base/bytes.ts';
import { extendLogHash } from '../../shared/envelope/layout.ts';
import type { CheckedEnvelope, DeviceHead, Stop } from './contract.ts';

/** What the rule needs to know of the log; read under the lock. */
export interface LogState {
  readonly head: number;
  readonly logHash: Uint8Array;
  /** Bytes that new envelopes may weigh together. */
  readonly room: number;
  /** null if nothing is kept of the device. */
  deviceHead(deviceId: Uint8Array): DeviceHead | null;
  /** Hash of an envelope that is kept; `seq` is never above the device's head. */
  keptHash(deviceId: Uint8Array, seq: number): Uint8Array;
}

export interface NewRow {
  readonly serverSeq: number;
  readonly logHash: Uint8Array;
  readonly envelope: CheckedEnvelope;
}

export interface Ordered {
  readonly accepted: number;
  readonly rows: readonly NewRow[];
  /** New last envelopes of the devices that got any. */
  readonly heads: readonly DeviceHead[];
  readonly head: number;
  readonly logHash: Uint8Array;
  /** Bytes of the new envelopes. */
  readonly bytes: number;
  readonly stop?: Stop;
}

const NOTHING = new Uint8Array(32);

/**
 * Gives every new envelope of the batch the next serverSeq, up to the first that may not follow. The same bytes again
 * are accepted; a seq further on is a gap; other bytes under a kept seq, or a successor of an envelope that is not the
 * one kept, are equivocation: the device signed two histories; one that is new and for which there is no room ends it, too.
 */
export function orderBatch(state: LogState, batch: readonly CheckedEnvelope[]): Ordered {
  const heads = new Map<string, DeviceHead>();
  const grown = new Map<string, DeviceHead>();
  const fresh = new Map<string, Uint8Array>();
  const rows: NewRow[] = [];
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
    const verdict = judge(
      envelope,
      last,
      () => fresh.get(`${device}:${envelope.seq}`) ?? state.keptHash(envelope.deviceId, envelope.seq),
    );
    if (verdict === 'gap' || verdict === 'equivocation') {
      stop = { reason: verdict, deviceHead: last.seq };
      break;
    }
    if (verdict === 'new' && bytes + envelope.bytes.length > state.room) {
      stop = { reason: 'quota', deviceHead: last.seq };
      break;
    }
    accepted++;
    if (verdict === 'kept') continue;
    bytes += envelope.bytes.length;
    head++;
    logHash = extendLogHash(logHash, envelope.hash);
    rows.push({ serverSeq: head, logHash, envelope });
    fresh.set(`${device}:${envelope.seq}`, envelope.hash);
    const next = { deviceId: envelope.deviceId, seq: envelope.seq, hash: envelope.hash };
    heads.set(device, next);
    grown.set(device, next);
  }
  const result = { accepted, rows, heads: [...grown.values()], head, logHash, bytes };
  return stop ? { ...result, stop } : result;
}

function judge(
  envelope: CheckedEnvelope,
  last: DeviceHead,
  kept: () => Uint8Array,
): 'new' | 'kept' | 'gap' | 'equivocation' {
  if (envelope.seq <= last.seq) return sameBytes(kept(), envelope.hash) ? 'kept' : 'equivocation';
  if (envelope.seq > last.seq + 1) return 'gap';
  return sameBytes(envelope.previous, last.hash) ? 'new' : 'equivocation';
}
