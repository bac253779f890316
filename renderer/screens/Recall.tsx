import { Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import { useRequired } from '../ui/useRequired.ts';
import { Staff } from './Staff.tsx';

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

function RecallForm({ patients, words: initial, onClose, onDone }: FormProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const recall = useDo('cohort.recall');
  const undo = useDo('record.undo');
  const [text, setText] = useState(initial ?? t('cohorts.recall.words'));
  const [due, setDue] = useState('');
  const [user, setUser] = useState('');
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const renew = () => void client.invalidateQueries({ queryKey: ['cohort.people'] });
  const send = () => {
    setTried(true);
    if (text.trim() === '' || recall.isPending) return;
    recall.mutate(
      { patients: [...patients], text, ...(due ? { due } : {}), ...(user ? { user } : {}) },
      {
        onSuccess: ({ changes, already }) => {
          renew();
          onDone?.();
          onClose();
          const words = t('cohorts.recall.done', { count: changes.length });
          const also = already > 0 ? ` ${t('cohorts.recall.already', { count: already })}` : '';
          if (changes.length === 0) tell(t('cohorts.recall.already', { count: already }));
          else tell(words + also, () => undo.mutate({ changes }, { onSuccess: renew }));
        },
      },
    );
  };
  return (
    <Form onSubmit={send}>
      <Stack gap="sm">
        <FailureNotice failure={recall.error?.failure} />
        <TextInput
          label={t('task.text')}
          value={text}
          error={required(text)}
          maxLength={500}
          autoComplete="off"
          data-autofocus
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <TextInput
          type="date"
          label={t('task.due')}
          description={t('task.dueHint')}
          value={due}
          onChange={({ currentTarget: { value } }) => setDue(value)}
        />
        <Staff label={t('task.owner')} nobody={t('task.anybody')} value={user} onChange={setUser} />
        <FormButtons submit={t('cohorts.recall.send')} busy={recall.isPending} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
