import { bandText } from '../../../../../shared/bridge/bands.ts';
import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';
import { INACTIVE_LEFT_OUT } from '../people.ts';
import { AGES } from './ages.ts';

export const definition: MeasureDefinition = {
  name: 'immunisation',
  title: { 'zh-CN': '疫苗接种率', en: 'Immunisation coverage' },
  meaning: {
    'zh-CN':
      '所选日期在世的患者中，至少接种过一剂该疫苗的比例，按疫苗和年龄组。在别处接种而记录在此的也计；未完成、拒绝、误录入和没有日期的不计（没有日期的单独计数），只知道年份或年月的按第一天计。有多个编码的按其中最优先的一个（CVX、SNOMED CT，再按字母）归类。流感等每年接种的疫苗也按曾经接种计算。没有可用出生日期的患者不在任何年龄组中，与资料现已停用的患者一样单独计数。',
    en: 'Of the patients who live on the day that is asked for, the share who were given at least one dose of each vaccine by then, by vaccine and age. Doses that were given elsewhere and are recorded here count; doses that were not given, were entered in error, or have no date do not (the latter are counted apart); where only the year or the month is known, its first day is taken. A dose with several codes counts by one of them (CVX, else SNOMED CT, else the first by its letters). Vaccines that are given every year count once they were ever given. Patients without a birth date that can be used are in no age group and are counted apart, and so are those whose record is not in use now.',
  },
  sources: [],
  over: 'day',
  grains: [],
  picture: { kind: 'share', dimension: 'vaccine', columns: ['share'], series: 'age' },
  dimensions: [
    { key: 'vaccine', kind: 'code', title: { 'zh-CN': '疫苗', en: 'Vaccine' } },
    {
      key: 'age',
      kind: 'band',
      title: { 'zh-CN': '年龄', en: 'Age' },
      values: AGES.map(({ key }) => ({ key, title: { 'zh-CN': `${bandText(key)} 岁`, en: bandText(key) } })),
    },
  ],
  columns: [
    { key: 'vaccinated', kind: 'count', counts: 'patients', title: { 'zh-CN': '已接种', en: 'Vaccinated' } },
    { key: 'patients', kind: 'count', counts: 'patients', title: { 'zh-CN': '患者数', en: 'Patients' } },
    {
      key: 'share',
      kind: 'share',
      numerator: 'vaccinated',
      denominator: 'patients',
      title: { 'zh-CN': '接种率', en: 'Coverage' },
    },
  ],
  leftOut: [
    { key: 'ageless', title: { 'zh-CN': '没有可用的出生日期', en: 'Without a birth date that can be used' } },
    INACTIVE_LEFT_OUT,
    { key: 'undated', title: { 'zh-CN': '没有日期的接种', en: 'Doses without a date' } },
  ],
  compares: ['period'],
  dashboards: ['manager', 'nurse'],
  types: [...MEASURE_TYPES.immunisation],
};
