import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RENEWAL_JOB } from '../../../shared/bridge/sync.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { SecretField } from '../../ui/Secret.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Sync.module.css';

/** The way out for a workstation that was restored or copied: a passphrase, then a code for another workstation. What follows is told at the unlock page. */
export function Renew() {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const renewal = useAsk('device.renewal', {}, { staleTime: 0 });
  const renew = useDo('device.renew');
  const stop = useDo('job.cancel');
  const { state, code, failure } = renewal.data ?? { state: 'none' };
  const submit = () => {
    if (passphrase === '' || renew.isPending) return;
    renew.mutate(
      { passphrase },
      {
        onSuccess: () => {
          setPassphrase('');
          void renewal.refetch();
        },
      },
    );
  };
  return (
    <Section title={t('sync.renew.title')}>
      {failure ? <FailureNotice failure={{ code: failure.code, message: failure.message }} /> : null}
      {state === 'waiting' && code ? (
        <Notice
          actions={
            <Button
              variant="default"
              size="compact-sm"
              loading={stop.isPending}
              onClick={() => stop.mutate({ job: RENEWAL_JOB })}
            >
              {t('common.cancel')}
            </Button>
          }
        >
          <p className={classes.body}>{t('sync.renew.code')}</p>
          <strong translate="no">{code}</strong>
        </Notice>
      ) : (
        <Form label={t('sync.renew.title')} onSubmit={submit}>
          <Stack gap="sm">
            <p className={classes.body}>{t('sync.renew.body')}</p>
            <SecretField
              label={t('sync.renew.passphrase')}
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
            <FailureNotice failure={renew.error?.failure} />
            <div>
              <Button type="submit" variant="default" loading={renew.isPending} disabled={passphrase === ''}>
                {t('sync.renew.start')}
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Section>
  );
}
