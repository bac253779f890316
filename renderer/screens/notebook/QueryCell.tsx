import { Button, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { NotebookLimits } from '../../../shared/bridge/notebook.ts';
import { useMay } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { useFormat } from '../../locales/manner.tsx';
import { PICTURES } from '../../ui/chart/picture.ts';
import type { CodeHandle, CodeTable } from '../../ui/code/contract.ts';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useLate } from '../../ui/useLate.ts';
import { JobProgress } from '../JobProgress.tsx';
import { chartData, chartOption, guessSetting } from './chart-option.ts';
import { failurePlace, type SqlPlace } from './failure-place.ts';
import type { QueryCellOf } from './form.ts';
import classes from './Notebook.module.css';
import { ResultChart } from './ResultChart.tsx';
import { ResultTable } from './ResultTable.tsx';
import { SqlField } from './SqlField.tsx';
import { FORMATS, useExport } from './useExport.ts';
import { type Answered, useRun } from './useRun.ts';

interface QueryCellProps {
  readonly ref: Ref<CodeHandle>;
  readonly cell: QueryCellOf;
  readonly onChange: (cell: QueryCellOf) => void;
  /** The chosen views; none: there is nothing to run over. */
  readonly views: CallInput<'notebook.run'>['views'];
  /** What they are in SQL. */
  readonly tables: readonly CodeTable[];
  readonly limits: NotebookLimits;
  /** What a file of its result is called. */
  readonly name: string;
  /** Runs as soon as there is something to run over. */
  readonly atOnce: boolean;
}

/** A query with its result: a table, and a chart where one was asked for. */
export function QueryCell({ ref, cell, onChange, views, tables, limits, name, atOnce }: QueryCellProps) {
  const { t } = useTranslation();
  const { running, answered, failed, start, stop } = useRun(cell.id);
  const isLate = useLate(running !== undefined);
  const field = useRef<CodeHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    insert: (word) => field.current?.insert(word),
    show: (from, to) => field.current?.show(from, to),
  }));
  const run = (anew = false) => {
    if (views.length > 0 && !running) start({ views, sql: cell.sql, limits, anew });
  };
  const begin = useEffectEvent(run);
  const isReady = views.length > 0;
  useEffect(() => {
    if (atOnce && isReady) begin();
  }, [atOnce, isReady]);

  // where the text is another one by now, the place is not the place any more
  const failure = failed?.failure;
  const place = useMemo(() => (failed?.sql === cell.sql ? failurePlace(failed) : undefined), [failed, cell.sql]);
  const words = failure && failureWords(t, failure);
  const faults = useMemo(
    () => (place && words !== undefined ? [{ from: place.from, to: place.to, words }] : []),
    [place, words],
  );
  return (
    <>
      <SqlField
        ref={field}
        value={cell.sql}
        onChange={(sql) => onChange({ ...cell, sql })}
        onRun={() => run()}
        tables={tables}
        faults={faults}
      />
      <div className={classes.line}>
        <Tooltip label={t('notebook.chooseFirst')} disabled={isReady}>
          <Button
            leftSection={<IconPlayerPlay size="1rem" stroke={1.8} aria-hidden />}
            variant="default"
            disabled={!isReady}
            loading={isLate}
            onClick={() => run()}
          >
            {t('notebook.run')}
          </Button>
        </Tooltip>
        {answered && !isLate ? <AnswerActions answered={answered} cell={cell} onChange={onChange} name={name} /> : null}
      </div>
      {running && isLate ? (
        <JobProgress
          title={t(running.progress ? 'notebook.loading' : 'notebook.running')}
          progress={running.progress}
          stopping={running.stopping}
          onStop={stop}
        />
      ) : null}
      {failure && !isLate ? (
        <RunFailure failure={failure} place={place} onPlace={({ from, to }) => field.current?.show(from, to)} />
      ) : null}
      {answered && !isLate ? (
        <Result answered={answered} cell={cell} onChange={onChange} onReload={() => run(true)} />
      ) : null}
    </>
  );
}

interface FailureProps {
  readonly failure: Failure;
  readonly place: SqlPlace | undefined;
  readonly onPlace: (place: SqlPlace) => void;
}

