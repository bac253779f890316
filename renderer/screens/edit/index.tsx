import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../shared/bridge/records.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { applyForm, toForm } from '../../records/patient/mapping.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { PatientPage } from '../PatientPage.tsx';
import { useCancel, useDraft } from '../useDraft.ts';

function EditScreen({ route }: { route: RouteOf<'edit'> }) {
  const { t } = useTranslation();
  // An answer from before this page was opened may be old: the form begins with the one asked for now.
  const record = useAsk('record.get', { type: 'Patient', id: route.id }, { anew: true });
  if (record.error) {
    return (
      <Page title={t('patient.edit')} narrow>
        <FailureNotice failure={record.error.failure} />
      </Page>
    );
  }
  return record.data ? (
    <Edit id={route.id} record={record.data} />
  ) : (
    <Page title={t('patient.edit')} narrow>
      <Loading />
    </Page>
  );
}

/**
 * The form holds on to the state that it was opened with, also in its draft: `seen` names just that, so that nothing newer is overwritten
 * unseen.
 */
function Edit({ id, record: { resource, seen } }: { id: string; record: RecordView }) {
  const { t } = useTranslation();
  const { back } = useNavigation();
  const tell = useTell();
  const save = useDo('record.save');
  const [initial] = useState(() => ({ form: toForm(resource), resource, seen }));
  const draft = useDraft('edit', id, initial);
  const { value: opened, change, drop, restored } = draft;
  const before = useMemo(() => toForm(opened.resource), [opened.resource]);
  const cancel = useCancel(draft, { name: 'edit', id });
  const done = () => {
    drop();
    back();
  };
  return (
    <PatientPage
      title={t('patient.edit')}
      before={before}
      draft={{ value: opened.form, change: (form) => change({ ...opened, form }), restored }}
      busy={save.isPending}
      error={save.error}
      onCancel={cancel}
      onSave={(form) => {
        const changed = applyForm(opened.resource, before, form);
        if (changed === opened.resource) {
          done();
          return;
        }
        save.mutate(
          { resource: changed, seen: opened.seen },
          {
            onSuccess: () => {
              tell(t('patient.saved'));
              done();
            },
          },
        );
      }}
    />
  );
}

export const edit: Screen<'edit'> = { rail: 'patients', view: EditScreen };
