/**
 * What people come to a small clinic with: ICD-10 codes with the everyday names of the diseases, in our words (the WHO's text of ICD-10 is
 * licensed and not in here). Weights and prevalences are rounded guesses after published primary-care statistics:
 * plausible for a demonstration, not epidemiology. Columns by age are: under 15, 15 to 44, 45 to 64, 65 and over.
 */
import type { Sex, Words } from '../types.ts';
import type { DrugName } from './drugs.ts';
import type { MeasurementName } from './measurements.ts';

type ByAge = readonly [child: number, young: number, middle: number, old: number];
export type Season = 'winter' | 'influenza' | 'summer' | 'spring' | 'even';

/**
 * How much of it comes in each month, January first. Respiratory disease peaks in winter, influenza
 * all the more, that of the gut in summer, hay fever in spring.
 */
export const SEASONS: Readonly<Record<Season, readonly number[]>> = {
  winter: [1.8, 1.6, 1.2, 0.9, 0.7, 0.5, 0.4, 0.4, 0.7, 1, 1.3, 1.7],
  influenza: [3, 2.2, 1.2, 0.5, 0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 1, 2.4],
  summer: [0.6, 0.6, 0.7, 0.9, 1.1, 1.5, 1.7, 1.7, 1.3, 0.8, 0.6, 0.6],
  spring: [0.5, 0.7, 1.4, 1.9, 1.6, 1, 0.7, 0.8, 1.3, 1, 0.6, 0.5],
  even: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
};

export interface Acute {
  readonly code: string;
  readonly words: Words;
  readonly weights: ByAge;
  readonly season: Season;
  /** fever: raised temperature; lungs: oxygen and breathing are measured too; bloods: a blood count is taken. */
  readonly signs: readonly ('fever' | 'lungs' | 'bloods')[];
  readonly drugs: readonly DrugName[];
  readonly complaint: Words;
  readonly sex?: Sex;
}

const acute = (
  code: string,
  zh: string,
  en: string,
  weights: ByAge,
  season: Season,
  signs: Acute['signs'],
  drugs: readonly DrugName[],
  complaintZh: string,
  complaintEn: string,
  sex?: Sex,
): Acute => ({
  code,
  words: [zh, en],
  weights,
  season,
  signs,
  drugs,
  complaint: [complaintZh, complaintEn],
  ...(sex ? { sex } : {}),
});

