/** Mantine told to look like the tokens. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  rem,
} from '@mantine/core';
import {
  fontFamily,
  ink,
  monoFamily,
  motionMs,
  type Palette,
  paletteVariables,
  paper,
  radius,
  space,
  typeSizes,
  weights,
} from './tokens.ts';

/** Mantine wants ten shades; the product knows one a theme, so the variables below decide what is seen. */
function tuple(light: string, dark: string): MantineColorsTuple {
  return [light, light, light, light, dark, dark, light, light, light, light];
}

const colors = {
  apricot: tuple(paper.apricot, ink.apricot),
  celadon: tuple(paper.celadon, ink.celadon),
  vermilion: tuple(paper.vermilion, ink.vermilion),
  amber: tuple(paper.amber, ink.amber),
};

const px = (sizes: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(sizes).map(([name, value]) => [name, rem(value)]));

const theme = createTheme({
  primaryColor: 'apricot',
  primaryShade: { light: 6, dark: 4 },
  colors,
  white: paper.raised,
  black: paper.text,
  fontFamily,
  fontFamilyMonospace: monoFamily,
  fontSizes: px(typeSizes),
  spacing: px(space),
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.3' },
  defaultRadius: radius,
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Mantine would put white on every filled colour; in the dark theme the accents are light and need ink.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colours, color: 'var(--x-on-apricot)' } : colours;
  },
  focusRing: 'auto',
  headings: {
    fontWeight: String(weights.strong),
    sizes: {
      h1: { fontSize: rem(typeSizes.lg), lineHeight: '1.4' },
      h2: { fontSize: rem(typeSizes.md), lineHeight: '1.5' },
      h3: { fontSize: rem(typeSizes.sm), lineHeight: '1.5' },
    },
  },
  components: {
    Modal: { defaultProps: { transitionProps: { duration: motionMs }, overlayProps: { backgroundOpacity: 0.35 } } },
    Drawer: { defaultProps: { transitionProps: { duration: motionMs }, overlayProps: { backgroundOpacity: 0.25 } } },
    Menu: { defaultProps: { transitionProps: { duration: motionMs }, shadow: 'none' } },
    Popover: { defaultProps: { transitionProps: { duration: motionMs }, shadow: 'none' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: motionMs } } },
    Button: { defaultProps: { size: 'sm' } },
    Input: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { underline: 'always', size: 'sm' } },
    Checkbox: { defaultProps: { iconColor: 'var(--x-on-apricot)' } },
    Radio: { defaultProps: { iconColor: 'var(--x-on-apricot)' } },
    SegmentedControl: { vars: () => ({ root: { '--sc-shadow': 'none' } }) },
  },
});

function accents(palette: Palette): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const name of ['apricot', 'celadon', 'vermilion', 'amber'] as const) {
    const colour = palette[name];
    const soft = palette[`${name}Soft`];
    const hover = name === 'apricot' ? palette.apricotHover : name === 'vermilion' ? palette.vermilionHover : colour;
    variables[`--mantine-color-${name}-filled`] = colour;
    variables[`--mantine-color-${name}-filled-hover`] = hover;
    variables[`--mantine-color-${name}-light`] = soft;
    variables[`--mantine-color-${name}-light-hover`] = soft;
    variables[`--mantine-color-${name}-light-color`] = name === 'amber' ? palette.amber : colour;
    variables[`--mantine-color-${name}-outline`] = colour;
    variables[`--mantine-color-${name}-outline-hover`] = soft;
    variables[`--mantine-color-${name}-text`] = colour;
  }
  return variables;
}

/** Mantine's own greys, wherever its styles name one directly, as the nearest of ours. */
function neutrals(palette: Palette): Record<string, string> {
  const { text, muted, edge, hairline, raised, ground, sunken } = palette;
  const gray = [sunken, sunken, hairline, hairline, edge, muted, muted, text, text, text];
  const dark = [text, text, muted, muted, edge, hairline, raised, ground, sunken, sunken];
  const [name, shades] = palette === paper ? ['gray', gray] : ['dark', dark];
  return Object.fromEntries([
    ...(shades as readonly string[]).map((value, shade) => [`--mantine-color-${String(name)}-${shade}`, value]),
    ['--mantine-color-gray-light', sunken],
    ['--mantine-color-gray-light-hover', sunken],
    ['--mantine-color-gray-light-color', text],
    ['--mantine-color-gray-text', text],
    ['--mantine-color-gray-filled', edge],
  ]);
}

function mantineVariables(palette: Palette): Record<string, string> {
  return {
    ...paletteVariables(palette),
    ...accents(palette),
    '--mantine-color-body': palette.ground,
    '--mantine-color-text': palette.text,
    '--mantine-color-bright': palette.text,
    '--mantine-color-dimmed': palette.muted,
    '--mantine-color-placeholder': palette.muted,
    '--mantine-color-anchor': palette.apricot,
    '--mantine-color-error': palette.amber,
    '--mantine-color-default': palette.raised,
    '--mantine-color-default-hover': palette.sunken,
    '--mantine-color-default-color': palette.text,
    '--mantine-color-default-border': palette.edge,
    '--mantine-color-disabled': palette.sunken,
    '--mantine-color-disabled-color': palette.muted,
    '--mantine-color-disabled-border': palette.hairline,
    '--mantine-primary-color-contrast': palette.onApricot,
    '--mantine-primary-color-filled': palette.apricot,
    '--mantine-primary-color-filled-hover': palette.apricotHover,
    '--mantine-primary-color-light': palette.apricotSoft,
    '--mantine-primary-color-light-hover': palette.apricotSoft,
    '--mantine-primary-color-light-color': palette.apricot,
    ...neutrals(palette),
  };
}

/** The tokens as CSS variables: `--x-*` for our own styles, `--mantine-*` for Mantine's. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--x-motion': `${motionMs}ms` },
  light: mantineVariables(paper),
  dark: mantineVariables(ink),
});

/** The theme in which whatever can be closed says so, in the reader's language. */
export function withCloseNamed(close: string): typeof theme {
  const named = { closeButtonProps: { 'aria-label': close } };
  const { Modal, Drawer } = theme.components ?? {};
  return {
    ...theme,
    components: {
      ...theme.components,
      Modal: { ...Modal, defaultProps: { ...Modal?.defaultProps, ...named } },
      Drawer: { ...Drawer, defaultProps: { ...Drawer?.defaultProps, ...named } },
    },
  };
}
