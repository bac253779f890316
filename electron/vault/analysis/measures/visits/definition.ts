import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'visits',
  title: { 'zh-CN': '就诊量', en: 'Visits' },
  meaning: {
    'zh-CN':
      '所选时间内开始的就诊次数，按诊所所在时区的日、周（周一至周日）或月计算。计划中、已取消和误录入的就诊不计，属于另一次就诊一部分的（partOf）不另计，只知道年份或年月的单独计数；按医务人员分列时，每次就诊计入其中第一位；没有人来的时段显示为 0。',
    en: 'How many visits began on each day, in each week (Monday to Sunday) or in each month, by the clinic’s own time zone. Planned and cancelled visits and those entered in error are left out; a visit that is part of another (partOf) is none more, and one of which only the month or the year is known is counted apart. By practitioner, a visit counts for the first who took part; a time in which nobody came stands with 0.',
  },
  sources: [],
  over: 'range',
  grains: ['day', 'week', 'month'],
  picture: { kind: 'columns', dimension: 'time', columns: ['visits'] },
  dimensions: [{ key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } }],
  columns: [{ key: 'visits', kind: 'count', counts: 'records', title: { 'zh-CN': '就诊次数', en: 'Visits' } }],
  leftOut: [{ key: 'undated', title: { 'zh-CN': '没有日期或只知道年月的就诊', en: 'Visits without a day' } }],
  compares: ['period', 'practitioner', 'place'],
  dashboards: ['manager', 'doctor', 'nurse'],
  types: [...MEASURE_TYPES.visits],
};
