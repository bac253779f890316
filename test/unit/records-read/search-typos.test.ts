import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVocabulary } from '../../../electron/vault/records/near-words.ts';
import { searchPatients } from '../../../electron/vault/records/patient-search.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { insertAll, openScratch } from './rows.ts';

describe('makeVocabulary', () => {
  /** All words with two neighbouring letters swapped. */
  const swapped = (word: string): string[] =>
    Array.from(
      { length: Math.max(0, word.length - 1) },
      (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    );
  /** Near for certain, and near at most: between both lie words of which one piece would be edited twice. */
  const surely = (word: string, typed: string, edits: number): boolean =>
    distance(word, typed) <= edits || (edits > 0 && swapped(word).includes(typed));
  const perhaps = (word: string, typed: string, edits: number): boolean =>
    distance(word, typed) <= edits || (edits > 0 && swapped(word).some((other) => perhaps(other, typed, edits - 1)));

  it('finds every word within the distance, or a beginning of it, and nothing else', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 40 }),
        word,
        fc.integer({ min: 0, max: 2 }),
        (words, typed, edits) => {
          const found = makeVocabulary(words.toSorted()).near(typed, edits, 1000);
          for (const one of words.filter((other) => surely(other, typed, edits)))
            expect(found.some(({ text }) => one.startsWith(text))).toBe(true);
          for (const { text, edits: counted } of found) {
            expect(perhaps(text, typed, edits)).toBe(true);
            expect(counted).toBeLessThanOrEqual(edits);
            expect(words.some((other) => other.startsWith(text))).toBe(true);
          }
          expect(found.map((one) => one.edits)).toEqual(found.map((one) => one.edits).toSorted());
        },
      ),
      { numRuns: 2000, seed: 3 },
    );
  });

  it('takes a word that is still being typed for the beginning of others', () => {
    const words = makeVocabulary(['zhanghua', 'zhangsan', 'zhao']);
    expect(words.near('zhnag', 1, 10)).toEqual([{ text: 'zhang', edits: 1 }]);
    expect(words.near('zhagnsan', 1, 10)).toEqual([{ text: 'zhangsan', edits: 1 }]);
  });

  it('leaves out what is longer than any name', () => {
    const long = 'a'.repeat(300);
    expect(makeVocabulary([long]).near(long, 2, 10)).toEqual([]);
    expect(makeVocabulary([long]).near('aaaa', 1, 10)).toEqual([{ text: 'aaa', edits: 1 }]);
    expect(makeVocabulary([]).near('a', 1, 10)).toEqual([]);
  });
});

const person = (id: string, family: string, given: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given: [given] }],
  ...more,
});

describe('searchPatients, mistyped', () => {
  let store: Store;
  let close: () => void;
  beforeAll(() => {
    ({ store, close } = openScratch());
    insertAll(store, [
      person('zhangsan', '张', '三', { identifier: [{ value: '11010519491231002X' }], birthDate: '1949-12-31' }),
      person('zhaoliu', '赵', '六', { telecom: [{ system: 'phone', value: '13812345678' }] }),
      person('jianguo', '王', '建国', { identifier: [{ value: 'MRN-004711' }] }),
      person('zhuge', '诸葛', '亮'),
      person('williamson', 'Williamson', 'Catherine'),
      person('smith', 'Smith', 'Jo'),
      person('muller', 'Müller', 'Jürgen'),
    ]);
  });
  afterAll(() => close());
  const find = (text: string): string[] => searchPatients(store, text, 50).hits.map((hit) => hit.id);

  it.each([
    // one letter too many, too few, another one, two swapped
    ['zhnagsan', ['zhangsan']],
    ['zangsan', ['zhangsan']],
    ['zhangssan', ['zhangsan']],
    ['zhangsam', ['zhangsan']],
    ['zhangsanx', ['zhangsan']],
    ['smiht', ['smith']],
    ['smitj', ['smith']],
    ['Mullre', ['muller']],
    // while it is being typed
    ['zhnag', ['zhangsan']],
    ['willaim', ['williamson']],
    // two edits from eight letters on, but only one before
    ['wiliamsson', ['williamson']],
    ['catherien willimson', []],
    ['cahterine', ['williamson']],
    ['smhti', []],
    // one word of several
    ['jo smiht', ['smith']],
    ['williamson cathreine', ['williamson']],
    // three letters are too few
    ['jxo', []],
    // another character, also one that sounds the same
    ['王建围', ['jianguo']],
    ['王健国', ['jianguo']],
    ['汪建国', ['jianguo']],
    ['建王国', ['jianguo']],
    ['诸葛良', ['zhuge']],
    ['章三', ['zhangsan']],
    // a digit
    ['13812346578', ['zhaoliu']],
    ['1381234578', ['zhaoliu']],
    ['138123456788', ['zhaoliu']],
    ['11010519491231012X', ['zhangsan']],
    ['11010519941231', ['zhangsan']],
    ['mrn004712', ['jianguo']],
    ['1949-12-13', ['zhangsan']],
    ['4711', []],
    // nobody, and nothing to correct
    ['qqqqqqqqqq', []],
    ['a@b', []],
    ['0'.repeat(200), []],
    ['中'.repeat(200), []],
  ])('%s', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('knows at once who came, who was renamed and who is gone', () => {
    insertAll(store, [person('late', 'Featherstone', 'Ada')]);
    expect(find('faetherstone')).toEqual(['late']);
    insertAll(
      store,
      Array.from({ length: 2500 }, (_, index) =>
        person(
          `many${index}`,
          `Name${String.fromCodePoint(0x61 + (index % 26))}`.repeat(1 + (Math.floor(index / 26) % 8)),
          `Q${index}`,
        ),
      ),
    );
    expect(find('faetherstone')).toEqual(['late']);
    insertAll(store, [person('latest', 'Attenborough', 'David')]);
    expect(find('attenbrough')).toEqual(['latest']);
  });

  it('corrects nothing where there are enough without', () => {
    insertAll(
      store,
      Array.from({ length: 12 }, (_, index) => person(`wong${index}`, 'Wong', `Grace${index}`)),
    );
    insertAll(store, [person('wang', 'Wang', 'Grace')]);
    expect(find('wong grace')).toHaveLength(12);
  });
});
