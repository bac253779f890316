/**
 * Every colour, size and time of the window, for both themes. Nothing else names a colour. The pairs that carry text are
 * checked against WCAG AA in test/unit/renderer/tokens.test.ts.
 */
export interface Palette {
  /** The page. */
  readonly ground: string;
  /** One step below the page: rail, table heads. */
  readonly sunken: string;
  /** One step above the page: menus, dialogs, fields. */
  readonly raised: string;
  /** Separates; carries no meaning. */
  readonly hairline: string;
  /** The edge of a field: 3:1 against what it stands on. */
  readonly edge: string;
  readonly text: string;
  readonly muted: string;
  /** You can act here. */
  readonly apricot: string;
  readonly apricotHover: string;
  readonly apricotSoft: string;
  /** Text on a filled apricot surface. */
  readonly onApricot: string;
  /** Settled, in range, synced. */
  readonly celadon: string;
  readonly celadonSoft: string;
  /** Danger to a patient or to data, and nothing else. */
  readonly vermilion: string;
  readonly vermilionHover: string;
  readonly vermilionSoft: string;
  readonly onVermilion: string;
  /** Look before you go on. */
  readonly amber: string;
  readonly amberSoft: string;
  /** A second, quiet line or bar in a chart beside celadon. */
  readonly slate: string;
}

export const paper: Palette = {
  ground: '#FBFAF7',
  sunken: '#F3F1EB',
  raised: '#FFFEFC',
  hairline: '#E3DFD5',
  edge: '#8C8678',
  text: '#14181C',
  muted: '#595F65',
  apricot: '#B35A12',
  apricotHover: '#9A4C0D',
  apricotSoft: '#F8EADB',
  onApricot: '#FFFEFC',
  celadon: '#2F7D6B',
  celadonSoft: '#E3F0EB',
  vermilion: '#C23B2E',
  vermilionHover: '#A83024',
  vermilionSoft: '#FBE9E6',
  onVermilion: '#FFFEFC',
  amber: '#7F5B00',
  amberSoft: '#FAF0D2',
  slate: '#5B6F86',
};

export const ink: Palette = {
  ground: '#14181C',
  sunken: '#0F1215',
  raised: '#1B2026',
  hairline: '#2D343B',
  edge: '#717A83',
  text: '#ECE9E2',
  muted: '#A6ACB2',
  apricot: '#F0A35E',
  apricotHover: '#F5B57D',
  apricotSoft: '#35281C',
  onApricot: '#14181C',
  celadon: '#6FBFA9',
  celadonSoft: '#1A312B',
  vermilion: '#F07A6A',
  vermilionHover: '#F49385',
  vermilionSoft: '#3A211E',
  onVermilion: '#14181C',
  amber: '#E2B447',
  amberSoft: '#342B14',
  slate: '#93A9C2',
};

export type ThemeName = 'light' | 'dark';
export const palettes: Readonly<Record<ThemeName, Palette>> = { light: paper, dark: ink };

/** Type sizes in pixels at the normal text size; `rem` of 16. */
export const typeSizes = { xs: 13, sm: 14, md: 16, lg: 20, xl: 28 } as const;
/** Steps of the 4-pixel grid. */
export const space = { xs: 8, sm: 12, md: 16, lg: 24, xl: 32 } as const;
export const rowHeight = { dense: 32, normal: 40, tall: 52 } as const;
export const radius = 6;
/** Only to show where something went. */
export const motionMs = 120;
export const weights = { normal: 400, strong: 600 } as const;

/** The size of the root font for each of the three text sizes; everything else is in `rem`. */
export const textSizes = { small: 14.5, normal: 16, large: 18.5 } as const;
export type TextSize = keyof typeof textSizes;

/** Segoe and San Francisco where the system has them; Noto Sans SC is bundled and gives the Chinese everywhere. */
export const fontFamily =
  '"Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, "Noto Sans SC", "Noto Sans", sans-serif';
export const monoFamily =
  'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", "Noto Sans SC", monospace';

/** `--x-ground: #FBFAF7` and so on, as CSS variables of one theme. */
export function paletteVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      `--x-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
      value,
    ]),
  );
}
