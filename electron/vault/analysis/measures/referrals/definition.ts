import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'referrals',
  title: { 'zh-CN': '转诊', en: 'Referrals' },
  meaning: {
    'zh-CN':
      '所选时间内开出的转诊（按开单日期，没有时按预定日期），按转往的专科，最多的在前；其中已完成的是收到结果、标记为完成的转诊。转诊由申请的类别或编码（SNOMED CT 的转诊概念）或“转诊”字样判断，化验等其他申请不计；撤销的、草拟的、误录入的和注明“不执行”的不计。',
    en: 'Referrals that were made in the time that is shown (by the day on which they were written, by that for which they are planned where it is not given), by the specialty to which, those with most first; and how many of them are marked as completed. A request is one by its category or code (SNOMED CT’s concepts of referral) or by the word; orders of tests and others are none. What was revoked, drafted, entered in error or says not to be done is left out.',
  },
  sources: [],
  over: 'range',
  grains: [],
  picture: { kind: 'bars', dimension: 'specialty', columns: ['referrals'] },
  dimensions: [{ key: 'specialty', kind: 'code', title: { 'zh-CN': '专科', en: 'Specialty' } }],
  columns: [
    { key: 'referrals', kind: 'count', counts: 'records', title: { 'zh-CN': '转诊', en: 'Referrals' } },
    { key: 'completed', kind: 'count', counts: 'records', title: { 'zh-CN': '已完成', en: 'Completed' } },
    {
      key: 'share',
      kind: 'share',
      numerator: 'completed',
      denominator: 'referrals',
      title: { 'zh-CN': '完成率', en: 'Share completed' },
    },
  ],
  leftOut: [{ key: 'undated', title: { 'zh-CN': '没有日期的转诊', en: 'Referrals without a date' } }],
  compares: ['period', 'practitioner'],
  dashboards: ['manager', 'doctor'],
  types: [...MEASURE_TYPES.referrals],
};
