import { Button, NativeSelect } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CHART_KINDS, type ChartSetting, type QueryResult } from '../../../shared/bridge/notebook.ts';
import { Chart, type ChartLook } from '../../ui/chart/Chart.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Table } from '../../ui/Table.tsx';
import { chartData, chartOption, guessSetting, MOST_POINTS, MOST_SERIES, missingColumns } from './chart-option.ts';
import classes from './Notebook.module.css';

interface ResultChartProps {
  readonly result: QueryResult;
  readonly setting: ChartSetting;
  readonly onChange: (setting: ChartSetting) => void;
}

/** A result as a chart, with what it shows as a table beside it, and the choice of what is drawn. */
export function ResultChart({ result, setting, onChange }: ResultChartProps) {
  const { t } = useTranslation();
  const names = result.columns.map(({ name }) => name);
  const missing = missingColumns(result, setting);
  const guess = guessSetting(result);
  const data = useMemo(() => chartData(result, setting), [result, setting]);
  const option = useCallback(
    (look: ChartLook) => chartOption(look, data ?? { x: [], series: [], cut: false }, setting),
    [data, setting],
  );
  // what was chosen stands there, whether the result has it or not
  const offered = (value = '') => (value === '' || names.includes(value) ? names : [value, ...names]);
  const columns = (part: 'x' | 'y', value: string) => (
    <NativeSelect
      label={t(`notebook.chart.${part}`)}
      value={value}
      data={offered(value)}
      onChange={({ currentTarget }) => onChange({ ...setting, [part]: currentTarget.value })}
    />
  );
  return (
    <div className={classes.chart}>
      <div className={classes.choices}>
        <NativeSelect
          label={t('notebook.chart.kind')}
          value={setting.kind}
          data={CHART_KINDS.map((value) => ({ value, label: t(`notebook.chart.kinds.${value}`) }))}
          onChange={({ currentTarget }) =>
            onChange({ ...setting, kind: CHART_KINDS.find((kind) => kind === currentTarget.value) ?? 'bar' })
          }
        />
        {columns('x', setting.x)}
        {columns('y', setting.y)}
        <NativeSelect
          label={t('notebook.chart.series')}
          value={setting.series ?? ''}
          disabled={setting.kind === 'pie'}
          data={[
            { value: '', label: t('notebook.chart.noSeries') },
            ...offered(setting.series).map((value) => ({ value, label: value })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const { series: _before, ...rest } = setting;
            onChange(value === '' ? rest : { ...rest, series: value });
          }}
        />
      </div>
      {missing.length > 0 ? (
        <Notice
          actions={
            guess ? (
              <Button variant="default" size="compact-sm" onClick={() => onChange({ ...guess, kind: setting.kind })}>
                {t('notebook.chart.anew')}
              </Button>
            ) : null
          }
        >
          {t('notebook.chart.missing', { columns: missing.join(t('common.dot')) })}
        </Notice>
      ) : null}
      {missing.length > 0 ? null : data === undefined || data.series.length === 0 ? (
        <Notice>{t('notebook.chart.nothing')}</Notice>
      ) : (
        <Chart
          label={t('notebook.chart.label', { y: setting.y, x: setting.x })}
          height={20}
          option={option}
          table={
            <Table
              label={t('notebook.chart.label', { y: setting.y, x: setting.x })}
              rows={data.x.map((x, at) => ({ x, at }))}
              rowKey={({ x }) => x}
              columns={[
                { key: 'x', head: setting.x, cell: ({ x }) => x },
                ...data.series.map(({ name, values }, at) => ({
                  key: `${at} ${name}`,
                  head: name,
                  cell: (row: { readonly at: number }) => values[row.at] ?? '',
                  numeric: true,
                })),
              ]}
            />
          }
        />
      )}
      {data?.cut ? (
        <p className={classes.hint}>{t('notebook.chart.cut', { points: MOST_POINTS, series: MOST_SERIES })}</p>
      ) : null}
    </div>
  );
}
