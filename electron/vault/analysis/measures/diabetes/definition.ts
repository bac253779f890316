import { MEASURE_TYPES, type MeasureDefinition } from '../../../../../shared/bridge/measures.ts';
import { REGISTER } from '../register.ts';

export const definition: MeasureDefinition = {
  ...REGISTER,
  name: 'diabetes',
  title: { 'zh-CN': '糖尿病管理', en: 'Diabetes register' },
  meaning: {
    'zh-CN':
      '所选日期在世、糖尿病诊断仍然成立的患者：半年（183 天，含第 183 天）内最近一次糖化血红蛋白低于 7% 的为达标，半年内最近一次达到或超过的为未达标，半年内没有查的为逾期，需要联系。\nmmol/mol 按 NGSP 公式换算为 %，日本 JDS 值（LOINC 62388-4）按 1.02 × JDS + 0.25 换算；IFCC 编码（59261-8）只认 mmol/mol。“<7”算低于 7；其他单位、没有单位，或“>6.5”这样无从判断的，为无法判读。同一时刻有多次的，取记录编号最大的一次。\n诊断按编码判断：ICD-10 E10–E14（含国家标准编码；没有注明编码体系而形如 ICD-10 的视为 ICD-10）、ICD-11 5A10–5A14、ICD-9-CM 250、ICPC T89 和 T90，以及 SNOMED CT 的常用概念；没有可识别编码的按文字（诊断文字，其次编码名称）。文字中紧邻病名写明否认、排除、家族史、筛查、风险、前期、临界的不计，尿崩症和妊娠糖尿病不计；疑似、待排、待查、带问号或状态为未证实的单独计数。\n没有日期的诊断视为一直成立，只知道年份或年月的从第一天起算。患者资料现已停用的单独计数。\n指南对高龄、有低血糖风险等患者放宽目标，此处不区分。',
    en: 'Who lives and has a standing diagnosis of diabetes on the day that is asked for: at the goal where the last HbA1c within half a year (183 days, the last included) is below 7 %, above it where it is not, overdue where none was measured within half a year.\nmmol/mol are converted by the equation of NGSP, values of the Japanese JDS (LOINC 62388-4) by 1.02 × JDS + 0.25; under the code of IFCC (59261-8) mmol/mol alone are read. What is less than 7 is below 7; what is in another unit, in none, or cannot be judged, as more than 6.5, is measured but not readable. Of several at one moment, that of the highest record number counts.\nDiabetes is told by codes: ICD-10 E10 to E14 (national editions, too; a code without a system that looks like ICD-10 is taken for it), ICD-11 5A10 to 5A14, ICD-9-CM 250, ICPC T89 and T90, and the common concepts of SNOMED CT; where no code can be read, by words (of the diagnosis, else of its codes). What stands right beside the name in words counts: denied, ruled out, of the family, screened for, a risk, borderline or prediabetes are none, and neither are diabetes insipidus and that of pregnancy; what is suspected, to be ruled out, has a question mark or is not confirmed by its status is counted apart.\nA diagnosis without a date stands on every day; where only its year or month is known, from its first day. Patients whose record is not in use now are counted apart.\nGuidelines have looser goals for patients who are old or at risk of low glucose; they are not told apart here.',
  },
  sources: [
    {
      title:
        'American Diabetes Association: Standards of Care in Diabetes, section 6, Glycemic Goals: below 7 % for many adults who are not pregnant, assessed at least twice a year',
      url: 'https://diabetesjournals.org/care/issue/48/Supplement_1',
    },
    { title: '中国2型糖尿病防治指南（2020年版）：大多数非妊娠成人糖化血红蛋白的控制目标为 <7.0%' },
  ],
  dimensions: [
    {
      key: 'state',
      kind: 'category',
      title: { 'zh-CN': '糖化血红蛋白', en: 'HbA1c' },
      values: [
        { key: 'reached', title: { 'zh-CN': '低于 7%', en: 'Below 7 %' } },
        { key: 'above', title: { 'zh-CN': '7% 及以上', en: '7 % or above' } },
        {
          key: 'unreadable',
          title: { 'zh-CN': '半年内已查，无法判读', en: 'Measured within half a year, not readable' },
        },
        { key: 'overdue', title: { 'zh-CN': '半年内未查', en: 'Not measured within half a year' } },
      ],
    },
  ],
  types: [...MEASURE_TYPES.diabetes],
};
