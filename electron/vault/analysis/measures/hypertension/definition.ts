import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';
import { REGISTER } from '../register.ts';

export const definition: MeasureDefinition = {
  ...REGISTER,
  name: 'hypertension',
  title: { 'zh-CN': '高血压管理', en: 'Hypertension register' },
  meaning: {
    'zh-CN':
      '所选日期在世、高血压诊断仍然成立的患者：90 天内（含第 90 天）最近一次血压低于 140/90 mmHg 的为达标，90 天内最近一次达到或超过的为未达标，90 天内没有量血压的为逾期，需要联系。\n收缩压和舒张压须在同一条记录中；kPa 换算为 mmHg；“<140”算低于 140；其他单位、没有单位，或“<150”这样无从判断的，为无法判读。同一时刻有多次的，取记录编号最大的一次。\n诊断按编码判断：ICD-10 I10–I13、I15（含国家标准编码；没有注明编码体系而形如 ICD-10 的视为 ICD-10）、ICD-11 BA00–BA04、ICD-9-CM 401–405、ICPC K86 和 K87，以及 SNOMED CT 的常用概念；没有可识别编码的按文字（诊断文字，其次编码名称）。文字中紧邻病名写明否认、排除、家族史、筛查、风险、前期、临界的不计，肺动脉、门静脉、颅内、眼、白大衣、妊娠期高血压不计；疑似、待排、待查、带问号或状态为未证实的单独计数。\n没有日期的诊断视为一直成立，只知道年份或年月的从第一天起算。患者资料现已停用的单独计数。\n所有年龄、有无合并症均以 140/90 为界：国家规范对 65 岁及以上为 150/90，指南对合并其他疾病的患者目标更低，此处不区分。',
    en: 'Who lives and has a standing diagnosis of hypertension on the day that is asked for: at the goal where the last blood pressure within 90 days (the 90th included) is below 140/90 mmHg, above it where it is not, overdue where none was taken within 90 days.\nBoth values must stand in one record; kPa are converted; what is less than 140 is below 140; what is in another unit, in none, or cannot be judged, as less than 150, is taken but not readable. Of several at one moment, that of the highest record number counts.\nHypertension is told by codes: ICD-10 I10 to I13 and I15 (national editions, too; a code without a system that looks like ICD-10 is taken for it), ICD-11 BA00 to BA04, ICD-9-CM 401 to 405, ICPC K86 and K87, and the common concepts of SNOMED CT; where no code can be read, by words (of the diagnosis, else of its codes). What stands right beside the name in words counts: denied, ruled out, of the family, screened for, a risk, borderline or pre-hypertension are none, and neither are pulmonary, portal, intracranial, ocular, white coat hypertension and that of pregnancy; what is suspected, to be ruled out, has a question mark or is not confirmed by its status is counted apart.\nA diagnosis without a date stands on every day; where only its year or month is known, from its first day. Patients whose record is not in use now are counted apart.\nThe line is 140/90 for everybody: the Chinese specification draws it at 150/90 from 65 years on, and guidelines have lower goals with some other diseases; they are not told apart here.',
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
