import { Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { useNewPassphrase } from '../bridge/new-passphrase.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { NewPassphrase } from '../ui/NewPassphrase.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { SecretField } from '../ui/Secret.tsx';
import { useRequired } from '../ui/useRequired.ts';

interface OwnProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** One's own passphrase: the old one, and the new one twice. */
export function OwnPassphrase({ name, onDone, onCancel }: OwnProps) {
  const { t } = useTranslation();
  const change = useDo('user.passphrase');
  const [old, setOld] = useState('');
  const typed = useNewPassphrase([name]);
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const field = useRef<HTMLInputElement>(null);
  const submit = () => {
    setTried(true);
    if (old === '' || !typed.good || change.isPending) return;
    change.mutate({ old, new: typed.passphrase }, { onSuccess: onDone, onError: () => field.current?.select() });
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <SecretField
          ref={field}
          label={t('own.old')}
          value={old}
          error={required(old)}
          maxLength={1000}
          autoFocus
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <NewPassphrase label={t('own.new')} hint={t('create.passphraseHint')} tried={tried} typed={typed} />
        <FailureNotice failure={change.error?.failure} />
        <FormButtons submit={t('own.change')} busy={change.isPending} onCancel={onCancel} />
      </Stack>
    </Form>
  );
}
