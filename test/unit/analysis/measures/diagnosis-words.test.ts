/** What words of diagnoses say, one by one, in both languages; and which codes are of the registers' diseases. */
import { describe, expect, it } from 'vitest';
import {
  DIABETES_CODES,
  HYPERTENSION_CODES,
  isCodeOf,
} from '../../../../electron/vault/analysis/facts/diagnosis-codes.ts';
import {
  DIABETES,
  type Disease,
  HYPERTENSION,
  saidOf,
} from '../../../../electron/vault/analysis/facts/diagnosis-words.ts';

type Table = Record<'has' | 'suspected' | 'not', readonly string[]>;

const OF_HYPERTENSION: Table = {
  has: [
    '高血压',
    '高血压病3级（极高危险组）',
    '高血压2级 中度危险',
    '高血压病 3级 极高危',
    '高血压 高危组',
    '高血压合并肺炎',
    '高血压伴眼底病变',
    '高血压合并妊娠',
    '原发性高血压',
    '肾性高血压',
    '高血压性心脏病',
    '高血壓',
    '冠心病、高血压',
    '肺部感染，高血压',
    '眼底出血 高血压',
    '头晕，既往高血压病史10年',
    '高血压病史20年，否认糖尿病',
    '高血压，无并发症',
    '高血压（血压控制可）',
    '父亲高血压，本人亦有头晕。高血压2级',
    '无症状性高血压',
    '排除继发性高血压',
    'Essential hypertension',
    'Essential hypertension, very high cardiovascular risk',
    'Hypertension with no target organ damage',
    'Hypertension without heart failure',
    'Hypertension, rule out renal artery stenosis',
    'Hypertension, family history of stroke',
    'Hypertension not controlled',
    'Not well-controlled hypertension',
    'Hypertensive heart disease',
    'History of hypertension',
    'HTN',
    'High blood pressure',
    'Pulmonary embolism, hypertension',
    'Secondary hypertension',
    'Rule out secondary hypertension',
    'Diabetes, screening for retinopathy; hypertension',
  ],
  suspected: [
    '高血压？',
    '高血压病?',
    '高血压2级？',
    '疑似高血压',
    '考虑高血压',
    '高血压待排',
    '高血压（待排除）',
    '高血压待查',
    '高血压，待查',
    '可疑高血压病',
    '不能排除高血压',
    '高血压可能性大',
    'Suspected hypertension',
    'Possible essential hypertension',
    'Rule out hypertension',
    'R/O HTN',
    'Hypertension?',
    'Hypertension, to be ruled out',
    'Hypertension (unconfirmed)',
    '?Hypertension',
  ],
  not: [
    '无高血压',
    '否认高血压病史',
    '否认高血压、糖尿病史',
    '否认肝炎、结核、高血压',
    '没有高血压',
    '排除高血压',
    '高血压已排除',
    '高血压（-）',
    '高血压病史：无',
    '父亲高血压',
    '母亲患有高血压',
    '父母均有高血压',
    '高血压家族史',
    '家族史：高血压',
    '高血压（父亲）',
    '高血压风险',
    '高血压高危人群',
    '高血压危险因素',
    '高血压前期',
    '高血压筛查',
    '筛查高血压',
    '临界高血压',
    '肺动脉高血压',
    '肺高血压',
    '门静脉高血压',
    '门脉高血压',
    '眼高血压',
    '颅内高血压',
    '白大衣高血压',
    '妊娠期高血压',
    '妊娠高血压综合征',
    '妊娠合并慢性高血压',
    '非高血压',
    'No hypertension',
    'No known hypertension',
    'No history of hypertension',
    'Denies hypertension',
    'Denies diabetes, hypertension, asthma',
    'No diabetes or hypertension',
    'Without hypertension',
    'Negative for hypertension',
    'Hypertension ruled out',
    'Hypertension: no',
    'Hypertension (-)',
    'Father has hypertension',
    'Mother: hypertension',
    'Family history of hypertension',
    'Family history of diabetes and hypertension',
    'Hypertension in mother',
    'Hypertension risk',
    'At risk for hypertension',
    'Screening for hypertension',
    'Hypertension screening',
    'Pre-hypertension',
    'Borderline hypertension',
    'Pulmonary hypertension',
    'Pulmonary arterial hypertension',
    'Hypertension, pulmonary',
    'Portal hypertension',
    'Portal hypertensive gastropathy',
    'Ocular hypertension',
    'Benign intracranial hypertension',
    'White coat hypertension',
    'Gestational hypertension',
    'Pregnancy-induced hypertension',
    'Hypertension in pregnancy',
    'Hypertension complicating pregnancy, childbirth and the puerperium',
    'Antihypertensive therapy, non-hypertensive',
  ],
};

