import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/setup/paths.ts';

const UI = join(ROOT, 'renderer', 'ui');
const GALLERY = join(ROOT, 'renderer', 'screens', 'gallery');

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Shown by everything else: what they hold is what stands under them. */
const AROUND = ['ToldProvider', 'PreferencesProvider'];

describe('the gallery', () => {
  const shown = sources(GALLERY).join('\n');

  it('shows every building block', () => {
    const blocks = sources(UI).flatMap((text) =>
      [...text.matchAll(/^export function ([A-Z]\w+)/gm)].map(([, name = '']) => name),
    );
    expect(blocks.length).toBeGreaterThan(20);
    expect(blocks.filter((name) => !AROUND.includes(name) && !shown.includes(`<${name}`))).toEqual([]);
  });

  it('shows every table of tokens', () => {
    const tokens = readFileSync(join(UI, 'tokens.ts'), 'utf8');
    const tables = [
      ...tokens.matchAll(/^export const (palettes|typeSizes|space|rowHeight|radius|motionMs|weights)\b/gm),
    ];
    expect(tables).toHaveLength(7);
    expect(tables.filter(([, name = '']) => !new RegExp(`\\b${name}\\b`).test(shown))).toEqual([]);
  });
});
