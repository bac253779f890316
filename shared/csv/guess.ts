/** Guesses from headers, in Chinese and in English, what columns stand for, and from some of their cells how dates are written. */
import { type ColumnTarget, MAPPING_VERSION, type Mapping } from './mapping.ts';
import { TARGETS, type Target, type TargetName } from './targets.ts';

/** Words of headers, compared without marks, spaces and case; the first target whose word it is, then whose word it holds. */
const WORDS: readonly (readonly [TargetName, readonly string[]])[] = [
  [
    'patient.number',
    [
      '病历号',
      '病案号',
      '患者编号',
      '患者id',
      '病人id',
      '病人编号',
      '档案号',
      '健康档案号',
      '登记号',
      '就诊卡号',
      '卡号',
      'patientid',
      'patientno',
      'patientnumber',
      'mrn',
      'chartno',
      'chartnumber',
      'recordnumber',
      'hospitalnumber',
    ],
  ],
  [
    'row',
    [
      '就诊号',
      '门诊号',
      '门诊流水号',
      '流水号',
      '就诊流水号',
      '检验号',
      '报告号',
      '标本号',
      '处方号',
      'visitid',
      'visitno',
      'visitnumber',
      'encounterid',
      'reportid',
      'reportno',
      'sampleid',
    ],
  ],
  [
    'patient.contactPhone',
    ['联系人电话', '家属电话', '紧急联系电话', 'contactphone', 'emergencyphone', 'nextofkinphone'],
  ],
  [
    'patient.contactName',
    ['联系人', '联系人姓名', '家属姓名', '家属', 'contactname', 'contactperson', 'emergencycontact', 'nextofkin'],
  ],
  ['patient.name', ['姓名', '患者姓名', '病人姓名', '名字', '患者', 'name', 'patientname', 'fullname', 'patient']],
  ['patient.family', ['姓', '姓氏', 'surname', 'lastname', 'familyname', 'family']],
  ['patient.given', ['名', 'givenname', 'firstname', 'given', 'forename']],
  ['patient.sex', ['性别', '患者性别', 'sex', 'gender']],
  [
    'patient.birthDate',
    ['出生日期', '生日', '出生年月', '出生年月日', '出生', 'birthdate', 'dateofbirth', 'dob', 'birthday', 'born'],
  ],
  ['patient.phone2', ['电话2', '备用电话', '其他电话', '家庭电话', 'phone2', 'otherphone', 'homephone']],
  [
    'patient.phone',
    [
      '电话',
      '手机',
      '手机号',
      '手机号码',
      '电话号码',
      '联系电话',
      '联系方式',
      '移动电话',
      '本人电话',
      'phone',
      'mobile',
      'telephone',
      'tel',
      'phonenumber',
      'mobilenumber',
      'cellphone',
      'cell',
    ],
  ],
  ['patient.email', ['邮箱', '电子邮箱', '电子邮件', 'email', 'emailaddress', 'mail']],
  [
    'patient.identity',
    [
      '身份证',
      '身份证号',
      '身份证号码',
      '证件号',
      '证件号码',
      '公民身份号码',
      'idnumber',
      'identitynumber',
      'nationalid',
      'idcard',
      'idcardnumber',
      'socsecid',
      'ssn',
    ],
  ],
  ['patient.postalCode', ['邮编', '邮政编码', 'postcode', 'postalcode', 'zip', 'zipcode']],
  ['patient.city', ['城市', '市', 'city', 'suburb', 'town']],
  [
    'patient.address',
    [
      '地址',
      '住址',
      '家庭住址',
      '现住址',
      '联系地址',
      '家庭地址',
      '居住地址',
      'address',
      'homeaddress',
      'street',
      'streetaddress',
      'address1',
    ],
  ],
  ['patient.maritalStatus', ['婚姻', '婚姻状况', '婚否', 'maritalstatus', 'marriage']],
  [
    'diagnosis.code',
    [
      '诊断编码',
      '诊断代码',
      '疾病编码',
      '疾病代码',
      'icd',
      'icd10',
      'icd编码',
      'diagnosiscode',
      'icdcode',
      'icd10code',
    ],
  ],
  [
    'diagnosis',
    [
      '诊断',
      '疾病',
      '诊断名称',
      '疾病名称',
      '主要诊断',
      '初步诊断',
      '门诊诊断',
      '既往史',
      '慢性病',
      'diagnosis',
      'diagnoses',
      'condition',
      'problem',
      'problems',
      'disease',
    ],
  ],
  [
    'allergies',
    [
      '过敏',
      '过敏史',
      '药物过敏',
      '药物过敏史',
      '过敏药物',
      '过敏原',
      'allergy',
      'allergies',
      'allergic',
      'drugallergy',
    ],
  ],
  ['bloodPressure', ['血压', '血压mmhg', 'bp', 'bloodpressure']],
  ['systolic', ['收缩压', '高压', 'sbp', 'systolic', 'systolicbp', 'systolicbloodpressure']],
  ['diastolic', ['舒张压', '低压', 'dbp', 'diastolic', 'diastolicbp', 'diastolicbloodpressure']],
  ['pulse', ['心率', '脉搏', '脉率', 'pulse', 'heartrate', 'hr', 'pulserate']],
  ['temperature', ['体温', 'temperature', 'temp', 'bodytemperature']],
  ['respiratoryRate', ['呼吸', '呼吸频率', 'respiratoryrate', 'rr', 'respirations']],
  ['oxygen', ['血氧', '血氧饱和度', '氧饱和度', 'spo2', 'oxygensaturation', 'o2sat']],
  ['weight', ['体重', 'weight', 'bodyweight', 'wt']],
  ['height', ['身高', 'height', 'bodyheight', 'ht']],
  ['waist', ['腰围', 'waist', 'waistcircumference']],
  ['glucose', ['血糖', '空腹血糖', '随机血糖', 'glucose', 'bloodglucose', 'bloodsugar', 'fbg', 'fpg']],
  ['bmi', ['bmi', '体重指数', '体质指数', 'bodymassindex']],
  ['test.unit', ['单位', 'unit', 'units']],
  ['test.range', ['参考值', '参考范围', '正常值', '参考区间', 'referencerange', 'normalrange', 'range', 'reference']],
  [
    'test.name',
    ['项目', '检验项目', '项目名称', '检查项目', '检验项目名称', 'test', 'testname', 'analyte', 'item', 'observation'],
  ],
  [
    'test.value',
    ['结果', '检验结果', '检查结果', '结果值', '数值', '测定值', 'result', 'value', 'testresult', 'resultvalue'],
  ],
  ['medication.dosage', ['用法', '用量', '用法用量', '剂量', 'dosage', 'dose', 'sig', 'directions']],
  [
    'medication',
    [
      '药品',
      '药物',
      '药名',
      '用药',
      '药品名称',
      '药物名称',
      '处方',
      'medication',
      'medicine',
      'drug',
      'drugname',
      'medications',
      'prescription',
    ],
  ],
  ['vaccine.lot', ['批号', '疫苗批号', 'lot', 'lotnumber', 'batch', 'batchnumber']],
  ['vaccine', ['疫苗', '疫苗名称', '接种疫苗', 'vaccine', 'vaccinename', 'immunization']],
  [
    'visit.doctor',
    ['医生', '医师', '接诊医生', '主治医生', '就诊医生', 'doctor', 'physician', 'provider', 'clinician'],
  ],
  ['visit.department', ['科室', '就诊科室', '门诊科室', 'department', 'clinic', 'dept']],
  [
    'visit.reason',
    ['主诉', '就诊原因', '病情', '症状', 'reason', 'complaint', 'chiefcomplaint', 'reasonforvisit', 'visitreason'],
  ],
  [
    'date',
    [
      '日期',
      '就诊日期',
      '就诊时间',
      '检查日期',
      '检验日期',
      '检查时间',
      '检验时间',
      '接诊时间',
      '登记日期',
      '接种日期',
      '测量日期',
      '报告日期',
      '采样时间',
      '时间',
      'date',
      'visitdate',
      'dateofvisit',
      'encounterdate',
      'testdate',
      'resultdate',
      'datetime',
      'time',
      'servicedate',
    ],
  ],
];

