import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Builder, type Open } from './Builder.tsx';
import { draftOf } from './draft.ts';
import { Shelf } from './Shelf.tsx';

const NEW: Open = { seen: [], name: '', draft: { people: 'living', root: { kind: 'group', join: 'all', rows: [] } } };

/** Groups of patients: built, kept, looked at, called in. */
function CohortsScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useKept<Open | undefined>('open', undefined);
  const keeps = may.role !== 'analyst' && may.read('Library');
  const list = useAsk('cohort.list', {}, { staleTime: 0, enabled: keeps });
  const kept = keeps ? list.data : undefined;
  useCommands([{ id: 'here.newCohort', name: 'cohorts.new', icon: IconPlus, group: 'here', run: () => setOpen(NEW) }]);
  return (
    <Page
      title={t('cohorts.title')}
      actions={
        open ? (
          <Button variant="default" onClick={() => setOpen(undefined)}>
            {t('cohorts.all')}
          </Button>
        ) : (
          <Button leftSection={<IconPlus size="1.125rem" stroke={1.8} />} onClick={() => setOpen(NEW)}>
            {t('cohorts.new')}
          </Button>
        )
      }
    >
      <FailureNotice failure={keeps ? list.error?.failure : undefined} />
      {keeps && !list.data && !list.error ? (
        <Loading />
      ) : open ? (
        <Builder open={open} onOpen={setOpen} kept={kept} />
      ) : (
        <Shelf
          kept={kept}
          onOpen={({ id, name, seen, definition }) => setOpen({ id, name, seen, draft: draftOf(definition) })}
          onBegin={(name, definition) => setOpen({ seen: [], name, draft: draftOf(definition) })}
        />
      )}
    </Page>
  );
}

export const cohorts: Screen<'cohorts'> = { rail: 'analysis', view: CohortsScreen };
