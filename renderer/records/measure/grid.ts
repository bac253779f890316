/** Shares of two things at once as a grid: each says its share and of how many, the deeper its ground the larger it is. */
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import { inLines } from './lines.ts';
import type { Picture, Point } from './picture.ts';
import type { MeasureWords } from './words.ts';

/** In rem: a line of the grid, and its head. */
const LINE = 2.5;
const HEAD = 1.75;
/** The names of the lines, in letters as wide as they are high. */
const NAMES = 11;
/** How much of celadon is in the ground of nothing and of all, so that the letters upon it are read in both themes: as hexadecimal alpha. */
const GROUND = ['0D', '80'] as const;
/** Small beside letters of one. */
const SMALL = 0.85;

export function gridRem({ places }: Pick<Picture, 'places'>): number {
  return HEAD + places.length * LINE;
}

export function gridOption(look: ChartLook, { ticks, series, grid }: Picture, words: MeasureWords) {
  const { base, axis, text } = chartBase(look);
  const { palette, font } = look;
  const names = { ...text, color: palette.text };
  const plain = { ...axis, axisLine: { show: false }, splitLine: { show: false } };
  return {
    ...base,
    grid: { ...base.grid, top: 4, right: 4 },
    // the words of a cell say it all
    tooltip: {
      ...base.tooltip,
      trigger: 'item',
      formatter: ({ seriesIndex = 0, dataIndex = 0 }) =>
        `${ticks[dataIndex]}, ${series[seriesIndex]?.name}\n${series[seriesIndex]?.untold?.[dataIndex] ?? toldOf(series[seriesIndex]?.points[dataIndex], words)}`,
    },
    visualMap: {
      type: 'continuous',
      show: false,
      min: 0,
      max: 1,
      dimension: 2,
      inRange: { color: GROUND.map((alpha) => `${palette.celadon}${alpha}`) },
    },
    xAxis: {
      type: 'category',
      position: 'top',
      name: grid?.title,
      nameLocation: 'start',
      data: series.map(({ name }) => name),
      ...plain,
      axisLabel: { ...names, interval: 0 },
      // beside the names of the columns
      nameTextStyle: { ...names, verticalAlign: 'bottom', padding: [0, 4, font * 0.7, 0] },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...ticks],
      ...plain,
      axisLabel: {
        ...names,
        lineHeight: font * 1.15,
        formatter: (name: string) => inLines(name, NAMES),
        interval: 0,
      },
    },
    series: series.map(({ name, points, untold }, at) => ({
      type: 'heatmap',
      name,
      data: points.map((point, place) =>
        point === undefined && untold?.[place] !== undefined
          ? { value: [at, place, 0], visualMap: false, itemStyle: { color: palette.sunken } }
          : [at, place, point?.value ?? '-'],
      ),
      itemStyle: { borderColor: palette.raised, borderWidth: 2 },
      emphasis: { itemStyle: { borderColor: palette.edge, borderWidth: 1 } },
      label: {
        show: true,
        ...names,
        formatter: ({ dataIndex }: { dataIndex: number }) => untold?.[dataIndex] ?? labelOf(points[dataIndex], words),
        rich: {
          share: { ...names, align: 'center', lineHeight: font * 1.25 },
          of: { ...names, align: 'center', fontSize: font * SMALL },
        },
      },
    })),
  };
}

const ARROWS = { up: ' ↑', down: ' ↓', same: '' } as const;

/** The share, and whether it rose; below it of how many. */
function labelOf(point: Point | undefined, { formats: { wholeShare } }: MeasureWords): string {
  if (!point) return '';
  const share = `${wholeShare(point.value)}${ARROWS[point.change?.way ?? 'same']}`;
  return `{share|${share}}\n{of|${point.parts ?? ''}}`;
}

function toldOf(point: Point | undefined, { t }: MeasureWords): string {
  if (!point) return t('analysis.noValue');
  return [point.text, point.change?.words].filter(Boolean).join(t('common.dot'));
}
