import { Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../../shared/access/roles.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useNewPassphrase } from '../../bridge/new-passphrase.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { NewPassphrase } from '../../ui/NewPassphrase.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useRequired } from '../../ui/useRequired.ts';

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
  const typed = useNewPassphrase([name]);
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
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
    <Form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('users.name')}
          description={t('users.nameHint')}
          value={name}
          error={required(name)}
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
        <NewPassphrase label={t('users.first')} hint={t('users.firstHint')} tried={tried} typed={typed} />
        <FailureNotice failure={add.error?.failure} />
        <FormButtons dialog submit={t('users.add')} busy={add.isPending} onCancel={onClose} />
      </Stack>
    </Form>
  );
}
