/** Words that stand in several tables for people. */
import { ageAt } from '../../../records/dates.ts';

const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女', other: '其他', unknown: '不详' };

/** '' where nothing is said. */
export function sexWord(gender: string | undefined, locale: 'en' | 'zh-CN'): string {
  return gender === undefined ? '' : locale === 'en' ? gender : (SEXES[gender] ?? gender);
}

/** Completed years. */
export function ageText(birthDate: string | undefined, today: string): string {
  const age = birthDate === undefined ? undefined : ageAt(birthDate, today);
  return age ? String(age.years) : '';
}
