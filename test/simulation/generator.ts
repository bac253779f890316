/**
 * What takes its randomness from the machine by itself is given the seed's, too: libsodium's sealed boxes make a key of their own
 * inside, out of Node's generator. While a seed runs, that generator is the seed's.
 */
import nodeCrypto from 'node:crypto';
import type { Random } from '../../shared/base/world.ts';

/** Runs `work` with the machine's generator replaced; puts it back whatever happens. */
export async function underSeed<T>(random: Random, work: () => Promise<T>): Promise<T> {
  const { randomBytes } = nodeCrypto;
  const { getRandomValues } = globalThis.crypto;
  nodeCrypto.randomBytes = ((length: number) => Buffer.from(random.bytes(length))) as typeof randomBytes;
  globalThis.crypto.getRandomValues = ((view: Uint8Array) => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(random.bytes(view.byteLength));
    return view;
  }) as typeof getRandomValues;
  try {
    return await work();
  } finally {
    nodeCrypto.randomBytes = randomBytes;
    globalThis.crypto.getRandomValues = getRandomValues;
  }
}
