import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';
import { REGISTER } from '../register.ts';

export const definition: MeasureDefinition = {
  ...REGISTER,
  name: 'hypertension',
  title: { 'zh-CN': '高血压管理', en: 'Hypertension register' },
  meaning: {
    'zh-CN':
      '所选日期在世、高血压诊断仍然成立的患者：90 天内（含第 90 天）最近一次血压低于 140/90 mmHg 的为达标，90 天内最近一次达到或超过的为未达标，90 天内没有量血压的为逾期，需要联系。收缩压和舒张压须在同一条记录中；kPa 换算为 mmHg，其他单位、没有单位或带有“<”“>”的为无法判读。同一时刻有多次的，取记录编号最大的一次。高血压按 ICD-10 I10–I13、I15，ICD-11 BA00–BA04 或 SNOMED CT 编码判断，没有编码的按文字；妊娠高血压不计。指南对合并其他疾病的患者有更低的目标，此处不区分。',
    en: 'Who lives and has a standing diagnosis of hypertension on the day that is asked for: at the goal where the last blood pressure within 90 days (the 90th included) is below 140/90 mmHg, above it where it is not, overdue where none was taken within 90 days. Both values must stand in one record; kPa are converted, what is in another unit, in none, or only said to be more or less is taken but not readable. Of several at one moment, that of the highest record number counts. Hypertension is told by ICD-10 I10 to I13 and I15, ICD-11 BA00 to BA04 or SNOMED CT, by words where there is no code; that of pregnancy is none. Guidelines have lower goals for patients with some other diseases; they are not told apart here.',
  },
  sources: [
    {
      title:
        'WHO: Guideline for the pharmacological treatment of hypertension in adults (2021): goal below 140/90 mmHg without comorbidities, follow-up every 3 to 6 months',
      url: 'https://www.who.int/publications/i/item/9789240033986',
    },
    {
      title:
        '国家基本公共卫生服务规范（第三版，2017）：高血压患者每年至少 4 次面对面随访，血压低于 140/90 mmHg 为控制满意（65 岁及以上低于 150/90）',
    },
  ],
  dimensions: [
    {
      key: 'state',
      kind: 'category',
      title: { 'zh-CN': '血压', en: 'Blood pressure' },
      values: [
        { key: 'reached', title: { 'zh-CN': '低于 140/90', en: 'Below 140/90' } },
        { key: 'above', title: { 'zh-CN': '140/90 及以上', en: '140/90 or above' } },
        { key: 'unreadable', title: { 'zh-CN': '90 天内已量，无法判读', en: 'Taken within 90 days, not readable' } },
        { key: 'overdue', title: { 'zh-CN': '90 天内未量', en: 'Not taken within 90 days' } },
      ],
    },
  ],
  types: [...MEASURE_TYPES.hypertension],
};
