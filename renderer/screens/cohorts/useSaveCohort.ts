import { useTranslation } from 'react-i18next';
import type { CohortSort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { askPlace, useDo } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { useTell } from '../../ui/Told.tsx';

/** Saves the list as a table (CSV) into a folder that somebody chooses. */
export function useSaveCohort(definition: Cohort, sort: CohortSort): () => void {
  const { t, i18n } = useTranslation();
  const tell = useTell();
  const save = useDo('cohort.export');
  const run = async (): Promise<void> => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    const locale = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
    save.mutate(
      { job: crypto.randomUUID(), definition, sort, out, locale },
      {
        onSuccess: ({ rows }) => tell(t('lists.done', { count: rows, folder: out })),
        onError: ({ failure }) => tell(failureWords(t, failure)),
      },
    );
  };
  return () => void run();
}
