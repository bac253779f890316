import { ask } from '../bridge/index.ts';
import type { Strength } from '../ui/Secret.tsx';

/** How good a passphrase is, by the vault; undefined where it did not answer. */
export async function measurePassphrase(passphrase: string, hints: readonly string[]): Promise<Strength | undefined> {
  const measured = await ask('passphrase.strength', { passphrase, hints: [...hints].slice(0, 10) });
  return measured.ok ? measured.value : undefined;
}
