import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../shared/bridge/exchange.ts';
import { useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { CleanedAtImport } from '../CleaningReasons.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Table.module.css';

interface ResultPartProps {
  readonly report: ImportReport;
  readonly onAgain: () => void;
  /** Back to the mapping of what was only tried. */
  readonly onBack: () => void;
  /** Imports what was only tried. */
  readonly onImport: () => void;
}

/** What came in, or would, what cleaning did to it, and which rows wait, and why. */
export function ResultPart({ report, onAgain, onBack, onImport }: ResultPartProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { go } = useNavigation();
  const undo = useDo('import.undo');
  const { run } = report;
  // a dry run leaves no run
  const tried = run === undefined;
  const undoable = run !== undefined && report.created + report.updated > 0 && !undo.data;
  return (
    <Section title={t('exchange.import')}>
      <div className={classes.stack}>
        <Notice
          tone={report.cancelled || report.rejected > 0 ? 'look' : 'good'}
          title={t(report.cancelled ? 'exchange.cancelled' : tried ? 'exchange.tried' : 'exchange.finished')}
          alert
        >
          {tried
            ? report.rejected > 0
              ? t('table.rowsWouldWait', { count: report.rejected })
              : t('table.allWouldCome')
            : report.rejected > 0
              ? t('table.rowsWait', { count: report.rejected })
              : t('table.allIn')}
        </Notice>
        <Facts
          facts={(['created', 'updated', 'unchanged'] as const).map((key) => [
            t(`exchange.${key}`),
            number(report[key]),
          ])}
        />
        <Group gap="xs">
          {tried ? (
            <>
              <Button onClick={onImport}>{t('exchange.importNow')}</Button>
              <Button variant="default" onClick={onBack}>
                {t('table.change')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => go({ name: 'patients' })}>{t('exchange.seePatients')}</Button>
              <Button variant="default" onClick={onAgain}>
                {t('table.another')}
              </Button>
              {report.rejected > 0 ? (
                <Button variant="default" onClick={() => go({ name: 'repair' })}>
                  {t('repairs.title')}
                </Button>
              ) : null}
              {undoable ? (
                <Button
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => undo.mutate({ job: crypto.randomUUID(), run })}
                >
                  {t('table.undo')}
                </Button>
              ) : null}
              <Button variant="default" onClick={() => go({ name: 'exchange' })}>
                {t('table.toImports')}
              </Button>
            </>
          )}
        </Group>
        <FailureNotice failure={undo.error?.failure} />
        {undo.data ? (
          <Notice tone={undo.data.left > 0 ? 'look' : 'good'} alert>
            {t(undo.data.left > 0 ? 'table.undoneBut' : 'table.undone', { left: number(undo.data.left) })}
          </Notice>
        ) : null}
        {report.cleaned ? <CleanedAtImport groups={report.cleaned} /> : null}
        {report.errors.length > 0 ? (
          <div className={classes.box}>
            <Table
              label={t('table.problems')}
              rows={report.errors.slice(0, 200)}
              rowKey={({ line }, index) => `${line} ${index}`}
              columns={[
                {
                  key: 'line',
                  head: t('table.line'),
                  cell: ({ line }) => (line === undefined ? '' : number(line)),
                  numeric: true,
                },
                { key: 'why', head: t('table.why'), cell: ({ code, file }) => t(`errors.${code}`, { file }) },
              ]}
            />
          </div>
        ) : null}
      </div>
    </Section>
  );
}
