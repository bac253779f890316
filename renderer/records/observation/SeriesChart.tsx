import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../locales/manner.tsx';
import { Chart, type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import { Flag } from '../../ui/Marks.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { readableDecimals } from '../values/decimals.ts';
import classes from './SeriesChart.module.css';
import { lineName, type SeriesGroup, type SeriesRow, seriesRows, timeOf } from './series.ts';
import { unitWords } from './units.ts';

/** A series over time, its range as a band; blood pressure as two lines. Nothing where no value is a number. */
export function SeriesChart({ group, height }: { group: SeriesGroup; height: number }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const option = useCallback(
    (look: ChartLook) => {
      const { base, axis, text } = chartBase(look);
      const { palette } = look;
      const colours = [palette.celadon, palette.slate, palette.apricot];
      return {
        ...base,
        grid: { ...base.grid, top: group.lines.length > 1 ? 48 : 28 },
        legend:
          group.lines.length > 1
            ? {
                top: 0,
                right: 8,
                icon: 'roundRect',
                itemWidth: 14,
                itemHeight: 3,
                textStyle: { ...text, color: palette.text },
              }
            : { show: false },
        tooltip: {
          ...base.tooltip,
          trigger: 'axis',
          axisPointer: { type: 'line', lineStyle: { color: palette.edge } },
          valueFormatter: (value: unknown) => `${readableDecimals(String(value))} ${unitWords(group.unit)}`,
        },
        xAxis: {
          type: 'time',
          ...axis,
          splitLine: { show: false },
          axisLabel: { ...text, hideOverlap: true },
          axisPointer: { label: { show: false } },
        },
        yAxis: {
          type: 'value',
          ...axis,
          scale: true,
          ...roomAround(group.lines.flatMap((line) => line.points.flatMap(({ value }) => value ?? []))),
          name: unitWords(group.unit),
          nameLocation: 'end',
          nameTextStyle: { ...text, align: 'left' },
        },
        series: group.lines.map((line, index) => {
          const points = line.points
            .filter((point) => point.value !== undefined)
            .sort((a, b) => timeOf(a.date) - timeOf(b.date));
          const ranged = points.findLast((point) => point.low !== undefined || point.high !== undefined);
          return {
            type: 'line',
            name: group.lines.length > 1 ? lineName(t, line) : group.name,
            data: points.map((point) => ({
              value: [timeOf(point.date), point.value],
              name: time(point.date),
              ...(point.flag
                ? {
                    symbol: point.flag === 'low' ? 'arrow' : 'triangle',
                    symbolRotate: point.flag === 'low' ? 180 : 0,
                    symbolSize: 9,
                    itemStyle: { color: palette.vermilion },
                  }
                : {}),
            })),
            showSymbol: true,
            symbol: 'circle',
            symbolSize: points.length > 80 ? 3 : 6,
            lineStyle: { width: 2, color: colours[index % colours.length], type: index === 1 ? [6, 3] : 'solid' },
            itemStyle: { color: colours[index % colours.length] },
            ...(ranged && group.lines.length === 1
              ? {
                  markArea: {
                    silent: true,
                    itemStyle: { color: palette.celadonSoft },
                    data: [[{ yAxis: ranged.low ?? 'min' }, { yAxis: ranged.high ?? 'max' }]],
                  },
                }
              : {}),
          };
        }),
      };
    },
    [group, t, time],
  );
  if (!group.lines.some((line) => line.points.some((point) => point.value !== undefined))) return null;
  return <Chart label={t('observations.chart', { name: group.name })} height={height} option={option} table={null} />;
}

/** Limits for values that are all the same, where the axis would otherwise begin near nothing; none for others. */
function roomAround(values: readonly number[]): { min?: number; max?: number } {
  const [value] = values;
  if (!value || values.some((other) => other !== value)) return {};
  const step = 10 ** Math.floor(Math.log10(Math.abs(value))) / 2;
  return { min: Math.floor(value / step - 1) * step, max: Math.ceil(value / step + 1) * step };
}

interface SeriesTableProps {
  readonly group: SeriesGroup;
  /** Opens the history of an observation. */
  readonly onHistory: (id: string) => void;
}

/** The values of a series: when, what, unit, range and flag. A click on a value shows its record's history. */
export function SeriesTable({ group, onHistory }: SeriesTableProps) {
  const { t } = useTranslation();
  const { time, number } = useFormat();
  const rows = seriesRows(group.lines);
  const several = group.lines.length > 1;
  const range = (point: SeriesRow['cells'][number]) => {
    if (point?.low === undefined && point?.high === undefined) return '';
    return `${point.low === undefined ? '' : number(point.low, 3)}–${point.high === undefined ? '' : number(point.high, 3)}`;
  };
  const columns: Column<SeriesRow>[] = [
    { key: 'date', head: t('common.date'), cell: (row) => time(row.date) },
    ...group.lines.map((line, index) => ({
      key: line.key,
      head: several ? lineName(t, line) : t('common.value'),
      numeric: line.points.some((point) => point.value !== undefined),
      cell: (row: SeriesRow) => {
        const cell = row.cells[index];
        return cell ? (
          <button
            type="button"
            className={classes.value}
            title={cell.written ?? cell.text}
            onClick={() => onHistory(cell.id)}
          >
            {readableDecimals(cell.text)}
          </button>
        ) : null;
      },
    })),
    { key: 'unit', head: t('observations.unit'), cell: (row) => unitWords(row.cells.find((cell) => cell?.unit)?.unit) },
    { key: 'range', head: t('observations.range'), cell: (row) => row.cells.map(range).filter(Boolean).join(' / ') },
    {
      key: 'flag',
      head: t('observations.flag'),
      cell: (row) =>
        row.cells.map((cell, index) => {
          const line = group.lines[index];
          if (!cell?.flag || !line) return null;
          return (
            <span key={cell.id + line.key} className={classes.flag}>
              {several ? `${lineName(t, line)} ` : ''}
              <Flag flag={cell.flag} />
            </span>
          );
        }),
    },
  ];
  return (
    <Table
      label={t('observations.table', { name: group.name })}
      columns={columns}
      rows={rows}
      rowKey={(row, index) => `${row.date} ${index}`}
    />
  );
}
