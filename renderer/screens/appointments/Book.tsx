import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { isWhole, type Plan } from '../../records/appointment/plan.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { PatientFinder } from '../PatientFinder.tsx';
import { Staff } from '../Staff.tsx';
import classes from './Appointments.module.css';
import { PlanFields } from './PlanFields.tsx';

interface BookProps {
  readonly opened: boolean;
  readonly day: string;
  /** HH:MM; '' where it is not known yet. */
  readonly time: string;
  /** With whom, as the list was narrowed to. */
  readonly user: string;
  /** Whom it is for, where that is known. */
  readonly patient?: PatientHit | undefined;
  readonly onClose: () => void;
  /** The day on which the appointment stands now. */
  readonly onBooked: (day: string) => void;
}

/** A new appointment: for whom, then when, with whom and what for. */
export function Book(props: BookProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('appointments.book')} size="38rem" yOffset="12vh">
      <For {...props} />
    </Modal>
  );
}

function For(props: BookProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [patient, setPatient] = useState(props.patient);
  if (patient) return <BookForm {...props} patient={patient} />;
  return (
    <div className={classes.finder}>
      <PatientFinder
        label={t('patients.search')}
        text={text}
        onText={setText}
        compact
        onOpen={setPatient}
        empty={<Empty title={t('patients.emptyTitle')}>{t('today.nobodyRegistered')}</Empty>}
        nothing={(searched) => (
          <Empty title={t('patients.nothingTitle', { text: searched })}>{t('patients.nothingBody')}</Empty>
        )}
      />
    </div>
  );
}

function BookForm({ day, time, user: narrowed, patient, onClose, onBooked }: BookProps & { patient: PatientHit }) {
  const { t } = useTranslation();
  const { day: dayOf } = useFormat();
  const tell = useTell();
  const book = useDo('appointment.book');
  const move = useDo('appointment.move');
  const [plan, setPlan] = useState<Plan>({ day, time, minutes: 20 });
  const [user, setUser] = useState(narrowed);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (!isWhole(plan) || book.isPending) return;
    book.mutate(
      { patient: patient.id, ...plan, reason, ...(user === '' ? {} : { user }) },
      {
        onSuccess: ({ id }) => {
          const when = `${dayOf(plan.day)} ${plan.time}`;
          tell(t('appointments.booked', { name: patient.name, when }), () => move.mutate({ id, to: 'cancelled' }));
          onBooked(plan.day);
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <p className={classes.chosen}>{patient.name}</p>
        <PlanFields plan={plan} onPlan={setPlan} user={user} tried={tried} autoFocus={time === ''} />
        <Staff label={t('appointments.with')} nobody={t('appointments.nobody')} value={user} onChange={setUser} />
        <TextInput
          label={t('today.reason')}
          value={reason}
          maxLength={500}
          autoComplete="off"
          autoFocus={time !== ''}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <FailureNotice failure={book.error?.failure} />
        <FormButtons dialog submit={t('appointments.book')} busy={book.isPending} onCancel={onClose} />
      </Stack>
    </Form>
  );
}
