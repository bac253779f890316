import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from '../../e2e/words.ts';
import { type GuidePlaces, guidePlaces, openGuide, PAGES } from '../../guide/guide.ts';
import { readSource, renderSource } from '../../guide/source.ts';

const SOURCE = `# Guide

Head.

<!-- one -->
## One

Press [[a.b]], then [[c]].

![A picture](picture:first)

<!-- two -->
## Two
`;
const say = (key: string) => `<${key}>`;

describe('the source of the guide', () => {
  it('is taken apart by its marks, and rendered with the window’s words and pictures', () => {
    const source = readSource(SOURCE);
    expect(source.sections).toMatchObject([
      { id: 'one', words: ['a.b', 'c'], pictures: ['first'] },
      { id: 'two', words: [], pictures: [] },
    ]);
    expect(renderSource(source, say, 'en', 'images')).toBe(
      '# Guide\n\nHead.\n\n## One\n\nPress **<a.b>**, then **<c>**.\n\n![A picture](images/first-en.png)\n\n## Two\n',
    );
    expect(() => readSource(`${SOURCE}<!-- one -->\n`)).toThrow('one');
  });

  it.each(PAGES)('has the same sections and pictures in both languages: %s', (page) => {
    const [en, zh] = (['en', 'zh-CN'] as const).map((locale) =>
      readSource(readFileSync(guidePlaces(locale, '', page).source, 'utf8')),
    );
    const shape = (source: typeof en) => source?.sections.map(({ id, pictures }) => ({ id, pictures }));
    expect(shape(zh)).toEqual(shape(en));
  });

  it.each(PAGES.flatMap((page) => (['en', 'zh-CN'] as const).map((locale) => [page, locale] as const)))(
    'has words in bold that are bold for whoever reads them: %s, %s',
    (page, locale) => {
      const words = wordsIn(locale);
      const text = readFileSync(guidePlaces(locale, '', page).source, 'utf8');
      // https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run: stars beside punctuation within want a space or punctuation outside
      const isLetter = (one: string | undefined) => /[\p{L}\p{N}]/u.test(one ?? '');
      const open = [...text.matchAll(/(.?)\[\[([\w.-]+)\]\](.?)/gu)].flatMap(([, before, key = '', after]) => {
        const said = words(key);
        const isBold = (isLetter(said[0]) || !isLetter(before)) && (isLetter(said.at(-1)) || !isLetter(after));
        return isBold ? [] : [key];
      });
      expect(open).toEqual([]);
    },
  );
});

describe('a guide that is made', () => {
  let places: GuidePlaces;
  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'xinglin-guide-'));
    places = {
      source: join(folder, 'source.md'),
      made: join(folder, 'made'),
      kept: join(folder, 'kept'),
      file: 'en.md',
      images: 'images',
    };
    writeFileSync(places.source, SOURCE);
  });
  afterEach(() => rmSync(join(places.source, '..'), { recursive: true, force: true }));
  const open = () => openGuide('en', say, places, async (path) => writeFileSync(path, 'png'));
  async function day(guide: ReturnType<typeof open>, keep = false): Promise<string[]> {
    await guide.show('one', async () => {
      guide.say('a.b');
      guide.say('c');
      await guide.picture('first');
    });
    await guide.show('two', async () => undefined);
    return guide.finish(keep);
  }

  it('finds nothing wrong where the day showed all of it, and the kept guide is that', async () => {
    expect(await day(open())).toEqual([expect.stringContaining('made anew'), 'there is no picture first-en.png']);
    expect(await day(open(), true)).toEqual([]);
    expect(await day(open())).toEqual([]);
  });

  it('tells what nobody used, nobody did, nobody shows, and what is stale', async () => {
    await day(open(), true);
    const guide = open();
    await guide.show('one', async () => {
      guide.say('a.b');
      await guide.picture('other');
    });
    await expect(guide.show('one', async () => undefined)).rejects.toThrow('one');
    await expect(guide.show('nothing', async () => undefined)).rejects.toThrow('nothing');
    writeFileSync(join(places.kept, 'images', 'old-en.png'), 'png');
    writeFileSync(join(places.kept, 'en.md'), 'old');
    expect(guide.finish()).toEqual([
      'one names c, which nobody used',
      'one has no picture first',
      'one does not show other',
      'nobody did what two tells',
      expect.stringContaining('made anew'),
      'nothing shows old-en.png',
    ]);
  });
});
