import type { Failure } from '../../shared/base/errors.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { FromVault } from '../../shared/bridge/wire.ts';
import type { StartVault, VaultProcess } from './vault-process.ts';

/** The vault seen from main: one process at a time, calls matched with their answers. */
export interface VaultHost {
  /** Starts the vault; the result is its readiness or why it refuses (a home in use, a damaged database). */
  open(): Promise<Result<void>>;
  /** Forwards a call, waiting for the vault where it is still starting. Never rejects. */
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Asks the vault to end and waits for it; after `limitMs` it is killed. */
  shutdown(limitMs?: number): Promise<void>;
}

export interface VaultHostListener {
  event(name: string, payload: unknown): void;
  /** The vault was ready, and ended without being asked to. Calls under way have already failed. */
  ended(code: number | null): void;
}

const SHUTDOWN_MS = 5000;
const GONE: Failure = {
  code: 'internal',
  message: 'The part of Xinglin that keeps your records has stopped. What was saved is safe; start Xinglin again.',
};

/** Makes the host of a vault that `start` starts. */
export function createVaultHost(start: StartVault, listener: VaultHostListener): VaultHost {
  let running: VaultProcess | undefined;
  let opening: Promise<Result<void>> = Promise.resolve({ ok: false, error: GONE });
  let ready = false;
  let ending = false;
  let onGone: (() => void) | undefined;
  let nextId = 1;
  const waiting = new Map<number, (result: Result<unknown>) => void>();

  function gone(code: number | null): void {
    running = undefined;
    for (const answer of waiting.values()) answer({ ok: false, error: GONE });
    waiting.clear();
    onGone?.();
    if (ready && !ending) listener.ended(code);
  }

  function hear(raw: unknown, opened: (result: Result<void>) => void): void {
    const message = FromVault.parse(raw);
    if (message.kind === 'ready') {
      ready = true;
      opened(ok(undefined));
    } else if (message.kind === 'event') listener.event(message.name, message.payload);
    else if (message.kind === 'answer') {
      waiting.get(message.id)?.(message.result as Result<unknown>);
      waiting.delete(message.id);
    } else {
      ending = true; // a refusal is the end of this vault, and an expected one
      opened({ ok: false, error: message.error as Failure });
    }
  }

  function open(): Promise<Result<void>> {
    ending = false;
    ready = false;
    opening = new Promise((opened) => {
      running = start({
        message: (message) => hear(message, opened),
        exit: (code) => {
          opened({ ok: false, error: GONE });
          gone(code);
        },
      });
    });
    return opening;
  }

  async function call(name: string, input: unknown): Promise<Result<unknown>> {
    const opened = await opening;
    if (!opened.ok) return opened;
    const vault = running;
    if (!vault) return fail(GONE.code, GONE.message);
    return new Promise((answer) => {
      const id = nextId++;
      waiting.set(id, answer);
      vault.post({ kind: 'call', id, name, input });
    });
  }

  function shutdown(limitMs = SHUTDOWN_MS): Promise<void> {
    ending = true;
    const vault = running;
    if (!vault) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(() => vault.kill(), limitMs);
      onGone = () => {
        clearTimeout(timer);
        done();
      };
      vault.post({ kind: 'shutdown' });
    });
  }

  return { open, call, shutdown };
}
