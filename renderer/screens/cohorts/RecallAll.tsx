import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { ask } from '../../bridge/index.ts';
import { createJob } from '../../bridge/jobs.ts';
import { failureWords } from '../../locales/failures.ts';
import { useTell } from '../../ui/Told.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { RecallFields } from '../RecallFields.tsx';

const recallJob = createJob('cohort.recallAll');

/** As many changes as are taken back at once. */
const UNDONE = 500;

interface RecallAllProps {
  readonly definition: Cohort;
  readonly n: number;
  readonly onClose: () => void;
}

/** A task for everybody in a cohort: with its progress, a way to stop it, and one way back. */
export function RecallAll({ definition, n, onClose }: RecallAllProps) {
  const { t } = useTranslation();
  const job = recallJob.use();
  const running = job.kind === 'running';
  useFinish(job.kind === 'done' ? job.report : undefined, onClose);
  const close = () => {
    recallJob.clear();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('cohorts.recall.title', { count: n })}
      size="32rem"
      yOffset="12vh"
      closeOnEscape={!running}
      closeOnClickOutside={!running}
      withCloseButton={!running}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {running ? (
        <JobProgress
          title={t('cohorts.recall.running')}
          progress={job.progress}
          stopping={job.stopping}
          onStop={() => void recallJob.stop()}
        />
      ) : (
        <RecallFields
          failure={job.kind === 'failed' ? job.failure : undefined}
          busy={job.kind === 'done'}
          onSend={(task) => void recallJob.start({ definition, ...task })}
          onClose={close}
        />
      )}
    </Modal>
  );
}

/** Says what was done, once, and offers the way back. */
function useFinish(report: CallOutput<'cohort.recallAll'> | undefined, onClose: () => void): void {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  useEffect(() => {
    if (!report) return;
    const { changes, already, left } = report;
    const renew = () => void client.invalidateQueries({ queryKey: ['cohort.people'] });
    const back = async (): Promise<void> => {
      for (let at = 0; at < changes.length; at += UNDONE) {
        const undone = await ask('record.undo', { changes: changes.slice(at, at + UNDONE) });
        if (!undone.ok) {
          tell(failureWords(t, undone.error));
          break;
        }
      }
      renew();
    };
    recallJob.clear();
    renew();
    onClose();
    const said = [
      changes.length > 0 ? t('cohorts.recall.done', { count: changes.length }) : '',
      already > 0 ? t('cohorts.recall.already', { count: already }) : '',
      left > 0 ? t('cohorts.recall.left', { count: left }) : '',
    ];
    const words = said.filter(Boolean).join(' ');
    if (changes.length === 0) tell(words);
    else tell(words, () => void back());
  }, [report, client, onClose, t, tell]);
}
