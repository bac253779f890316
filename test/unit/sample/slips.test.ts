import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { ENGLISH_GIVEN } from '../../../electron/vault/sample/facts/names-english.ts';
import { HOMOPHONES, SHORT_FORMS, TRADITIONAL } from '../../../electron/vault/sample/facts/slips.ts';
import { simplified } from '../../../electron/vault/storage/search-simplified.ts';

const readings = (character: string): string[] =>
  pinyin(character, { toneType: 'none', multiple: true, type: 'array' });

describe('the slips of a front desk', () => {
  it('take characters for each other that sound alike', () => {
    expect(HOMOPHONES.size).toBeGreaterThan(100);
    for (const [character, others] of HOMOPHONES) {
      for (const other of others)
        expect(
          readings(other).some((one) => readings(character).includes(one)),
          `${character} ${other}`,
        ).toBe(true);
    }
  });

  it('write traditional what is simplified', () => {
    expect(TRADITIONAL.size).toBeGreaterThan(60);
    for (const [short, long] of TRADITIONAL) expect(simplified(long), long).toBe(short);
  });

  it('shorten names that our people have', () => {
    const given = new Set(Object.values(ENGLISH_GIVEN).flatMap((eras) => Object.values(eras).flat()));
    for (const [name, forms] of Object.entries(SHORT_FORMS)) {
      expect(given.has(name), name).toBe(true);
      expect(forms).not.toContain(name);
    }
  });
});
