/** How a figure stands to that of the time before, in words: a sign, by how much, and which share of it. */
import type { Column } from '../../../shared/bridge/measures.ts';
import { NO_CURRENCY } from '../../locales/format.ts';
import type { MeasureWords, Value } from './words.ts';

export interface Change {
  readonly way: 'up' | 'down' | 'same';
  readonly words: string;
}

/** Undefined where one of the two is not there. */
export function changeOf(
  { t, formats: { number, money, share } }: MeasureWords,
  { kind }: Column,
  [now, before]: readonly [Value | undefined, Value | undefined],
  currency?: string | null,
): Change | undefined {
  if (now === null || before === null || now === undefined || before === undefined) return undefined;
  const by = Number(now) - Number(before);
  const way = by > 0 ? 'up' : by < 0 ? 'down' : 'same';
  if (way === 'same') return { way, words: t('analysis.unchanged') };
  const sign = by > 0 ? '+' : '−';
  const amount = Math.abs(by);
  // of shares the difference is in points: a share of a share is read wrongly
  if (kind === 'share') return { way, words: t('analysis.points', { sign, by: number(amount * 100, 1) }) };
  const much = kind === 'money' ? money(amount, currency ?? NO_CURRENCY) : number(amount, 1);
  if (Number(before) === 0) return { way, words: `${sign}${much}` };
  return { way, words: t('analysis.change', { sign, by: much, share: share(amount / Math.abs(Number(before))) }) };
}
