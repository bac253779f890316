/** To whom a small clinic sends its patients, by what they have: practice settings of SNOMED CT as FHIR R4 lists them (c80-practice-codes). */
import type { Words } from '../types.ts';

export interface Specialty {
  readonly code: string;
  readonly words: Words;
  /** Beginnings of ICD-10 codes. */
  readonly of: readonly string[];
}

export const SPECIALTIES: readonly Specialty[] = [
  { code: '394579002', words: ['心内科', 'Cardiology'], of: ['I'] },
  { code: '394583002', words: ['内分泌科', 'Endocrinology'], of: ['E'] },
  { code: '418112009', words: ['呼吸内科', 'Pulmonary medicine'], of: ['J18', 'J20', 'J44', 'J45'] },
  { code: '418960008', words: ['耳鼻喉科', 'Otolaryngology'], of: ['J0', 'J3', 'H6', 'H8'] },
  { code: '394594003', words: ['眼科', 'Ophthalmology'], of: ['H10'] },
  { code: '394582007', words: ['皮肤科', 'Dermatology'], of: ['L', 'B'] },
  { code: '394584008', words: ['消化内科', 'Gastroenterology'], of: ['K', 'A09', 'R10'] },
  { code: '394801008', words: ['骨科', 'Trauma and orthopaedics'], of: ['M', 'S', 'T'] },
  { code: '394591006', words: ['神经内科', 'Neurology'], of: ['G', 'R51'] },
  { code: '394587001', words: ['精神心理科', 'Psychiatry'], of: ['F'] },
  { code: '394585009', words: ['妇产科', 'Obstetrics and gynaecology'], of: ['N7', 'N9', 'Z34'] },
  { code: '394612005', words: ['泌尿外科', 'Urology'], of: ['N3', 'N4'] },
];

/** For what belongs to none of them. */
export const INTERNAL_MEDICINE: Specialty = { code: '419192003', words: ['普通内科', 'Internal medicine'], of: [] };
