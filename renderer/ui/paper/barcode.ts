/** Bar codes as drawings. */
import { code128, datamatrix, drawingSVG } from 'bwip-js/browser';

/** The narrowest bar that office printers and scanners agree on, in millimetres. */
const MODULE_MM = 0.25;
/** Quiet zone of Code 128 on each side, in modules (ISO/IEC 15417). */
const QUIET = 10;
/** How many units of its drawing a module has. */
const UNITS = 2;

export interface Barcode {
  readonly kind: 'code128' | 'datamatrix';
  /** An image as an address. */
  readonly source: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A number as Code 128 where it fits into `width` x `height` millimetres with bars wide enough to be read, otherwise as a Data Matrix;
 * undefined where it can be neither.
 */
export function barcodeOf(text: string, { width, height }: { width: number; height: number }): Barcode | undefined {
  if (/^[\x20-\x7e]{1,48}$/.test(text)) {
    const drawn = code128({ bcid: 'code128', text, height: 10, paddingwidth: QUIET }, drawingSVG());
    const modules = widthOf(drawn) / UNITS;
    const module = Math.min(width / modules, 2 * MODULE_MM);
    if (module >= MODULE_MM) return { kind: 'code128', source: addressOf(drawn), width: modules * module, height };
  }
  try {
    const side = Math.min(width, height);
    const drawn = datamatrix({ bcid: 'datamatrix', text, binarytext: false, padding: 2 }, drawingSVG());
    return { kind: 'datamatrix', source: addressOf(drawn), width: side, height: side };
  } catch {
    return undefined; // longer than a Data Matrix holds
  }
}

function widthOf(svg: string): number {
  return Number(/viewBox="0 0 ([\d.]+) /.exec(svg)?.[1] ?? Number.NaN);
}

/** Stretched to its box: the bars of a linear code may be of any height. */
function addressOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', '<svg preserveAspectRatio="none" shape-rendering="crispEdges" '))}`;
}
