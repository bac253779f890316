import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { exportJob } from './export-job.ts';

/** How far a table is on its way into a file, and where it went. */
export function ExportState() {
  const { t } = useTranslation();
  const tell = useTell();
  const state = exportJob.use();
  useEffect(() => {
    if (state.kind !== 'done') return;
    tell(t('analysis.exported', { count: state.report.rows, file: state.report.file }));
    exportJob.clear();
  }, [state, tell, t]);
  if (state.kind === 'failed') return <FailureNotice failure={state.failure} />;
  return state.kind === 'running' && state.progress ? (
    <JobProgress
      title={t('analysis.exporting')}
      progress={state.progress}
      stopping={state.stopping}
      onStop={() => void exportJob.stop()}
    />
  ) : null;
}
