/** Real vaults in temporary homes, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type OpenOptions, openVault, THREADS, type Vault } from '../../electron/vault/main.ts';
import type { Result } from '../../shared/base/result.ts';
import type { CallInput, CallName, CallOutput, EventName } from '../../shared/bridge/index.ts';
import { KDF_FLOOR } from '../../shared/crypto/sodium.ts';
import { QUICK } from './threads.ts';

export { QUICK } from './threads.ts';

export const PASSPHRASE = 'seven quiet herons ferment';

export interface TestVault {
  readonly home: string;
  readonly vault: Vault;
  readonly events: { name: EventName; payload: unknown }[];
  /** Asks and expects success. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Asks and expects this failure. */
  refuse<N extends CallName>(name: N, input: CallInput<N>, code: string): Promise<void>;
}

const temporary: string[] = [];
const open: Vault[] = [];

/** A fresh empty folder, removed by `cleanUp`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-test-'));
  temporary.push(folder);
  return folder;
}

/** Keys as the product derives them, at the floor: for tests of passphrases, and homes that other programs open. */
export const ARGON2: OpenOptions = { workers: { ...QUICK, kdf: THREADS.kdf } };

/** Opens a vault whose keys are derived quickly, in threads that stay, unless it is told otherwise (`ARGON2`). */
export async function testVault(home = join(temporaryFolder(), 'home'), options: OpenOptions = {}): Promise<TestVault> {
  const events: TestVault['events'] = [];
  const opened = await openVault({
    home,
    kdfCost: KDF_FLOOR,
    workers: QUICK,
    onEvent: (name, payload) => events.push({ name, payload }),
    ...options,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const vault = opened.value;
  open.push(vault);
  return {
    home,
    vault,
    events,
    ask: async (name, input) => {
      const result = await vault.ask(name, input);
      if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
      return result.value;
    },
    refuse: async (name, input, code) => {
      const result: Result<unknown> = await vault.ask(name, input);
      expect(result.ok ? 'ok' : result.error.code).toBe(code);
    },
  };
}

/** A vault with a clinic, open. */
export async function testClinic(home?: string, options: OpenOptions = {}): Promise<TestVault> {
  const made = await testVault(home, options);
  await made.ask('clinic.create', {
    clinicName: 'Test Clinic',
    ownerName: 'Dr Test',
    passphrase: PASSPHRASE,
    locale: 'en',
    timeZone: 'Asia/Shanghai',
    workstation: 'Desk',
  });
  return made;
}

/** Closes all vaults and removes all folders. */
export async function cleanUp(): Promise<void> {
  for (const vault of open.splice(0)) await vault.close();
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Waits until something is so. */
export async function eventually<T>(look: () => Promise<T> | T, holds: (value: T) => boolean, ms = 10_000): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > until) throw new Error(`did not come about: ${JSON.stringify(value).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
