/**
 * Composition root of the vault. Imported: `openVault`, for the command line and tests. Run as a process of its own
 * (Electron's utilityProcess, or a child of Node where the Electron at hand is too old): serves the messages of
 * shared/bridge/wire.ts.
 */
import { Worker } from 'node:worker_threads';
import { YOUNG_GENERATION_MB } from '../../shared/base/heap.ts';
import { attempt, type Result } from '../../shared/base/result.ts';
import type { CallName, EventName, EventPayload } from '../../shared/bridge/index.ts';
import { type FromVault, ToVault } from '../../shared/bridge/wire.ts';
import { KDF_DEFAULT, randomBytes } from '../../shared/crypto/sodium.ts';
import type { StartChild } from './analysis/notebook/process.ts';
import { forkChild } from './child-process.ts';
import type { StartThread, Threads } from './threads/contract.ts';
import { type HandedPort, utilityChildren } from './utility-children.ts';
import { createVault, type Vault } from './vault.ts';
import type { VaultOptions } from './world.ts';

export type { Vault } from './vault.ts';

/** Workers stand beside this file: as TypeScript in a checkout, bundled in a package. */
const ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Each thread is one of its own, and ends with its work. */
export const THREADS: Threads = {
  kdf: starter('kdf'),
  reader: starter('reader'),
  importer: starter('import'),
  storage: starter('storage'),
};

/** The notebook's process as a child of this Node. */
export const START_NOTEBOOK: StartChild = forkChild(new URL(`./notebook-process${ENDING}`, import.meta.url));

function starter(name: string): StartThread {
  const file = new URL(`./${name}-worker${ENDING}`, import.meta.url);
  return (workerData) =>
    new Worker(file, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
}

/** Long enough for a megabyte over a bad line. */
const NETWORK_TIMEOUT = 60_000;

/** What a home is opened with, where it is not the product's own. */
export interface OpenOptions extends Partial<Omit<VaultOptions, 'home' | 'workers'>> {
  readonly workers?: Partial<Threads>;
  readonly onEvent?: (name: EventName, payload: EventPayload<EventName>) => void;
}

/** Opens a home in this process. Fails with home-in-use, home-unusable, database-damaged. */
export function openVault(options: OpenOptions & Pick<VaultOptions, 'home'>): Promise<Result<Vault>> {
  const { onEvent, workers, ...rest } = options;
  return createVault({
    program: 'xinglin',
    clock: { now: () => Date.now() },
    random: { bytes: randomBytes },
    workers: { ...THREADS, ...workers },
    startNotebook: START_NOTEBOOK,
    kdfCost: KDF_DEFAULT,
    automatic: false,
    networkTimeout: NETWORK_TIMEOUT,
    emit: (name, payload) => onEvent?.(name, payload),
    ...rest,
  });
}

interface Port {
  /** How processes of the vault's own are started; absent where it may fork them itself. */
  readonly startChild?: StartChild;
  post(message: FromVault): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Whoever started this process is gone without a word. */
  onGone(listener: () => void): void;
}

/** Serves a home over a port until it is told to stop. */
async function serve(home: string, port: Port): Promise<void> {
  const opened = await openVault({
    home,
    program: 'Xinglin',
    automatic: true,
    ...(port.startChild ? { startNotebook: port.startChild } : {}),
    onEvent: (name, payload) => port.post({ kind: 'event', name, payload }),
  });
  if (!opened.ok) {
    port.post({ kind: 'refused', error: opened.error });
    return;
  }
  const vault = opened.value;
  const end = (): void => void vault.close().then(() => process.exit(0));
  port.onGone(end);
  port.onMessage((raw) => {
    const message = ToVault.parse(raw);
    if (message.kind === 'shutdown') end();
    else void answer(vault, message.id, message.name, message.input);
  });
  port.post({ kind: 'ready' });

  async function answer(open: Vault, id: number, name: string, input: unknown): Promise<void> {
    const result = await attempt(() => open.ask(name as CallName, input as never));
    port.post({ kind: 'answer', id, result: result.ok ? result.value : result });
  }
}

/** The port to whoever started this process; null where nobody did. */
function parentPort(): Port | null {
  const electron = (
    process as {
      parentPort?: {
        postMessage(message: unknown): void;
        on(event: 'message', listener: (event: { data: unknown; ports: HandedPort[] }) => void): void;
      };
    }
  ).parentPort;
  if (electron) {
    const children = utilityChildren((request) => electron.postMessage(request));
    return {
      startChild: children.start,
      post: (message) => electron.postMessage(message),
      onMessage: (listener) =>
        electron.on('message', ({ data, ports }) => {
          if (!children.hear(data, ports)) listener(data);
        }),
      onGone: () => undefined, // Electron ends this process itself
    };
  }
  if (!process.send) return null;
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
    onGone: (listener) => process.once('disconnect', listener),
  };
}

const homeArgument = process.argv.indexOf('--home');
const port = process.argv[1]?.match(/vault[\\/]main\.(?:ts|js)$/) ? parentPort() : null;
const home = process.argv[homeArgument + 1];
if (port && homeArgument > 0 && home) await serve(home, port);
