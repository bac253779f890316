/** In which colours and hatchings the parts of a picture stand; colours alone are not told apart by everybody. */
import type { ChartLook } from '../../ui/chart/Chart.tsx';
import type { Tone } from './picture.ts';

export function coloursOf({ palette: { celadon, slate, apricot, amber } }: ChartLook): readonly string[] {
  return [celadon, slate, apricot, amber];
}

/** What a hatching is made of, by series. */
const HATCHING = [undefined, -Math.PI / 4, Math.PI / 4, 0, Math.PI / 2, -Math.PI / 4];

export function barStyle(look: ChartLook, at: number) {
  const colours = coloursOf(look);
  return hatched(look, colours[at % colours.length], HATCHING[at % HATCHING.length]);
}

/** In the colours that say the same everywhere: in range, a second part, look before you go on. */
export function toneStyle(look: ChartLook, tone: Tone) {
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
export function beforeStyle({ palette }: ChartLook) {
  return { color: palette.sunken, borderColor: palette.edge, borderWidth: 1, borderType: 'dashed' };
}
