/**
 * Essential drugs by their generic names (names are facts) with usual forms and strengths. No doses, no classification: what is
 * given to whom is the prescriber's. There is no free code of drugs for all countries, so that the code is our own word.
 */
import { digestion } from './drugs/digestion.ts';
import { heart } from './drugs/heart.ts';
import { hormones } from './drugs/hormones.ts';
import { infection } from './drugs/infection.ts';
import { local } from './drugs/local.ts';
import { lungs } from './drugs/lungs.ts';
import { pain } from './drugs/pain.ts';
import { linesOf } from './words.ts';

/** The coding system of our own words for drugs. */
export const DRUGS = 'urn:xinglin:drug';

/** Forms that the list speaks of, in Chinese. */
const FORMS = {
  tablet: '片剂',
  'chewable tablet': '咀嚼片',
  'enteric-coated tablet': '肠溶片',
  'prolonged-release tablet': '缓释片',
  'sublingual tablet': '舌下片',
  capsule: '胶囊',
  'prolonged-release capsule': '缓释胶囊',
  granules: '颗粒剂',
  sachet: '散剂',
  suspension: '混悬液',
  syrup: '糖浆',
  'oral solution': '口服溶液',
  drops: '滴剂',
  injection: '注射液',
  'powder for injection': '注射用粉针',
  inhaler: '吸入剂',
  'nebuliser solution': '雾化吸入溶液',
  'nasal spray': '鼻喷雾剂',
  'eye drops': '滴眼液',
  'eye ointment': '眼膏',
  'ear drops': '滴耳液',
  cream: '乳膏',
  ointment: '软膏',
  gel: '凝胶',
  lotion: '洗剂',
  solution: '溶液',
  mouthwash: '含漱液',
  suppository: '栓剂',
  pessary: '阴道栓',
} as const;
type Form = keyof typeof FORMS;

export interface ListedForm {
  readonly zh: string;
  readonly en: string;
  /** With their units, as `125 mg`, `0.3%`, `120 mg per 5 mL`; the usual ones, not all. */
  readonly strengths: readonly string[];
}

export interface ListedDrug {
  /** The English name in small letters with hyphens. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly forms: readonly ListedForm[];
}

const GROUPS = [infection, heart, hormones, digestion, lungs, pain, local];

/** The list, by what the drugs are for. */
export function listedDrugs(): ListedDrug[] {
  return GROUPS.flatMap(linesOf).map(([en = '', zh = '', forms = '']) => ({
    code: en.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    zh,
    en,
    forms: forms.split('; ').map(formOf),
  }));
}

/** `tablet 5 mg, 10 mg`: the words before the first digit are the form. */
function formOf(text: string): ListedForm {
  const at = text.search(/ \d/);
  const en = text.slice(0, at);
  if (!isForm(en)) throw new Error(`a form of drugs without a Chinese word: ${text}`);
  return { en, zh: FORMS[en], strengths: text.slice(at + 1).split(', ') };
}

function isForm(text: string): text is Form {
  return Object.hasOwn(FORMS, text);
}
