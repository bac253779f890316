import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { NewPassphrase, type TypedPassphrase } from '../../ui/NewPassphrase.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { measurePassphrase } from '../measure.ts';

/** A new first passphrase for somebody who forgot theirs. */
export function ResetPassphrase({ user, onClose }: { user: UserStatus; onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const users = useAsk('user.list', {}, { enabled: false });
  const reset = useDo('user.reset');
  const [typed, setTyped] = useState<TypedPassphrase>({ passphrase: '', good: false });
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
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Notice>{t('users.resetBody')}</Notice>
          <NewPassphrase
            label={t('users.first')}
            hint={t('users.firstHint')}
            tried={tried}
            hints={[user.name]}
            measure={measurePassphrase}
            onChange={setTyped}
          />
          {reset.error ? <FailureNotice failure={reset.error.failure} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={reset.isPending}>
              {t('users.reset')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
