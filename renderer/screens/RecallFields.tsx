import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { useRequired } from '../ui/useRequired.ts';
import { Staff } from './Staff.tsx';

/** What the task of each says, by when it is due, whose it is. */
export interface RecallTask {
  readonly text: string;
  readonly due?: string;
  readonly user?: string;
}

interface FieldsProps {
  /** What the task says, to begin with. */
  readonly words?: string | undefined;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  readonly onSend: (task: RecallTask) => void;
  readonly onClose: () => void;
}

/** How somebody is called in. */
export function RecallFields({ words, failure, busy, onSend, onClose }: FieldsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(words ?? t('cohorts.recall.words'));
  const [due, setDue] = useState('');
  const [user, setUser] = useState('');
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const send = () => {
    setTried(true);
    if (text.trim() !== '' && !busy) onSend({ text, ...(due ? { due } : {}), ...(user ? { user } : {}) });
  };
  return (
    <Form onSubmit={send}>
      <Stack gap="sm">
        <FailureNotice failure={failure} />
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
        <FormButtons submit={t('cohorts.recall.send')} busy={busy} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
