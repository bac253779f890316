import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'antibiotics',
  title: { 'zh-CN': '抗菌药物使用', en: 'Antibiotic use' },
  meaning: {
    'zh-CN':
      '处方中含抗菌药物的比例，以及当天开出抗菌药物的就诊占全部就诊的比例（世界卫生组织用药指标之一）。是否为抗菌药物按本程序的药物表和药名判断，口服、注射和外用都计，抗结核、抗病毒、抗真菌和抗寄生虫药不计（硝基咪唑类计入）。取消的、草拟的和误录入的处方不计。',
    en: 'The share of prescriptions that are of an antibiotic, and the share of visits on whose day the patient was prescribed one, as WHO’s indicator of prescribing counts encounters. Which medicine is one is told by this program’s own list and by names; by mouth, by needle and on the skin alike. Medicines against tuberculosis, viruses, fungi and parasites are none (nitroimidazoles are). Cancelled prescriptions, drafts and those entered in error are left out.',
  },
  sources: [
    {
      title: 'WHO: How to investigate drug use in health facilities: selected drug use indicators (WHO/DAP/93.1, 1993)',
      url: 'https://iris.who.int/handle/10665/60519',
    },
  ],
  over: 'range',
  grains: ['day', 'week', 'month'],
  picture: { kind: 'line', dimension: 'time', columns: ['visitShare', 'share'] },
  dimensions: [{ key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } }],
  columns: [
    { key: 'prescriptions', kind: 'count', counts: 'records', title: { 'zh-CN': '处方', en: 'Prescriptions' } },
    { key: 'antibiotics', kind: 'count', counts: 'records', title: { 'zh-CN': '抗菌药物处方', en: 'Of antibiotics' } },
    {
      key: 'share',
      kind: 'share',
      numerator: 'antibiotics',
      denominator: 'prescriptions',
      title: { 'zh-CN': '处方占比', en: 'Share of prescriptions' },
    },
    { key: 'visits', kind: 'count', counts: 'records', title: { 'zh-CN': '就诊次数', en: 'Visits' } },
    {
      key: 'visitsWith',
      kind: 'count',
      counts: 'records',
      title: { 'zh-CN': '使用抗菌药物的就诊', en: 'Visits with an antibiotic' },
    },
    {
      key: 'visitShare',
      kind: 'share',
      numerator: 'visitsWith',
      denominator: 'visits',
      title: { 'zh-CN': '就诊占比', en: 'Share of visits' },
    },
  ],
  leftOut: [
    { key: 'undated', title: { 'zh-CN': '没有日期的处方', en: 'Prescriptions without a date' } },
    {
      key: 'unnamed',
      title: {
        'zh-CN': '处方及其所指的药品资料都没有写明药物，未计入抗菌药物',
        en: 'Prescriptions whose medicine is named neither by them nor by a record here, counted as of no antibiotic',
      },
    },
  ],
  compares: ['period', 'practitioner'],
  dashboards: ['manager', 'doctor'],
  types: [...MEASURE_TYPES.antibiotics],
};
