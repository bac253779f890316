import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Locale } from '../../shared/bridge/session.ts';

/** What main remembers between starts: the window's size and language, nothing of the clinic. */
const Settings = z.strictObject({
  width: z.int().min(1024).max(20_000).catch(1280),
  height: z.int().min(700).max(20_000).catch(800),
  maximized: z.boolean().catch(false),
  locale: Locale.optional().catch(undefined),
});
export type Settings = z.infer<typeof Settings>;

const defaults: Settings = { width: 1280, height: 800, maximized: false };

export interface SettingsFile {
  readonly current: Settings;
  change(part: Partial<Settings>): void;
}

/** Opens the settings at `path`. A missing or unreadable file means the defaults: nothing of worth is in it. */
export function openSettings(path: string): SettingsFile {
  let current = read(path);
  return {
    get current() {
      return current;
    },
    change(part) {
      current = { ...current, ...part };
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(current));
      renameSync(`${path}.new`, path);
    },
  };
}

function read(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return defaults; // first start
  }
  try {
    const parsed = Settings.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : defaults;
  } catch {
    return defaults; // cut off by a power failure
  }
}
