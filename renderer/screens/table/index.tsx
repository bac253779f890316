import { Button } from '@mantine/core';
import { IconFileImport, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Mapping, type TableFormat, tableSettings } from '../../../shared/csv/mapping.ts';
import { askPlace, useAsk } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { CleaningAtImport } from '../CleaningAtImport.tsx';
import { cleaningChoice } from '../CleaningFields.tsx';
import type { Screen } from '../contract.ts';
import { JobProgress } from '../JobProgress.tsx';
import { Page } from '../Page.tsx';
import { type Draft, useDraft } from '../useDraft.ts';
import { ColumnsPart } from './ColumnsPart.tsx';
import { cleaningIn, EMPTY, formatIn, mappingIn, type TableDraft } from './draft.ts';
import { FilePart, NoFile } from './FilePart.tsx';
import { importTried, startTable, tableJob } from './jobs.ts';
import { MappingPart } from './MappingPart.tsx';
import { PreviewPart } from './PreviewPart.tsx';
import { ResultPart } from './ResultPart.tsx';
import classes from './Table.module.css';

/** A table from choosing its file to what came in: on one page, each part below what it follows from. */
function TableScreen() {
  const { t } = useTranslation();
  const draft = useDraft('table', null, EMPTY);
  const job = tableJob.use();
  const choose = async () => {
    const path = await askPlace('desktop.chooseTable', {});
    if (path === undefined) return;
    tableJob.clear();
    draft.change({ ...EMPTY, path });
  };
  useCommands(
    job.kind === 'running'
      ? []
      : [{ id: 'here.table', name: 'table.choose', icon: IconTable, group: 'here', run: () => void choose() }],
  );
  return (
    <Page title={t('table.title')}>
      <div className={classes.page}>
        {job.kind === 'running' ? (
          <JobProgress
            title={t('exchange.running')}
            progress={job.progress}
            stopping={job.stopping}
            onStop={() => void tableJob.stop()}
          />
        ) : null}
        {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
        {job.kind === 'done' ? (
          <ResultPart
            report={job.report}
            onAgain={() => void choose()}
            onBack={tableJob.clear}
            onImport={() => {
              draft.drop();
              draft.change(EMPTY);
              void importTried();
            }}
          />
        ) : null}
        {job.kind === 'done' || job.kind === 'running' ? null : draft.value.path === '' ? (
          <NoFile onChoose={() => void choose()} />
        ) : (
          <Chosen draft={draft} onChoose={() => void choose()} />
        )}
      </div>
    </Page>
  );
}

/** A file is chosen: how it is read, what its columns are, what becomes of its rows. */
function Chosen({ draft, onChoose }: { draft: Draft<TableDraft>; onChoose: () => void }) {
  const { t } = useTranslation();
  const { path } = draft.value;
  const chosen = formatIn(draft.value);
  const look = useAsk('table.look', { path, file: chosen }, { staleTime: 0, keepPrevious: true });
  const said = mappingIn(draft.value);
  const mapping: Mapping | undefined = said ?? look.data?.guessed;
  // as it is read now: a row that waits is read so later, alone
  const whole = mapping && { ...mapping, file: look.data?.format ?? chosen };
  const preview = useAsk(
    'table.preview',
    { path, mapping: whole ?? { mapping: 'csv', version: 1 } },
    { enabled: whole !== undefined, staleTime: 0, keepPrevious: true },
  );
  const change = (next: Mapping) => draft.change({ ...draft.value, mapping: JSON.stringify(next) });
  const read = (format: TableFormat) => draft.change({ ...draft.value, format: JSON.stringify(format) });
  const cleaning = cleaningIn(draft.value);
  const clean = cleaning && cleaningChoice(cleaning);
  const ready =
    whole !== undefined &&
    preview.data !== undefined &&
    preview.data.faults.length === 0 &&
    (cleaning === undefined || clean !== undefined);
  const start = (dryRun: boolean) => {
    if (!ready) return;
    // what was tried is still there to be changed
    if (!dryRun) {
      draft.drop();
      draft.change(EMPTY);
    }
    const settings = tableSettings(whole);
    void startTable({ paths: [path], format: 'csv', settings, dryRun, ...(clean && { clean }) });
  };
  useCommands([
    { id: 'here.import', name: 'table.import', icon: IconFileImport, group: 'here', run: () => start(false) },
  ]);
  return (
    <>
      {draft.restored ? <Notice>{t('draft.restored')}</Notice> : null}
      <FailureNotice failure={look.error?.failure} />
      {look.error ? (
        <div>
          <Button onClick={onChoose}>{t('table.another')}</Button>
        </div>
      ) : null}
      {look.isPending ? <Loading /> : null}
      {look.data && mapping ? (
        <>
          <FilePart name={baseName(path)} look={look.data} onFormat={read} onChoose={onChoose} />
          <ColumnsPart columns={look.data.columns} mapping={mapping} onMapping={change} />
          <MappingPart mapping={mapping} onMapping={change} />
          <FailureNotice failure={preview.error?.failure} />
          {preview.data ? <PreviewPart preview={preview.data} /> : null}
          <Section title={t('cleaning.title')}>
            <CleaningAtImport
              draft={cleaning}
              onChange={(next) => draft.change({ ...draft.value, clean: next ? JSON.stringify(next) : '' })}
            />
          </Section>
          <div className={classes.bar}>
            <Button disabled={!ready} onClick={() => start(false)}>
              {t('table.import')}
            </Button>
            <Button variant="default" disabled={!ready} onClick={() => start(true)}>
              {t('table.try')}
            </Button>
            <span className={classes.quiet}>{t('table.importHint')}</span>
          </div>
        </>
      ) : null}
    </>
  );
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export const table: Screen<'table'> = { rail: 'exchange', view: TableScreen };
