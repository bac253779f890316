import { useTranslation } from 'react-i18next';
import type { RangeInput } from '../../../../shared/bridge/ranges.ts';
import type { AgeLimit } from '../../../../shared/records/reference-range.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { unitLabel } from '../../../records/result/entry-form.ts';

type Range = Pick<RangeInput, 'low' | 'high' | 'unit' | 'sex' | 'from' | 'to' | 'since'>;

/** Says of a range its ends with their unit, whom it is for, and from when on. */
export function useRangeWords() {
  const { t } = useTranslation();
  const { day } = useFormat();
  const age = ({ value, unit }: AgeLimit) => `${value} ${t(`ranges.${unit}`)}`;
  return ({ low, high, unit, sex, from, to, since }: Range) => {
    const ends = low === undefined ? `≤ ${high}` : high === undefined ? `≥ ${low}` : `${low}–${high}`;
    const who = [
      t(sex === 'any' ? 'ranges.anybody' : `ranges.${sex}`),
      from ? t('ranges.fromAge', { age: age(from) }) : undefined,
      to ? t('ranges.toAge', { age: age(to) }) : undefined,
    ].filter((part) => part !== undefined);
    return {
      ends: unit === '1' ? ends : `${ends} ${unitLabel(unit)}`,
      who: who.join(t('common.dot')),
      since: `${t('ranges.since')} ${day(since)}`,
    };
  };
}
