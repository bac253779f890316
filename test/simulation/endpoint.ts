/** The real endpoint over a real SQLite store: its routes, validation and services; only the sockets are left out. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../cloud/main.ts';
import { CloudSettings } from '../../cloud/options.ts';
import { buildServer } from '../../cloud/server.ts';
import { STORES } from '../../cloud/storage/registry.ts';
import type { WireRequest } from '../../electron/vault/sync/transport.ts';
import { CBOR, PROTOCOL } from '../../shared/protocol/types.ts';
import { betrays } from './canary.ts';
import type { Dice } from './dice.ts';
import { Crash, copyDatabase, refuseFull, removeFiles, watch } from './disk.ts';
import { URL_OF_ENDPOINT } from './founding.ts';
import type { Answer } from './network.ts';
import type { Schedule } from './schedule.ts';
import type { Trace } from './trace.ts';

/** Of nobody's requests there are too many. */
const NO_LIMIT = 1_000_000_000;

export interface Endpoint {
  /** The answer; null while it does not run. */
  answer(request: WireRequest): Promise<Answer | null>;
  /** Its database, for who looks behind it. */
  file(): string;
  /** Its process is killed before the statement so many from now, and started again. */
  crashAt(statement: number): void;
  /** Whether its disk has no room. */
  setFull(full: boolean): void;
  /** Keeps a copy of its data as a backup. */
  backUp(): void;
  /** Its data become those of the backup; `told`: with --restored, as the guide says. */
  restore(told: boolean): Promise<void>;
  /** All data are gone; it starts anew. */
  lose(): Promise<void>;
  /** Ends and starts again; `told` as of restored data. */
  restart(told: boolean): Promise<void>;
  /** Whether any byte that it was sent betrayed what people wrote. */
  readonly betrayed: boolean;
  close(): Promise<void>;
}

interface Around {
  readonly folder: string;
  readonly schedule: Schedule;
  readonly dice: Dice;
  readonly trace: Trace;
}

interface Running {
  readonly server: Awaited<ReturnType<typeof buildServer>>;
  readonly close: () => Promise<void>;
}

/** Starts an endpoint without data. */
export async function startEndpoint({ folder, schedule, dice, trace }: Around): Promise<Endpoint> {
  let generation = 0;
  let data = '';
  let running: Running | null = null;
  let backup: string | null = null;
  let left = 0;
  let dead = false;
  let full = false;
  let betrayed = false;

  const fileIn = (directory: string): string => join(directory, 'cloud.sqlite');
  const freshFolder = (): string => {
    const directory = join(folder, `endpoint-${generation++}`);
    mkdirSync(directory);
    return directory;
  };

  const start = async (directory: string, restored: boolean): Promise<void> => {
    data = directory;
    dead = false;
    left = 0;
    const settings = CloudSettings.parse({
      data,
      restored,
      origins: [URL_OF_ENDPOINT],
      limits: { address: NO_LIMIT, device: NO_LIMIT },
    });
    const store = await STORES.sqlite({ directory, random: dice.bytes, restored });
    const services = compose(store, { now: schedule.now }, dice, settings);
    const server = await buildServer({ services, log: false, trustProxy: false });
    watch(fileIn(directory), (sql) => {
      if (!dead && left > 0 && --left === 0) {
        dead = true;
        const rest = freshFolder();
        copyDatabase(fileIn(directory), fileIn(rest));
        next = rest;
      }
      if (dead) throw new Crash('the endpoint was killed');
      if (full) refuseFull(sql);
    });
    const close = async (): Promise<void> => {
      await server.close();
      await store.close();
    };
    running = { server, close };
  };
  /** What a killed process left on the disk. */
  let next: string | null = null;

  const stop = async (): Promise<void> => {
    await running?.close();
    running = null;
    removeFiles(fileIn(data));
    rmSync(data, { recursive: true });
  };

  const replace = async (directory: string, restored: boolean): Promise<void> => {
    await stop();
    await start(directory, restored);
  };

  const copied = (from: string): string => {
    const directory = freshFolder();
    copyDatabase(fileIn(from), fileIn(directory));
    return directory;
  };

  await start(freshFolder(), false);
  return {
    answer: async ({ url, method, path, body, bearer, from }) => {
      betrayed ||= betrays(body);
      if (!running) return null;
      const response = await running.server.inject({
        method: method as 'GET',
        url: `${PROTOCOL}${path}`,
        headers: {
          host: new URL(url).host,
          'content-type': CBOR,
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(from === undefined ? {} : { range: `bytes=${from}-` }),
        },
        ...(method === 'GET' ? {} : { payload: Buffer.from(body) }),
      });
      const total = /\/(\d+)$/.exec(String(response.headers['content-range'] ?? ''))?.[1];
      const answered = { status: response.statusCode, data: new Uint8Array(response.rawPayload) };
      if (!dead) return total === undefined ? answered : { ...answered, total: Number(total) };
      trace.note('endpoint', 'is killed');
      const rest = next;
      next = null;
      if (rest) await replace(rest, false);
      return null;
    },
    file: () => fileIn(data),
    crashAt: (statement) => {
      left = statement;
    },
    setFull: (isFull) => {
      full = isFull;
    },
    backUp: () => {
      if (backup) rmSync(backup, { recursive: true });
      backup = copied(data);
    },
    restore: async (told) => {
      if (backup) await replace(copied(backup), told);
    },
    lose: () => replace(freshFolder(), false),
    restart: (told) => replace(copied(data), told),
    get betrayed() {
      if (betrayed) return true;
      const rest = [fileIn(data), `${fileIn(data)}-wal`];
      return rest.some((file) => betrays(readFileSync(file)));
    },
    close: stop,
  };
}
