/** The sync bench's yardstick: the raw pipeline through the same steps. */
import { join } from 'node:path';
import { median, timed } from './measure.ts';
import { insertAll, openPlain } from './plain-sqlite.ts';
import { makeRawClient, rawKey } from './raw-pipeline.ts';
import type { Row } from './sample.ts';
import { startServer, trafficOf } from './servers.ts';
import { CHANGES, IDLES, perSecond, type SyncRound } from './sync-round.ts';

/** The server holds a request that waits by then. */
const HELD_MS = 20;

/** Everything once, in an empty folder. */
export async function rawRound(folder: string, rows: readonly Row[]): Promise<SyncRound> {
  const server = await startServer('raw', folder);
  const key = rawKey();
  const a = makeRawClient(server.url, key);
  const b = makeRawClient(server.url, key);
  const here = openPlain(join(folder, 'a.db'));
  const there = openPlain(join(folder, 'b.db'));
  try {
    const written = await timed(() => insertAll(here, rows));
    let up = 0;
    const upward = await trafficOf(server, async () => {
      up = await timed(() => a.up(rows));
    });
    let down = 0;
    const downward = await trafficOf(server, async () => {
      down = await timed(() => b.down(there));
    });
    if (there.count() !== rows.length) throw new Error('the raw pipeline lost rows');
    const times: number[] = [];
    const idle = await trafficOf(server, async () => {
      for (let i = 0; i < IDLES; i++) times.push(await timed(() => b.down(there)));
    });
    const changes: number[] = [];
    for (let i = 0; i < CHANGES; i++) {
      const arrives = b.down(there, 'wait');
      await new Promise((resolve) => setTimeout(resolve, HELD_MS));
      const row = { id: `change-${i}`, json: rows[0]?.json ?? '' };
      const change = async (): Promise<void> => {
        here.insert([row]);
        await a.up([row]);
        await arrives;
      };
      changes.push(await timed(change));
    }
    return {
      written: perSecond(rows.length, written),
      up: perSecond(rows.length, up),
      down: perSecond(rows.length, down),
      bytesUp: upward.bytes,
      bytesDown: downward.bytes,
      idleMs: median(times),
      idleBytes: idle.bytes / IDLES,
      idleRequests: idle.requests / IDLES,
      changeMs: median(changes),
      toldMs: 0,
    };
  } finally {
    for (const client of [a, b]) client.close();
    for (const store of [here, there]) store.close();
    await server.stop();
  }
}
