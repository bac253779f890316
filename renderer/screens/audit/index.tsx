import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../../../shared/bridge/audit.ts';
import { askPlace, useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import classes from './Audit.module.css';
import { ChainState } from './ChainState.tsx';
import { ANYTHING, type Choice, Filters } from './Filters.tsx';
import { eventsOf } from './kinds.ts';
import { Rows } from './Rows.tsx';
import { useTrail } from './useTrail.ts';

/** Who did what to which patient, where and when, and whether that is still as it was signed. */
function AuditScreen() {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Choice>(ANYTHING);
  const filter = useMemo(() => filterOf(choice), [choice]);
  const trail = useTrail(filter);
  return (
    <Page title={t('audit.title')} fixed actions={<Export filter={filter} />}>
      <div className={classes.page}>
        <ChainState />
        <Filters choice={choice} onChoice={setChoice} />
        <FailureNotice failure={trail.error?.failure} />
        {trail.loading ? <Loading /> : null}
        {trail.loading || (trail.error && trail.rows.length === 0) ? null : trail.rows.length === 0 ? (
          choice === ANYTHING ? (
            <Empty title={t('audit.emptyTitle')}>{t('audit.emptyBody')}</Empty>
          ) : (
            <Empty title={t('audit.nothingTitle')}>{t('audit.nothingBody')}</Empty>
          )
        ) : (
          <Rows trail={trail} onPatient={(patient) => setChoice({ ...choice, patient })} />
        )}
      </div>
    </Page>
  );
}

/** What is listed now, as a file in a folder that the person chooses. */
function Export({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const run = useDo('audit.export');
  const start = async (format: 'csv' | 'ndjson') => {
    const folder = await askPlace('desktop.chooseFolder', {});
    if (folder === undefined) return;
    const time = new Date().toISOString().slice(11, 19).replaceAll(':', '');
    const file = `${folder}/xinglin-audit-${today()}-${time}.${format}`;
    run.mutate({ job: crypto.randomUUID(), format, file, filter });
  };
  return (
    <div className={classes.export}>
      <FailureNotice failure={run.error?.failure} />
      {run.data ? (
        <Notice tone="good" alert>
          {t('audit.exported', { count: run.data.entries, file: run.data.file })}
        </Notice>
      ) : null}
      {(['csv', 'ndjson'] as const).map((format) => (
        <Button key={format} variant="default" disabled={run.isPending} onClick={() => void start(format)}>
          {t(`audit.export.${format}`)}
        </Button>
      ))}
    </div>
  );
}

function filterOf({ user, device, kind, from, to, patient }: Choice): AuditFilter {
  return {
    ...(user === '' ? {} : { user }),
    ...(device === '' ? {} : { device }),
    ...(kind === '' ? {} : { events: eventsOf(kind) }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(patient ? { patient: patient.id } : {}),
  };
}

export const audit: Screen<'audit'> = { rail: 'audit', view: AuditScreen };
