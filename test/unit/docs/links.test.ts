import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/setup/paths.ts';

const markdown = (folder: string): string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const pages = ['.', 'docs', join('docs', 'decisions')].flatMap(markdown);
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

describe('the documents', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const missing = targets.filter(
      (target) => !/^https?:/.test(target) && !existsSync(join(ROOT, dirname(page), target)),
    );
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s names only files that are there', (page) => {
    const named = [...read(page).matchAll(/`((?:shared|electron|renderer|cloud|build|test)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('have an index of all decisions', () => {
    const index = read(join('docs', 'decisions', 'README.md'));
    const decisions = readdirSync(join(ROOT, 'docs', 'decisions')).filter((name) => /^\d{4}-/.test(name));
    expect(decisions.length).toBeGreaterThan(7);
    for (const name of decisions) expect(index).toContain(`(${name})`);
  });

  it('tell the same commands in both languages', () => {
    const commands = (page: string): string[] => [
      ...new Set(read(page).match(/npm (?:ci|start|test|run [\w:]+)|npx xinglin [a-z]+/g)),
    ];
    expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const page of pages) {
      for (const [, name = ''] of read(page).matchAll(/npm run (\w[\w:-]*)/g))
        expect(Object.keys(scripts), page).toContain(name);
    }
  });
});
