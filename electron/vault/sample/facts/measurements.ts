/**
 * What is measured: LOINC code (https://loinc.org; see THIRD_PARTY_NOTICES), category, unit as UCUM, decimals, and the
 * usual reference range of adults. Ranges are those that are printed on reports everywhere; they serve to draw sample data.
 */
import type { Words } from '../types.ts';

export interface Measurement {
  readonly loinc: string;
  readonly words: Words;
  readonly category: 'vital-signs' | 'laboratory';
  readonly unit: string;
  readonly ucum: string;
  readonly decimals: number;
  readonly low?: number;
  readonly high?: number;
}

const vital = (loinc: string, words: Words, unit: string, ucum: string, decimals: number): Measurement => ({
  loinc,
  words,
  category: 'vital-signs',
  unit,
  ucum,
  decimals,
});

const lab = (
  loinc: string,
  words: Words,
  unit: string,
  ucum: string,
  decimals: number,
  low?: number,
  high?: number,
): Measurement => ({
  loinc,
  words,
  category: 'laboratory',
  unit,
  ucum,
  decimals,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});

export const BLOOD_PRESSURE = vital('85354-9', ['血压', 'Blood pressure'], 'mmHg', 'mm[Hg]', 0);
export const SYSTOLIC = vital('8480-6', ['收缩压', 'Systolic blood pressure'], 'mmHg', 'mm[Hg]', 0);
export const DIASTOLIC = vital('8462-4', ['舒张压', 'Diastolic blood pressure'], 'mmHg', 'mm[Hg]', 0);

export const MEASUREMENTS = {
  heartRate: vital('8867-4', ['心率', 'Heart rate'], '/min', '/min', 0),
  respiratoryRate: vital('9279-1', ['呼吸频率', 'Respiratory rate'], '/min', '/min', 0),
  temperature: vital('8310-5', ['体温', 'Body temperature'], '°C', 'Cel', 1),
  oxygen: vital('59408-5', ['血氧饱和度', 'Oxygen saturation'], '%', '%', 0),
  weight: vital('29463-7', ['体重', 'Body weight'], 'kg', 'kg', 1),
  height: vital('8302-2', ['身高', 'Body height'], 'cm', 'cm', 1),
  headCircumference: vital('9843-4', ['头围', 'Head circumference'], 'cm', 'cm', 1),
  bmi: vital('39156-5', ['体重指数', 'Body mass index'], 'kg/m2', 'kg/m2', 1),
  glucose: lab('14771-0', ['空腹血糖', 'Fasting glucose'], 'mmol/L', 'mmol/L', 1, 3.9, 6.1),
  hba1c: lab('4548-4', ['糖化血红蛋白', 'Haemoglobin A1c'], '%', '%', 1, 4, 6),
  cholesterol: lab('14647-2', ['总胆固醇', 'Total cholesterol'], 'mmol/L', 'mmol/L', 2, 2.8, 5.2),
  ldl: lab('22748-8', ['低密度脂蛋白胆固醇', 'LDL cholesterol'], 'mmol/L', 'mmol/L', 2, 0, 3.4),
  hdl: lab('14646-4', ['高密度脂蛋白胆固醇', 'HDL cholesterol'], 'mmol/L', 'mmol/L', 2, 1, 1.9),
  triglycerides: lab('14927-8', ['甘油三酯', 'Triglycerides'], 'mmol/L', 'mmol/L', 2, 0.4, 1.7),
  creatinine: lab('14682-9', ['肌酐', 'Creatinine'], 'μmol/L', 'umol/L', 0, 45, 104),
  urate: lab('14933-6', ['尿酸', 'Urate'], 'μmol/L', 'umol/L', 0, 150, 420),
  tsh: lab('3016-3', ['促甲状腺激素', 'Thyrotropin (TSH)'], 'mIU/L', 'm[IU]/L', 2, 0.4, 4.5),
  haemoglobin: lab('718-7', ['血红蛋白', 'Haemoglobin'], 'g/L', 'g/L', 0, 115, 175),
  leukocytes: lab('6690-2', ['白细胞计数', 'Leukocytes'], '10^9/L', '10*9/L', 1, 3.5, 9.5),
  erythrocytes: lab('789-8', ['红细胞计数', 'Erythrocytes'], '10^12/L', '10*12/L', 2, 3.8, 5.8),
  haematocrit: lab('4544-3', ['红细胞压积', 'Haematocrit'], 'L/L', 'L/L', 2, 0.35, 0.5),
  platelets: lab('777-3', ['血小板计数', 'Platelets'], '10^9/L', '10*9/L', 0, 125, 350),
  crp: lab('1988-5', ['C反应蛋白', 'C-reactive protein'], 'mg/L', 'mg/L', 1, 0, 8),
  peakFlow: lab('19935-6', ['呼气峰流速', 'Peak expiratory flow'], 'L/min', 'L/min', 0),
} as const satisfies Record<string, Measurement>;

export type MeasurementName = keyof typeof MEASUREMENTS;

export interface Panel {
  readonly loinc: string;
  readonly words: Words;
  readonly members: readonly MeasurementName[];
}

/** Laboratory values that are ordered and reported together. */
export const PANELS = {
  bloodCount: {
    loinc: '58410-2',
    words: ['血常规', 'Blood count'],
    members: ['leukocytes', 'erythrocytes', 'haemoglobin', 'haematocrit', 'platelets'],
  },
  lipids: {
    loinc: '24331-1',
    words: ['血脂四项', 'Lipid panel'],
    members: ['cholesterol', 'ldl', 'hdl', 'triglycerides'],
  },
} as const satisfies Record<string, Panel>;

/** A laboratory report of whatever was ordered. */
export const LABORATORY_REPORT = { loinc: '11502-2', words: ['检验报告', 'Laboratory report'] as Words } as const;

/** Median head circumference in cm at ages 0, 1, 2 and 3 years, from the WHO Child Growth Standards (2007), rounded. */
export const HEAD: Readonly<Record<'male' | 'female', readonly (readonly [age: number, circumference: number])[]>> = {
  male: [
    [0, 34.5],
    [1, 46.1],
    [2, 48.3],
    [3, 49.5],
  ],
  female: [
    [0, 33.9],
    [1, 44.9],
    [2, 47.2],
    [3, 48.5],
  ],
};

/**
 * Median height in cm and body mass index in kg/m2 at ages 0, 1, 2, 5, 10, 15 and 18 years: rounded from the WHO Child
 * Growth Standards (2006) and the WHO Reference 2007, boys then girls.
 */
export const GROWTH: Readonly<
  Record<'male' | 'female', readonly (readonly [age: number, height: number, bmi: number])[]>
> = {
  male: [
    [0, 50, 13.4],
    [1, 76, 16.8],
    [2, 87, 16],
    [5, 110, 15.3],
    [10, 138, 16.4],
    [15, 169, 19.8],
    [18, 176, 21.7],
  ],
  female: [
    [0, 49, 13.3],
    [1, 74, 16.4],
    [2, 86, 15.7],
    [5, 109, 15.2],
    [10, 139, 16.6],
    [15, 162, 20.2],
    [18, 163, 21.3],
  ],
};
