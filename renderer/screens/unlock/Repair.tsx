import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { createJob } from '../../bridge/jobs.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { JobProgress } from '../JobProgress.tsx';

const repairJob = createJob('storage.repair');

/** A damaged database is put together again from what can be read of it; nothing of the damaged one is thrown away. */
export function Repair({ user, passphrase }: { user: string; passphrase: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const job = repairJob.use();
  useEffect(() => repairJob.clear, []);
  if (job.kind === 'running') {
    return (
      <JobProgress
        title={t('repair.running')}
        progress={job.progress}
        stopping={job.stopping}
        onStop={() => void repairJob.stop()}
      />
    );
  }
  if (job.kind === 'done') {
    const { records, missing, kept } = job.report;
    return (
      <Notice tone={missing === 0 ? 'good' : 'look'} alert title={t('repair.done')}>
        {t(missing === 0 ? 'repair.whole' : 'repair.missing', {
          records: number(records),
          missing: number(missing),
          kept,
        })}
      </Notice>
    );
  }
  return (
    <>
      {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
      <Notice
        title={t('repair.title')}
        actions={
          <Button
            disabled={passphrase === ''}
            onClick={() => void repairJob.start({ passphrase, ...(user === '' ? {} : { user }) })}
          >
            {t('repair.start')}
          </Button>
        }
      >
        {t('repair.body')}
      </Notice>
    </>
  );
}

/** Whether there is nothing left to repair, and unlocking is next. */
export function useRepaired(): boolean {
  return repairJob.use().kind === 'done';
}
