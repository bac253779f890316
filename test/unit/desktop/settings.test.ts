import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../../electron/desktop/settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinglin-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('settings of the window', () => {
  it('starts from defaults and remembers changes', () => {
    const path = join(folder, 'deep', 'window.json');
    openSettings(path).change({ width: 1500, locale: 'en' });
    expect(openSettings(path).current).toEqual({ width: 1500, height: 800, maximized: false, locale: 'en' });
  });

  it.each(['', '{"width":', '[]', '{"width":"wide","height":10,"maximized":3,"locale":"xx"}'])(
    'falls back on %j',
    (text) => {
      const path = join(folder, 'window.json');
      writeFileSync(path, text);
      expect(openSettings(path).current).toMatchObject({ width: 1280, height: 800, maximized: false });
    },
  );

  it('leaves no half-written file', () => {
    const path = join(folder, 'window.json');
    openSettings(path).change({ height: 900 });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ height: 900 });
  });
});
