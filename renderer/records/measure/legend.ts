/** What the colours mean, above a picture: all of it, in as many lines as it takes on the narrowest card. */
import { type ChartLook, chartBase } from '../../ui/chart/Chart.tsx';
import { widthOf } from './lines.ts';
import type { Picture } from './picture.ts';

/** Of a card, in letters as wide as they are high. */
const WIDTH = 29;
/** The sign before a name and the gap behind it, in the same. */
const SIGN = 3;
/** Between two lines, in letters; and in rem. */
const LINE = 1.7;
const LINE_REM = 1.375;

/** How much higher a picture is for its legend, in rem. */
export function legendRem(picture: Picture): number {
  return linesOf(picture) * LINE_REM;
}

/** The legend, and how much room it takes, in pixels. */
export function legendOf(look: ChartLook, picture: Picture) {
  const lines = linesOf(picture);
  const { text } = chartBase(look);
  return {
    height: Math.round(lines * LINE * look.font),
    option: {
      show: lines > 0,
      data: picture.series.map(({ name }) => name),
      top: 0,
      left: 0,
      padding: 0,
      itemGap: 12,
      selectedMode: false,
      itemWidth: 14,
      itemHeight: 10,
      textStyle: { ...text, color: look.palette.text },
    },
  };
}

function linesOf({ series }: Picture): number {
  if (series.length < 2) return 0;
  let lines = 1;
  let left = WIDTH;
  for (const { name } of series) {
    const width = SIGN + widthOf(name);
    if (width > left && left < WIDTH) {
      lines++;
      left = WIDTH;
    }
    left -= width;
  }
  return lines;
}
