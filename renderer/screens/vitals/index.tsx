import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { VitalFields } from '../../records/observation/VitalFields.tsx';
import { checkVitals, emptyVitals, isEmptyVitals, toVitalsInput } from '../../records/observation/vitals-form.ts';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientForm } from '../PatientForm.tsx';
import { PatientFrame } from '../PatientFrame.tsx';
import { useCancel, useDraft } from '../useDraft.ts';
import classes from './Vitals.module.css';

function VitalsScreen({ route }: { route: RouteOf<'vitals'> }) {
  return <PatientFrame id={route.id}>{(chart) => <Vitals id={route.id} chart={chart} />}</PatientFrame>;
}

/** What is measured before the doctor sees a patient, or without a visit. */
function Vitals({ id, chart }: { id: string; chart: PatientChart }) {
  const { t } = useTranslation();
  const { back } = useNavigation();
  const tell = useTell();
  const record = useDo('vitals.record');
  const draft = useDraft('vitals', id, emptyVitals);
  const { value: form, change, drop, restored } = draft;
  const cancel = useCancel(draft, { name: 'vitals', id });
  const [tried, setTried] = useState(false);
  const problems = useMemo(() => checkVitals(form), [form]);
  const empty = isEmptyVitals(form);

  const save = () => {
    setTried(true);
    if (empty || Object.keys(problems).length > 0 || record.isPending) return;
    record.mutate(
      { patient: id, vitals: toVitalsInput(form) },
      {
        onSuccess: () => {
          drop();
          tell(t('vitals.saved'));
          back();
        },
      },
    );
  };
  return (
    <PatientForm
      title={t('vitals.title')}
      save="vitals.save"
      busy={record.isPending}
      failure={record.error?.failure}
      restored={restored}
      empty={tried && empty ? t('vitals.empty') : undefined}
      onSave={save}
      onCancel={cancel}
    >
      <p className={classes.hint}>{t('vitals.hint')}</p>
      <VitalFields
        form={form}
        onChange={change}
        say={(name) => {
          const problem = problems[name];
          return tried && problem ? t(`visit.${problem}`) : undefined;
        }}
        chart={chart}
        autoFocus
      />
    </PatientForm>
  );
}

export const vitals: Screen<'vitals'> = { rail: 'patients', view: VitalsScreen };
