/** Everything that happens in a simulation, in its order: as a hash, and as lines where somebody wants to read them. */
import { createHash } from 'node:crypto';

export interface Trace {
  /** Notes what happened. */
  note(...words: readonly (string | number)[]): void;
  /** The hash of all until now, in hexadecimal. */
  hash(): string;
  /** All lines; empty unless they are kept. */
  readonly lines: readonly string[];
}

/** A trace; `keep`: with its lines. `now`: milliseconds since the simulation began. */
export function makeTrace(now: () => number, keep: boolean): Trace {
  const running = createHash('sha256');
  const lines: string[] = [];
  return {
    note: (...words) => {
      const line = `${(now() / 1000).toFixed(3).padStart(9)} ${words.join(' ')}`;
      running.update(`${line}\n`);
      if (keep) lines.push(line);
    },
    hash: () => running.copy().digest('hex'),
    lines,
  };
}

/** Bytes in short, for a line. */
export function short(bytes: Uint8Array): string {
  return `${bytes.length}:${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
}
