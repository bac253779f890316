import { Button, Progress, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDesktop, pathForFile } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Exchange.module.css';
import { ImportResult } from './ImportResult.tsx';
import { clearImport, type ImportJob, startImport, stopImport, useImportJob } from './jobs.ts';

/** Bringing records in: the whole window is the place to drop on while this page is open. */
export function ImportPart() {
  const { t } = useTranslation();
  const [system, setSystem] = useState('');
  const job = useImportJob();
  const over = useDrop(job.kind !== 'running', (paths) => void startImport(paths, system));
  const choose = async () => {
    const answer = await askDesktop('desktop.chooseImport', {});
    if (answer.ok) await startImport(answer.value.paths, system);
  };
  return (
    <Section title={t('exchange.import')}>
      {job.kind === 'running' ? (
        <Running job={job} />
      ) : (
        <div className={classes.import}>
          {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
          {job.kind === 'done' ? <ImportResult report={job.report} onAgain={clearImport} /> : null}
          {job.kind === 'done' ? null : (
            <>
              <div className={classes.drop} data-over={over || undefined}>
                <IconFileImport size="2rem" stroke={1.4} aria-hidden />
                <p className={classes.dropTitle}>{t(over ? 'exchange.dropNow' : 'exchange.drop')}</p>
                <p className={classes.quiet}>{t('exchange.dropBody')}</p>
                <Button onClick={() => void choose()}>{t('exchange.choose')}</Button>
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

function Running({ job }: { job: Extract<ImportJob, { kind: 'running' }> }) {
  const { t } = useTranslation();
  const { bytes, number } = useFormat();
  const { progress } = job;
  const percent = progress?.total ? Math.min(100, (100 * progress.done) / progress.total) : undefined;
  const words = progress ? amount(progress) : '';
  function amount({ done, total, unit }: NonNullable<typeof progress>): string {
    const format = unit === 'bytes' ? bytes : (value: number) => number(value);
    if (total === undefined)
      return unit === 'bytes'
        ? t('exchange.bytesOnly', { done: format(done) })
        : t('exchange.recordsOnly', { done: format(done) });
    return t(unit === 'bytes' ? 'exchange.bytes' : 'exchange.records', { done: format(done), total: format(total) });
  }
  return (
    <div className={classes.running}>
      <p className={classes.dropTitle}>{t('exchange.running')}</p>
      <Progress.Root size="lg" className={classes.bar ?? ''}>
        <Progress.Section
          value={percent ?? 100}
          animated={percent === undefined}
          striped={percent === undefined}
          color="celadon"
          aria-label={t('exchange.running')}
        />
      </Progress.Root>
      <p className={`${classes.progress} tabular`} role="status">
        <span>{progress ? t(`exchange.phase.${progress.phase}`) : t('exchange.phase.reading')}</span>
        <span>{words}</span>
      </p>
      <Button variant="default" disabled={job.stopping} onClick={() => void stopImport()}>
        {t(job.stopping ? 'exchange.stopping' : 'exchange.stop')}
      </Button>
    </div>
  );
}
