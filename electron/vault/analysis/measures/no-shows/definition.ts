import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'no-shows',
  title: { 'zh-CN': '爽约', en: 'Missed appointments' },
  meaning: {
    'zh-CN':
      '事先约好的就诊中，患者没有来的比例，按预约的日期计算。取消的预约和没有预约直接来诊的不计；到期后没有注明来与没来的，以及尚未到期的、没有日期的，单独计数。',
    en: 'Of the appointments that were made beforehand, those to which nobody came, by the day for which they were made. Appointments that were called off and patients who came without one are left out; those of which nothing is said, those still to come, and those without a day, are counted apart.',
  },
  sources: [],
  over: 'range',
  grains: ['day', 'week', 'month'],
  picture: { kind: 'line', dimension: 'time', columns: ['share'] },
  dimensions: [{ key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } }],
  columns: [
    { key: 'appointments', kind: 'count', counts: 'records', title: { 'zh-CN': '预约', en: 'Appointments' } },
    { key: 'missed', kind: 'count', counts: 'records', title: { 'zh-CN': '没有来', en: 'Missed' } },
    {
      key: 'share',
      kind: 'share',
      numerator: 'missed',
      denominator: 'appointments',
      title: { 'zh-CN': '爽约率', en: 'Share missed' },
    },
  ],
  leftOut: [
    {
      key: 'open',
      title: { 'zh-CN': '没有注明结果或尚未到期的预约', en: 'Appointments without an outcome, or still to come' },
    },
    { key: 'undated', title: { 'zh-CN': '没有日期的预约', en: 'Appointments without a day' } },
  ],
  compares: ['period', 'practitioner', 'place'],
  dashboards: ['manager', 'front-desk'],
  types: [...MEASURE_TYPES['no-shows']],
};
