import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  combineShares,
  MAX_SHARES,
  readShare,
  SHARE_WORDS,
  type Share,
  shareWords,
  splitEntropy,
} from '../../../electron/vault/crypto/shares.ts';
import { wordsOf } from '../../../electron/vault/crypto/words.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { attempt } from '../../../shared/base/result.ts';
import { cryptoReady, randomBytes } from '../../../shared/crypto/sodium.ts';
import { runs } from '../../support/runs.ts';
import frozen from '../../vectors/shares-1.json' with { type: 'json' };

const random = { bytes: randomBytes };
const code = async (work: () => unknown) => {
  const result = await attempt(async () => work());
  return result.ok ? 'ok' : { code: result.error.code, ...result.error.params };
};
const changed = (words: string, at: number, to: string) => words.split(' ').with(at, to).join(' ');

beforeAll(() => cryptoReady);

describe('a phrase split among people', () => {
  const cases = Array.from({ length: MAX_SHARES - 1 }, (_, n) =>
    Array.from({ length: n + 1 }, (_, k) => [k + 2, n + 2] as const),
  ).flat();

  it.each(cases)('comes back from any %i of %i, and from no fewer', async (threshold, total) => {
    const entropy = randomBytes(32);
    const shares = await splitEntropy(entropy, { threshold, total }, random);
    expect(shares).toHaveLength(total);
    for (let first = 0; first < total; first++) {
      const around = Array.from({ length: threshold }, (_, at) => shares[(first + at * 7) % total] as Share);
      const some = new Set(around).size === threshold ? around : shares.toSpliced(first, 1).slice(0, threshold);
      if (new Set(some).size !== threshold || some.length !== threshold) continue;
      expect(toHex(await combineShares(some))).toBe(toHex(entropy));
    }
    expect(toHex(await combineShares(shares.toReversed()))).toBe(toHex(entropy));
    expect(await code(() => combineShares(shares.slice(1, threshold)))).toEqual({
      code: 'shares-missing',
      have: threshold - 1,
      need: threshold,
    });
  });

  it('gives nothing away to one share fewer, though it claims to be enough', async () => {
    const shares = await splitEntropy(randomBytes(32), { threshold: 4, total: 5 }, random);
    const lying = shares.slice(0, 3).map((share) => ({ ...share, threshold: 3 }));
    expect(await code(() => combineShares(lying))).toEqual({ code: 'shares-wrong' });
  });

  it('survives its words in both languages, whatever is split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc
          .integer({ min: 2, max: 10 })
          .chain((total) => fc.tuple(fc.integer({ min: 2, max: total }), fc.constant(total))),
        fc.constantFrom('en' as const, 'zh-CN' as const),
        async (entropy, [threshold, total], locale) => {
          const shares = await splitEntropy(new Uint8Array(entropy), { threshold, total }, random);
          const read = shares.map((share, at) => readShare(shareWords(share, locale), at + 1));
          expect(read).toEqual(shares);
          expect(toHex(await combineShares(read.slice(-threshold)))).toBe(toHex(new Uint8Array(entropy)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes words as a person types them and as a sheet numbers them', async () => {
    const [share] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 2 }, random)) as [Share, Share];
    const words = shareWords(share, 'en').split(' ');
    const numbered = words.map((word, at) => `${at + 1}. ${word.toUpperCase()}${at % 4 === 3 ? '\n' : ', '}`).join('');
    expect(readShare(numbered, 1)).toEqual(share);
    const chinese = shareWords(share, 'zh-CN');
    expect(readShare(chinese.replaceAll(' ', ''), 1)).toEqual(share);
  });

  it('refuses to be split for nobody or for too many', async () => {
    for (const [threshold, total] of [
      [1, 3],
      [3, 2],
      [2, 11],
    ] as const)
      expect(await code(() => splitEntropy(randomBytes(32), { threshold, total }, random))).toMatchObject({
        code: 'invalid-input',
      });
  });
});

describe('a share that is not right', () => {
  it('has its wrong word named', async () => {
    const [share] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 3 }, random)) as [Share];
    const words = shareWords(share, 'en');
    expect(await code(() => readShare(changed(words, 4, 'apricott'), 2))).toEqual({
      code: 'share-word',
      share: 2,
      word: 5,
    });
    const other = words.split(' ')[20] === 'zoo' ? 'zone' : 'zoo';
    expect(await code(() => readShare(changed(words, 20, other), 1))).toEqual({
      code: 'share-mistyped',
      share: 1,
      word: 21,
    });
    expect(await code(() => readShare(words.split(' ').slice(1).join(' '), 3))).toEqual({
      code: 'share-length',
      share: 3,
      words: SHARE_WORDS - 1,
    });
  });

  it('is refused where words changed their places', async () => {
    const [share] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 3 }, random)) as [Share];
    const words = shareWords(share, 'en').split(' ');
    words.reverse();
    expect(await code(() => readShare(words.join(' '), 1))).toEqual({ code: 'share-damaged', share: 1 });
  });

  it('never reads as another share, whatever single word is changed', async () => {
    const [share] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 3 }, random)) as [Share];
    const words = shareWords(share, 'en');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 0, max: 2047 }), (at, index) => {
        const word = wordsOf([index], 'en');
        fc.pre(words.split(' ')[at] !== word);
        expect(() => readShare(changed(words, at, word), 1)).toThrow();
      }),
      { numRuns: runs(5) },
    );
  });

  it('is named where it is of another set, of another clinic, or there twice', async () => {
    const entropy = randomBytes(32);
    const [a, b] = (await splitEntropy(entropy, { threshold: 2, total: 3 }, random)) as [Share, Share];
    const [, again] = (await splitEntropy(entropy, { threshold: 2, total: 3 }, random)) as [Share, Share];
    const [, foreign] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 3 }, random)) as [Share, Share];
    expect(await code(() => combineShares([a, again]))).toEqual({ code: 'share-other-set', share: 2 });
    expect(await code(() => combineShares([a, foreign]))).toEqual({ code: 'share-other-clinic', share: 2 });
    expect(await code(() => combineShares([a, a]))).toEqual({ code: 'share-twice', share: 2, other: 1 });
    expect(await code(() => combineShares([a, b]))).toBe('ok');
    expect(await code(() => combineShares([]))).toEqual({ code: 'shares-missing', have: 0, need: 2 });
  });

  it('is found out where it was made up with a right checksum', async () => {
    const [a, b] = (await splitEntropy(randomBytes(32), { threshold: 2, total: 3 }, random)) as [Share, Share];
    const forged = readShare(shareWords({ ...b, piece: randomBytes(33) }, 'en'), 2);
    expect(await code(() => combineShares([a, forged]))).toEqual({ code: 'shares-wrong' });
  });
});

describe('frozen shares', () => {
  it('of version 1 give back what was split', async () => {
    for (const { entropy, words } of frozen) {
      const shares = words.map((text, at) => readShare(text, at + 1));
      expect(toHex(await combineShares(shares))).toBe(entropy);
      expect(
        shares.map((share, at) => shareWords(share, /\p{Script=Han}/u.test(words[at] ?? '') ? 'zh-CN' : 'en')),
      ).toEqual(words);
      expect(fromHex(entropy)).toHaveLength(32);
    }
  });
});