// biome-ignore format: one line for each diagnosis reads as a table
export const ACUTE: readonly Acute[] = [
  acute('J06.9', '急性上呼吸道感染', 'Upper respiratory infection', [34, 16, 11, 9], 'winter', ['fever'], ['paracetamol', 'paracetamolSyrup', 'ambroxol'], '发热、流涕、咽痛2天', 'Fever, runny nose and sore throat for 2 days'),
  acute('J20.9', '急性支气管炎', 'Acute bronchitis', [12, 6, 8, 9], 'winter', ['fever', 'lungs', 'bloods'], ['ambroxol', 'azithromycin'], '咳嗽咳痰1周', 'Cough with phlegm for a week'),
  acute('J11.1', '流行性感冒', 'Influenza', [8, 5, 4, 4], 'influenza', ['fever'], ['oseltamivir', 'paracetamol', 'paracetamolSyrup'], '高热伴全身酸痛1天', 'High fever and aching all over since yesterday'),
  acute('J03.9', '急性扁桃体炎', 'Acute tonsillitis', [9, 4, 1, 0], 'winter', ['fever', 'bloods'], ['amoxicillin', 'amoxicillinGranules'], '咽痛、发热3天', 'Sore throat and fever for 3 days'),
  acute('J02.9', '急性咽炎', 'Acute pharyngitis', [6, 6, 4, 2], 'winter', ['fever'], ['paracetamol', 'paracetamolSyrup'], '咽干咽痛2天', 'Dry, sore throat for 2 days'),
  acute('J01.9', '急性鼻窦炎', 'Acute sinusitis', [1, 3, 2, 1], 'winter', ['fever'], ['amoxicillin', 'mometasone'], '鼻塞流脓涕伴头痛', 'Blocked nose, yellow discharge and headache'),
  acute('J18.9', '肺炎', 'Pneumonia', [2, 0.5, 1, 3], 'winter', ['fever', 'lungs', 'bloods'], ['cefuroxime', 'ambroxol'], '咳嗽、发热、气促4天', 'Cough, fever and breathlessness for 4 days'),
  acute('H66.9', '中耳炎', 'Otitis media', [7, 1, 0.5, 0.3], 'winter', ['fever'], ['amoxicillin', 'amoxicillinGranules'], '耳痛1天', 'Earache since yesterday'),
  acute('H10.9', '结膜炎', 'Conjunctivitis', [4, 2, 2, 2], 'spring', [], [], '眼红、分泌物增多', 'Red eyes with discharge'),
  acute('J30.1', '花粉症', 'Hay fever', [3, 5, 2, 0.6], 'spring', [], ['cetirizine', 'mometasone'], '鼻痒、喷嚏、流清涕', 'Sneezing, itching and running nose'),
  acute('A09', '急性胃肠炎', 'Acute gastroenteritis', [12, 7, 4, 4], 'summer', ['fever'], ['ors', 'smectite'], '腹泻、呕吐1天', 'Diarrhoea and vomiting since yesterday'),
  acute('B08.4', '手足口病', 'Hand, foot and mouth disease', [6, 0, 0, 0], 'summer', ['fever'], ['paracetamolSyrup'], '口痛、手足皮疹2天', 'Sore mouth, rash on hands and feet for 2 days'),
  acute('B01.9', '水痘', 'Chickenpox', [3, 0.4, 0, 0], 'winter', ['fever'], ['paracetamolSyrup', 'cetirizine'], '发热伴水疱疹', 'Fever with blisters'),
  acute('B35.3', '足癣', "Athlete's foot", [0.3, 3, 3, 2], 'summer', [], ['clotrimazole'], '足趾间瘙痒脱皮', 'Itching and peeling between the toes'),
  acute('L50.9', '荨麻疹', 'Urticaria', [4, 5, 3, 2], 'spring', [], ['cetirizine'], '全身风团伴瘙痒', 'Itching weals all over'),
  acute('L30.9', '皮炎', 'Dermatitis', [5, 5, 4, 5], 'even', [], ['hydrocortisone'], '皮肤红斑瘙痒', 'Itching red skin'),
  acute('L03.9', '蜂窝织炎', 'Cellulitis', [0.5, 1, 2, 2], 'summer', ['fever', 'bloods'], ['cefuroxime'], '小腿红肿热痛', 'Red, hot, painful lower leg'),
  acute('L08.9', '皮肤感染', 'Skin infection', [2, 2, 2, 2], 'summer', [], ['mupirocin'], '皮肤红肿化脓', 'Sore with pus'),
  acute('B02.9', '带状疱疹', 'Shingles', [0, 0.6, 2, 4], 'even', [], ['paracetamol'], '单侧胸背部疱疹伴疼痛', 'Painful blisters on one side of the chest'),
  acute('N39.0', '尿路感染', 'Urinary tract infection', [1, 6, 5, 6], 'even', ['bloods'], ['nitrofurantoin'], '尿频、尿急、尿痛2天', 'Burning and frequent urination for 2 days', 'female'),
  acute('N76.0', '阴道炎', 'Vaginitis', [0, 5, 3, 1], 'even', [], ['clotrimazole'], '外阴瘙痒、白带增多', 'Itching and discharge', 'female'),
  acute('N94.6', '痛经', 'Painful periods', [0, 4, 0.5, 0], 'even', [], ['ibuprofen'], '经期下腹痛', 'Cramps with periods', 'female'),
  acute('M54.5', '腰痛', 'Low back pain', [0, 9, 12, 9], 'even', [], ['ibuprofen', 'diclofenac'], '腰痛1周', 'Low back pain for a week'),
  acute('M54.2', '颈痛', 'Neck pain', [0, 5, 6, 3], 'even', [], ['diclofenac'], '颈肩部酸痛', 'Aching neck and shoulders'),
  acute('M25.5', '关节痛', 'Joint pain', [0.5, 3, 7, 9], 'winter', [], ['ibuprofen', 'diclofenac'], '膝关节疼痛', 'Painful knee'),
  acute('S93.4', '踝关节扭伤', 'Sprained ankle', [2, 3, 1.5, 0.7], 'even', [], ['ibuprofen'], '扭伤后踝部肿痛', 'Swollen ankle after a twist'),
  acute('T14.1', '开放性伤口', 'Open wound', [3, 2.5, 2, 2], 'summer', [], ['mupirocin'], '外伤1小时', 'Cut an hour ago'),
  acute('R51', '头痛', 'Headache', [1, 5, 5, 3], 'even', [], ['paracetamol'], '头痛3天', 'Headache for 3 days'),
  acute('H81.1', '良性阵发性位置性眩晕', 'Positional vertigo', [0, 1, 3, 4], 'even', [], ['betahistine'], '起床时眩晕', 'Spinning when getting up'),
  acute('K30', '消化不良', 'Indigestion', [1, 6, 6, 5], 'even', [], ['omeprazole'], '餐后上腹饱胀', 'Fullness after meals'),
  acute('K21.9', '胃食管反流', 'Gastro-oesophageal reflux', [0, 4, 5, 4], 'even', [], ['omeprazole'], '反酸、烧心', 'Heartburn'),
  acute('K59.0', '便秘', 'Constipation', [3, 2, 3, 6], 'even', [], ['lactulose'], '排便困难', 'Hard stools'),
  acute('K12.0', '口腔溃疡', 'Mouth ulcers', [2, 3, 2, 1], 'even', [], [], '口腔溃疡疼痛', 'Painful mouth ulcers'),
  acute('R10.4', '腹痛', 'Abdominal pain', [4, 3, 3, 3], 'even', ['bloods'], [], '腹痛半天', 'Stomach ache since this morning'),
  acute('G47.0', '失眠', 'Insomnia', [0, 3, 5, 6], 'even', [], [], '入睡困难1月', 'Trouble falling asleep for a month'),
  acute('F41.9', '焦虑', 'Anxiety', [0.2, 4, 3, 2], 'even', [], ['sertraline'], '紧张、心慌', 'Worry and palpitations'),
  acute('R53', '乏力', 'Tiredness', [0.3, 3, 3, 4], 'even', ['bloods'], [], '乏力2周', 'Tired for 2 weeks'),
  acute('Z00.0', '健康体检', 'General check-up', [2, 6, 8, 8], 'even', ['bloods'], [], '体检', 'Check-up'),
];

