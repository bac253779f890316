import { Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Form, FormButtons } from '../../ui/Form.tsx';

interface Field {
  readonly label: string;
  readonly initial: string;
  /** What is wrong with what was typed, as a sentence at the field. */
  readonly problem?: (typed: string) => string | undefined;
}

interface ReasonFormProps {
  /** What the action does. */
  readonly body: string;
  readonly submit: string;
  readonly busy: boolean;
  readonly text?: Field | undefined;
  readonly value?: Field | undefined;
  /** Whether it needs a reason. */
  readonly reason: boolean;
  readonly danger?: boolean;
  readonly onSubmit: (filled: { text: string; value: string; reason: string }) => void;
  readonly onCancel: () => void;
}

/** What an action on a record asks for: a text, a value, why. */
export function ReasonForm({ body, submit, busy, text, value, reason, danger, onSubmit, onCancel }: ReasonFormProps) {
  const { t } = useTranslation();
  const [written, setWritten] = useState(text?.initial ?? '');
  const [changed, setChanged] = useState(value?.initial ?? '');
  const [why, setWhy] = useState('');
  const problem = changed.trim() === '' ? undefined : value?.problem?.(changed.trim());
  const complete =
    (!text || written.trim() !== '') &&
    (!value || (changed.trim() !== '' && changed.trim() !== value.initial && !problem)) &&
    (!reason || why.trim() !== '');
  return (
    <Form
      onSubmit={() => {
        if (complete && !busy) onSubmit({ text: written.trim(), value: changed.trim(), reason: why.trim() });
      }}
    >
      <Stack gap="xs">
        <p>{body}</p>
        {value ? (
          <Textarea
            label={value.label}
            value={changed}
            error={problem}
            autosize
            minRows={1}
            maxRows={12}
            autoFocus
            onChange={(event) => setChanged(event.currentTarget.value)}
          />
        ) : null}
        {text ? (
          <Textarea
            label={text.label}
            value={written}
            autosize
            minRows={3}
            maxRows={12}
            maxLength={20_000}
            autoFocus
            onChange={(event) => setWritten(event.currentTarget.value)}
          />
        ) : null}
        {reason ? (
          <TextInput
            label={t('record.reason')}
            value={why}
            maxLength={500}
            autoComplete="off"
            // in a dialog the focus would go to its first button
            data-autofocus={!value && !text ? true : undefined}
            autoFocus={!value && !text}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        ) : null}
        <FormButtons submit={submit} busy={busy} disabled={!complete} danger={danger} onCancel={onCancel} />
      </Stack>
    </Form>
  );
}
