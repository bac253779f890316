import { Modal, Stack, UnstyledButton } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserInfo } from '../../shared/bridge/session.ts';
import { useDo } from '../bridge/index.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { SecretField } from '../ui/Secret.tsx';
import { WhoList } from '../ui/WhoList.tsx';
import classes from './Frame.module.css';

interface SwitchProps {
  readonly user: UserInfo;
  /** Names of everybody who can log in here. */
  readonly users: readonly string[];
  readonly opened: boolean;
  readonly onOpen: (opened: boolean) => void;
}

/** Who is logged in; with others, the way to let one of them take over. The clinic stays open meanwhile. */
export function SwitchUser({ user, users, opened, onOpen }: SwitchProps) {
  const { t } = useTranslation();
  const others = users.filter((name) => name !== user.name);
  const words = (
    <>
      <span className="visually-hidden">{t('top.user', { name: '' })}</span>
      {user.name}
      <span className={classes.role}>{t(`roles.name.${user.role}`)}</span>
    </>
  );
  if (others.length === 0) return <span className={classes.userName}>{words}</span>;
  return (
    <>
      <UnstyledButton
        className={classes.switch ?? ''}
        title={t('top.switch')}
        aria-haspopup="dialog"
        onClick={() => onOpen(true)}
      >
        <span className={classes.userName}>{words}</span>
        <IconSelector size="1rem" stroke={1.6} aria-hidden />
        <span className="visually-hidden">{t('top.switch')}</span>
      </UnstyledButton>
      <Modal opened={opened} onClose={() => onOpen(false)} title={t('top.switch')} centered>
        <SwitchForm others={others} onDone={() => onOpen(false)} />
      </Modal>
    </>
  );
}

function SwitchForm({ others, onDone }: { others: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(others[0] ?? '');
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const unlock = useDo('session.unlock');
  return (
    <Form
      onSubmit={() => {
        if (unlock.isPending || passphrase === '') return;
        unlock.mutate({ passphrase, user: chosen }, { onSuccess: onDone, onError: () => field.current?.select() });
      }}
    >
      <Stack gap="md">
        <WhoList
          label={t('unlock.user')}
          names={others}
          chosen={chosen}
          onChoose={(name) => {
            setChosen(name);
            unlock.reset();
          }}
          onNext={() => field.current?.focus()}
        />
        <SecretField
          ref={field}
          label={t('unlock.passphrase')}
          value={passphrase}
          data-autofocus
          maxLength={1000}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <FailureNotice failure={unlock.error?.failure} />
        <FormButtons
          dialog
          submit={t('top.switchYes')}
          busy={unlock.isPending}
          disabled={passphrase === ''}
          onCancel={onDone}
        />
      </Stack>
    </Form>
  );
}
