import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';

export const definition: MeasureDefinition = {
  name: 'diagnoses',
  title: { 'zh-CN': '常见诊断', en: 'Most frequent diagnoses' },
  meaning: {
    'zh-CN':
      '每种诊断在所选时间内涉及的患者人数，同一患者只计一次，列出最多的二十种。时间以起病日期为准，没有起病日期的以记录日期为准；只知道年份或年月的按第一天计。误录入和已排除的诊断不计，疑似诊断（未证实、暂定、鉴别）单独计数。有多个编码的按其中最优先的一个（ICD-10、ICD-11、SNOMED CT，再按字母）归类；没有编码的按文字归类。',
    en: 'How many different patients have each diagnosis, the twenty most frequent. A diagnosis belongs to the time of its onset or, where that is not known, of its recording. Where only its year or month is known, its first day is taken. What was entered in error or ruled out is left out; what is only suspected (unconfirmed, provisional, differential) is counted apart. A diagnosis with several codes counts by one of them (ICD-10, else ICD-11, else SNOMED CT, else the first by its letters); those without a code are taken together by their words.',
  },
  sources: [],
  over: 'range',
  grains: [],
  picture: { kind: 'bars', dimension: 'diagnosis', columns: ['patients'] },
  dimensions: [{ key: 'diagnosis', kind: 'code', title: { 'zh-CN': '诊断', en: 'Diagnosis' } }],
  columns: [{ key: 'patients', kind: 'count', counts: 'patients', title: { 'zh-CN': '患者数', en: 'Patients' } }],
  leftOut: [
    { key: 'undated', title: { 'zh-CN': '没有日期的诊断', en: 'Diagnoses without a date' } },
    { key: 'unnamed', title: { 'zh-CN': '既无编码也无文字的诊断', en: 'Diagnoses without a code or words' } },
    { key: 'suspected', title: { 'zh-CN': '疑似诊断', en: 'Diagnoses only suspected' } },
    {
      key: 'unread',
      title: {
        'zh-CN': '编码未知且没有文字的诊断（已按编码计入）',
        en: 'Diagnoses with an unknown code and no words (counted by that code)',
      },
    },
  ],
  compares: ['period'],
  dashboards: ['manager', 'doctor'],
  types: [...MEASURE_TYPES.diagnoses],
};