/** Why a query gave nothing, and where. */
function RunFailure({ failure, place, onPlace }: FailureProps) {
  const { t } = useTranslation();
  if (failure.code === 'cancelled') return <p className={classes.hint}>{t('notebook.stopped')}</p>;
  const isOfSql = failure.code.startsWith('query-');
  return (
    <Notice
      tone="look"
      alert
      {...(isOfSql ? { title: t('notebook.notRun') } : {})}
      actions={
        place ? (
          <Button variant="default" size="compact-sm" onClick={() => onPlace(place)}>
            {t('notebook.toPlace')}
          </Button>
        ) : null
      }
    >
      {place ? `${t('notebook.linePlace', { line: place.line, column: place.column })}${t('common.colon')}` : null}
      {failureWords(t, failure)}
    </Notice>
  );
}

interface ActionsProps extends Pick<QueryCellProps, 'cell' | 'onChange' | 'name'> {
  readonly answered: Answered;
}

/** What can be done with a result: drawn, and taken out. A file is of what was run, whatever stands in the field by now. */
function AnswerActions({ answered: { asked, answer }, cell, onChange, name }: ActionsProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { busy, progress, failure, rows, stop, picture } = useExport(name);
  const guess = guessSetting(answer.result);
  const { chart } = cell;
  const { views, sql, limits } = asked;
  const withoutChart = () => {
    const { chart: _before, ...rest } = cell;
    onChange(rest);
  };
  const data = chart && chartData(answer.result, chart);
  return (
    <>
      {chart || guess ? (
        <Button
          variant="default"
          aria-pressed={chart !== undefined}
          onClick={() => (chart || !guess ? withoutChart() : onChange({ ...cell, chart: guess }))}
        >
          {t(chart ? 'notebook.noChart' : 'notebook.asChart')}
        </Button>
      ) : null}
      {may.do('export') ? (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              variant="default"
              disabled={busy}
              leftSection={<IconDownload size="1rem" stroke={1.8} aria-hidden />}
            >
              {t('notebook.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {FORMATS.map((format) => (
              <MenuItem key={format} onClick={() => void rows(format, { views, sql, limits })}>
                {t(`notebook.formats.${format}`)}
              </MenuItem>
            ))}
            {chart && data
              ? PICTURES.map((kind) => (
                  <MenuItem key={kind} onClick={() => void picture(kind, (look) => chartOption(look, data, chart))}>
                    {t(`notebook.formats.${kind}`)}
                  </MenuItem>
                ))
              : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {busy ? (
        <div className={classes.whole}>
          <JobProgress title={t('notebook.exporting')} progress={progress} stopping={false} onStop={stop} />
        </div>
      ) : null}
      <FailureNotice failure={failure} />
    </>
  );
}

interface ResultProps extends Pick<QueryCellProps, 'cell' | 'onChange'> {
  readonly answered: Answered;
  readonly onReload: () => void;
}

function Result({ answered, cell, onChange, onReload }: ResultProps) {
  const { t } = useTranslation();
  const { number, clock } = useFormat();
  const { result, tables, loaded, outdated } = answered.answer;
  const { length } = result.rows;
  return (
    <div className={classes.answer}>
      {cell.chart && length > 0 ? (
        <ResultChart result={result} setting={cell.chart} onChange={(chart) => onChange({ ...cell, chart })} />
      ) : null}
      {length > 0 ? <ResultTable result={result} /> : null}
      <p className={`${classes.hint} tabular`} role="status">
        {length === 0
          ? t('notebook.noRows')
          : t(result.more ? 'notebook.rowsMore' : 'notebook.rows', { count: length, rows: number(length) })}
        {t('common.dot')}
        {t('notebook.took', { ms: number(result.ms, result.ms < 10 ? 1 : 0) })}
        {t('common.dot')}
        {t('notebook.loadedAt', {
          time: clock(loaded, new Date()),
          rows: tables.map((table) => `${table.name} ${number(table.rows)}`).join(t('common.dot')),
        })}
      </p>
      {outdated ? (
        <Notice
          actions={
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconRefresh size="0.875rem" stroke={1.8} aria-hidden />}
              onClick={onReload}
            >
              {t('notebook.reload')}
            </Button>
          }
        >
          {t('notebook.outdated')}
        </Notice>
      ) : null}
    </div>
  );
}
