import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useFormat } from '../../locales/manner.tsx';
import { sentenceOf } from './sentence.ts';

/** Says definitions in the reader's language. */
export function useVoice(kept: readonly KeptCohort[] | undefined): (cohort: Cohort) => string {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const chinese = i18n.language.startsWith('zh');
  return useMemo(() => {
    const names = new Map((kept ?? []).map(({ id, name }) => [id, name]));
    return (cohort) => sentenceOf(cohort, { t, chinese, number, nameOf: (id) => names.get(id) });
  }, [t, chinese, number, kept]);
}
