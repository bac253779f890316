import { expect, it } from 'vitest';
import { barcodeOf } from '../../../renderer/ui/paper/barcode.ts';

/** Widths of bars and spaces of the symbols 0 to 106 of Code 128 (ISO/IEC 15417, table 1). */
const PATTERNS =
  `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113
213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112
421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232
233111`.split(/\s+/);
const START = { A: 103, B: 104, C: 105 };
const STOP = 106;

/** The bars of a drawing as runs of modules, bar first. */
function runsOf(source: string): number[] {
  const svg = decodeURIComponent(source.slice(source.indexOf(',') + 1));
  const bars: [number, number][] = [];
  for (const [, width, d] of svg.matchAll(/stroke-width="([\d.]+)" d="([^"]+)"/g))
    for (const [, x] of (d ?? '').matchAll(/M([\d.]+) /g)) bars.push([Number(x) - Number(width) / 2, Number(width)]);
  bars.sort(([a], [b]) => a - b);
  return bars
    .flatMap(([x, width], at) => {
      const next = bars[at + 1];
      return next ? [width, next[0] - x - width] : [width];
    })
    .map((units) => units / 2);
}

/** What a scanner reads. */
function decode(source: string): string {
  const runs = runsOf(source);
  // the stop symbol ends with a bar of its own
  expect(runs.pop()).toBe(2);
  const symbols = Array.from({ length: runs.length / 6 }, (_, n) =>
    PATTERNS.indexOf(runs.slice(n * 6, n * 6 + 6).join('')),
  );
  expect(symbols.pop()).toBe(STOP);
  const check = symbols.pop();
  expect(symbols.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % 103).toBe(check);
  let set = symbols[0] === START.C ? 'C' : symbols[0] === START.B ? 'B' : 'A';
  return symbols
    .slice(1)
    .map((value) => {
      if (set === 'C' && value === 100) set = 'B';
      else if (set === 'B' && value === 99) set = 'C';
      else return set === 'C' ? String(value).padStart(2, '0') : String.fromCharCode(value + 32);
      return '';
    })
    .join('');
}

it.each(['A-12', 'ZY-2026-000123', '00012345', 'MR 7'])('reads %s back from the bars', (number) => {
  const code = barcodeOf(number, { width: 66, height: 14 });
  expect(code?.kind).toBe('code128');
  expect(decode(code?.source ?? '')).toBe(number);
});

it.each([46, 56, 66])('never makes bars that a scanner cannot tell apart: %i mm', (width) => {
  for (let length = 1; length <= 40; length += 1) {
    const code = barcodeOf('A'.repeat(length), { width, height: 14 });
    if (code?.kind !== 'code128') continue;
    expect(code.width).toBeLessThanOrEqual(width);
    // start, check and stop symbol, and ten modules of quiet zone on each side
    expect(code.width / (11 * length + 35 + 20)).toBeGreaterThanOrEqual(0.25 - 1e-9);
  }
});

it.each(['urn:uuid:0b8a7e26-5a0e-4c51-8f0e-0c1f6a1d2e3f', '病历-12'])('is a Data Matrix for %s', (number) => {
  expect(barcodeOf(number, { width: 46, height: 14 })).toMatchObject({ kind: 'datamatrix', width: 14, height: 14 });
});
