import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'new-returning',
  title: { 'zh-CN': '初诊与复诊', en: 'New and returning patients' },
  meaning: {
    'zh-CN':
      '所选时间内的就诊中，患者首次来本诊所的就诊（初诊）和之后的就诊（复诊）。首次就诊按本诊所全部记录计算，不限于所选时间；合并的患者视为同一人。计划中、已取消、误录入和没有日期或只知道年月的就诊不计（单独计数），属于另一次就诊一部分的不另计，未注明患者的就诊单独计数。',
    en: 'Of the visits in each step of time, how many were the first that the patient ever made here, and how many were not. The first visit is looked for in all records, not only in the time that is shown; patients who were merged are one person. Planned and cancelled visits, those entered in error are left out, and a visit that is part of another is none more; visits without a day, and those that name no patient, are counted apart.',
  },
  sources: [],
  over: 'range',
  grains: ['day', 'week', 'month'],
  picture: { kind: 'stacked', dimension: 'time', columns: ['new', 'returning'] },
  dimensions: [{ key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } }],
  columns: [
    { key: 'visits', kind: 'count', counts: 'records', title: { 'zh-CN': '就诊次数', en: 'Visits' } },
    { key: 'new', kind: 'count', counts: 'records', title: { 'zh-CN': '初诊', en: 'First visits' } },
    { key: 'returning', kind: 'count', counts: 'records', title: { 'zh-CN': '复诊', en: 'Return visits' } },
    {
      key: 'newShare',
      kind: 'share',
      numerator: 'new',
      denominator: 'visits',
      title: { 'zh-CN': '初诊占比', en: 'Share of first visits' },
    },
  ],
  leftOut: [
    { key: 'nobody', title: { 'zh-CN': '未注明患者的就诊', en: 'Visits that name no patient' } },
    { key: 'undated', title: { 'zh-CN': '没有日期或只知道年月的就诊', en: 'Visits without a day' } },
  ],
  compares: ['period', 'practitioner', 'place'],
  dashboards: ['manager', 'doctor'],
  types: [...MEASURE_TYPES['new-returning']],
};
