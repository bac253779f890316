import { Button, Group, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { NewPassphrase, type TypedPassphrase } from '../ui/NewPassphrase.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { SecretField } from '../ui/Secret.tsx';
import { measurePassphrase } from './measure.ts';

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
  const [typed, setTyped] = useState<TypedPassphrase>({ passphrase: '', good: false });
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = () => {
    setTried(true);
    if (old === '' || !typed.good || change.isPending) return;
    change.mutate({ old, new: typed.passphrase }, { onSuccess: onDone, onError: () => field.current?.select() });
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
        <SecretField
          ref={field}
          label={t('own.old')}
          value={old}
          error={tried && old === '' ? t('create.required') : undefined}
          maxLength={1000}
          autoFocus
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <NewPassphrase
          label={t('own.new')}
          hint={t('create.passphraseHint')}
          tried={tried}
          hints={[name]}
          measure={measurePassphrase}
          onChange={setTyped}
        />
        {change.error ? <FailureNotice failure={change.error.failure} /> : null}
        <Group gap="xs">
          <Button type="submit" loading={change.isPending}>
            {t('own.change')}
          </Button>
          {onCancel ? (
            <Button variant="default" onClick={onCancel}>
              {t('common.cancel')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
