import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { useTell } from '../ui/Told.tsx';
import { RecallFields, type RecallTask } from './RecallFields.tsx';

interface RecallProps {
  /** Ids of whom to call in; undefined: closed. */
  readonly patients: readonly string[] | undefined;
  /** What the task says, to begin with. */
  readonly words?: string | undefined;
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
}

/** A task for each: to call them in. */
export function Recall({ patients, ...props }: RecallProps) {
  const { onClose } = props;
  const { t } = useTranslation();
  return (
    <Modal
      opened={patients !== undefined}
      onClose={onClose}
      title={t('cohorts.recall.title', { count: patients?.length ?? 0 })}
      size="32rem"
      yOffset="12vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {patients ? <RecallForm patients={patients} {...props} /> : null}
    </Modal>
  );
}

type FormProps = Omit<RecallProps, 'patients'> & { readonly patients: readonly string[] };

function RecallForm({ patients, words, onClose, onDone }: FormProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const recall = useDo('cohort.recall');
  const undo = useDo('record.undo');
  const renew = () => void client.invalidateQueries({ queryKey: ['cohort.people'] });
  const send = (task: RecallTask) =>
    recall.mutate(
      { patients: [...patients], ...task },
      {
        onSuccess: ({ changes, already }) => {
          renew();
          onDone?.();
          onClose();
          const said = t('cohorts.recall.done', { count: changes.length });
          const also = already > 0 ? ` ${t('cohorts.recall.already', { count: already })}` : '';
          if (changes.length === 0) tell(t('cohorts.recall.already', { count: already }));
          else tell(said + also, () => undo.mutate({ changes }, { onSuccess: renew }));
        },
      },
    );
  return (
    <RecallFields
      words={words}
      failure={recall.error?.failure}
      busy={recall.isPending}
      onSend={send}
      onClose={onClose}
    />
  );
}
