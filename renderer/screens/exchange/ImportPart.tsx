import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDesktop, pathForFile } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { CleaningAtImport } from '../CleaningAtImport.tsx';
import { type CleaningDraft, cleaningChoice } from '../CleaningFields.tsx';
import { JobProgress } from '../JobProgress.tsx';
import classes from './Exchange.module.css';
import { ImportResult } from './ImportResult.tsx';
import { importJob, startImport } from './jobs.ts';

/** Bringing records in: the whole window is the place to drop on while this page is open. */
export function ImportPart() {
  const { t } = useTranslation();
  const [system, setSystem] = useState('');
  const [dryRun, setDryRun] = useState(false);
  const [holdInvalid, setHoldInvalid] = useState(false);
  const [deletions, setDeletions] = useState(false);
  const [cleaning, setCleaning] = useState<CleaningDraft>();
  const clean = cleaning && cleaningChoice(cleaning);
  // what is chosen is complete, or nothing is imported
  const unclear = cleaning !== undefined && clean === undefined;
  const job = importJob.use();
  const start = async (paths: readonly string[]) => {
    if (paths.length === 0 || unclear) return;
    const sender = system.trim();
    const choices = { dryRun, holdInvalid, deletions, ...(clean && { clean }) };
    await startImport({ paths: [...paths], ...(sender === '' ? {} : { system: sender }), ...choices });
  };
  const over = useDrop(job.kind !== 'running' && !unclear, (paths) => void start(paths));
  const choose = async () => {
    const answer = await askDesktop('desktop.chooseImport', {});
    if (answer.ok) await start(answer.value.paths);
  };
  const ready = job.kind !== 'running' && job.kind !== 'done' && !unclear;
  useCommands(
    ready
      ? [
          {
            id: 'here.import',
            name: 'exchange.choose',
            also: 'exchange.import',
            icon: IconFileImport,
            group: 'here',
            run: () => void choose(),
          },
        ]
      : [],
  );
  return (
    <Section title={t('exchange.import')}>
      {job.kind === 'running' ? (
        <JobProgress
          title={t('exchange.running')}
          progress={job.progress}
          stopping={job.stopping}
          onStop={() => void importJob.stop()}
        />
      ) : (
        <div className={classes.import}>
          {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
          {job.kind === 'done' ? <ImportResult report={job.report} onAgain={importJob.clear} /> : null}
          {job.kind === 'done' ? null : (
            <>
              <div className={classes.drop} data-over={over || undefined}>
                <IconFileImport size="2rem" stroke={1.4} aria-hidden />
                <p className={classes.dropTitle}>{t(over ? 'exchange.dropNow' : 'exchange.drop')}</p>
                <p className={classes.quiet}>{t('exchange.dropBody')}</p>
                <Button disabled={unclear} onClick={() => void choose()}>
                  {t('exchange.choose')}
                </Button>
              </div>
              <TextInput
                label={t('exchange.system')}
                description={t('exchange.systemHint')}
                placeholder={t('common.optional')}
                value={system}
                maxLength={500}
                autoComplete="off"
                className={classes.system ?? ''}
                onChange={(event) => setSystem(event.currentTarget.value)}
              />
              <Checkbox
                label={t('exchange.dryRun')}
                description={t('exchange.dryRunHint')}
                checked={dryRun}
                onChange={(event) => setDryRun(event.currentTarget.checked)}
              />
              <Checkbox
                label={t('exchange.holdInvalid')}
                checked={holdInvalid}
                onChange={(event) => setHoldInvalid(event.currentTarget.checked)}
              />
              <Checkbox
                label={t('exchange.deletions')}
                checked={deletions}
                onChange={(event) => setDeletions(event.currentTarget.checked)}
              />
              <CleaningAtImport draft={cleaning} onChange={setCleaning} />
            </>
          )}
        </div>
      )}
    </Section>
  );
}

/** Hears drops on the window; answers whether something hovers over it. */
function useDrop(ready: boolean, onPaths: (paths: string[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const files = (event: globalThis.DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: globalThis.DragEvent) => {
      if (!files(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: globalThis.DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = ready ? 'copy' : 'none';
    };
    const drop = (event: globalThis.DragEvent) => {
      if (!files(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const paths = [...(event.dataTransfer?.files ?? [])].map(pathForFile).filter((path) => path !== '');
      if (ready) onPaths(paths);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [ready, onPaths]);
  return over;
}
