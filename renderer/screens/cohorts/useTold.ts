import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';

type Counted = Pick<CallOutput<'cohort.count'>, 'n' | 'hidden' | 'fewest'>;

/** How many, as it is shown: whoever sees no records is not told of few. */
export function useTold(): (counted: Counted) => string {
  const { t } = useTranslation();
  const { number } = useFormat();
  return ({ n, hidden, fewest = 0 }) => {
    if (n !== null) return number(n);
    return hidden === 'few' ? t('analysis.few', { n: number(fewest) }) : t('analysis.withheld');
  };
}
