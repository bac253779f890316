import { Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { useDo } from '../../bridge/index.ts';
import { ReasonForm } from '../../records/values/ReasonForm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

interface StopProps {
  readonly item: ChartItem;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Ends a prescription, with the reason. */
export function StopPrescription({ item, opened, onClose }: StopProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const stop = useDo('prescription.stop');
  const undo = useDo('record.undo');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('rx.stop')}
      size="36rem"
      yOffset="10vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <FailureNotice failure={stop.error?.failure ?? undo.error?.failure} />
        <ReasonForm
          body={`${item.text}${t('facts.colon')}${t('rx.stopBody')}`}
          submit={t('rx.stop')}
          busy={stop.isPending}
          reason
          onSubmit={({ reason }) =>
            stop.mutate(
              { id: item.id, reason },
              {
                onSuccess: ({ changes }) => {
                  tell(
                    t('rx.stopped', { what: item.text }),
                    changes.length > 0 ? () => undo.mutate({ changes }) : undefined,
                  );
                  onClose();
                },
              },
            )
          }
          onCancel={onClose}
        />
      </Stack>
    </Modal>
  );
}
