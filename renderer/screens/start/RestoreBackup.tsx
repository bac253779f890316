import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import { ask, askPlace } from '../../bridge/index.ts';
import { createJob } from '../../bridge/jobs.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { SecretField } from '../../ui/Secret.tsx';
import { Facts } from '../../ui/Section.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Start.module.css';
import { StartForm } from './StartForm.tsx';

const restoreJob = createJob('backup.restore');

type Found = CallOutput<'backup.inspect'> & { readonly file: string };

/** A backup's file, then the passphrase of one of its users: this workstation as it was then. */
export function RestoreBackup({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<Failure>();
  const job = restoreJob.use();
  const back = () => {
    restoreJob.clear();
    onBack();
  };
  const choose = async () => {
    const file = await askPlace('desktop.chooseBackup', {});
    if (file === undefined) return;
    const inspected = await ask('backup.inspect', { file });
    setFailure(inspected.ok ? undefined : inspected.error);
    setFound(inspected.ok ? { ...inspected.value, file } : undefined);
  };
  // restored: the vault says that the clinic is locked, and the unlock page follows
  return (
    <Threshold title={t('restore.title')} lead={t('restore.lead')} onBack={job.kind === 'running' ? undefined : back}>
      {job.kind === 'running' ? (
        <JobProgress
          title={t('restore.running')}
          progress={job.progress}
          stopping={job.stopping}
          onStop={() => void restoreJob.stop()}
        />
      ) : (
        <>
          <FailureNotice failure={failure} />
          {found ? <Passphrase key={found.file} found={found} onOther={() => void choose()} /> : null}
          {found ? null : (
            <div className={classes.actions}>
              <Button size="md" onClick={() => void choose()} autoFocus>
                {t('restore.choose')}
              </Button>
            </div>
          )}
        </>
      )}
    </Threshold>
  );
}

function Passphrase({ found, onOther }: { found: Found; onOther: () => void }) {
  const { t } = useTranslation();
  const { time, bytes } = useFormat();
  const [user, setUser] = useState(found.users[0] ?? '');
  const [passphrase, setPassphrase] = useState('');
  const job = restoreJob.use();
  return (
    <StartForm
      submit={t('restore.submit')}
      busy={false}
      disabled={passphrase === ''}
      failure={job.kind === 'failed' ? job.failure : undefined}
      other={
        <Button variant="default" size="md" onClick={onOther}>
          {t('restore.other')}
        </Button>
      }
      onSubmit={() => {
        if (passphrase !== '') void restoreJob.start({ file: found.file, passphrase, user });
      }}
    >
      <Facts
        facts={[
          [t('settings.clinicName'), found.clinicName],
          [t('restore.made'), time(found.at)],
          [t('restore.size'), bytes(found.bytes)],
        ]}
      />
      {found.users.length > 1 ? (
        <Select
          label={t('unlock.user')}
          data={found.users}
          value={user}
          allowDeselect={false}
          onChange={(value) => setUser(value ?? user)}
        />
      ) : (
        <TextInput label={t('unlock.user')} value={user} readOnly variant="filled" tabIndex={-1} />
      )}
      <SecretField
        label={t('unlock.passphrase')}
        description={t('restore.passphraseHint')}
        value={passphrase}
        autoFocus
        maxLength={1000}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
    </StartForm>
  );
}
