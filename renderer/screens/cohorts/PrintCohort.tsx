import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortSort, KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useAsk } from '../../bridge/index.ts';
import { SheetPrint, useSheetLanguage } from '../../printing/SheetPrint.tsx';
import { cohortBlocks } from '../../records/print/cohort.tsx';
import { sentenceOf } from './sentence.ts';
import { useJob } from './useJob.ts';

interface PrintProps {
  readonly definition: Cohort;
  readonly sort: CohortSort;
  /** What it is called, where it is kept. */
  readonly name: string;
  readonly kept: readonly KeptCohort[] | undefined;
  readonly onClose: () => void;
}

/** As many as one reads on paper; more are for a table. */
const MOST = 500;

/** The list of a cohort on the clinic's paper: its sentence, the day, how many, who. */
export function PrintCohort({ definition, sort, name, kept, onClose }: PrintProps) {
  const { t } = useTranslation();
  const language = useSheetLanguage();
  const job = useJob(['people', definition, sort, MOST]);
  const people = useAsk('cohort.people', { definition, sort, limit: MOST, job });
  const blocks = useMemo(() => {
    if (!people.data) return undefined;
    const { locale, t: fixed, formats } = language;
    const names = new Map((kept ?? []).map((one) => [one.id, one.name]));
    const sentence = sentenceOf(definition, {
      t: fixed,
      chinese: locale === 'zh-CN',
      number: formats.number,
      nameOf: (id) => names.get(id),
    });
    return cohortBlocks({ sentence, ...people.data }, { t: fixed, formats });
  }, [people.data, language, kept, definition]);
  return (
    <SheetPrint
      language={language}
      title={t('cohorts.print.title')}
      heading={name.trim() || language.t('cohorts.people.title')}
      file={t('cohorts.title')}
      noted={{ what: 'cohort-list', ...(people.data ? { records: people.data.rows.length } : {}) }}
      blocks={blocks}
      failure={people.error?.failure}
      onClose={onClose}
    />
  );
}
