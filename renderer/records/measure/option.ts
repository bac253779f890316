/** The picture of a measure as an option of ECharts: one look for all. */
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import { gridOption, gridRem } from './grid.ts';
import { legendOf, legendRem } from './legend.ts';
import type { Picture, Series, Tone } from './picture.ts';
import type { MeasureWords } from './words.ts';

const LINES = ['solid', [7, 3], [2, 3], [8, 3, 2, 3]] as const;
const SYMBOLS = ['circle', 'triangle', 'rect', 'diamond'] as const;

/** Whether the bars lie: names of diagnoses are long, steps of time are not. */
const LYING: ReadonlySet<Picture['kind']> = new Set(['bars', 'share', 'pyramid']);

/** Bars beside each other have their values at their ends up to so many; of more they would stand upon each other. */
const LABELLED = 2;

/** In rem: lying bars need a line each. */
export function pictureHeight(picture: Picture): number {
  const { kind, places, series, isStacked } = picture;
  if (picture.grid) return gridRem(picture);
  const more = legendRem(picture);
  if (kind === 'pyramid') return 20.5 + more;
  if (!LYING.has(kind)) return 14 + more;
  const beside = isStacked ? 1 : series.length;
  const line = beside === 1 ? 1.5 : beside <= LABELLED ? 2.25 : 0.85 * beside;
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
          width: look.font * 13,
          overflow: 'truncate',
          interval: kind === 'pyramid' ? 'auto' : 0,
        }
      : { ...text, hideOverlap: true },
    ...(lies && kind !== 'pyramid' ? { inverse: true } : {}),
  };
  const legend = legendOf(look, picture);
  return {
    ...base,
    grid: { ...base.grid, top: legend.height + 12, right: lies && kind !== 'pyramid' ? look.font * 6 : 16 },
    legend: legend.option,
    tooltip: {
      ...base.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: look.palette.hairline, opacity: 0.4 } },
    },
    ...(lies ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values }),
    // beside columns of many steps those of the time before would stand as thin as hairs
    series: series.map((one, at) => ({
      ...(kind === 'line' || (one.isBefore && !lies) ? line(one, at) : bar(one, at)),
      tooltip: {
        valueFormatter: (_: unknown, place: number) => one.points[place]?.text ?? words.t('analysis.noValue'),
      },
    })),
  };

  function line({ name, points, isBefore }: Series, at: number) {
    const place = isBefore ? at - series.filter((one) => !one.isBefore).length : at;
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
      data: points.map((point, place) => {
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
  return hatched(look, colours[at % colours.length], HATCHING[at % HATCHING.length]);
}

/** In the colours that say the same everywhere: in range, a second part, look before you go on. */
function toneStyle(look: ChartLook, tone: Tone) {
  const { celadon, slate, amber } = look.palette;
  if (tone === 'good') return hatched(look, celadon, undefined);
  return tone === 'look' ? hatched(look, amber, Math.PI / 4) : hatched(look, slate, -Math.PI / 4);
}

function hatched({ palette }: ChartLook, color: string | undefined, rotation: number | undefined) {
  if (rotation === undefined) return { color };
  return {
    color,
    decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation, color: palette.raised },
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
