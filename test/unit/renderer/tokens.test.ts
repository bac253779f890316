import { describe, expect, it } from 'vitest';
import { SYNTAX } from '../../../renderer/ui/code/theme.ts';
import { type Palette, palettes } from '../../../renderer/ui/tokens.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Text on what it stands on in this product. */
const TEXT: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...(['ground', 'sunken', 'raised', 'apricotSoft', 'celadonSoft', 'vermilionSoft', 'amberSoft'] as const).map(
    (on) => ['text', on] as const,
  ),
  ...(['ground', 'sunken', 'raised', 'apricotSoft', 'celadonSoft', 'vermilionSoft', 'amberSoft'] as const).map(
    (on) => ['muted', on] as const,
  ),
  ['apricot', 'ground'],
  ['apricot', 'raised'],
  ['celadon', 'ground'],
  ['vermilion', 'ground'],
  ['vermilion', 'raised'],
  ['vermilion', 'sunken'],
  ['vermilion', 'vermilionSoft'],
  ['amber', 'ground'],
  ['amber', 'raised'],
  ['amber', 'amberSoft'],
  ...Object.values(SYNTAX).map((name) => [name, 'raised'] as const),
  ['onApricot', 'apricot'],
  ['onApricot', 'apricotHover'],
  ['onVermilion', 'vermilion'],
  ['onVermilion', 'vermilionHover'],
];
/** Signs, edges of fields and lines of charts: 3:1. */
const SIGNS: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ['edge', 'ground'],
  ['edge', 'raised'],
  ['apricot', 'sunken'],
  ['apricot', 'apricotSoft'],
  ['celadon', 'celadonSoft'],
  ['celadon', 'raised'],
  ['slate', 'raised'],
  ['slate', 'ground'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const palette = palettes[name];
  it.each(TEXT)('%s reads on %s (4.5:1)', (text, on) => {
    expect(contrast(palette[text], palette[on])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(SIGNS)('%s is seen on %s (3:1)', (sign, on) => {
    expect(contrast(palette[sign], palette[on])).toBeGreaterThanOrEqual(3);
  });
});
