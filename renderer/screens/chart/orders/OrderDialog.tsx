import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo, useMay } from '../../../bridge/index.ts';
import { emptyOrders, orderProblem } from '../../../records/service-request/order-form.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { useTell } from '../../../ui/Told.tsx';
import { OrderList } from '../../OrderList.tsx';
import { useDraft } from '../../useDraft.ts';

interface OrderDialogProps {
  readonly patient: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Orders tests outside a visit; Esc closes it. */
export function OrderDialog({ patient, opened, onClose }: OrderDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('orders.title')}
      size="48rem"
      yOffset="10vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields patient={patient} onClose={onClose} />
    </Modal>
  );
}

function Fields({ patient, onClose }: Omit<OrderDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const place = useDo('order.place');
  const undo = useDo('record.undo');
  const { value: form, change, drop, restored } = useDraft('orders', patient, emptyOrders);
  const [tried, setTried] = useState(false);
  const problem = orderProblem(form, true);
  const submit = () => {
    setTried(true);
    if (problem || place.isPending) return;
    place.mutate(
      { patient, orders: [...form.orders] },
      {
        onSuccess: ({ changes }) => {
          drop();
          const what = form.orders.map(({ text }) => text).join(t('common.dot'));
          tell(
            t('orders.placed', { count: form.orders.length, what }),
            // to take back what is new is to remove it
            may.also('remove', 'ServiceRequest') ? () => undo.mutate({ changes }) : undefined,
          );
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={place.error?.failure} />
        <OrderList value={form} onChange={change} error={tried && problem ? t(`orders.${problem}`) : undefined} />
        <FormButtons submit={t('orders.place')} busy={place.isPending} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
