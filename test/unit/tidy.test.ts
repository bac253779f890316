import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingBinaries, parseLock } from '../../build/setup/lock.ts';
import { ROOT } from '../../build/setup/paths.ts';

const FOLDERS = ['shared', 'electron', 'renderer', 'cloud', 'build', 'test', 'docs', '.ci'];
const LONGEST = 400;
const SELF = join('test', 'unit', 'tidy.test.ts');

/** Things that mean "not finished", or that switch a check off. */
const BANNED: readonly RegExp[] = [
  /\bTODO\b/,
  /\bFIXME\b/,
  /\bas any\b/,
  /@ts-(ignore|nocheck)/,
  /\b(describe|it|test)\.(only|skip|todo|fixme)\b/,
  /\.only\(/,
  /biome-ignore-all/,
  /eslint-disable/,
];

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|cts|js|mjs|cjs|css|html)$|^run$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => path !== SELF && !path.includes('node_modules'));
}

const sources = FOLDERS.flatMap(files).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

const lock = parseLock(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

describe('the house', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it(`has no file over ${LONGEST} lines`, () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(long.filter(({ lines }) => lines > LONGEST)).toEqual([]);
  });

  it('has no style that nothing uses', () => {
    const unused = sources
      .filter(({ path }) => path.endsWith('.module.css'))
      .flatMap(({ path, text }) => {
        const users = sources.filter((one) => one.text.includes(`/${basename(path)}'`)).map((one) => one.text);
        const all = users.join('\n');
        if (users.length === 0) return [path];
        // some are named by what they show
        if (all.includes('classes[')) return [];
        const names = text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-z]\w*)/gi);
        return [...new Set([...names].map(([, name]) => name))]
          .filter((name) => !new RegExp(`\\.${name}\\b`).test(all))
          .map((name) => `${path} .${name}`);
      });
    expect(unused).toEqual([]);
  });

  it('leaves nothing unfinished and no check switched off', () => {
    const found = sources.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, at) => BANNED.filter((word) => word.test(line)).map((word) => `${path}:${at + 1} ${word}`)),
    );
    expect(found).toEqual([]);
  });

  it('locks packages by their hash, without naming where they came from', () => {
    const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
    const unknown = entries.filter(([, entry]) => entry.integrity === undefined && entry.optional !== true);
    expect(unknown.map(([path]) => path)).toEqual([]);
  });

  it('locks the binaries of other systems too (npm run lock), or npm ci would refuse', () => {
    expect([...missingBinaries(lock).keys()]).toEqual([]);
  });

  it('pins every package to one version', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
    };
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-r\.\d+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
