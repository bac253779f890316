import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import { keyWords } from '../../commands/keys.ts';
import { useCommands } from '../../commands/shown.tsx';
import {
  checkPrescription,
  isEmptyPrescription,
  type PrescriptionForm,
  toPrescription,
} from '../../records/prescription/form.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { PatientFrame } from '../PatientFrame.tsx';
import { PrescriptionList } from '../PrescriptionList.tsx';
import { useCancel, useDraft } from '../useDraft.ts';
import classes from './Prescribe.module.css';

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
  useCommands([
    {
      id: 'here.save',
      name: 'rx.save',
      icon: IconDeviceFloppy,
      group: 'here',
      keys: ['mod+Enter', 'mod+S'],
      run: submit,
    },
  ]);
  return (
    <div className={classes.prescribe}>
      <Form label={t('rx.title')} onSubmit={submit}>
        <div className={classes.head}>
          <h2>{t('rx.title')}</h2>
          <div className={classes.actions}>
            <Button variant="default" onClick={cancel}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} title={keyWords('mod+Enter')}>
              {t('rx.save')}
            </Button>
          </div>
        </div>
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={save.error?.failure} />
        {tried && written.length === 0 ? (
          <Notice tone="look" alert>
            {t('rx.empty')}
          </Notice>
        ) : null}
        <PrescriptionList
          patient={id}
          value={value.list}
          tried={tried}
          changing={changing}
          onChange={(list) => change({ list })}
        />
      </Form>
    </div>
  );
}

export const prescribe: Screen<'prescribe'> = { rail: 'patients', view: PrescribeScreen };
