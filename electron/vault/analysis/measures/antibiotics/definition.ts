import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'antibiotics',
  title: { 'zh-CN': '抗菌药物使用', en: 'Antibiotic use' },
  meaning: {
    'zh-CN':
      '处方中含抗菌药物的比例，以及开出抗菌药物的就诊占全部就诊的比例（世界卫生组织用药指标）。\n按处方计，不按药品计：同一组号的各行为一张处方，没有组号时，同一次就诊、同一医生、同一天的为一张，没有就诊时按患者、医生和日期；没有写明患者的，每行为一张；明细中列出的是处方的第一行，或其中第一种抗菌药物。处方写明就诊的计入该次就诊，没有写明的计入患者当天的就诊；没有写明患者的就诊计为未使用。\n当天被另一行更正（替换）的、取消的、草拟的、计划的、误录入的和注明“不给药”的不计。\n是否为抗菌药物按世界卫生组织 AWaRe 所列药物的药名、本程序的药物表和 ATC 编码（J01 等）判断，口服、注射、外用和滴眼都计；抗结核、抗病毒、抗真菌和抗寄生虫药以及皮试不计（硝基咪唑类计入）。',
    en: 'The share of prescriptions with an antibiotic in them, and the share of visits at which one was prescribed (WHO’s indicator of prescribing).\nPrescriptions are counted, not their lines: lines of one group are one prescription, without a group those of one visit, doctor and day, without a visit those of one patient, doctor and day; what names no patient is one for each line. The list shows the first line of each, or its first antibiotic. A prescription that names its visit counts for that visit, any other for the visits of the patient on its day; a visit that names no patient counts as without.\nLines that another one of the same day takes the place of, cancelled ones, drafts, plans, those entered in error and those that say not to give something count nowhere.\nWhich medicine is an antibiotic is told by the names of WHO’s AWaRe list, by this program’s own list and by codes of ATC (J01 and others); by mouth, by needle, on the skin and in the eye alike. Medicines against tuberculosis, viruses, fungi and parasites and tests on the skin are none (nitroimidazoles are).',
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
    {
      key: 'antibiotics',
      kind: 'count',
      counts: 'records',
      title: { 'zh-CN': '含抗菌药物的处方', en: 'With an antibiotic' },
    },
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
        'zh-CN': '有药物无法识别（只引用不在本机的药物记录，或只有未知系统的编码）的处方，未计入抗菌药物',
        en: 'Prescriptions with a medicine that cannot be read (a record that is not here, or a code of an unknown system without words), counted as of no antibiotic',
      },
    },
  ],
  compares: ['period', 'practitioner'],
  dashboards: ['manager', 'doctor'],
  types: [...MEASURE_TYPES.antibiotics],
};
