/**
 * Counts what clinics move. Kept in memory and written now and then, so that an idle sync does not cost a write to the disk: a
 * process that is killed loses the counts of the last seconds, in the clinic's favour.
 */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/world.ts';
import { monthOf } from '../../shared/protocol/usage.ts';
import type { CloudStore } from '../storage/contract.ts';

export interface TrafficCounter {
  /** One request of a clinic with the bytes of its body and of the answer's. */
  count(clinicId: Uint8Array, up: number, down: number): void;
  /** Writes what was counted; if that fails it is kept for the next time, and the error thrown. */
  flush(): Promise<void>;
}

interface Moved {
  up: number;
  down: number;
  requests: number;
}

/** A counter over a store. */
export function createTraffic(store: Pick<CloudStore, 'addTraffic'>, clock: Clock): TrafficCounter {
  let counted = new Map<string, Moved>();

  function add(key: string, { up, down, requests }: Moved): void {
    const sum = counted.get(key) ?? { up: 0, down: 0, requests: 0 };
    counted.set(key, { up: sum.up + up, down: sum.down + down, requests: sum.requests + requests });
  }

  return {
    count: (clinicId, up, down) => add(`${toHex(clinicId)} ${monthOf(clock.now())}`, { up, down, requests: 1 }),
    async flush() {
      if (counted.size === 0) return;
      const writing = counted;
      counted = new Map();
      try {
        await store.addTraffic(
          [...writing].map(([key, moved]) => {
            const [clinic = '', month = ''] = key.split(' ');
            return { clinicId: fromHex(clinic), month, ...moved };
          }),
        );
      } catch (error) {
        for (const [key, moved] of writing) add(key, moved);
        throw error;
      }
    },
  };
}
