/** A chart as a picture for a file or a sheet of paper, in the light theme, whatever the window's. */
import { fontFamily, palettes, typeSizes } from '../tokens.ts';
import type { ChartOption } from './Chart.tsx';

export const PICTURES = ['png', 'svg'] as const;
export type PictureKind = (typeof PICTURES)[number];

interface PictureOptions {
  /** Above the picture, and smaller below that: what it shows, of when. */
  readonly title?: string;
  readonly subtitle?: string;
  /** In pixels of the screen. */
  readonly width?: number;
  readonly height?: number;
  /** Without a ground: paper has its own. */
  readonly clear?: boolean;
}

/** Pixels that title and subtitle take. */
const HEADING = 60;

/** The picture of a chart: of PNG its bytes as base64, of SVG its text. */
export async function chartPicture(
  option: ChartOption,
  kind: PictureKind,
  { title = '', subtitle = '', width = 960, height = 540, clear = false }: PictureOptions = {},
): Promise<string> {
  const { init } = await import('./echarts.ts');
  const look = { palette: palettes.light, font: typeSizes.xs };
  const { text, muted } = look.palette;
  const ground = clear ? 'transparent' : look.palette.ground;
  const head = title === '' ? 0 : HEADING;
  const asked = option(look);
  const whole = {
    animation: false,
    backgroundColor: ground,
    textStyle: { fontFamily },
    ...asked,
    ...(head === 0
      ? {}
      : {
          title: {
            text: title,
            subtext: subtitle,
            left: 8,
            top: 4,
            textStyle: { color: text, fontSize: typeSizes.md, fontFamily },
            subtextStyle: { color: muted, fontSize: typeSizes.xs, fontFamily },
          },
          legend: below(asked.legend, head),
          grid: below(asked.grid, head),
        }),
  };
  const size = { width, height: height + head };
  if (kind === 'svg') {
    const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
    chart.setOption(whole);
    const svg = chart.renderToSVGString();
    chart.dispose();
    return svg;
  }
  const chart = init(document.createElement('div'), null, { renderer: 'canvas', devicePixelRatio: 2, ...size });
  chart.setOption(whole);
  const url = chart.getDataURL({ type: 'png', backgroundColor: ground });
  chart.dispose();
  return url.slice(url.indexOf(',') + 1);
}

/** A part of an option, moved down to leave room for the heading. */
function below(part: unknown, by: number): object {
  const { top, ...rest } = (part ?? {}) as { readonly top?: unknown };
  return { ...rest, top: (typeof top === 'number' ? top : 0) + by };
}
