import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';
import { INACTIVE_LEFT_OUT } from '../people.ts';

export const definition: MeasureDefinition = {
  name: 'age-sex',
  title: { 'zh-CN': '年龄性别构成', en: 'Age and sex' },
  meaning: {
    'zh-CN':
      '所选日期（最晚今天）在世的患者，按五岁年龄组和行政性别分组，年龄计算到那一天。之后去世的，当时在世，照计；去世日期不详的视为一直已去世。患者资料现已停用（active 为 false）的单独计数。性别为“其他”“未知”或未填写的归入其他。只知道出生年份或年月的，按该年或该月第一天计算；没有出生日期、日期不合理或尚未出生的单独计数。已合并的患者只计一次。',
    en: 'Patients who live on the day that is asked for, at the latest today, by five-year age band and administrative gender, by their age on that day. Who died later lived then and counts; who died on a day that is not known counts on none. Patients whose record is not in use now (active: false) are counted apart. Other, unknown and missing genders are counted as other. Where only the year or the month of birth is known, its first day is taken. Who has no birth date, an impossible one, or was not born yet is counted apart. Patients who were merged count once.',
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
    INACTIVE_LEFT_OUT,
  ],
  compares: [],
  dashboards: ['manager', 'doctor', 'front-desk'],
  types: [...MEASURE_TYPES['age-sex']],
};
