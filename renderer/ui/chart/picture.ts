/** A chart as a picture for a file or a sheet of paper, in the light theme, whatever the window's. */
import { fontFamily, palettes, typeSizes } from '../tokens.ts';
import type { ChartOption } from './Chart.tsx';

export const PICTURES = ['png', 'svg'] as const;
export type PictureKind = (typeof PICTURES)[number];

interface PictureOptions {
  /** Above the picture, and smaller below that, in lines: what it shows, of when. */
  readonly title?: string;
  readonly subtitle?: string;
  /** In pixels of the screen. */
  readonly width?: number;
  readonly height?: number;
  /** Without a ground: paper has its own. */
  readonly clear?: boolean;
}

/** Pixels that the title takes, and each line of the subtitle. */
const TITLE = 32;
const SUBTITLE_LINE = 18;
/** Around a picture that stands by itself, in pixels. */
const MARGIN = 16;

/** The picture of a chart: of PNG its bytes as base64, of SVG its text. */
export async function chartPicture(
  option: ChartOption,
  kind: PictureKind,
  { title = '', subtitle = '', width = 960, height = 540, clear = false }: PictureOptions = {},
): Promise<string> {
  const { init } = await import('./echarts.ts');
  const look = { palette: palettes.light, font: typeSizes.xs };
  const { text, muted } = look.palette;
  // it is put into documents, whose paper is white
  const ground = clear ? 'transparent' : look.palette.raised;
  const head = title === '' ? 0 : MARGIN + TITLE + (subtitle.split('\n').length + 0.5) * SUBTITLE_LINE;
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
            left: MARGIN,
            top: MARGIN,
            padding: 0,
            textStyle: { color: text, fontSize: typeSizes.md, fontFamily },
            subtextStyle: { color: muted, fontSize: typeSizes.xs, fontFamily, lineHeight: SUBTITLE_LINE },
          },
          // of what it has not, nothing is made up
          ...(asked.legend ? { legend: moved(asked.legend, { top: head, left: MARGIN }) } : {}),
          grid: framed(asked.grid, head),
        }),
  };
  const size = { width, height: height + head + (head === 0 ? 0 : MARGIN) };
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

/** The place of the axes, moved to leave room for the heading and a margin; and with it how far their words may go. */
function framed(grid: unknown, head: number): object {
  const by = { top: head, left: MARGIN, right: MARGIN, bottom: MARGIN };
  const { outerBounds } = (grid ?? {}) as { readonly outerBounds?: unknown };
  return { ...moved(grid, by), ...(outerBounds === undefined ? {} : { outerBounds: moved(outerBounds, by) }) };
}

/** A part of an option with its distances from the edges made longer. */
function moved(part: unknown, by: Readonly<Record<string, number>>): object {
  const now = (part ?? {}) as Readonly<Record<string, unknown>>;
  const longer = Object.entries(by).map(([edge, more]) => {
    const distance = now[edge];
    return [edge, (typeof distance === 'number' ? distance : 0) + more];
  });
  return { ...now, ...Object.fromEntries(longer) };
}
