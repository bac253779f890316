import type { Definition } from '../contract.ts';

export const definition: Definition = {
  name: 'top-diagnoses',
  title: { 'zh-CN': '常见诊断', en: 'Most frequent diagnoses' },
  meaning: {
    'zh-CN':
      '每种诊断在所选时间内涉及的患者人数，同一患者只计一次。时间以起病日期为准，没有起病日期的以记录日期为准。误录入和已排除的诊断不计；没有编码的诊断按文字归类。',
    en: 'How many different patients have each diagnosis. A diagnosis belongs to the time of its onset or, where that is not known, of its recording. What was entered in error or ruled out is left out; diagnoses without a code are taken together by their words.',
  },
};
