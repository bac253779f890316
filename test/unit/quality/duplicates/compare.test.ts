import { describe, expect, it } from 'vitest';
import { readHeaders, splitName } from '../../../../electron/vault/quality/duplicates/columns.ts';
import { comparer } from '../../../../electron/vault/quality/duplicates/compare.ts';
import { type KindName, Level } from '../../../../electron/vault/quality/duplicates/contract.ts';
import { skeleton } from '../../../../electron/vault/quality/duplicates/keys.ts';
import { kinds } from '../../../../electron/vault/quality/duplicates/kinds.ts';

function level(kind: KindName, a: string, b: string): number {
  const [x, y] = [kinds[kind].read(a), kinds[kind].read(b)];
  if (!x || !y) throw new Error('a text that says nothing');
  expect(kinds[kind].compare(y, x)).toBe(kinds[kind].compare(x, y));
  return kinds[kind].compare(x, y);
}

describe('names', () => {
  it.each([
    ['Müller', 'MULLER', Level.exact],
    ['Smith-Jones', 'smith jones', Level.exact],
    ['張偉', '张伟', Level.exact],
    ['建国', '健国', Level.close],
    ['Jianguo', '建国', Level.close],
    ['Catherine', 'Catherien', Level.close],
    ['Anna Maria', 'Maria Anna', Level.close],
    ['Bob', 'Robert', Level.loose],
    ['J', 'James', Level.loose],
    ['Anna', 'Anna Maria', Level.loose],
    ['王', '李', Level.far],
    // brothers and sisters share one of two characters, and twins are born on one day
    ['鹏军', '鹏琪', Level.far],
    ['雪芳', '雪飞', Level.far],
    ['Zengfang', '正芳', Level.close],
    ['Zhenfang', '正芳', Level.close],
    ['Anna', 'George', Level.far],
  ])('%s and %s', (a, b, wanted) => {
    expect(level('given', a, b)).toBe(wanted);
  });

  it('are split where they are whole', () => {
    expect(splitName('欧阳明')).toEqual(['明', '欧阳']);
    expect(splitName('张 伟')).toEqual(['伟', '张']);
    expect(splitName('Anna Maria Li')).toEqual(['Anna Maria', 'Li']);
    expect(splitName('Li, Anna')).toEqual([' Anna', 'Li']);
  });

  it('have a skeleton that survives vowels and doubled letters', () => {
    expect(skeleton('phillips')).toBe(skeleton('filips'));
    expect(skeleton('wang')).not.toBe(skeleton('li'));
  });
});

describe('dates', () => {
  it.each([
    ['1987-06-24', '24/06/1987', Level.exact],
    ['1987年6月24日', '19870624', Level.exact],
    ['1987-06-05', '1987-05-06', Level.close],
    ['1987-06-24', '1987-06-25', Level.close],
    ['1987-06-24', '1978-06-24', Level.close],
    ['1987-06-24', '1987-11-24', Level.loose],
    ['1987-06-24', '1987', Level.loose],
    ['1987-06-24', '1953-11-02', Level.far],
  ])('%s and %s', (a, b, wanted) => {
    expect(level('birth', a, b)).toBe(wanted);
  });

  it('say nothing where they are none', () => {
    expect(kinds.birth.read('unknown')).toBeUndefined();
    expect(kinds.birth.read('')).toBeUndefined();
  });
});

describe('numbers and texts', () => {
  it.each([
    ['phone', '+86 138 0013 8000', '13800138000', Level.exact],
    ['phone', '010-62345678', '62345678', Level.exact],
    ['phone', '13800138000', '13800138001', Level.close],
    ['phone', '13900018000', '13655558000', Level.loose],
    ['identifier', '11010119870624001X', '11010119870624001x', Level.exact],
    ['identifier', '6988048', '6988084', Level.close],
    ['identifier', '110101198706240011', '110101870624001', Level.exact],
    ['identifier', '110101198706240011', '110101198706240054', Level.far],
    // a grandfather and his grandchild, a hundred years apart; and one of this century, who never had 15 digits
    ['identifier', '110101191906240011', '110101201906240011', Level.far],
    ['identifier', '110101201906240011', '110101190624001', Level.far],
    ['identifier', '110101191906240011', '110101190624001', Level.exact],
    ['identifier', '110101870624001', '110101870624002', Level.close],
    ['identifier', '110101198706240011', '110101198706240012', Level.close],
    // numbers of a register of any length
    ['identifier', '7', '7', Level.exact],
    ['identifier', '7', '8', Level.far],
    ['identifier', 'MRN-0042', 'mrn 0042', Level.exact],
    ['identifier', '4305', '4306', Level.close],
    ['identifier', '43051234567890123456', '43051234567890123456', Level.exact],
    ['identifier', '43051234567890123456', '43051234567890129956', Level.far],
    ['code', '06', '6', Level.exact],
    ['email', 'anna.li@a.example', 'anna.li@b.example', Level.close],
    ['address', '北京市朝阳区建国路8号', '朝阳区建国路8号', Level.close],
    ['address', 'tullaroop street', 'tullarop street', Level.close],
    ['address', 'giblin street', 'goldfinch circuit', Level.far],
    ['sex', '女', 'F', Level.exact],
    ['sex', 'male', '女', Level.far],
  ] as const)('%s %s and %s', (kind, a, b, wanted) => {
    expect(level(kind, a, b)).toBe(wanted);
  });
});

describe('two persons', () => {
  const { fields, personOf } = readHeaders(['given_name', 'surname', 'date_of_birth']);
  const compare = comparer(fields);

  it('whose names are swapped are told once', () => {
    const { levels } = compare(personOf(['harley', 'rose', '']), personOf(['rose', 'harley', '']));
    expect(levels).toEqual([Level.crossed, Level.missing, Level.missing]);
  });

  it('of one family are two, where one has the family name in front', () => {
    const { levels } = compare(personOf(['amy', 'church', '']), personOf(['church', 'jacob', '']));
    expect(levels).toEqual([Level.far, Level.crossed, Level.missing]);
    const half = compare(personOf(['amy', 'church', '']), personOf(['church', '', '']));
    expect(half.levels).toEqual([Level.missing, Level.crossed, Level.missing]);
  });

  it('are one in characters and in pinyin, whichever name stands first', () => {
    const whole = readHeaders(['姓名']);
    const { levels } = comparer(whole.fields)(whole.personOf(['吴然建']), whole.personOf(['Wu Ranjian']));
    expect(levels).toEqual([Level.crossed, Level.missing]);
  });

  it('are not held against each other for what is missing', () => {
    const { levels } = compare(personOf(['', 'rose', '1987-06-24']), personOf(['anna', 'rose', '']));
    expect(levels).toEqual([Level.missing, Level.exact, Level.missing]);
  });

  it('have the fields of Chinese headers', () => {
    const chinese = readHeaders(['序号', '姓名', '出生日期', '身份证号', '手机', '性别', '备注']);
    expect(chinese.fields.map(({ kind }) => kind)).toEqual([
      'given',
      'family',
      'birth',
      'identifier',
      'phone',
      'sex',
      'text',
    ]);
  });
});
