import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../../shared/access/roles.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { NewPassphrase, type TypedPassphrase } from '../../ui/NewPassphrase.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { measurePassphrase } from '../measure.ts';

/** A new user: name, role, a first passphrase that they change when they first log in. */
export function AddUser({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('users.add')} centered size="lg">
      <AddForm onClose={onClose} />
    </Modal>
  );
}

function AddForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const users = useAsk('user.list', {}, { enabled: false });
  const add = useDo('user.add');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('nurse');
  const [typed, setTyped] = useState<TypedPassphrase>({ passphrase: '', good: false });
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (name.trim() === '' || !typed.good || add.isPending) return;
    add.mutate(
      { name, role, passphrase: typed.passphrase },
      {
        onSuccess: () => {
          tell(t('users.added', { name: name.trim() }));
          void users.refetch();
          onClose();
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('users.name')}
          description={t('users.nameHint')}
          value={name}
          error={tried && name.trim() === '' ? t('create.required') : undefined}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('users.role')}
          value={role}
          onChange={(value) => setRole(ROLES.find((each) => each === value) ?? role)}
        >
          <Stack gap="xs" mt="xs">
            {ROLES.map((each) => (
              <Radio key={each} value={each} label={t(`roles.name.${each}`)} description={t(`roles.does.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <NewPassphrase
          label={t('users.first')}
          hint={t('users.firstHint')}
          tried={tried}
          hints={[name]}
          measure={measurePassphrase}
          onChange={setTyped}
        />
        {add.error ? <FailureNotice failure={add.error.failure} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('users.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
