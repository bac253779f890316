import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { isWhole, planOf } from '../../records/appointment/plan.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { PlanFields } from './PlanFields.tsx';

/** Another time for an appointment. */
export function Shift({ item, onClose }: { item: DayItem; onClose: () => void }) {
  const { t } = useTranslation();
  const { day: dayOf } = useFormat();
  const tell = useTell();
  const shift = useDo('appointment.shift');
  const undo = useDo('record.undo');
  const [plan, setPlan] = useState(() => planOf(item));
  const [tried, setTried] = useState(false);
  const { id, patient, user = '' } = item;
  const submit = () => {
    setTried(true);
    if (!isWhole(plan) || shift.isPending) return;
    shift.mutate(
      { id, ...plan },
      {
        onSuccess: ({ changes }) => {
          const when = `${dayOf(plan.day)} ${plan.time}`;
          const back = changes.length > 0 ? () => undo.mutate({ changes }) : undefined;
          tell(t('appointments.booked', { name: patient.name, when }), back);
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={`${t('appointments.shift')}: ${patient.name}`} size="38rem" yOffset="12vh">
      <Form onSubmit={submit}>
        <Stack gap="md">
          <PlanFields plan={plan} onPlan={setPlan} user={user} itself={id} tried={tried} />
          <FailureNotice failure={shift.error?.failure} />
          <FormButtons dialog submit={t('appointments.shift')} busy={shift.isPending} onCancel={onClose} />
        </Stack>
      </Form>
    </Modal>
  );
}
