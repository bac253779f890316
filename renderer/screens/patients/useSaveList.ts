import { IconTableExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientFilter, PatientSort } from '../../../shared/bridge/patients.ts';
import { askPlace, useDo, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { failureWords } from '../../locales/failures.ts';
import { useTell } from '../../ui/Told.tsx';

/** Offers among the commands to save the list as it is filtered and sorted as a table (CSV), to whom may export. */
export function useSaveList(filter: PatientFilter, sort: PatientSort): void {
  const { t, i18n } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const save = useDo('export.list');
  const run = async () => {
    const out = await askPlace('desktop.chooseFolder', {});
    if (out === undefined) return;
    const locale = i18n.language.startsWith('zh') ? 'zh-CN' : 'en';
    save.mutate(
      { job: crypto.randomUUID(), list: 'patients', out, locale, filter, sort },
      {
        onSuccess: ({ rows }) => tell(t('lists.done', { count: rows, folder: out })),
        onError: ({ failure }) => tell(failureWords(t, failure)),
      },
    );
  };
  useCommands(
    may.do('export')
      ? [
          {
            id: 'here.saveList',
            name: 'lists.saveThese',
            also: 'lists.start',
            icon: IconTableExport,
            group: 'here',
            run: () => void run(),
          },
        ]
      : [],
  );
}
