/** What tables for people say of a patient. */
import type { PatientHit } from '../../../../../shared/bridge/records.ts';
import { ageText, sexWord } from './words.ts';

const HEADS: readonly (readonly [en: string, zh: string])[] = [
  ['Name', '姓名'],
  ['Name in Latin letters', '拼音'],
  ['Number', '编号'],
  ['Sex', '性别'],
  ['Birth date', '出生日期'],
  ['Age', '年龄'],
  ['Phone', '电话'],
  ['Last visit', '最近就诊'],
];

export function patientHead(locale: 'en' | 'zh-CN'): string[] {
  return HEADS.map(([en, zh]) => (locale === 'en' ? en : zh));
}

/** A cell for each of `patientHead`. @param today day of the clinic, YYYY-MM-DD */
export function patientCells(hit: PatientHit, locale: 'en' | 'zh-CN', today: string): string[] {
  return [
    hit.name,
    hit.latin ?? '',
    hit.identifier ?? '',
    sexWord(hit.gender, locale),
    hit.birthDate ?? '',
    ageText(hit.birthDate, today),
    hit.phone ?? '',
    hit.lastVisit ?? '',
  ];
}
