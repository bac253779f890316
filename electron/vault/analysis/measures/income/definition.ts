import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'income',
  title: { 'zh-CN': '收入', en: 'Income' },
  meaning: {
    'zh-CN':
      '所选时间内开出的账单总额（含税总额，没有写明金额时取不含税总额），其中已结清的金额，以及可以收费但尚未开账单的项目金额，按币种分开，精确计算。草稿、作废和误录入的不计；没有金额的、小数超过四位的和没有日期的单独计数。',
    en: 'What was billed in each step of time (the gross total, the net total where that says no amount), how much of it is settled, and what may be charged but is on no bill yet; each currency by itself, summed exactly. Drafts, cancelled bills and those entered in error are left out; those without an amount, with one of more than four decimals, or without a date are counted apart.',
  },
  sources: [],
  over: 'range',
  grains: ['month', 'week', 'day'],
  picture: { kind: 'columns', dimension: 'time', columns: ['billed'], series: 'currency' },
  dimensions: [
    { key: 'time', kind: 'time', title: { 'zh-CN': '时间', en: 'Time' } },
    { key: 'currency', kind: 'currency', title: { 'zh-CN': '币种', en: 'Currency' } },
  ],
  columns: [
    { key: 'invoices', kind: 'count', counts: 'records', title: { 'zh-CN': '账单', en: 'Bills' } },
    { key: 'billed', kind: 'money', title: { 'zh-CN': '账单总额', en: 'Billed' } },
    { key: 'settled', kind: 'money', title: { 'zh-CN': '已结清', en: 'Settled' } },
    {
      key: 'charges',
      kind: 'count',
      counts: 'records',
      title: { 'zh-CN': '未开账单的项目', en: 'Charges on no bill' },
    },
    { key: 'unbilled', kind: 'money', title: { 'zh-CN': '未开账单金额', en: 'Not billed yet' } },
  ],
  leftOut: [
    { key: 'unreadable', title: { 'zh-CN': '金额无法计算的账单', en: 'Bills without an amount that can be summed' } },
    {
      key: 'unreadableCharge',
      title: { 'zh-CN': '金额无法计算的收费项目', en: 'Charges without an amount that can be summed' },
    },
    { key: 'undated', title: { 'zh-CN': '没有日期的账单', en: 'Bills without a date' } },
    { key: 'undatedCharge', title: { 'zh-CN': '没有日期的收费项目', en: 'Charges without a date' } },
  ],
  compares: ['period', 'practitioner'],
  dashboards: ['manager', 'front-desk'],
  types: [...MEASURE_TYPES.income],
};
