import { Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { Template } from '../../../../shared/bridge/templates.ts';
import { useDo } from '../../../bridge/index.ts';
import { Form, FormButtons } from '../../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { useRequired } from '../../../ui/useRequired.ts';
import { useDraft, useThrowAway } from '../../useDraft.ts';
import { templateForm, templateInput } from './template-form.ts';

interface TemplateFormProps {
  /** `new`: one that is not there yet; undefined: closed. */
  readonly of: Template | 'new' | undefined;
  readonly onClose: () => void;
  readonly onSaved: (title: string, changed: Changed) => void;
}

/** A template while it is written. */
export function TemplateForm({ of, onClose, onSaved }: TemplateFormProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={of !== undefined}
      onClose={onClose}
      title={t(of === 'new' ? 'templates.new' : 'templates.edit')}
      size="40rem"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {of === undefined ? null : <Fields before={of === 'new' ? undefined : of} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  );
}

function Fields({ before, onClose, onSaved }: Omit<TemplateFormProps, 'of'> & { before: Template | undefined }) {
  const { t } = useTranslation();
  const save = useDo('template.save');
  const [initial] = useState(() => templateForm(before));
  const draft = useDraft(before ? `te/${before.id}` : 'te', null, initial);
  const throwAway = useThrowAway(draft, onClose);
  const { title, text } = draft.value;
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const submit = () => {
    setTried(true);
    if (title.trim() === '' || text.trim() === '' || save.isPending) return;
    save.mutate(
      { templates: [templateInput(before?.id, draft.value)] },
      {
        onSuccess: (changed) => {
          draft.drop();
          onSaved(title.trim(), changed);
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="sm">
        {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
        <FailureNotice failure={save.error?.failure} />
        <TextInput
          label={t('templates.name')}
          required
          data-autofocus
          maxLength={100}
          autoComplete="off"
          value={title}
          error={required(title)}
          onChange={(event) => draft.change({ ...draft.value, title: event.currentTarget.value })}
        />
        <Textarea
          label={t('templates.text')}
          required
          autosize
          minRows={6}
          maxRows={16}
          maxLength={4000}
          value={text}
          error={required(text)}
          onChange={(event) => draft.change({ ...draft.value, text: event.currentTarget.value })}
        />
        <FormButtons submit={t('common.save')} busy={save.isPending} dialog onCancel={throwAway} />
      </Stack>
    </Form>
  );
}
