/**
 * Diagnoses that a primary-care clinic makes most: the code of ICD-10 (WHO), which is a fact, with a short title in our own
 * words in Chinese and English. A finder's list and no classification: whoever codes for statistics imports the nation's own.
 */
import { birth } from './diagnoses/birth.ts';
import { blood } from './diagnoses/blood.ts';
import { circulatory } from './diagnoses/circulatory.ts';
import { contacts } from './diagnoses/contacts.ts';
import { digestive } from './diagnoses/digestive.ts';
import { endocrine } from './diagnoses/endocrine.ts';
import { eyeAndEar } from './diagnoses/eye-ear.ts';
import { genitourinary } from './diagnoses/genitourinary.ts';
import { infections } from './diagnoses/infections.ts';
import { injuries } from './diagnoses/injuries.ts';
import { mental } from './diagnoses/mental.ts';
import { musculoskeletal } from './diagnoses/musculoskeletal.ts';
import { neoplasms } from './diagnoses/neoplasms.ts';
import { nervous } from './diagnoses/nervous.ts';
import { respiratory } from './diagnoses/respiratory.ts';
import { skin } from './diagnoses/skin.ts';
import { symptoms } from './diagnoses/symptoms.ts';
import { linesOf } from './words.ts';

/** The coding system of ICD-10 in FHIR R4. */
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

export interface ListedDiagnosis {
  /** ICD-10, three or four characters, as `J06.9`. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other words that people say for it, in either language. */
  readonly also: readonly string[];
}

const CHAPTERS = [
  infections,
  neoplasms,
  blood,
  endocrine,
  mental,
  nervous,
  eyeAndEar,
  circulatory,
  respiratory,
  digestive,
  skin,
  musculoskeletal,
  genitourinary,
  birth,
  symptoms,
  injuries,
  contacts,
];

/** The list in the order of its codes. */
export function listedDiagnoses(): ListedDiagnosis[] {
  return CHAPTERS.flatMap(linesOf).map(([code = '', zh = '', en = '', also]) => ({
    code,
    zh,
    en,
    also: also?.split('; ') ?? [],
  }));
}
