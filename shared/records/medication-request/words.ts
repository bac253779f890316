/** How a medicine is taken, in a line of words: what is stored with a prescription and what its form shows are the same. */
import type { Amount, Frequency, Prescription } from '../../bridge/prescriptions.ts';
import { ROUTE_WORDS, UNITS, WHEN_WORDS } from './units.ts';

type Language = 'en' | 'zh';
export type Taking = Pick<Prescription, 'dose' | 'frequency' | 'when' | 'asNeeded' | 'route' | 'days' | 'instruction'>;
export type Handing = Pick<Prescription, 'dispense' | 'repeats'>;

/** `1 tablet by mouth, 3 times a day, for 7 days`; 口服，每次 1 片，每日 3 次，共 7 天. '' where nothing is said. `locale` is BCP 47. */
export function takingWords(taking: Taking, locale: string): string {
  const { dose, frequency, when, asNeeded, route, days, instruction } = taking;
  const language: Language = locale.startsWith('zh') ? 'zh' : 'en';
  const often = [frequency && frequencyWords(frequency, language), when && WHEN_WORDS[when][language]];
  const way = route && ROUTE_WORDS[route][language];
  if (language === 'zh')
    return [
      way,
      dose && `每次 ${amountWords(dose, 'zh')}`,
      often.filter(Boolean).join(' '),
      asNeeded && '必要时',
      days !== undefined && `共 ${days} 天`,
      instruction,
    ]
      .filter(Boolean)
      .join('，');
  return [
    [dose && amountWords(dose, 'en'), way].filter(Boolean).join(' '),
    often.filter(Boolean).join(' '),
    asNeeded && 'as needed',
    days !== undefined && `for ${days} ${days === 1 ? 'day' : 'days'}`,
    instruction,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `hand out 21 tablets, may be repeated 2 times`; '' where nothing is said. */
export function handingWords({ dispense, repeats }: Handing, locale: string): string {
  const zh = locale.startsWith('zh');
  const parts = zh
    ? [dispense && `发药 ${amountWords(dispense, 'zh')}`, repeats > 0 && `可再取 ${repeats} 次`]
    : [
        dispense && `hand out ${amountWords(dispense, 'en')}`,
        repeats > 0 && `may be handed out again ${repeats === 1 ? 'once' : `${repeats} times`}`,
      ];
  return parts.filter(Boolean).join(zh ? '，' : ', ');
}

/** `0.5 tablet`, `2 tablets`; what is measured has no plural. */
export function amountWords({ value, unit }: Amount, locale: string): string {
  if (locale.startsWith('zh')) return `${value} ${UNITS[unit].zh}`;
  const { en, ucum } = UNITS[unit];
  const counted = ucum.startsWith('{') || unit === 'drop';
  return `${value} ${counted && Number(value) > 1 ? pluralOf(en) : en}`;
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}

/** How often, in words; `locale` is BCP 47. */
export function frequencyWords(frequency: Frequency, language: Language): string {
  const zh = language === 'zh';
  switch (frequency.kind) {
    case 'per-day':
      return zh ? `每日 ${frequency.times} 次` : `${timesWord(frequency.times)} a day`;
    case 'per-week':
      return zh ? `每周 ${frequency.times} 次` : `${timesWord(frequency.times)} a week`;
    case 'every-hours':
      return zh
        ? `每 ${frequency.hours} 小时 1 次`
        : frequency.hours === 1
          ? 'every hour'
          : `every ${frequency.hours} hours`;
    case 'every-days':
      return zh
        ? `每 ${frequency.days} 天 1 次`
        : frequency.days === 2
          ? 'every other day'
          : `every ${frequency.days} days`;
    case 'once':
      return zh ? '仅 1 次' : 'one single time';
  }
}

function timesWord(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}
