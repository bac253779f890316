/** What a visit costs at the sample clinic, in the smallest unit of its currency: round, invented numbers of a plausible size. */
import type { Words } from '../types.ts';

export const CURRENCY = { 'zh-CN': 'CNY', en: 'USD' } as const;

export interface Fee {
  readonly words: Words;
  readonly price: Readonly<Record<'zh-CN' | 'en', number>>;
}

export const CONSULTATION: Fee = { words: ['诊查费', 'Consultation'], price: { 'zh-CN': 1500, en: 3500 } };
export const LABORATORY: Fee = { words: ['检验费', 'Laboratory tests'], price: { 'zh-CN': 2800, en: 2250 } };
/** Of one medicine for one day. */
export const MEDICINE: Fee = { words: ['药费', 'Medicines'], price: { 'zh-CN': 165, en: 40 } };
