/**
 * What an import has already brought in, in 20 bytes per resource: for resources that come more than once in one import
 * (an organisation in every patient's bundle).
 */
import { crc32 } from 'node:zlib';

export type Recurrence = 'new' | 'same' | 'newer' | 'different';

export interface Seen {
  /**
   * Notes a resource (its id a UUID) and says whether it came before: with the same contents, with older ones by
   * `lastUpdated` (milliseconds; 0 where it is not known), or with different ones of which it cannot be said.
   */
  note(id: string, json: string, lastUpdated: number): Recurrence;
}

/** An open-addressing table; keyed by 64 bits of the id, contents compared by CRC-32. */
export function makeSeen(): Seen {
  let capacity = 1 << 12;
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
  const grow = (): void => {
    const old = { high, low, contents, times, capacity };
    capacity *= 2;
    high = new Uint32Array(capacity);
    low = new Uint32Array(capacity);
    contents = new Uint32Array(capacity);
    times = new Float64Array(capacity);
    for (let i = 0; i < old.capacity; i++) {
      const a = old.high[i] ?? 0;
      const b = old.low[i] ?? 0;
      if (a !== 0 || b !== 0) put(find(a, b), a, b, old.contents[i] ?? 0, old.times[i] ?? 0);
    }
  };

  return {
    note: (id, json, lastUpdated) => {
      const a = Number.parseInt(id.slice(0, 8), 16);
      const b = Number.parseInt(id.slice(-8), 16) || 1;
      const content = crc32(json);
      const at = find(a, b);
      if (high[at] === 0 && low[at] === 0) {
        put(at, a, b, content, lastUpdated);
        count++;
        if (count * 2 > capacity) grow();
        return 'new';
      }
      if (contents[at] === content) return 'same';
      if (lastUpdated === 0 || lastUpdated <= (times[at] ?? 0)) return 'different';
      put(at, a, b, content, lastUpdated);
      return 'newer';
    },
  };
}
