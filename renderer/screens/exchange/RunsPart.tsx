import { Button, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRun, UndoReport } from '../../../shared/bridge/exchange.ts';
import { useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { JobProgress } from '../JobProgress.tsx';
import classes from './Exchange.module.css';
import { importJob, resumeJob, undoJob } from './jobs.ts';

/** States in which an import can go on. */
const RESUMABLE: readonly ImportRun['state'][] = ['cut-off', 'cancelled', 'failed'];

/** The imports of this workstation: what each brought; goes on with one, takes a whole one back. */
export function RunsPart() {
  const { t } = useTranslation();
  const { number, day, time } = useFormat();
  const importing = importJob.use();
  const resuming = resumeJob.use();
  const undoing = undoJob.use();
  const runs = useAsk('import.list', {}, { staleTime: 0 });
  // asked again whenever one of them begins or ends
  const { refetch } = runs;
  const kinds = `${importing.kind} ${resuming.kind} ${undoing.kind}`;
  useEffect(() => {
    if (kinds !== '') void refetch();
  }, [kinds, refetch]);
  const busy = [importing, resuming, undoing].some(({ kind }) => kind === 'running');
  const action = ({ run, state }: ImportRun) => (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      {RESUMABLE.includes(state) ? (
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void resumeJob.start({ run })}>
          {t('runs.resume')}
        </Button>
      ) : null}
      {state === 'running' || state === 'undone' ? null : (
        <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => void undoJob.start({ run })}>
          {t(state === 'undoing' ? 'runs.undoOn' : 'runs.undo')}
        </Button>
      )}
    </Group>
  );
  return (
    <Section title={t('runs.title')}>
      <div className={classes.import}>
        {resuming.kind === 'running' ? (
          <JobProgress
            title={t('exchange.running')}
            progress={resuming.progress}
            stopping={resuming.stopping}
            onStop={() => void resumeJob.stop()}
          />
        ) : null}
        {undoing.kind === 'running' ? (
          <JobProgress
            title={t('runs.undoing')}
            progress={undoing.progress}
            stopping={undoing.stopping}
            onStop={() => void undoJob.stop()}
          />
        ) : null}
        {resuming.kind === 'failed' ? <FailureNotice failure={resuming.failure} /> : null}
        {undoing.kind === 'failed' ? <FailureNotice failure={undoing.failure} /> : null}
        {undoing.kind === 'done' ? <Undone report={undoing.report} /> : null}
        {runs.data === undefined || runs.data.length === 0 ? (
          <p className={classes.quiet}>{t('runs.none')}</p>
        ) : (
          <>
            <p className={classes.quiet}>{t('runs.undoHint')}</p>
            <div className={`${classes.box} ${classes.wide}`}>
              <Table
                label={t('runs.title')}
                rows={runs.data}
                rowKey={({ run }) => run}
                columns={[
                  { key: 'begun', head: t('runs.begun'), cell: ({ begun }) => `${day(begun)} ${time(begun)}` },
                  { key: 'files', head: t('exchange.files'), cell: ({ files }) => files.join(', ') },
                  { key: 'state', head: t('runs.state'), cell: ({ state }) => t(`runs.states.${state}`) },
                  { key: 'created', head: t('exchange.created'), cell: (run) => number(run.created), numeric: true },
                  { key: 'updated', head: t('exchange.updated'), cell: (run) => number(run.updated), numeric: true },
                  { key: 'rejected', head: t('exchange.rejected'), cell: (run) => number(run.rejected), numeric: true },
                  { key: 'do', head: t('runs.do'), cell: action },
                ]}
              />
            </div>
          </>
        )}
      </div>
    </Section>
  );
}

/** What an undo took back, what it left, and why. */
function Undone({ report }: { report: UndoReport }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const whys = new Map<string, number>();
  const words = report.records.map(({ type, why }) => `${typeWord(t, type)}: ${t(`runs.why.${why}`)}`);
  for (const word of words) whys.set(word, (whys.get(word) ?? 0) + 1);
  return (
    <Notice
      tone={report.cancelled || report.left > 0 ? 'look' : 'good'}
      title={t(report.cancelled ? 'runs.undoStopped' : 'runs.undone')}
      alert
    >
      {t('runs.undoneBody', {
        deleted: number(report.deleted),
        restored: number(report.restored),
        left: number(report.left),
      })}
      {whys.size > 0 ? (
        <ul>
          {[...whys].map(([word, count]) => (
            <li key={word}>
              {word} ({number(count)})
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
