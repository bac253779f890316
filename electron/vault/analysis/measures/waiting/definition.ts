import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'waiting',
  title: { 'zh-CN': '候诊时间', en: 'Waiting time' },
  meaning: {
    'zh-CN':
      '从患者到达（排队中标记“已到”）到开始接诊的整分钟数：中位数（一半患者等候不超过此数），以及 90% 患者等候不超过的时间（最近秩法）。只计就诊记录中两个时刻都有的就诊；没有记下时刻的，或等候超过一天的，单独计数。按医务人员分列时，每次就诊计入其中第一位。',
    en: 'Whole minutes from when a patient had come (marked as arrived in the queue) until they were seen: the median, and the time that 90 % waited at most (nearest rank). Only visits that tell both moments; those that do not, or tell of more than a day, are counted apart. By practitioner, a visit counts for the first who took part.',
  },
  sources: [],
  over: 'range',
  grains: ['day', 'week', 'month'],
  picture: { kind: 'line', dimension: 'time', columns: ['median', 'p90'] },
  dimensions: [{ key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } }],
  columns: [
    {
      key: 'waits',
      kind: 'count',
      counts: 'records',
      title: { 'zh-CN': '有时刻的就诊', en: 'Visits with both times' },
    },
    { key: 'median', kind: 'minutes', title: { 'zh-CN': '中位数（分钟）', en: 'Median (minutes)' } },
    { key: 'p90', kind: 'minutes', title: { 'zh-CN': '90% 不超过（分钟）', en: '90 % waited at most (minutes)' } },
  ],
  leftOut: [{ key: 'untimed', title: { 'zh-CN': '没有记下时刻的就诊', en: 'Visits without both times' } }],
  compares: ['period', 'practitioner', 'place'],
  dashboards: ['manager', 'nurse', 'front-desk'],
  types: [...MEASURE_TYPES.waiting],
};
