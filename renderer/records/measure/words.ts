/** What measures say: the names of what stands in their rows, and their values as a reader of the language writes them. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { bandText } from '../../../shared/bridge/bands.ts';
import type { Hidden } from '../../../shared/bridge/few.ts';
import { nameOfKey } from '../../../shared/bridge/measure-names.ts';
import type { Column, Dimension, Grain, MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { NO_CURRENCY } from '../../locales/format.ts';
import { type formatsOf, useFormat } from '../../locales/manner.tsx';

type Formats = ReturnType<typeof formatsOf>;
export type Value = MeasureAnswer['total'][number];
/** What an answer calls its keys: by dimension and key. */
export type Names = MeasureAnswer['names'];

type Compared = Pick<NonNullable<MeasureAnswer['compared']>, 'range' | 'shift'>;

export interface MeasureWords {
  readonly t: TFunction;
  readonly formats: Formats;
  /** A title or a meaning in the language. */
  of(words: { readonly en: string; readonly 'zh-CN': string }): string;
  /** What a key of a dimension is called. */
  key(dimension: Dimension, key: string | null, names: Names, grain: Grain | null): string;
  /** The same on an axis, where it stands among its like. */
  tick(dimension: Dimension, key: string | null, names: Names, grain: Grain | null): string;
  /** A value as it stands in a table; `currency`: of the row. */
  value(column: Column, value: Value, currency?: string | null): string;
  /** Of one that is not told; undefined where it is. */
  hidden(why: Hidden | null | undefined, answer: Pick<MeasureAnswer, 'fewest'>): string | undefined;
  range(range: { readonly from: string; readonly to: string }): string;
  /** With which days it is compared, and by which rule. */
  against(compared: Compared): string;
  /** One after the other; none is left out but what is empty, and at least one is not. */
  sentences(said: readonly string[]): string;
  /** Of when figures are, and with when they are compared: for paper and pictures. */
  when(definition: Pick<MeasureDefinition, 'over'>, answer: Pick<MeasureAnswer, 'range' | 'compared'>): string;
}

/** @param formats of the language of `t` */
export function measureWords(t: TFunction, formats: Formats): MeasureWords {
  const { locale, number, money, share, day } = formats;
  const of: MeasureWords['of'] = (words) => words[locale];
  const words: MeasureWords = {
    t,
    formats,
    of,
    tick: (dimension, key, names, grain) => {
      if (dimension.kind !== 'time' || key === null) return words.key(dimension, key, names, grain);
      return grain === 'month' ? formats.shortMonth(key) : day(key);
    },
    key: (dimension, key, names, grain) => {
      if (key === null) return t('analysis.notStated');
      const listed = dimension.values?.find((one) => one.key === key);
      if (listed) return of(listed.title);
      switch (dimension.kind) {
        case 'time':
          return grain === 'month'
            ? day(key.slice(0, 7))
            : grain === 'week'
              ? t('analysis.weekOf', { day: day(key) })
              : day(key);
        case 'band':
          return bandText(key);
        case 'currency':
          return key === NO_CURRENCY ? t('analysis.noCurrency') : key;
        default:
          return nameOfKey(names, dimension.key, key, locale);
      }
    },
    value: ({ kind }, value, currency) => {
      if (value === null) return t('analysis.noValue');
      if (kind === 'share') return share(Number(value));
      if (kind === 'money') return money(Number(value), currency ?? NO_CURRENCY);
      return number(Number(value), 1);
    },
    hidden: (why, { fewest = 0 }) =>
      why ? (why === 'few' ? t('analysis.few', { n: number(fewest) }) : t('analysis.withheld')) : undefined,
    range: ({ from, to }) => (from === to ? day(to) : t('analysis.range', { from: day(from), to: day(to) })),
    against: ({ range, shift: { unit, n } }) =>
      t('analysis.against', {
        range: words.range(range),
        how: t(`analysis.${range.from === range.to ? 'shiftDay' : 'shift'}.${unit}`, { count: n }),
      }),
    when: ({ over }, { range, compared }) =>
      words.sentences([
        over === 'day'
          ? t('analysis.asOf', { day: day(range.to) })
          : t('analysis.sentence', { text: words.range(range) }),
        compared ? words.against(compared) : '',
      ]),
    sentences: (said) =>
      said.filter((one) => one !== '').reduce((first, second) => t('analysis.twoSentences', { first, second })),
  };
  return words;
}

/** In the language of the window. */
export function useMeasureWords(): MeasureWords {
  const { t } = useTranslation();
  const formats = useFormat();
  return useMemo(() => measureWords(t, formats), [t, formats]);
}
