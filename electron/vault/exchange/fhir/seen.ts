/**
 * What an import has already brought in, for resources that come more than once in one import (an organisation in every
 * patient's bundle): the newest in 20 bytes each, the others in a ledger, which does not grow in memory.
 */
import { crc32 } from 'node:zlib';
import type { Ledger } from '../../storage/notes.ts';

export type Recurrence = 'new' | 'same' | 'newer' | 'different';

export interface Seen {
  /**
   * Notes a resource (its id a UUID) and says whether it came before: with the same contents, with older ones by
   * `lastUpdated` (milliseconds; 0 where it is not known), or with different ones of which it cannot be said.
   */
  note(id: string, json: string, lastUpdated: number): Recurrence;
}

/** How many stand in the table in memory. */
const IN_MEMORY = 500_000;
const SMALLEST = 1 << 12;

/** An open-addressing table; keyed by 64 bits of the id, contents compared by CRC-32. */
export function makeSeen(ledger: Ledger, inMemory = IN_MEMORY): Seen {
  let capacity = SMALLEST;
  let inLedger = false;
  let count = 0;
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let contents = new Uint32Array(capacity);
  let times = new Float64Array(capacity);

  /** Where the key stands, or would. A key of zeros marks an empty place. */
  const find = (a: number, b: number): number => {
    let at = (a ^ b) & (capacity - 1);
    while ((high[at] !== 0 || low[at] !== 0) && (high[at] !== a || low[at] !== b)) at = (at + 1) & (capacity - 1);
    return at;
  };
  const put = (at: number, a: number, b: number, content: number, time: number): void => {
    high[at] = a;
    low[at] = b;
    contents[at] = content;
    times[at] = time;
  };
  const rebuild = (size: number): void => {
    capacity = size;
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    contents = new Uint32Array(capacity);
    times = new Float64Array(capacity);
  };
  const grow = (): void => {
    const old = { high, low, contents, times, capacity };
    rebuild(capacity * 2);
    for (let i = 0; i < old.capacity; i++) {
      const a = old.high[i] ?? 0;
      const b = old.low[i] ?? 0;
      if (a !== 0 || b !== 0) put(find(a, b), a, b, old.contents[i] ?? 0, old.times[i] ?? 0);
    }
  };
  const spill = (): void => {
    for (let i = 0; i < capacity; i++) {
      const a = high[i] ?? 0;
      const b = low[i] ?? 0;
      if (a !== 0 || b !== 0) ledger.set(nameOf(a, b), `${contents[i]} ${times[i]}`);
    }
    inLedger = true;
    count = 0;
    rebuild(SMALLEST);
  };
  /** Puts back what stands in the ledger. */
  const recall = (at: number, a: number, b: number): boolean => {
    const noted = inLedger ? ledger.get(nameOf(a, b)) : undefined;
    if (noted === undefined) return false;
    const [content, time] = noted.split(' ');
    put(at, a, b, Number(content), Number(time));
    return true;
  };
  const added = (): void => {
    count++;
    if (count >= inMemory) spill();
    else if (count * 2 > capacity) grow();
  };

  return {
    note: (id, json, lastUpdated) => {
      const a = Number.parseInt(id.slice(0, 8), 16);
      const b = Number.parseInt(id.slice(-8), 16) || 1;
      const content = crc32(json);
      const at = find(a, b);
      const empty = high[at] === 0 && low[at] === 0;
      if (empty && !recall(at, a, b)) {
        put(at, a, b, content, lastUpdated);
        added();
        return 'new';
      }
      const same = contents[at] === content;
      const newer = !same && lastUpdated !== 0 && lastUpdated > (times[at] ?? 0);
      if (newer) put(at, a, b, content, lastUpdated);
      if (empty) added();
      return same ? 'same' : newer ? 'newer' : 'different';
    },
  };
}

function nameOf(a: number, b: number): string {
  return `${a.toString(36)}.${b.toString(36)}`;
}
