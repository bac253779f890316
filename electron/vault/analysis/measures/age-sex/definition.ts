import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'age-sex',
  title: { 'zh-CN': '年龄性别构成', en: 'Age and sex' },
  meaning: {
    'zh-CN':
      '在世患者按五岁年龄组和行政性别分组，年龄计算到所选的那一天（最晚今天）。性别为“其他”“未知”或未填写的归入其他。只知道出生年份或年月的，按该年或该月第一天计算；没有出生日期、日期不合理或尚未出生的单独计数。已合并的患者只计一次。',
    en: 'Living patients by five-year age band and administrative gender, by their age on the day that is asked for, at the latest today. Other, unknown and missing genders are counted as other. Where only the year or the month of birth is known, its first day is taken. Who has no birth date, an impossible one, or was not born yet is counted apart. Patients who were merged count once.',
  },
  sources: [],
  over: 'day',
  grains: [],
  picture: { kind: 'pyramid', dimension: 'band', columns: ['male', 'female', 'other'] },
  dimensions: [{ key: 'band', kind: 'band', title: { 'zh-CN': '年龄', en: 'Age' } }],
  columns: [
    { key: 'male', kind: 'count', counts: 'patients', title: { 'zh-CN': '男', en: 'Male' } },
    { key: 'female', kind: 'count', counts: 'patients', title: { 'zh-CN': '女', en: 'Female' } },
    { key: 'other', kind: 'count', counts: 'patients', title: { 'zh-CN': '其他或未知', en: 'Other or unknown' } },
  ],
  leftOut: [
    { key: 'no-birth', title: { 'zh-CN': '没有可用的出生日期', en: 'Without a birth date that can be used' } },
    { key: 'dead', title: { 'zh-CN': '已去世', en: 'Dead' } },
  ],
  compares: [],
  dashboards: ['manager', 'doctor', 'front-desk'],
  types: [...MEASURE_TYPES['age-sex']],
};
