/** The picture of a measure as an option of ECharts: one look for all. */
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import { barStyle, beforeStyle, coloursOf, toneStyle } from './colours.ts';
import { gridOption, gridRem } from './grid.ts';
import { legendOf, legendRem } from './legend.ts';
import { inLines, widthOf } from './lines.ts';
import type { Picture, Series } from './picture.ts';
import { saysUntold, untoldMarks } from './untold.ts';
import type { MeasureWords } from './words.ts';

const LINES = ['solid', [7, 3], [2, 3], [8, 3, 2, 3]] as const;
const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond'] as const;

/** Whether the bars lie: names of diagnoses are long, steps of time are not. */
const LYING: ReadonlySet<Picture['kind']> = new Set(['bars', 'share', 'pyramid']);

/** Bars beside each other have their values at their ends up to so many; of more they would stand upon each other. */
const LABELLED = 2;

/** Up to so many steps the columns of the time before stand beside those of now; of more they would be as thin as hairs. */
const COLUMNS_BESIDE = 14;

/** In letters as wide as they are high: the names beside lying bars, which go on in a second line. */
const NAMES = 14;
/** About so many steps of a lying axis find room on the narrowest card. */
const STEPS = 4;

/** In rem: lying bars need a line each, or two where a name does. */
export function pictureHeight(picture: Picture): number {
  const { kind, places, ticks, series, isStacked } = picture;
  if (picture.grid) return gridRem(picture);
  const more = legendRem(picture);
  if (kind === 'pyramid') return 3 + ticks.length * 1.15 + more;
  if (!LYING.has(kind)) return 14 + more;
  const beside = isStacked ? 1 : series.length;
  const names = ticks.some((tick) => widthOf(tick) > NAMES) ? 2.1 : 1.5;
  const line = Math.max(names, beside === 1 ? 1.5 : beside <= LABELLED ? 2.25 : 0.85 * beside);
  return Math.min(46, 3 + places.length * line) + more;
}

export function pictureOption(look: ChartLook, picture: Picture, words: MeasureWords) {
  if (picture.grid) return gridOption(look, picture, words);
  const { base, axis, text } = chartBase(look);
  const { kind, ticks, series, isStacked, tones, currency } = picture;
  const lies = LYING.has(kind);
  const isShare = series[0]?.column.kind === 'share';
  const plain = (value: unknown): string => {
    const amount = Math.abs(Number(value));
    if (currency !== undefined) return words.formats.wholeMoney(amount, currency);
    return isShare ? words.formats.share(amount) : words.formats.number(amount, 1);
  };
  const most = kind === 'pyramid' ? roundUp(Math.max(1, ...series.map(largestOf))) : undefined;
  const values = {
    type: 'value',
    ...axis,
    axisLabel: { ...text, formatter: plain, hideOverlap: true },
    ...(lies ? { splitNumber: STEPS } : {}),
    ...(isShare ? { min: 0 } : { minInterval: 1 }),
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
          lineHeight: look.font * 1.15,
          formatter: (name: string) => inLines(name, NAMES),
          interval: 0,
        }
      : { ...text, hideOverlap: true },
    ...(lies && kind !== 'pyramid' ? { inverse: true } : {}),
  };
  const legend = legendOf(look, picture);
  // half of the last name stands beyond the last column: its room is not left to which names turn out to be shown
  const half = (Math.max(0, ...ticks.map(widthOf)) / 2 + 0.5) * look.font;
  return {
    ...base,
    grid: {
      ...base.grid,
      top: legend.height + 12,
      ...(lies
        ? { right: kind === 'pyramid' ? 16 : look.font * 6 }
        : { right: Math.max(16, half), containLabel: false, outerBounds: { left: 8, right: 4, top: 0, bottom: 8 } }),
    },
    legend: legend.option,
    tooltip: {
      ...base.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.palette.hairline, opacity: 0.4 } },
    },
    ...(lies ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values }),
    series: [
      ...series.map((one, at) => ({
        ...(kind === 'line' || (one.isBefore && !lies && one.points.length > COLUMNS_BESIDE)
          ? line(one, at)
          : bar(one, at)),
        tooltip: {
          valueFormatter: (_: unknown, place: number) =>
            one.points[place]?.text ?? one.untold?.[place] ?? words.t('analysis.noValue'),
        },
      })),
      ...untoldMarks(look, picture),
    ],
  };

  function line({ name, points, isBefore }: Series, at: number) {
    const place = isBefore ? at - series.filter((one) => !one.isBefore).length : at;
    return {
      type: 'line',
      name,
      data: points.map((point) => point?.value ?? null),
      color: isBefore ? look.palette.muted : coloursOf(look)[place % 4],
      symbol: SYMBOLS[place % SYMBOLS.length],
      symbolSize: points.length > 60 ? 4 : 7,
      // seen upon columns, too
      ...(isBefore ? { itemStyle: { borderColor: look.palette.raised, borderWidth: 1 } } : {}),
      showSymbol: kind === 'line' || points.length <= 60,
      showAllSymbol: true,
      lineStyle: { width: isBefore ? 1.5 : 2, type: isBefore ? 'dotted' : LINES[place % LINES.length] },
    };
  }

  function bar({ name, points, untold, isBefore }: Series, at: number) {
    const isLeft = kind === 'pyramid' && at === 0;
    return {
      type: 'bar',
      name,
      data: points.map((point, place) => {
        // its words stand where the bar begins
        if (untold?.[place] !== undefined && saysUntold(picture)) return 0;
        const value = point ? (isLeft ? -point.value : point.value) : null;
        const tone = isBefore ? undefined : tones?.[place];
        return tone === undefined ? value : { value, itemStyle: toneStyle(look, tone) };
      }),
      ...(isStacked ? { stack: 'all' } : {}),
      barMaxWidth: 24,
      barGap: '10%',
      ...(kind === 'pyramid' ? { barCategoryGap: '20%' } : {}),
      itemStyle: isBefore ? beforeStyle(look) : barStyle(look, at),
      ...(lies && !isStacked
        ? {
            label: {
              show: series.length <= LABELLED,
              position: 'right',
              ...text,
              color: isBefore ? look.palette.muted : look.palette.text,
              formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.text ?? untold?.[dataIndex] ?? '',
            },
          }
        : {}),
    };
  }
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
