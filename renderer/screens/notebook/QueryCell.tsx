import { Button, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { NotebookLimits } from '../../../shared/bridge/notebook.ts';
import { useMay } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { useFormat } from '../../locales/manner.tsx';
import { PICTURES } from '../../ui/chart/picture.ts';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { chartData, chartOption, guessSetting } from './chart-option.ts';
import type { QueryCellOf } from './form.ts';
import classes from './Notebook.module.css';
import { ResultChart } from './ResultChart.tsx';
import { ResultTable } from './ResultTable.tsx';
import { SqlField } from './SqlField.tsx';
import { FORMATS, useExport } from './useExport.ts';
import { type Answer, useRun } from './useRun.ts';

interface QueryCellProps {
  readonly cell: QueryCellOf;
  readonly onChange: (cell: QueryCellOf) => void;
  /** The chosen views; none: there is nothing to run over. */
  readonly views: CallInput<'notebook.run'>['views'];
  readonly limits: NotebookLimits;
  /** What a file of its result is called. */
  readonly name: string;
}

/** A query with its result: a table, and a chart where one was asked for. */
export function QueryCell({ cell, onChange, views, limits, name }: QueryCellProps) {
  const { t } = useTranslation();
  const { state, start, stop } = useRun();
  const running = state.kind === 'running';
  const run = (anew = false) => {
    if (views.length > 0 && !running) start({ views, sql: cell.sql, limits, anew });
  };
  const failure = state.kind === 'failed' ? state.failure : undefined;
  const isOfSql = failure?.code.startsWith('query-') ?? false;
  return (
    <>
      <SqlField value={cell.sql} onChange={(sql) => onChange({ ...cell, sql })} onRun={() => run()} error={undefined} />
      <div className={classes.line}>
        <Tooltip label={t('notebook.chooseFirst')} disabled={views.length > 0}>
          <Button
            leftSection={<IconPlayerPlay size="1rem" stroke={1.8} aria-hidden />}
            variant="default"
            disabled={running || views.length === 0}
            onClick={() => run()}
          >
            {t('notebook.run')}
          </Button>
        </Tooltip>
        {state.kind === 'done' ? (
          <AnswerActions
            answer={state.answer}
            cell={cell}
            onChange={onChange}
            views={views}
            limits={limits}
            name={name}
          />
        ) : null}
      </div>
      {running ? (
        <JobProgress
          title={t(state.progress ? 'notebook.loading' : 'notebook.running')}
          progress={state.progress}
          stopping={state.stopping}
          onStop={stop}
        />
      ) : null}
      {failure && failure.code !== 'cancelled' ? (
        <Notice tone="look" alert {...(isOfSql ? { title: t('notebook.notRun') } : {})}>
          {failureWords(t, failure)}
        </Notice>
      ) : null}
      {failure?.code === 'cancelled' ? <p className={classes.hint}>{t('notebook.stopped')}</p> : null}
      {state.kind === 'done' ? (
        <Result answer={state.answer} cell={cell} onChange={onChange} onReload={() => run(true)} />
      ) : null}
    </>
  );
}

type ActionsProps = QueryCellProps & { readonly answer: Answer };

/** What can be done with a result: drawn, and taken out. */
function AnswerActions({ answer, cell, onChange, views, limits, name }: ActionsProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { busy, progress, failure, rows, stop, picture } = useExport(name);
  const guess = guessSetting(answer.result);
  const { chart } = cell;
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
              <MenuItem key={format} onClick={() => void rows(format, { views, sql: cell.sql, limits })}>
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
  readonly answer: Answer;
  readonly onReload: () => void;
}

function Result({ answer, cell, onChange, onReload }: ResultProps) {
  const { t } = useTranslation();
  const { number, clock } = useFormat();
  const { result, tables, loaded, outdated } = answer;
  return (
    <div className={classes.answer}>
      {cell.chart ? (
        <ResultChart result={result} setting={cell.chart} onChange={(chart) => onChange({ ...cell, chart })} />
      ) : null}
      {result.rows.length === 0 ? (
        <p className={classes.hint}>{t('notebook.noRows')}</p>
      ) : (
        <ResultTable result={result} />
      )}
      <p className={`${classes.hint} tabular`} role="status">
        {t(result.more ? 'notebook.rowsMore' : 'notebook.rows', { count: result.rows.length })}
        {t('common.dot')}
        {t('notebook.took', { ms: number(result.ms, result.ms < 10 ? 1 : 0) })}
        {t('common.dot')}
        {t('notebook.loadedAt', {
          time: clock(loaded, new Date()),
          rows: tables.map((table) => `${table.name} ${number(table.rows)}`).join(', '),
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
