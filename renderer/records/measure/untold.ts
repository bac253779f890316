/** Rings where figures stand that are not told: nothing drawn there would be read as none. */
import type { ChartLook } from '../../ui/chart/Chart.tsx';
import type { Picture } from './picture.ts';

/** In pixels. */
const SIZE = 7;

/** Whether each value has its words beside it, so that these say where one is not told. */
export function saysUntold({ kind, isStacked, grid }: Picture): boolean {
  return grid !== undefined || (!isStacked && (kind === 'bars' || kind === 'share'));
}

/** Whether there are rings in a picture. */
export function hasRings(picture: Picture): boolean {
  return !saysUntold(picture) && picture.series.some(({ untold }) => untold !== undefined);
}

/** A series of ECharts for each side on which there are any; none where all is told. */
export function untoldMarks({ palette }: ChartLook, picture: Picture) {
  if (!hasRings(picture)) return [];
  const { kind, series, places } = picture;
  const isPyramid = kind === 'pyramid';
  const sides = isPyramid ? [series.slice(0, 1), series.slice(1)] : [series];
  return sides.flatMap((side, at) => {
    const marked = places.flatMap((_, place) => (side.some(({ untold }) => untold?.[place]) ? [place] : []));
    if (marked.length === 0) return [];
    return [
      {
        type: 'scatter',
        data: marked.map((place) => (isPyramid ? [0, place] : [place, 0])),
        symbol: 'circle',
        symbolSize: SIZE,
        // beside the middle, or upon the line of nothing
        symbolOffset: isPyramid ? [at === 0 ? -SIZE : SIZE, 0] : [0, -SIZE / 2],
        itemStyle: { color: palette.raised, borderColor: palette.muted, borderWidth: 1.5 },
        clip: false,
        silent: true,
        tooltip: { show: false },
        z: 4,
      },
    ];
  });
}
