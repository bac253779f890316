import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

interface TitleDialogProps {
  readonly user: UserStatus;
  readonly onClose: () => void;
}

/** What somebody is, in the words that stand behind their name on prints. */
export function TitleDialog({ user, onClose }: TitleDialogProps) {
  const { t } = useTranslation();
  const titles = useAsk('title.list', {}, { anew: true });
  const known = titles.data?.find((one) => one.user === user.id)?.title ?? '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('users.titleOf', { name: user.name })}
      centered
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <FailureNotice failure={titles.error?.failure} />
      {titles.data ? <TitleForm user={user} known={known} onClose={onClose} /> : titles.error ? null : <Loading />}
    </Modal>
  );
}

function TitleForm({ user, known, onClose }: TitleDialogProps & { readonly known: string }) {
  const { t } = useTranslation();
  const tell = useTell();
  const save = useDo('title.save');
  const undo = useDo('record.undo');
  const [title, setTitle] = useState(known);
  const submit = () => {
    if (save.isPending) return;
    save.mutate(
      { user: user.id, title },
      {
        onSuccess: ({ changes }) => {
          tell(t('users.saved'), changes.length > 0 ? () => undo.mutate({ changes }) : undefined);
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('users.printedTitle')}
          description={t('users.printedTitleHint')}
          value={title}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          autoFocus
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <FailureNotice failure={save.error?.failure} />
        <FormButtons dialog submit={t('common.save')} busy={save.isPending} onCancel={onClose} />
      </Stack>
    </Form>
  );
}
