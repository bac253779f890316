import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { useDo } from '../../bridge/index.ts';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Words } from '../../ui/Words.tsx';
import { ApproveFile } from './ApproveFile.tsx';
import { CodeField } from './CodeField.tsx';
import classes from './Sync.module.css';

/** Lets a new workstation in: its code here, then six words that people compare. `ready`: there is a cloud through which it can be found; otherwise by file. */
export function Approve({ ready }: { ready: boolean }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [byFile, setByFile] = useState(false);
  const [approved, setApproved] = useState<CallOutput<'device.approve'>>();
  const approve = useDo('device.approve');
  return (
    <Section title={t('sync.approve')}>
      {approved ? (
        <Stack gap="sm">
          <Notice tone="good">{t('sync.approved', { name: approved.name })}</Notice>
          <h3 className={classes.compare}>{t('sync.compareTitle', { name: approved.name })}</h3>
          <Words words={approved.words} label={t('sync.compareTitle', { name: approved.name })} large />
          <p className={classes.body}>{t('sync.compareBody')}</p>
          <div>
            <Button
              variant="default"
              onClick={() => {
                approve.reset();
                setApproved(undefined);
                setByFile(false);
                setCode('');
              }}
            >
              {t('common.close')}
            </Button>
          </div>
        </Stack>
      ) : byFile || !ready ? (
        <ApproveFile onApproved={setApproved} {...(ready ? { onCancel: () => setByFile(false) } : {})} />
      ) : (
        <Form
          label={t('sync.approve')}
          onSubmit={() => {
            if (code.trim() !== '' && !approve.isPending)
              approve.mutate({ code: code.trim() }, { onSuccess: setApproved });
          }}
        >
          <Stack gap="sm">
            <p className={classes.body}>{t('sync.approveBody')}</p>
            <CodeField value={code} onChange={setCode} />
            <FailureNotice failure={approve.error?.failure} />
            <Group gap="xs">
              <Button type="submit" loading={approve.isPending} disabled={code.trim() === ''}>
                {t('sync.approveSubmit')}
              </Button>
              <Button variant="subtle" onClick={() => setByFile(true)}>
                {t('joinFile.approve')}
              </Button>
            </Group>
          </Stack>
        </Form>
      )}
    </Section>
  );
}
