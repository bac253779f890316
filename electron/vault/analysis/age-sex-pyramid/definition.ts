import type { Definition } from '../contract.ts';

export const definition: Definition = {
  name: 'age-sex-pyramid',
  title: { 'zh-CN': '年龄性别构成', en: 'Age and sex' },
  meaning: {
    'zh-CN':
      '在世患者按五岁年龄组和行政性别分组，年龄计算到今天。性别为“其他”“未知”或未填写的归入其他。只知道出生年份或年月的，按该年或该月第一天计算；没有出生日期、日期不合理或在今天之后的单独计数。',
    en: 'Living patients by five-year age band and administrative gender, by their age today. Other, unknown and missing genders are counted as other. Where only the year or the month of birth is known, its first day is taken. Who has no birth date, an impossible one, or one in the future is counted apart.',
  },
};
