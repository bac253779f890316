import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import {
  checkPrescription,
  isEmptyPrescription,
  type PrescriptionForm,
  toPrescription,
} from '../../records/prescription/form.ts';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientForm } from '../PatientForm.tsx';
import { PatientFrame } from '../PatientFrame.tsx';
import { PrescriptionList } from '../PrescriptionList.tsx';
import { useCancel, useDraft } from '../useDraft.ts';

const NOTHING: { readonly list: readonly PrescriptionForm[] } = { list: [] };

function PrescribeScreen({ route }: { route: RouteOf<'prescribe'> }) {
  return <PatientFrame id={route.id}>{() => <Prescribe id={route.id} changing={route.changing} />}</PatientFrame>;
}

/** Prescriptions without a visit: what is repeated at the desk, or on the telephone. */
function Prescribe({ id, changing }: { id: string; changing: string | undefined }) {
  const { t } = useTranslation();
  const { back } = useNavigation();
  const tell = useTell();
  const save = useDo('prescription.save');
  const undo = useDo('record.undo');
  const draft = useDraft('prescribe', id, NOTHING);
  const { value, change, drop, restored } = draft;
  const cancel = useCancel(draft, { name: 'prescribe', id });
  const [tried, setTried] = useState(false);
  const written = useMemo(() => value.list.filter((form) => !isEmptyPrescription(form)), [value.list]);

  const submit = () => {
    setTried(true);
    const wrong = written.some((form) => Object.keys(checkPrescription(form)).length > 0);
    if (written.length === 0 || wrong || save.isPending) return;
    save.mutate(
      { patient: id, prescriptions: written.map(toPrescription) },
      {
        onSuccess: ({ changes }) => {
          drop();
          tell(t('rx.saved', { count: written.length }), () => undo.mutate({ changes }));
          back();
        },
      },
    );
  };
  return (
    <PatientForm
      title={t('rx.title')}
      save="rx.save"
      busy={save.isPending}
      failure={save.error?.failure}
      restored={restored}
      empty={tried && written.length === 0 ? t('rx.empty') : undefined}
      onSave={submit}
      onCancel={cancel}
    >
      <PrescriptionList
        patient={id}
        value={value.list}
        tried={tried}
        changing={changing}
        onChange={(list) => change({ list })}
      />
    </PatientForm>
  );
}

export const prescribe: Screen<'prescribe'> = { rail: 'patients', view: PrescribeScreen };
