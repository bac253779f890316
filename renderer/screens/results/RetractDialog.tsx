import { Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ResultItem } from '../../../shared/bridge/results.ts';
import { useDo } from '../../bridge/index.ts';
import { ReasonForm } from '../../records/values/ReasonForm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

interface RetractDialogProps {
  readonly result: ResultItem | undefined;
  readonly onClose: () => void;
}

/** Marks a report with all its values as entered in error, with a reason; its order waits again. */
export function RetractDialog({ result, onClose }: RetractDialogProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const retract = useDo('result.retract');
  const undo = useDo('record.undo');
  return (
    <Modal
      opened={result !== undefined}
      onClose={onClose}
      title={t('record.action.error')}
      size="36rem"
      yOffset="10vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {result ? (
        <Stack gap="sm">
          <FailureNotice failure={retract.error?.failure} />
          <ReasonForm
            body={t('results.retractBody', { what: result.text, name: result.patient.name })}
            submit={t('record.action.error')}
            busy={retract.isPending}
            reason
            onSubmit={({ reason }) =>
              retract.mutate(
                { id: result.id, reason },
                {
                  onSuccess: (changed) => {
                    tell(t('results.retracted', { what: result.text }), () => undo.mutate(changed));
                    onClose();
                  },
                },
              )
            }
            onCancel={onClose}
          />
        </Stack>
      ) : null}
    </Modal>
  );
}
