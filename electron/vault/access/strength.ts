/** How good a passphrase is, by zxcvbn (Wheeler, USENIX Security 2016) with our floor. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as english from '@zxcvbn-ts/language-en';

/** Below this a passphrase is refused: the database may be stolen with the machine and guessed at offline. */
export const STRENGTH_FLOOR = 3;

let factory: ZxcvbnFactory | undefined;

/** 0 (guessed at once) to 4. `hints` are words that an attacker would try first: the clinic's and the owner's name. */
export function passphraseStrength(passphrase: string, hints: readonly string[]): { score: number; warning?: string } {
  factory ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  });
  const { score, feedback } = factory.check(passphrase.slice(0, 200), [...hints]);
  return feedback.warning ? { score, warning: feedback.warning } : { score };
}
