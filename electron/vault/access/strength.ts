/** How good a passphrase is, by zxcvbn (Wheeler, USENIX Security 2016) with our floor. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Below this a passphrase is refused: the database may be stolen with the machine and guessed at offline. */
export const STRENGTH_FLOOR = 3;

let factory: Promise<ZxcvbnFactory> | undefined;

/** 0 (guessed at once) to 4. `hints` are words that an attacker would try first: the clinic's and the owner's name. */
export async function passphraseStrength(
  passphrase: string,
  hints: readonly string[],
): Promise<{ score: number; warning?: string }> {
  factory ??= makeFactory();
  const { score, feedback } = (await factory).check(passphrase.slice(0, 200), [...hints]);
  return feedback.warning ? { score, warning: feedback.warning } : { score };
}

/** Reads the words only where somebody chooses a passphrase: they take 25 MB of memory, and on most days nobody does. */
async function makeFactory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
}
