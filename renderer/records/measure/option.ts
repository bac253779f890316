/** The picture of a measure as an option of ECharts: one look for all. */
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import type { Picture, Series } from './picture.ts';
import type { MeasureWords } from './words.ts';

const LINES = ['solid', [7, 3], [2, 3], [8, 3, 2, 3]] as const;
const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond'] as const;

/** Whether the bars lie: names of diagnoses are long, steps of time are not. */
const LYING: ReadonlySet<Picture['kind']> = new Set(['bars', 'share', 'pyramid']);

/** In rem: lying bars need a line each. */
export function pictureHeight({ kind, places, series }: Picture): number {
  if (kind === 'pyramid') return 22;
  if (!LYING.has(kind)) return 15;
  return Math.min(36, 3 + places.length * Math.max(1.5, 0.85 * series.length) + (series.length > 1 ? 1.75 : 0));
}

export function pictureOption(look: ChartLook, picture: Picture, words: MeasureWords) {
  const { base, axis, text } = chartBase(look);
  const { kind, ticks, series } = picture;
  const lies = LYING.has(kind);
  const isShare = series[0]?.column.kind === 'share';
  const plain = (value: unknown): string => {
    const amount = Math.abs(Number(value));
    return isShare ? words.formats.share(amount) : words.formats.number(amount, 1);
  };
  const most = kind === 'pyramid' ? roundUp(Math.max(1, ...series.map(largestOf))) : undefined;
  const values = {
    type: 'value',
    ...axis,
    axisLabel: { ...text, formatter: plain, hideOverlap: true },
    ...(isShare ? { min: 0, max: kind === 'line' ? null : 1 } : { minInterval: 1 }),
    ...(most === undefined ? {} : { min: -most, max: most, interval: most / 2 }),
  };
  const names = {
    type: 'category',
    data: [...ticks],
    ...axis,
    splitLine: { show: false },
    axisLabel: lies
      ? {
          ...text,
          color: look.palette.text,
          width: look.font * 13,
          overflow: 'truncate',
          interval: kind === 'pyramid' ? 'auto' : 0,
        }
      : { ...text, hideOverlap: true },
    ...(lies && kind !== 'pyramid' ? { inverse: true } : {}),
  };
  return {
    ...base,
    grid: { ...base.grid, top: series.length > 1 ? 36 : 12, right: lies && kind !== 'pyramid' ? 72 : 16 },
    legend: {
      show: series.length > 1,
      top: 0,
      left: 0,
      type: 'scroll',
      selectedMode: false,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { ...text, color: look.palette.text },
    },
    tooltip: {
      ...base.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.palette.hairline, opacity: 0.4 } },
      valueFormatter: (value: unknown) =>
        value === null || value === undefined ? words.t('analysis.noValue') : plain(value),
    },
    ...(lies ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values }),
    // beside columns of many steps those of the time before would stand as thin as hairs
    series: series.map((one, at) => (kind === 'line' || (one.isBefore && !lies) ? line(one, at) : bar(one, at))),
  };

  function line({ name, points, isBefore }: Series, at: number) {
    const place = isBefore ? at - series.length / 2 : at;
    return {
      type: 'line',
      name,
      data: points.map((point) => point?.value ?? null),
      color: isBefore ? look.palette.edge : coloursOf(look)[place % 4],
      symbol: SYMBOLS[place % SYMBOLS.length],
      symbolSize: points.length > 60 ? 4 : isBefore ? 5 : 7,
      showSymbol: kind === 'line' || points.length <= 60,
      showAllSymbol: true,
      lineStyle: { width: isBefore ? 1.5 : 2, type: isBefore ? 'dotted' : LINES[place % LINES.length] },
    };
  }

  function bar({ name, points, isBefore }: Series, at: number) {
    const isLeft = kind === 'pyramid' && at === 0;
    return {
      type: 'bar',
      name,
      data: points.map((point) => (point ? (isLeft ? -point.value : point.value) : null)),
      ...(kind === 'pyramid' || kind === 'stacked' ? { stack: 'all' } : {}),
      barMaxWidth: 24,
      barGap: '10%',
      ...(kind === 'pyramid' ? { barCategoryGap: '20%' } : {}),
      itemStyle: isBefore ? beforeStyle(look) : barStyle(look, at),
      ...(lies && kind !== 'pyramid'
        ? {
            label: {
              // of many bars they would stand upon each other
              show: series.length <= 2,
              position: 'right',
              ...text,
              color: look.palette.text,
              formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.text ?? '',
            },
          }
        : {}),
    };
  }
}

function coloursOf({ palette: { celadon, slate, apricot, amber } }: ChartLook): readonly string[] {
  return [celadon, slate, apricot, amber];
}

/** What a hatching is made of; colours alone are not told apart by everybody. */
const HATCHING = [undefined, -Math.PI / 4, Math.PI / 4, 0, Math.PI / 2, -Math.PI / 4];

function barStyle(look: ChartLook, at: number) {
  const colours = coloursOf(look);
  const rotation = HATCHING[at % HATCHING.length];
  return {
    color: colours[at % colours.length],
    ...(rotation === undefined
      ? {}
      : {
          decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation, color: look.palette.raised },
        }),
  };
}

/** The time before stands behind what is now: an outline. */
function beforeStyle({ palette }: ChartLook) {
  return { color: palette.sunken, borderColor: palette.edge, borderWidth: 1, borderType: 'dashed' };
}

function largestOf({ points }: Series): number {
  return Math.max(0, ...points.map((point) => Math.abs(point?.value ?? 0)));
}

/** The next number of the form 1, 2, 3, 4, 5, 6 or 8 times a power of ten, so that both ends of an axis are round. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const round = ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10) * power;
  // half of it is a mark of the axis, too, and there is no half of a patient
  return round % 2 === 0 ? round : round + 1;
}
