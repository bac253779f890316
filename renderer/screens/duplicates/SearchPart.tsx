import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DuplicateRun } from '../../../shared/bridge/duplicates.ts';
import { useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { JobProgress } from '../JobProgress.tsx';
import classes from './Duplicates.module.css';
import { searchJob } from './jobs.ts';

interface SearchPartProps {
  readonly run: DuplicateRun | undefined;
  readonly onDone: () => void;
}

/** The search through the whole clinic: when it was done last, how far it is, and the ways to begin and to stop it. */
export function SearchPart({ run, onDone }: SearchPartProps) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const may = useMay();
  const job = searchJob.use();
  if (job.kind === 'running')
    return (
      <JobProgress
        title={t('duplicates.searching')}
        progress={job.progress}
        stopping={job.stopping}
        onStop={() => void searchJob.stop()}
      />
    );
  const stopped = run?.state === 'stopped';
  return (
    <div className={classes.search}>
      {job.kind === 'failed' && job.failure.code !== 'cancelled' ? <FailureNotice failure={job.failure} /> : null}
      <p className={classes.quiet} role="status">
        {run?.ended ? t('duplicates.searched', { when: time(run.ended) }) : null}
        {stopped ? t('duplicates.stopped') : null}
        {run?.state === 'never' ? t('duplicates.never') : null}
      </p>
      {may.write('Patient') ? (
        <Button variant="default" onClick={() => void searchJob.start({ anew: !stopped }).then(onDone)}>
          {t(stopped ? 'duplicates.goOn' : 'duplicates.search')}
        </Button>
      ) : null}
    </div>
  );
}
