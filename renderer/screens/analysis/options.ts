/** The three charts of the page as ECharts options. */
import type { Overview } from '../../../shared/bridge/analysis.ts';
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';

/** Visits of each week as bars. */
export function weeksOption(
  look: ChartLook,
  weeks: Overview['visitsPerWeek'],
  names: { day: (text: string) => string; visits: string },
) {
  const { base, axis, text } = chartBase(look);
  return {
    ...base,
    tooltip: {
      ...base.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.palette.hairline, opacity: 0.4 } },
    },
    xAxis: {
      type: 'category',
      data: weeks.map((each) => names.day(each.week)),
      ...axis,
      splitLine: { show: false },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: { type: 'value', minInterval: 1, ...axis },
    series: [
      {
        type: 'bar',
        name: names.visits,
        data: weeks.map((each) => each.visits),
        itemStyle: { color: look.palette.celadon, borderRadius: [2, 2, 0, 0] },
        barMaxWidth: 24,
      },
    ],
  };
}

/** The next number of the form 1, 2, 3, 4, 5, 6 or 8 times a power of ten, so that both ends of an axis are round. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10) * power;
}

/** Men to the left, women to the right, the youngest at the foot. */
export function pyramidOption(
  look: ChartLook,
  bands: Overview['pyramid'],
  names: { male: string; female: string; other: string },
) {
  const { base, axis, text } = chartBase(look);
  const most = roundUp(Math.max(1, ...bands.map((each) => Math.max(each.male, each.female + each.other))));
  const plain = (value: unknown) => String(Math.abs(Number(value)));
  const others = bands.some((each) => each.other > 0);
  const bar = (name: string, data: number[], color: string, stripes: boolean) => ({
    type: 'bar',
    name,
    stack: 'all',
    data,
    barCategoryGap: '20%',
    itemStyle: {
      color,
      ...(stripes
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
    },
  });
  return {
    ...base,
    grid: { ...base.grid, top: 32 },
    legend: {
      top: 0,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { ...text, color: look.palette.text },
    },
    tooltip: {
      ...base.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.palette.hairline, opacity: 0.4 } },
      valueFormatter: plain,
    },
    xAxis: {
      type: 'value',
      min: -most,
      max: most,
      interval: most / 2,
      ...axis,
      axisLabel: { ...text, formatter: plain },
    },
    yAxis: { type: 'category', data: bands.map((each) => each.band), ...axis, splitLine: { show: false } },
    series: [
      bar(
        names.male,
        bands.map((each) => -each.male),
        look.palette.slate,
        false,
      ),
      bar(
        names.female,
        bands.map((each) => each.female),
        look.palette.celadon,
        false,
      ),
      ...(others
        ? [
            bar(
              names.other,
              bands.map((each) => each.other),
              look.palette.edge,
              true,
            ),
          ]
        : []),
    ],
  };
}

/** The most frequent diagnoses as horizontal bars, the most frequent at the top. */
export function diagnosesOption(look: ChartLook, diagnoses: Overview['diagnoses'], names: { patients: string }) {
  const { base, axis, text } = chartBase(look);
  return {
    ...base,
    grid: { ...base.grid, top: 8, right: 40 },
    tooltip: { ...base.tooltip, trigger: 'item' },
    xAxis: { type: 'value', minInterval: 1, ...axis },
    yAxis: {
      type: 'category',
      inverse: true,
      data: diagnoses.map((each) => each.display),
      ...axis,
      splitLine: { show: false },
      axisLabel: { ...text, color: look.palette.text, width: look.font * 16, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: names.patients,
        data: diagnoses.map((each) => each.patients),
        itemStyle: { color: look.palette.celadon, borderRadius: [0, 2, 2, 0] },
        barMaxWidth: 20,
        label: { show: true, position: 'right', ...text, color: look.palette.text },
      },
    ],
  };
}
