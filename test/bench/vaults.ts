/** Whole vaults for benches: two workstations of one clinic, as in the product but for the cost of key derivation. */
import { join } from 'node:path';
import { openVault, type Vault } from '../../electron/vault/main.ts';
import { SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/bridge/index.ts';
import { KDF_FLOOR } from '../../shared/crypto/sodium.ts';

export const PASSPHRASE = 'seven quiet herons ferment';
const PATIENCE_MS = 60_000;

export interface BenchVault {
  /** Asks; a failure ends the bench. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Asks as the product does. */
  readonly vault: Vault;
  /** Ends when the vault next tells that records changed. */
  changed(): Promise<void>;
}

/** An empty home in `folder`. `automatic`: syncs by itself. */
export async function openHome(folder: string, name: string, automatic: boolean): Promise<BenchVault> {
  const listeners = new Set<() => void>();
  const opened = await openVault({
    home: join(folder, name),
    kdfCost: KDF_FLOOR,
    automatic,
    onEvent: (event) => {
      if (event !== 'changed') return;
      for (const listener of listeners) listener();
      listeners.clear();
    },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const vault = opened.value;
  return {
    vault,
    ask: async (call, input) => {
      const result = await vault.ask(call, input);
      if (!result.ok) throw new Error(`${call}: ${result.error.code}: ${result.error.message}`);
      return result.value;
    },
    changed: () => new Promise((resolve) => listeners.add(resolve)),
  };
}

/** Makes the home the first workstation of a new clinic. */
export async function foundClinic(vault: BenchVault): Promise<void> {
  await vault.ask('clinic.create', {
    clinicName: 'Bench',
    ownerName: 'Dr Bench',
    passphrase: PASSPHRASE,
    locale: 'en',
    timeZone: SAMPLE_TIME_ZONE,
    workstation: 'A',
  });
}

/** Unlocks the home again. */
export async function unlock(vault: BenchVault): Promise<void> {
  await vault.ask('session.unlock', { passphrase: PASSPHRASE });
}

/** Makes the home another workstation of the owner's clinic, over the endpoint, and unlocks it. */
export async function enrol(owner: BenchVault, vault: BenchVault, remote: string): Promise<void> {
  const { code } = await vault.ask('device.request', { remote, workstation: 'B' });
  const { words } = await owner.ask('device.approve', { code });
  await until(async () => {
    const state = await vault.ask('session.state', {});
    return state.kind === 'joining' && state.words !== undefined;
  });
  await vault.ask('device.confirm', { words });
  await unlock(vault);
}

/** Looks again and again, a millisecond between. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