/** Units in the header of a column: `体重(kg)`, `血糖[mg/dL]`. */
const UNIT = /[（([【]([^）)\]】]+)[）)\]】]\s*$/;

/** A mapping to start from: what the headers say, with dates as the cells are written. `samples`: some cells of a column. */
export function guessMapping(columns: readonly string[], samples: (column: string) => readonly string[]): Mapping {
  const taken = new Set<TargetName>();
  const guessed: Record<string, string | ColumnTarget> = {};
  for (const exact of [true, false]) {
    for (const column of columns) {
      if (Object.hasOwn(guessed, column)) continue;
      const target = targetOf(column, exact, taken);
      if (target === undefined) continue;
      taken.add(target);
      guessed[column] = optionsFor(target, column, samples(column));
    }
  }
  const inOrder = Object.fromEntries(
    columns.flatMap((column) => (guessed[column] === undefined ? [] : [[column, guessed[column]]])),
  );
  return keyed({ mapping: 'csv', version: MAPPING_VERSION, columns: inOrder as NonNullable<Mapping['columns']> });
}

/** The mapping with the key that its columns allow: the patient's number, else the identity number, else name and birth date. */
export function keyed(mapping: Mapping): Mapping {
  const columnOf = (name: TargetName): string[] =>
    Object.entries(mapping.columns ?? {})
      .filter(([, target]) => (typeof target === 'string' ? target : target.as) === name)
      .map(([column]) => column)
      .slice(0, 1);
  const keys = [
    columnOf('patient.number'),
    columnOf('patient.identity'),
    ['patient.name', 'patient.family', 'patient.given', 'patient.birthDate'].flatMap((name) =>
      columnOf(name as TargetName),
    ),
  ];
  const key = keys.find((one) => one.length > 0);
  const { key: _before, ...rest } = mapping;
  return key ? { ...rest, key } : rest;
}

