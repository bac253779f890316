/** Every token and block on one page, for whoever works on the window (`#gallery`; not in release builds). */
import { Group, SegmentedControl } from '@mantine/core';
import { usePreferences } from '../../ui/preferences.tsx';
import { useLanguage } from '../useLanguage.ts';
import { Code, Controls, Forms } from './Controls.tsx';
import classes from './Gallery.module.css';
import { Paper } from './Paper.tsx';
import { Places, Texts } from './Places.tsx';
import { Signs } from './Signs.tsx';
import { Tokens } from './Tokens.tsx';

export function GalleryScreen() {
  return (
    <main className={classes.gallery}>
      <h1 className="visually-hidden">Gallery</h1>
      <Switches />
      <Tokens />
      <div className={classes.pair}>
        <Signs />
        <Controls />
        <Forms />
        <Code />
        <Places />
        <Paper />
        <Texts />
      </div>
    </main>
  );
}

/** Theme, size and language, so that each block can be seen in all of them. */
function Switches() {
  const { preferences, change } = usePreferences();
  const [locale, setLocale] = useLanguage();
  return (
    <Group>
      <SegmentedControl
        aria-label="Theme"
        value={preferences.theme}
        data={['light', 'dark', 'auto']}
        onChange={(theme) => change({ theme })}
      />
      <SegmentedControl
        aria-label="Text size"
        value={preferences.text}
        data={['small', 'normal', 'large']}
        onChange={(text) => change({ text })}
      />
      <SegmentedControl aria-label="Language" value={locale} data={['zh-CN', 'en']} onChange={setLocale} />
    </Group>
  );
}
