import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { LeftOutNotices } from '../LeftOut.tsx';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Builder } from './Builder.tsx';
import { begin, placeOfExample, placeOfKept, placeOfNew } from './begin.ts';
import { Shelf } from './Shelf.tsx';

/** Groups of patients: built, kept, looked at, called in. */
function CohortsScreen({ route }: { readonly route: RouteOf<'cohorts'> }) {
  const { t } = useTranslation();
  const may = useMay();
  /** What is open, as the place of its draft. */
  const [open, setOpen] = useKept<string | undefined>('open', route.begun);
  /** The place of one that was saved here just now. */
  const [saved, setSaved] = useState<string>();
  const keeps = may.role !== 'analyst' && may.read('Library');
  const list = useAsk('cohort.list', {}, { staleTime: 0, enabled: keeps });
  const kept = keeps ? list.data?.kept : undefined;
  const drafts = useAsk('draft.list', {}, { staleTime: 0, enabled: keeps });
  const written = list.data ? (drafts.data ?? []).map(({ place }) => place) : [];
  const begun = open === undefined ? undefined : begin(open, kept ?? [], t, written);
  const go = (place: string | undefined) => {
    setSaved(undefined);
    setOpen(place);
  };
  const isNew = () => go(placeOfNew);
  useCommands([{ id: 'here.newCohort', name: 'cohorts.new', icon: IconPlus, group: 'here', run: isNew }]);
  return (
    <Page
      title={t('cohorts.title')}
      actions={
        begun ? (
          <Button variant="default" onClick={() => go(undefined)}>
            {t('cohorts.all')}
          </Button>
        ) : (
          <Button leftSection={<IconPlus size="1.125rem" stroke={1.8} />} onClick={isNew}>
            {t('cohorts.new')}
          </Button>
        )
      }
    >
      <FailureNotice failure={keeps ? list.error?.failure : undefined} />
      {begun ? null : <LeftOutNotices kind="cohort" leftOut={(keeps && list.data?.leftOut) || []} />}
      {keeps && !list.data && !list.error ? (
        <Loading />
      ) : begun ? (
        <Builder
          key={`${begun.place} ${begun.form.seen.join()}`}
          begun={begun}
          kept={kept}
          isJustSaved={saved === begun.place}
          onSaved={(id) => {
            setSaved(placeOfKept(id));
            setOpen(placeOfKept(id));
          }}
          onUnsaved={() => go(begun.place)}
          onClose={() => go(undefined)}
        />
      ) : (
        <Shelf
          kept={kept}
          onOpen={({ id }) => go(placeOfKept(id))}
          onBegin={(example) => go(placeOfExample(example))}
        />
      )}
    </Page>
  );
}

export const cohorts: Screen<'cohorts'> = { rail: 'analysis', view: CohortsScreen };
