/** Whether a code is of a disease, in the classifications that clinics use. */
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';

/** Categories of a classification by the beginnings of their codes; concepts of SNOMED CT one by one. */
export interface DiseaseCodes {
  readonly icd10: RegExp;
  readonly icd11: RegExp;
  readonly icd9: RegExp;
  readonly icpc: RegExp;
  readonly snomed: readonly string[];
}

export const HYPERTENSION_CODES: DiseaseCodes = {
  // that of pregnancy (O10 to O16) passes
  icd10: /^I1[01235]/i,
  icd11: /^BA0[0-4]/i,
  icd9: /^40[1-5]/,
  icpc: /^K8[67]/i,
  /*
   * hypertensive disorder; essential, benign essential, malignant essential, systolic essential; benign, malignant, systolic, secondary
   * hypertension; hypertensive heart disease (https://browser.ihtsdotools.org)
   */
  // biome-ignore format: a list to be read as one
  snomed: [
    '38341003', '59621000', '1201005', '78975002', '429457004', '10725009', '70272006', '56218007', '31992008', '64715009',
  ],
};

export const DIABETES_CODES: DiseaseCodes = {
  icd10: /^E1[0-4]/i,
  icd11: /^5A1[0-4]/i,
  icd9: /^250/,
  icpc: /^T(?:89|90)/i,
  // diabetes mellitus; type 1, type 2, secondary; without complication, type 2 without; insulin treated type 2; type 2 in obese and nonobese
  // biome-ignore format: a list to be read as one
  snomed: [
    '73211009', '46635009', '44054006', '8801005', '111552007', '313436004', '237599002', '81531005', '359642000',
  ],
};

/**
 * Systems by their URIs and object identifiers: of the WHO and of national editions, http://hl7.org/fhir/R4/terminologies-systems.html; China's of
 * the National Health Commission (2.16.156.10011.2.3.3.11, as its documents name it). Procedures (ICD-10-PCS, ICD-9-CM volume 3) are none.
 */
const SYSTEMS: readonly (readonly [Exclude<keyof DiseaseCodes, 'snomed'>, RegExp])[] = [
  ['icd11', /icd-?11|id\.who\.int\/icd\/release\/11\b/i],
  [
    'icd10',
    /icd-?10(?!-?pcs)|id\.who\.int\/icd\/release\/10\b|2\.16\.840\.1\.113883\.6\.(?:3|90)$|2\.16\.156\.10011\.2\.3\.3\.11(?:\.\d+)?$/i,
  ],
  ['icd9', /icd-?9(?!-?cm-?3|-?pcs)|2\.16\.840\.1\.113883\.6\.(?:2|103)$/i],
  ['icpc', /icpc-?[12]|2\.16\.840\.1\.113883\.6\.139$|2\.16\.840\.1\.113883\.2\.4\.4\.31\.1$/i],
];
const SNOMED = /snomed|2\.16\.840\.1\.113883\.6\.96$/i;
/** A code of ICD-10, also with the digits of China's clinical edition (I10.x00x002); what says no system and looks so is one. */
const ICD10_SHAPE = /^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z+*]{0,8})?$/i;

/** Whether a coding is of the disease; undefined for one that cannot be read here: of another system, or of a concept that is not listed. */
export function isCodeOf(codes: DiseaseCodes, coding: JsonObject): boolean | undefined {
  const [system, code] = [textIn(coding.system).trim(), textIn(coding.code).trim()];
  if (SNOMED.test(system)) return codes.snomed.includes(code) ? true : undefined;
  const known = SYSTEMS.find(([, uri]) => uri.test(system))?.[0];
  if (known !== undefined) return codes[known].test(code);
  return system === '' && ICD10_SHAPE.test(code) ? codes.icd10.test(code) : undefined;
}
