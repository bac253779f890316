import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../bridge/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { SecretField } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Sync.module.css';

/** The way out for a workstation that was restored or copied: a passphrase, then a code for another workstation. */
export function Renew() {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const renewal = useAsk('device.renewal', {});
  const renew = useDo('device.renew');
  const failure = renewal.data?.failure;
  const code = renew.data?.code ?? renewal.data?.code;
  return (
    <Section title={t('sync.renew.title')}>
      {failure ? <FailureNotice failure={{ code: failure.code, message: failure.message }} /> : null}
      {renewal.data?.state === 'working' ? <Notice>{t('sync.renew.working')}</Notice> : null}
      {code ? (
        <Notice>
          <p className={classes.body}>{t('sync.renew.code')}</p>
          <strong translate="no">{code}</strong>
        </Notice>
      ) : (
        <form
          aria-label={t('sync.renew.title')}
          onSubmit={(event) => {
            event.preventDefault();
            if (passphrase === '' || renew.isPending) return;
            renew.mutate({ passphrase }, { onSuccess: () => setPassphrase('') });
          }}
        >
          <p className={classes.body}>{t('sync.renew.body')}</p>
          <SecretField
            label={t('sync.renew.passphrase')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <FailureNotice failure={renew.error?.failure} />
          <Group mt="xs">
            <Button type="submit" variant="default" loading={renew.isPending} disabled={passphrase === ''}>
              {t('sync.renew.start')}
            </Button>
          </Group>
        </form>
      )}
    </Section>
  );
}
