/**
 * How much a line carries at once, as far as the last requests tell. Halved where a request does not get through, doubled where it
 * does. Where the line breaks off in the middle, or not even the least gets through, what is large goes in pieces.
 */
import { MAX_PUSH } from '../../../shared/protocol/messages.ts';

/** Bytes below which halving helps no more: one envelope goes always. */
const LEAST = 16 * 1024;

export interface Pace {
  /** Bytes of envelopes to send, or to ask for, in one request. */
  readonly bytes: number;
  /** Whether large things go in pieces, each from the byte where the last one broke off. */
  readonly inPieces: boolean;
  /** A request got through; `whole`: without having broken off on the way. */
  went(whole: boolean): void;
  /** The line broke off in the middle. */
  wasCut(): void;
  /** It took too long, or was too much for whatever stands between. False: it cannot be less. */
  wasTooMuch(): boolean;
}

/** The pace of a line of which nothing is known: full. */
export function startPace(): Pace {
  let bytes = MAX_PUSH;
  let inPieces = false;
  const halve = (): boolean => {
    const before = bytes;
    bytes = Math.max(LEAST, Math.floor(bytes / 2));
    return bytes < before;
  };
  return {
    get bytes() {
      return bytes;
    },
    get inPieces() {
      return inPieces;
    },
    went: (whole) => {
      inPieces = !whole;
      if (whole) bytes = Math.min(MAX_PUSH, bytes * 2);
    },
    wasCut: () => {
      halve();
      inPieces = true;
    },
    wasTooMuch: () => {
      const less = halve();
      inPieces ||= !less;
      return less;
    },
  };
}
