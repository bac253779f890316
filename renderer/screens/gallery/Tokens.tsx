/** Colours of both themes, sizes, spaces, weights and times. */
import { Group } from '@mantine/core';
import { Section } from '../../ui/Section.tsx';
import { motionMs, palettes, radius, rowHeight, space, typeSizes, weights } from '../../ui/tokens.ts';
import classes from './Gallery.module.css';

export const TEXT = 'Apricot grove 杏林 0123456789';
const REM = 16;

export function Tokens() {
  return (
    <Section title="Tokens">
      {Object.entries(palettes).map(([name, palette]) => (
        <div key={name} className={classes.swatches} style={{ background: palette.ground, color: palette.text }}>
          {Object.entries(palette).map(([token, colour]) => (
            <div key={token} className={classes.swatch}>
              <span style={{ background: String(colour), borderColor: palette.edge }} />
              {token}
            </div>
          ))}
        </div>
      ))}
      {Object.entries(typeSizes).map(([name, size]) => (
        <p key={name} className={classes.line} style={{ fontSize: `${size / 16}rem` }}>
          {size} {TEXT}
        </p>
      ))}
      <p className={classes.line}>
        {Object.entries(weights).map(([name, weight]) => (
          <span key={name} style={{ fontWeight: weight }}>
            {name} {weight}{' '}
          </span>
        ))}
      </p>
      <Group align="end">
        {Object.entries(space).map(([name, size]) => (
          <span key={name} className={classes.measure}>
            <span style={{ width: `${size / REM}rem`, height: `${size / REM}rem` }} />
            {name} {size}
          </span>
        ))}
        {Object.entries(rowHeight).map(([name, height]) => (
          <span key={name} className={classes.measure}>
            <span style={{ width: '4rem', height: `${height / REM}rem`, borderRadius: radius }} />
            {name} {height}
          </span>
        ))}
        <span className={classes.measure}>
          <span className={classes.moves} style={{ transitionDuration: `${motionMs}ms` }} />
          {motionMs} ms
        </span>
      </Group>
    </Section>
  );
}
