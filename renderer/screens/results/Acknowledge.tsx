import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultItem } from '../../../shared/bridge/results.ts';
import { useFormat } from '../../locales/manner.tsx';
import { readDate } from '../../records/dates.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import classes from './Results.module.css';
import type { Follow } from './useAcknowledge.ts';

interface AcknowledgeProps {
  readonly results: readonly ResultItem[] | undefined;
  readonly onDone: (note: string, follow: Follow | undefined) => void;
  readonly onClose: () => void;
}

/** Acknowledges with a note, and with a task for later. */
export function Acknowledge({ results, onDone, onClose }: AcknowledgeProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={results !== undefined}
      onClose={onClose}
      title={t('results.withNote')}
      size="36rem"
      yOffset="10vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields results={results ?? []} onDone={onDone} onClose={onClose} />
    </Modal>
  );
}

function Fields({ results, onDone, onClose }: AcknowledgeProps & { results: readonly ResultItem[] }) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const [note, setNote] = useState('');
  const [text, setText] = useState('');
  const [due, setDue] = useState('');
  const [tried, setTried] = useState(false);
  const day = readDate(due);
  const wrong =
    due.trim() === ''
      ? undefined
      : day?.length !== 10
        ? 'day'
        : day < today()
          ? 'duePast'
          : text.trim() === ''
            ? 'dueAlone'
            : undefined;
  const submit = () => {
    setTried(true);
    if (wrong) return;
    const follow = text.trim() === '' ? undefined : { text: text.trim(), ...(day === undefined ? {} : { due: day }) };
    onDone(note.trim(), follow);
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        <p className={classes.quiet}>{results.map((one) => `${one.patient.name} ${one.text}`).join(t('common.dot'))}</p>
        <Textarea
          label={t('results.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={note}
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.follow}>
          <TextInput
            label={t('results.follow')}
            description={t('results.followHint')}
            value={text}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            label={t('results.due')}
            description={t('results.dueHint')}
            value={due}
            maxLength={20}
            autoComplete="off"
            error={tried && wrong ? t(`results.problem.${wrong}`) : undefined}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </div>
        <FormButtons submit={t('results.acknowledge')} busy={false} dialog onCancel={onClose} />
      </Stack>
    </Form>
  );
}
