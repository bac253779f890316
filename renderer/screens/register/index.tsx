import { useTranslation } from 'react-i18next';
import { useDo, useMay } from '../../bridge/index.ts';
import { emptyForm, newPatient, type PatientForm } from '../../records/patient/mapping.ts';
import { useTell } from '../../ui/Told.tsx';
import type { Route, Screen } from '../contract.ts';
import { LikelyPatients } from '../LikelyPatients.tsx';
import { useNavigation } from '../navigation.ts';
import { PatientPage } from '../PatientPage.tsx';
import { useCancel, useDraft } from '../useDraft.ts';

/** A new patient; saved, the chart stands in place of this page, or the queue, for whoever is registered at the door. */
function RegisterScreen() {
  const { t } = useTranslation();
  const { replace } = useNavigation();
  const tell = useTell();
  const may = useMay();
  const create = useDo('record.create');
  const draft = useDraft('register', null, emptyForm);
  const cancel = useCancel(draft, { name: 'register' });
  const register = (form: PatientForm, next: (id: string) => Route) =>
    create.mutate(
      { resource: newPatient(form) },
      {
        onSuccess: ({ resource }) => {
          draft.drop();
          tell(t('patient.registered'));
          replace(resource.id ? next(resource.id) : { name: 'patients' });
        },
      },
    );
  const toQueue = (form: PatientForm) => register(form, (id) => ({ name: 'today', arrive: id }));
  return (
    <PatientPage
      title={t('patient.register')}
      before={emptyForm}
      draft={draft}
      busy={create.isPending}
      error={create.error}
      onCancel={cancel}
      aside={may.read('Patient') ? <LikelyPatients form={draft.value} /> : undefined}
      onSave={(form) => register(form, (id) => ({ name: 'patient', id }))}
      also={
        may.write('Appointment')
          ? { name: 'patient.saveAndArrive', keys: 'mod+shift+Enter', onSave: toQueue }
          : undefined
      }
    />
  );
}

export const register: Screen<'register'> = { rail: 'patients', view: RegisterScreen };
