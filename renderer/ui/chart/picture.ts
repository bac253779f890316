/** A chart as a picture for a file, on the ground of its theme. */
import { fontFamily, palettes, typeSizes } from '../tokens.ts';
import type { ChartOption } from './Chart.tsx';

export const PICTURES = ['png', 'svg'] as const;
export type PictureKind = (typeof PICTURES)[number];

const WIDTH = 960;
const HEIGHT = 540;

/** The picture of a chart: of PNG its bytes as base64, of SVG its text. Paper, whatever the theme of the window: it is printed. */
export async function chartPicture(option: ChartOption, kind: PictureKind): Promise<string> {
  const { init } = await import('./echarts.ts');
  const look = { palette: palettes.light, font: typeSizes.xs };
  const whole = {
    animation: false,
    backgroundColor: look.palette.ground,
    textStyle: { fontFamily },
    ...option(look),
  };
  if (kind === 'svg') {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
    chart.setOption(whole);
    const svg = chart.renderToSVGString();
    chart.dispose();
    return svg;
  }
  const chart = init(document.createElement('div'), null, {
    renderer: 'canvas',
    width: WIDTH,
    height: HEIGHT,
    devicePixelRatio: 2,
  });
  chart.setOption(whole);
  const url = chart.getDataURL({ type: 'png', backgroundColor: look.palette.ground });
  chart.dispose();
  return url.slice(url.indexOf(',') + 1);
}