export interface Chronic {
  readonly code: string;
  readonly words: Words;
  /** Part of the people of that age who have it. */
  readonly prevalence: ByAge;
  /** Days between follow-ups. */
  readonly interval: number;
  /** Begun with, and added one by one while it is not under control. */
  readonly drugs: readonly DrugName[];
  readonly added: readonly DrugName[];
  /** Given in place of the first one by who does not tolerate that, and why. */
  readonly instead?: { readonly drug: DrugName; readonly because: Words };
  /** Measured at about every second follow-up. */
  readonly labs: readonly MeasurementName[];
  readonly complaint: Words;
  readonly sex?: Sex;
}

export const CHRONIC: readonly Chronic[] = [
  {
    code: 'I10',
    words: ['高血压', 'Hypertension'],
    prevalence: [0, 0.03, 0.21, 0.44],
    interval: 75,
    drugs: ['amlodipine'],
    added: ['losartan', 'hydrochlorothiazide'],
    instead: { drug: 'enalapril', because: ['踝部水肿', 'swollen ankles'] },
    labs: ['creatinine', 'ldl'],
    complaint: ['高血压复诊', 'Blood pressure follow-up'],
  },
  {
    code: 'E11.9',
    words: ['2型糖尿病', 'Type 2 diabetes'],
    prevalence: [0, 0.01, 0.09, 0.17],
    interval: 80,
    drugs: ['metformin'],
    added: ['gliclazide', 'dapagliflozin'],
    instead: { drug: 'sitagliptin', because: ['腹泻', 'diarrhoea'] },
    labs: ['hba1c', 'creatinine'],
    complaint: ['糖尿病复诊', 'Diabetes follow-up'],
  },
  {
    code: 'E78.5',
    words: ['高脂血症', 'High blood lipids'],
    prevalence: [0, 0.01, 0.09, 0.12],
    interval: 150,
    drugs: ['atorvastatin'],
    added: ['ezetimibe'],
    instead: { drug: 'rosuvastatin', because: ['肌肉酸痛', 'aching muscles'] },
    labs: ['cholesterol', 'ldl', 'hdl', 'triglycerides'],
    complaint: ['血脂复查', 'Lipid check'],
  },
  {
    code: 'J44.9',
    words: ['慢性阻塞性肺疾病', 'COPD'],
    prevalence: [0, 0, 0.03, 0.08],
    interval: 90,
    drugs: ['tiotropium'],
    added: ['salbutamol'],
    labs: ['peakFlow'],
    complaint: ['活动后气促', 'Breathless on exertion'],
  },
  {
    code: 'J45.9',
    words: ['哮喘', 'Asthma'],
    prevalence: [0.045, 0.02, 0.02, 0.02],
    interval: 110,
    drugs: ['budesonide'],
    added: ['salbutamol'],
    labs: ['peakFlow'],
    complaint: ['喘息、夜间咳嗽', 'Wheeze and cough at night'],
  },
  {
    code: 'I25.1',
    words: ['冠心病', 'Coronary heart disease'],
    prevalence: [0, 0, 0.02, 0.09],
    interval: 80,
    drugs: ['aspirin', 'atorvastatin'],
    added: ['bisoprolol'],
    labs: ['ldl', 'creatinine'],
    complaint: ['冠心病复诊', 'Heart follow-up'],
  },
  {
    code: 'E03.9',
    words: ['甲状腺功能减退', 'Hypothyroidism'],
    prevalence: [0, 0.015, 0.03, 0.04],
    interval: 140,
    drugs: ['levothyroxine'],
    added: [],
    labs: ['tsh'],
    complaint: ['甲状腺功能复查', 'Thyroid check'],
    sex: 'female',
  },
  {
    code: 'M10.9',
    words: ['痛风', 'Gout'],
    prevalence: [0, 0.012, 0.03, 0.04],
    interval: 120,
    drugs: ['allopurinol'],
    added: [],
    labs: ['urate', 'creatinine'],
    complaint: ['足趾关节红肿疼痛', 'Swollen, painful big toe'],
    sex: 'male',
  },
  {
    code: 'N40',
    words: ['前列腺增生', 'Enlarged prostate'],
    prevalence: [0, 0, 0.04, 0.15],
    interval: 150,
    drugs: ['tamsulosin'],
    added: [],
    labs: [],
    complaint: ['夜尿增多', 'Getting up at night to urinate'],
    sex: 'male',
  },
  {
    code: 'M81.9',
    words: ['骨质疏松', 'Osteoporosis'],
    prevalence: [0, 0, 0.02, 0.1],
    interval: 180,
    drugs: ['calcium'],
    added: [],
    labs: [],
    complaint: ['骨质疏松复诊', 'Osteoporosis follow-up'],
    sex: 'female',
  },
  {
    code: 'F32.9',
    words: ['抑郁症', 'Depression'],
    prevalence: [0, 0.015, 0.02, 0.02],
    interval: 60,
    drugs: ['sertraline'],
    added: [],
    labs: [],
    complaint: ['情绪低落', 'Low mood'],
  },
  {
    code: 'D50.9',
    words: ['缺铁性贫血', 'Iron-deficiency anaemia'],
    prevalence: [0.008, 0.02, 0.008, 0.01],
    interval: 90,
    drugs: ['iron'],
    added: [],
    labs: ['haemoglobin'],
    complaint: ['头晕、乏力', 'Dizzy and tired'],
  },
  {
    code: 'J30.4',
    words: ['过敏性鼻炎', 'Allergic rhinitis'],
    prevalence: [0.04, 0.04, 0.02, 0.01],
    interval: 170,
    drugs: ['mometasone'],
    added: ['cetirizine'],
    labs: [],
    complaint: ['鼻痒、喷嚏', 'Itching nose and sneezing'],
  },
];

/** What antenatal visits are for. Only under this one code: nothing is known of complications here. */
export const PREGNANCY = { code: 'Z34.9', words: ['正常妊娠监督', 'Normal pregnancy'] as Words } as const;

/** Index into the columns by age. */
export function ageColumn(years: number): 0 | 1 | 2 | 3 {
  return years < 15 ? 0 : years < 45 ? 1 : years < 65 ? 2 : 3;
}
