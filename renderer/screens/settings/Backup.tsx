import { Button, Stack } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { askPlace, useAsk } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { useBackupAge } from '../useBackupAge.ts';
import { backupJob } from './jobs.ts';
import classes from './Settings.module.css';

/** The last proved backup, and a new one to a file that the person chooses. */
export function Backup() {
  const { t } = useTranslation();
  const { time, ago, number, bytes } = useFormat();
  const now = useNow();
  const job = backupJob.use();
  const age = useBackupAge();
  const state = useAsk('session.state', {});
  const clinic = state.data?.kind === 'open' ? state.data.clinic.name : '';
  const done = job.kind === 'done' ? job.report : undefined;
  const last = done?.at ?? age?.last;
  const stale = done ? false : age?.stale;

  const start = async () => {
    const file = await askPlace('desktop.saveBackup', { name: clinic });
    if (file !== undefined) await backupJob.start({ file });
  };
  useCommands([
    { id: 'here.backup', name: 'backup.start', icon: IconDatabaseExport, group: 'here', run: () => void start() },
  ]);
  return (
    <Section title={t('backup.title')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('backup.body')}</p>
        {age || done ? (
          <Notice tone={stale ? 'look' : 'good'}>
            {last === undefined ? t('backup.never') : t('backup.last', { time: time(last), ago: ago(last, now) })}
          </Notice>
        ) : null}
        {job.kind === 'running' ? (
          <JobProgress
            title={t('backup.running')}
            progress={job.progress}
            stopping={job.stopping}
            onStop={() => void backupJob.stop()}
          />
        ) : (
          <div>
            <Button variant="default" onClick={() => void start()}>
              {t('backup.start')}
            </Button>
          </div>
        )}
        {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
        {done ? (
          <Notice tone="good" alert title={t('backup.done')}>
            {t('backup.doneBody', { records: number(done.records), size: bytes(done.bytes), file: done.file })}
          </Notice>
        ) : null}
      </Stack>
    </Section>
  );
}