const OF_DIABETES: Table = {
  has: [
    '糖尿病',
    '2型糖尿病',
    'Ⅱ型糖尿病',
    '2型糖尿病（低血糖风险高）',
    '2型糖尿病，无并发症',
    '糖尿病肾病',
    '糖尿病足',
    '糖尿病，排除酮症酸中毒',
    '非胰岛素依赖型糖尿病',
    '孕前糖尿病',
    '高血压，糖尿病',
    'Type 2 diabetes, no complications',
    'Type 2 diabetes mellitus without complication',
    'Diabetes mellitus type 1',
    'Diabetic retinopathy',
    'T2DM',
    'Type II DM',
    'Diabetes; denies hypertension',
    'Diabetes, high risk of hypoglycaemia',
    'Non-insulin-dependent diabetes',
  ],
  suspected: [
    '疑似糖尿病',
    '糖尿病？',
    '糖尿病待排',
    'Rule out diabetes',
    'Suspected type 2 diabetes',
    'Probable diabetes',
    'Diabetes mellitus?',
  ],
  not: [
    '排除糖尿病',
    '糖尿病筛查',
    '糖尿病前期',
    '糖尿病风险',
    '否认糖尿病',
    '无高血压、糖尿病',
    '糖尿病家族史',
    '母亲有2型糖尿病',
    '妊娠期糖尿病',
    '妊娠合并糖尿病',
    '非糖尿病',
    'Father has diabetes',
    'Without diabetes',
    'No evidence of diabetes',
    'No longer diabetic',
    'Non-diabetic',
    'Diabetes insipidus',
    'Pre-diabetes',
    'Borderline diabetes',
    'Gestational diabetes',
    'Diabetes mellitus in pregnancy',
    'Diabetes screening',
    'Type 2 diabetes risk',
    'Maternal grandmother with diabetes',
  ],
};

describe.each<[string, Disease, Table]>([
  ['hypertension', HYPERTENSION, OF_HYPERTENSION],
  ['diabetes', DIABETES, OF_DIABETES],
])('words of %s', (_, disease, table) => {
  it.each(Object.entries(table).flatMap(([said, texts]) => texts.map((text) => [text, said])))(
    '%s: %s',
    (text, said) => {
      expect(saidOf(text, disease)).toBe(said);
    },
  );
});

it('words of other things say nothing', () => {
  for (const text of ['', '高血脂', '眼高压', '血压高', 'Hypotension', 'Antihypertensive drugs', 'Prehypertension'])
    expect(saidOf(text, HYPERTENSION), text).toBeUndefined();
  for (const text of ['尿崩症', '尿糖阳性', 'Prediabetes', 'Hypertension'])
    expect(saidOf(text, DIABETES), text).toBeUndefined();
});

it('texts that could be read in very many ways are read at once', () => {
  for (const part of ['and and ', 'aa or ', 'a, ', 'any known ', 'has ', '有患', '病和', '无病、', '1型的', '家族中'])
    for (const begin of ['family of ', 'denies ', 'no ', '无', '父'])
      expect(() => saidOf(`${begin}${part.repeat(3000)}x hypertension`, HYPERTENSION)).not.toThrow();
});

describe('codes', () => {
  const of = (codes: typeof DIABETES_CODES) => (system: string, code: string) => isCodeOf(codes, { system, code });
  it('of hypertension, in what clinics use', () => {
    const is = of(HYPERTENSION_CODES);
    const yes: [string, string][] = [
      ['http://hl7.org/fhir/sid/icd-10', 'I10'],
      ['http://hl7.org/fhir/sid/icd-10-cm', 'I11.9'],
      ['http://hl7.org/fhir/sid/icd-10', 'I119'],
      ['http://id.who.int/icd/release/10/2019', 'I10'],
      ['urn:oid:2.16.840.1.113883.6.3', 'I15.0'],
      ['urn:oid:2.16.156.10011.2.3.3.11', 'I10.x00'],
      ['2.16.156.10011.2.3.3.11.3', 'I10.x00x002'],
      ['', 'I10'],
      ['', 'I10.x00'],
      ['http://id.who.int/icd/release/11/mms', 'BA00.Z'],
      ['http://hl7.org/fhir/sid/icd-9-cm', '401.9'],
      ['http://hl7.org/fhir/sid/icpc-2', 'K86'],
      ['urn:oid:2.16.840.1.113883.6.139', 'K87'],
      ['http://hl7.org/fhir/sid/icpc-1-NL', 'K86'],
      ['http://snomed.info/sct', '1201005'],
    ];
    for (const [system, code] of yes) expect(is(system, code), `${system} ${code}`).toBe(true);
    const no: [string, string][] = [
      ['http://hl7.org/fhir/sid/icd-10', 'I14'],
      ['http://hl7.org/fhir/sid/icd-10', 'O13'],
      ['http://id.who.int/icd/release/10/2019', 'BA00'],
      ['http://id.who.int/icd/release/11/mms', 'I10'],
      ['http://hl7.org/fhir/sid/icpc-2', 'K85'],
      ['http://hl7.org/fhir/sid/icd-9-cm', '416.0'],
      ['', 'J06.9'],
    ];
    for (const [system, code] of no) expect(is(system, code), `${system} ${code}`).toBe(false);
    const unread: [string, string][] = [
      ['urn:his:diagnosis', 'I10'],
      ['http://snomed.info/sct', '70995007'],
      ['http://id.who.int/icd/entity', '761947693'],
      ['http://hl7.org/fhir/sid/icd-9-cm-3', '40.11'],
      ['', '00417'],
    ];
    for (const [system, code] of unread) expect(is(system, code), `${system} ${code}`).toBeUndefined();
  });

  it('of diabetes', () => {
    const is = of(DIABETES_CODES);
    const yes: [string, string][] = [
      ['http://hl7.org/fhir/sid/icd-10', 'E11.9'],
      ['http://hl7.org/fhir/sid/icd-10-cm', 'E1165'],
      ['http://id.who.int/icd/release/11/2024-01/mms', '5A11'],
      ['http://hl7.org/fhir/sid/icd-9-cm', '250.00'],
      ['http://hl7.org/fhir/sid/icpc-2', 'T90'],
      ['http://snomed.info/sct', '237599002'],
      ['', 'E14.900'],
    ];
    for (const [system, code] of yes) expect(is(system, code), `${system} ${code}`).toBe(true);
    for (const code of ['O24.4', 'E15', 'R73.0']) expect(is('', code)).toBe(false);
  });
});
