/**
 * What doses and amounts of prescriptions are counted in, how often they are taken and where: our own words for the codes of UCUM
 * (https://ucum.org; what is in braces is an annotation of a count) and of FHIR's timing.
 */
import type { Json } from '../json.ts';

interface Word {
  readonly en: string;
  readonly zh: string;
}

/** Units by our own word: UCUM's code and how they are written. */
export const UNITS = {
  tablet: { ucum: '{tablet}', en: 'tablet', zh: '片' },
  capsule: { ucum: '{capsule}', en: 'capsule', zh: '粒' },
  sachet: { ucum: '{sachet}', en: 'sachet', zh: '袋' },
  mg: { ucum: 'mg', en: 'mg', zh: 'mg' },
  g: { ucum: 'g', en: 'g', zh: 'g' },
  ug: { ucum: 'ug', en: 'µg', zh: 'µg' },
  mL: { ucum: 'mL', en: 'mL', zh: 'mL' },
  IU: { ucum: '[iU]', en: 'IU', zh: 'IU' },
  drop: { ucum: '[drp]', en: 'drop', zh: '滴' },
  puff: { ucum: '{puff}', en: 'puff', zh: '吸' },
  spray: { ucum: '{spray}', en: 'spray', zh: '喷' },
  application: { ucum: '{application}', en: 'application', zh: '次' },
  suppository: { ucum: '{suppository}', en: 'suppository', zh: '枚' },
  patch: { ucum: '{patch}', en: 'patch', zh: '贴' },
  vial: { ucum: '{vial}', en: 'vial', zh: '支' },
  box: { ucum: '{box}', en: 'box', zh: '盒' },
  bottle: { ucum: '{bottle}', en: 'bottle', zh: '瓶' },
  tube: { ucum: '{tube}', en: 'tube', zh: '管' },
} as const satisfies Readonly<Record<string, Word & { readonly ucum: string }>>;
export type DoseUnit = keyof typeof UNITS;
export const DOSE_UNITS = Object.keys(UNITS) as DoseUnit[];

/** Where it goes. */
export const ROUTE_WORDS = {
  oral: { en: 'by mouth', zh: '口服' },
  sublingual: { en: 'under the tongue', zh: '舌下含服' },
  rectal: { en: 'into the rectum', zh: '直肠给药' },
  vaginal: { en: 'into the vagina', zh: '阴道给药' },
  inhaled: { en: 'inhaled', zh: '吸入' },
  nasal: { en: 'into the nose', zh: '鼻用' },
  eye: { en: 'into the eye', zh: '眼用' },
  ear: { en: 'into the ear', zh: '耳用' },
  skin: { en: 'on the skin', zh: '外用' },
  iv: { en: 'into a vein', zh: '静脉给药' },
  im: { en: 'into a muscle', zh: '肌内注射' },
  sc: { en: 'under the skin', zh: '皮下注射' },
} as const satisfies Readonly<Record<string, Word>>;
export type Route = keyof typeof ROUTE_WORDS;
export const ROUTES = Object.keys(ROUTE_WORDS) as Route[];
/** The coding system of our own words for routes. */
export const ROUTE_SYSTEM = 'urn:xinglin:route';

/** When beside a meal or the day it is taken: http://hl7.org/fhir/R4/valueset-event-timing.html */
export const WHEN_WORDS = {
  AC: { en: 'before meals', zh: '饭前' },
  PC: { en: 'after meals', zh: '饭后' },
  C: { en: 'with meals', zh: '随餐' },
  HS: { en: 'at bedtime', zh: '睡前' },
  MORN: { en: 'in the morning', zh: '早晨' },
} as const satisfies Readonly<Record<string, Word>>;
export type When = keyof typeof WHEN_WORDS;
export const WHENS = Object.keys(WHEN_WORDS) as When[];

/** The unit with this code of UCUM, or written so in either language; undefined for any other. */
export function unitOf(code: Json | undefined): DoseUnit | undefined {
  if (typeof code !== 'string') return undefined;
  const text = code.normalize('NFKC').trim().toLowerCase().replace('μ', 'µ').normalize('NFC');
  const micro = text.replace(/^[µu]g$|^mcg$/, 'ug');
  return DOSE_UNITS.find((unit) => {
    const { ucum, en, zh } = UNITS[unit];
    return [unit, ucum, en, `${en}s`, zh].some((word) => word.toLowerCase() === micro);
  });
}
