/** A result as an option of ECharts. */
import type { ChartSetting, QueryResult } from '../../../shared/bridge/notebook.ts';
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';

/** Beyond this nobody tells bars, or colours, apart. */
export const MOST_POINTS = 500;
export const MOST_SERIES = 8;

type Value = QueryResult['rows'][number][number];

interface Series {
  readonly name: string;
  /** y by the place of its x; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly x: readonly string[];
  readonly series: readonly Series[];
  /** There is more than can be drawn. */
  readonly cut: boolean;
}

/** What can be drawn of a result: y values that are numbers, by x and series; of several for one place the sum. */
export function chartData(result: QueryResult, setting: ChartSetting): ChartData | undefined {
  const at = (name: string | undefined): number => result.columns.findIndex((column) => column.name === name);
  const [x, y, series] = [at(setting.x), at(setting.y), at(setting.series)];
  if (x < 0 || y < 0) return undefined;
  const places = new Map<string, number>();
  const lines = new Map<string, Map<number, number>>();
  let isCut = false;
  for (const row of result.rows) {
    const value = numberOf(row[y]);
    if (value === undefined) continue;
    const label = textOf(row[x]);
    const name = series < 0 ? setting.y : textOf(row[series]);
    if ((!places.has(label) && places.size >= MOST_POINTS) || (!lines.has(name) && lines.size >= MOST_SERIES)) {
      isCut = true;
      continue;
    }
    const place = places.get(label) ?? places.size;
    places.set(label, place);
    const line = lines.get(name) ?? new Map<number, number>();
    lines.set(name, line);
    line.set(place, (line.get(place) ?? 0) + value);
  }
  return {
    x: [...places.keys()],
    series: [...lines].map(([name, line]) => ({
      name,
      values: [...places.values()].map((place) => line.get(place) ?? null),
    })),
    cut: isCut || result.more,
  };
}

/** Columns of which a chart was made, and that its result does not have, each once. */
export function missingColumns({ columns }: QueryResult, { x, y, series }: ChartSetting): string[] {
  const wanted = new Set([x, y, ...(series === undefined ? [] : [series])]);
  return [...wanted].filter((name) => columns.every((column) => column.name !== name));
}

function numberOf(value: Value | undefined): number | undefined {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function textOf(value: Value | undefined): string {
  return value === null || value === undefined ? '–' : String(value);
}

/** Colours of the theme, in the order in which series take them; what comes later has them again with stripes. */
export function chartOption(look: ChartLook, { x, series }: ChartData, setting: ChartSetting) {
  const { base, axis, text } = chartBase(look);
  const { celadon, slate, apricot, amber } = look.palette;
  const colours = [celadon, slate, apricot, amber];
  const looks = (index: number) => ({
    color: colours[index % colours.length],
    ...(index >= colours.length
      ? {
          decal: {
            symbol: 'rect',
            dashArrayX: [1, 0],
            dashArrayY: [2, 4],
            rotation: -Math.PI / 4,
            color: look.palette.ground,
          },
        }
      : {}),
  });
  const legend = {
    top: 0,
    type: 'scroll',
    icon: 'roundRect',
    itemWidth: 12,
    itemHeight: 12,
    textStyle: { ...text, color: look.palette.text },
  };
  if (setting.kind === 'pie') {
    const values = series[0]?.values ?? [];
    const named = { ...legend.textStyle, width: look.font * 7, overflow: 'truncate' };
    return {
      ...base,
      legend: { ...legend, orient: 'vertical', left: 0, top: 'middle', textStyle: named },
      series: [
        {
          type: 'pie',
          center: ['62%', '50%'],
          radius: ['0%', '65%'],
          // what each is says the legend, which has room for its name
          label: { ...text, color: look.palette.text, formatter: shareOf },
          labelLine: { length: 8, length2: 4 },
          labelLayout: { hideOverlap: true },
          data: x.map((name, index) => ({ name, value: values[index] ?? 0, itemStyle: looks(index) })),
        },
      ],
    };
  }
  return {
    ...base,
    grid: { ...base.grid, top: 40 },
    ...(series.length > 1 ? { legend } : {}),
    tooltip: { ...base.tooltip, trigger: setting.kind === 'scatter' ? 'item' : 'axis' },
    xAxis: {
      type: 'category',
      data: [...x],
      name: setting.x,
      nameLocation: 'middle',
      nameGap: look.font * 2.4,
      ...axis,
      splitLine: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: { type: 'value', name: setting.y, ...axis },
    series: series.map(({ name, values }, index) => ({
      type: setting.kind,
      name,
      data: [...values],
      itemStyle: looks(index),
      lineStyle: { color: colours[index % colours.length], type: index >= colours.length ? 'dashed' : 'solid' },
      barMaxWidth: 32,
      symbolSize: setting.kind === 'scatter' ? 8 : 5,
      connectNulls: false,
    })),
  };
}

/** A part's share of the whole. */
function shareOf({ percent = 0 }: { readonly percent?: number }): string {
  return percent > 0 && percent < 1 ? '<1%' : `${Math.round(percent)}%`;
}

/** A setting to begin with: the first column that names things, the first that counts. */
export function guessSetting(result: QueryResult): ChartSetting | undefined {
  const isNumber = ({ type }: QueryResult['columns'][number]): boolean => type === 'integer' || type === 'number';
  const y = result.columns.findLast(isNumber);
  const x =
    result.columns.find((column) => column !== y && !isNumber(column)) ?? result.columns.find((one) => one !== y);
  return x && y ? { kind: x.type === 'date' ? 'line' : 'bar', x: x.name, y: y.name } : undefined;
}
