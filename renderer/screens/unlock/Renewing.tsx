import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventPayload } from '../../../shared/bridge/index.ts';
import { RENEWAL_JOB } from '../../../shared/bridge/sync.ts';
import { useDo, useVaultEvent } from '../../bridge/index.ts';
import { JobProgress } from '../JobProgress.tsx';
import classes from './Unlock.module.css';

/** This workstation gets new keys; its clinic is closed meanwhile. `finishing`: the new keys hold, there is no way back. */
export function Renewing({ finishing }: { readonly finishing: boolean }) {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<EventPayload<'progress'>>();
  const stop = useDo('job.cancel');
  useVaultEvent('progress', (told) => {
    if (told.job === RENEWAL_JOB) setProgress(told);
  });
  return (
    <>
      <JobProgress
        title={t('sync.renew.working')}
        progress={progress}
        stopping={stop.isPending || stop.isSuccess}
        {...(finishing ? {} : { onStop: () => stop.mutate({ job: RENEWAL_JOB }) })}
      />
      <p className={classes.quiet}>{t(finishing ? 'sync.renew.finishing' : 'sync.renew.stopHint')}</p>
    </>
  );
}
