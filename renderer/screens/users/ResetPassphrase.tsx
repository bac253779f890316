import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useNewPassphrase } from '../../bridge/new-passphrase.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { NewPassphrase } from '../../ui/NewPassphrase.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

/** A new first passphrase for somebody who forgot theirs. */
export function ResetPassphrase({ user, onClose }: { user: UserStatus; onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const users = useAsk('user.list', {}, { enabled: false });
  const reset = useDo('user.reset');
  const typed = useNewPassphrase([user.name]);
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (!typed.good || reset.isPending) return;
    reset.mutate(
      { id: user.id, passphrase: typed.passphrase },
      {
        onSuccess: () => {
          tell(t('users.saved'));
          void users.refetch();
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('users.resetTitle', { name: user.name })} centered>
      <Form onSubmit={submit}>
        <Stack gap="md">
          <Notice>{t('users.resetBody')}</Notice>
          <NewPassphrase label={t('users.first')} hint={t('users.firstHint')} tried={tried} typed={typed} />
          <FailureNotice failure={reset.error?.failure} />
          <FormButtons dialog submit={t('users.reset')} busy={reset.isPending} onCancel={onClose} />
        </Stack>
      </Form>
    </Modal>
  );
}