/** What a header says, in the letters in which words are compared. */
function plain(header: string): string {
  return header
    .normalize('NFKC')
    .replace(UNIT, '')
    .toLowerCase()
    .replace(/[\s_\-./:*#"'、，。：]+/g, '');
}

function targetOf(column: string, exact: boolean, taken: ReadonlySet<TargetName>): TargetName | undefined {
  const header = plain(column);
  if (header === '') return undefined;
  const fits = (word: string): boolean =>
    exact ? header === word : word.length >= (/^[a-z0-9]+$/.test(word) ? 4 : 2) && header.includes(word);
  return WORDS.find(([name, words]) => !taken.has(name) && words.some(fits))?.[0];
}

function optionsFor(name: TargetName, column: string, cells: readonly string[]): string | ColumnTarget {
  const { takes } = TARGETS[name] as Target;
  if (takes === 'unit') {
    const unit = UNIT.exec(column.normalize('NFKC'))?.[1]?.trim();
    return unit ? { as: name, unit } : name;
  }
  if (takes === 'dates') {
    const formats = guessDates(cells);
    return formats ? { as: name, formats } : name;
  }
  return name;
}

/** Whether dates with the year at the end have their day or their month first; undefined where none is, or nothing tells it. */
function guessDates(cells: readonly string[]): string[] | undefined {
  const found = cells.flatMap((cell) => {
    const [, first, mark, second, year] = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:\s|$)/.exec(cell) ?? [];
    return mark && year
      ? [{ first: Number(first), second: Number(second), mark, year: year.length === 4 ? 'yyyy' : 'yy' }]
      : [];
  });
  const dayFirst = found.some(({ first }) => first > 12);
  const monthFirst = found.some(({ second }) => second > 12);
  if (dayFirst === monthFirst) return undefined;
  const days = new Set(
    found.map(({ mark, year }) => (dayFirst ? `d${mark}M${mark}${year}` : `M${mark}d${mark}${year}`)),
  );
  return [...days].flatMap((day) => [day, `${day} H:mm`, `${day} H:mm:ss`]);
}
