import { describe, expect, it } from 'vitest';
import { latinName } from '../../../electron/vault/records/pinyin.ts';
import { splitName } from '../../../renderer/records/names.ts';
import { familyLength } from '../../../shared/records/patient/family-name.ts';

describe('the family name of a Chinese name', () => {
  it.each([
    ['张三', 1],
    ['张建国', 1],
    ['欧阳', 1],
    ['欧阳修', 2],
    ['歐陽修', 2],
    ['第五伦', 2],
    ['濮阳明', 2],
    ['𠮷三郎', 1],
  ])('of %s has %d characters', (name, length) => {
    expect(familyLength(name)).toBe(length);
  });

  it('ends in the form where it ends in the search', () => {
    for (const name of ['第五伦', '濮阳明', '完颜洪', '公孫勝', '王小明']) {
      const { family, given } = splitName(name);
      expect([...family].length).toBe(familyLength(name));
      expect(family + given).toBe(name);
    }
    expect(latinName('第五伦')).toBe('Diwu Lun');
  });
});
