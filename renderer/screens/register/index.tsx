import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import { emptyForm, newPatient } from '../../records/patient/mapping.ts';
import { useTell } from '../../ui/Told.tsx';
import type { Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientPage } from '../PatientPage.tsx';
import { useCancel, useDraft } from '../useDraft.ts';

/** A new patient; saved, its chart stands in place of this page. */
function RegisterScreen() {
  const { t } = useTranslation();
  const { replace } = useNavigation();
  const tell = useTell();
  const create = useDo('record.create');
  const draft = useDraft('register', null, emptyForm);
  const cancel = useCancel(draft, { name: 'register' });
  return (
    <PatientPage
      title={t('patient.register')}
      before={emptyForm}
      draft={draft}
      busy={create.isPending}
      error={create.error}
      onCancel={cancel}
      onSave={(form) =>
        create.mutate(
          { resource: newPatient(form) },
          {
            onSuccess: ({ resource }) => {
              draft.drop();
              tell(t('patient.registered'));
              replace(resource.id ? { name: 'patient', id: resource.id } : { name: 'patients' });
            },
          },
        )
      }
    />
  );
}

export const register: Screen<'register'> = { rail: 'patients', view: RegisterScreen };
