import { Button, Group } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportProblem, ImportReport } from '../../../shared/bridge/exchange.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Table } from '../../ui/Table.tsx';
import { CleanedAtImport } from '../CleaningReasons.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Exchange.module.css';
import { importTried } from './jobs.ts';

interface ResultProps {
  readonly report: ImportReport;
  readonly onAgain: () => void;
}

/** What came in, by kind, and what did not, and why. */
export function ImportResult({ report, onAgain }: ResultProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { go } = useNavigation();
  // a dry run leaves no run
  const tried = report.run === undefined;
  const quiet = !report.cancelled && report.created === 0 && report.updated === 0 && report.rejected === 0;
  const types = Object.entries(report.types).sort((a, b) => sumOf(b[1]) - sumOf(a[1]));
  const counts = [
    'created',
    'updated',
    'unchanged',
    'rejected',
    ...(report.faulty > 0 ? (['faulty'] as const) : []),
  ] as const;
  return (
    <div className={classes.result}>
      <Notice
        tone={report.cancelled || report.rejected > 0 ? 'look' : 'good'}
        title={t(report.cancelled ? 'exchange.cancelled' : tried ? 'exchange.tried' : 'exchange.finished')}
      >
        {tried ? <p className={classes.quiet}>{t('exchange.triedBody')}</p> : null}
        {report.cancelled && !tried ? t('exchange.cancelledBody') : quiet && !tried ? t('exchange.nothingNew') : null}
        <dl className={`${classes.counts} tabular`}>
          {counts.map((key) => (
            <div key={key}>
              <dt>{t(`exchange.${key}`)}</dt>
              <dd>{number(report[key])}</dd>
            </div>
          ))}
        </dl>
      </Notice>
      <Group gap="xs">
        {tried ? (
          <Button onClick={() => void importTried()}>{t('exchange.importNow')}</Button>
        ) : (
          <Button onClick={() => go({ name: 'patients' })}>{t('exchange.seePatients')}</Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('exchange.another')}
        </Button>
      </Group>
      {report.cleaned ? <CleanedAtImport groups={report.cleaned} /> : null}
      {report.errors.length > 0 ? <Problems problems={report.errors} total={report.rejected} /> : null}
      {types.length > 0 ? (
        <div>
          <h3 className={classes.subtitle}>{t('exchange.byType')}</h3>
          <div className={classes.box}>
            <Table
              label={t('exchange.byType')}
              rows={types}
              rowKey={([type]) => type}
              columns={[
                { key: 'type', head: t('chart.type'), cell: ([type]) => typeWord(t, type) },
                { key: 'fhir', head: 'FHIR', cell: ([type]) => type },
                ...(['created', 'updated', 'unchanged'] as const).map((key) => ({
                  key,
                  head: t(`exchange.${key}`),
                  cell: ([, fates]: (typeof types)[number]) => number(fates[key]),
                  numeric: true as const,
                })),
              ]}
            />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function sumOf({ created, updated, unchanged }: ImportReport['types'][string]): number {
  return created + updated + unchanged;
}

/** Up to a thousand problems; only those in sight exist. */
function Problems({ problems, total }: { problems: readonly ImportProblem[]; total: number }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 8,
  });
  return (
    <div>
      <h3 className={classes.subtitle}>
        {t('exchange.problems')}{' '}
        {total > problems.length ? (
          <span className={classes.quiet}>
            {t('exchange.problemsFirst', { shown: number(problems.length), total: number(total) })}
          </span>
        ) : null}
      </h3>
      <section
        ref={scroller}
        className={`${classes.box} ${classes.problems}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={t('exchange.problems')}
      >
        <ul className={classes.problemList} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const problem = problems[item.index];
            if (!problem) return null;
            return (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                aria-setsize={problems.length}
                aria-posinset={item.index + 1}
                className={classes.problem}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span className={classes.where}>
                  {problem.file}
                  {problem.line === undefined ? '' : `${t('common.dot')}${t('exchange.line')} ${number(problem.line)}`}
                </span>
                <span>{t(`errors.${problem.code}`, { file: problem.file })}</span>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
