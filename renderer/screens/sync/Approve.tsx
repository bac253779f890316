import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../bridge/index.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Words } from '../../ui/Words.tsx';
import classes from './Sync.module.css';

/** Lets a new workstation in: its code here, then six words that people compare. */
export function Approve({ ready }: { ready: boolean }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const approve = useDo('device.approve');
  if (!ready) return null;
  return (
    <Section title={t('sync.approve')}>
      {approve.data ? (
        <Stack gap="sm">
          <Notice tone="good">{t('sync.approved', { name: approve.data.name })}</Notice>
          <h3 className={classes.compare}>{t('sync.compareTitle', { name: approve.data.name })}</h3>
          <Words words={approve.data.words} label={t('sync.compareTitle', { name: approve.data.name })} large />
          <p className={classes.body}>{t('sync.compareBody')}</p>
          <div>
            <Button
              variant="default"
              onClick={() => {
                approve.reset();
                setCode('');
              }}
            >
              {t('common.close')}
            </Button>
          </div>
        </Stack>
      ) : (
        <form
          aria-label={t('sync.approve')}
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '' && !approve.isPending) approve.mutate({ code: code.trim() });
          }}
        >
          <Stack gap="sm">
            <p className={classes.body}>{t('sync.approveBody')}</p>
            <TextInput
              label={t('sync.code')}
              description={t('sync.codeHint')}
              value={code}
              autoComplete="off"
              spellCheck={false}
              classNames={{ input: classes.code ?? '' }}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            {approve.error ? <FailureNotice failure={approve.error.failure} /> : null}
            <div>
              <Button type="submit" loading={approve.isPending} disabled={code.trim() === ''}>
                {t('sync.approveSubmit')}
              </Button>
            </div>
          </Stack>
        </form>
      )}
    </Section>
  );
}
