/**
 * The user guide is made by tests that do what it tells, one a page: each section belongs to a part of what is done, whatever a section calls
 * by its name on the screen has to be used by that part, and its pictures are taken there. So the guide cannot tell what is not so.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../build/setup/paths.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import type { Say } from '../e2e/words.ts';
import { pictureFile, readSource, renderSource, type Section } from './source.ts';

/** The pages of the guide: the day, and the clinic in figures. */
export const PAGES = ['day', 'figures'] as const;
export type GuidePage = (typeof PAGES)[number];

export interface GuidePlaces {
  /** The written half, a file. */
  readonly source: string;
  /** Where what is made is put, a folder. */
  readonly made: string;
  /** The guide that people read, a folder. */
  readonly kept: string;
  /** The page, a file of either folder. */
  readonly file: string;
  /** Its pictures, a folder of either, with none of another page. */
  readonly images: string;
}

/** @param made folder for what is made */
export function guidePlaces(locale: Locale, made: string, page: GuidePage = 'day'): GuidePlaces {
  const file = page === 'day' ? `${locale}.md` : `${page}-${locale}.md`;
  const images = page === 'day' ? 'images' : `images/${page}`;
  return { source: join(import.meta.dirname, file), made, kept: join(ROOT, 'docs', 'guide'), file, images };
}

export interface Guide {
  /** The words of the window; what is asked for belongs to the section that is being shown. */
  readonly say: Say;
  /** Does what the section `id` tells. */
  show(id: string, part: () => Promise<void>): Promise<void>;
  /** Takes a picture for the section that is being shown. */
  picture(name: string): Promise<void>;
  /**
   * What the guide tells and the day did not show, or the other way round; and whether the kept guide is another one, unless this one is to
   * be kept from now on.
   */
  finish(keep?: boolean): string[];
}

/** @param take keeps a picture of the window under a path */
export function openGuide(
  locale: Locale,
  words: Say,
  places: GuidePlaces,
  take: (path: string) => Promise<void>,
): Guide {
  const source = readSource(readFileSync(places.source, 'utf8'));
  const images = join(places.made, places.images);
  mkdirSync(images, { recursive: true });
  for (const name of picturesIn(images, locale)) rmSync(join(images, name));
  const wrong: string[] = [];
  const shown = new Set<string>();
  let used = new Set<string>();
  let taken = new Set<string>();
  return {
    say(key, values) {
      used.add(key);
      return words(key, values);
    },
    async show(id, part) {
      const section = source.sections.find((one) => one.id === id);
      if (!section || shown.has(id)) throw new Error(`the guide tells nothing, or told already, about ${id}`);
      [used, taken] = [new Set(), new Set()];
      await part();
      shown.add(id);
      for (const key of section.words) if (!used.has(key)) wrong.push(`${id} names ${key}, which nobody used`);
      for (const name of section.pictures) if (!taken.has(name)) wrong.push(`${id} has no picture ${name}`);
      for (const name of taken) if (!section.pictures.includes(name)) wrong.push(`${id} does not show ${name}`);
    },
    async picture(name) {
      taken.add(name);
      await take(join(images, pictureFile(name, locale)));
    },
    finish(keep = false) {
      for (const { id } of source.sections) if (!shown.has(id)) wrong.push(`nobody did what ${id} tells`);
      const text = renderSource(source, words, locale, places.images);
      writeFileSync(join(places.made, places.file), text);
      if (keep) replace(places, locale, text);
      return [...wrong, ...stale(places, locale, text, source.sections)];
    },
  };
}

/** Puts the page as it was just made in the place of the kept one. */
function replace({ made, kept, file, images }: GuidePlaces, locale: Locale, text: string): void {
  const folder = join(kept, images);
  mkdirSync(folder, { recursive: true });
  for (const name of picturesIn(folder, locale)) rmSync(join(folder, name));
  writeFileSync(join(kept, file), text);
  for (const name of picturesIn(join(made, images), locale)) copyFileSync(join(made, images, name), join(folder, name));
}

function picturesIn(folder: string, locale: Locale): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(`-${locale}.png`)) : [];
}

function stale(
  { kept, file, images }: GuidePlaces,
  locale: Locale,
  text: string,
  sections: readonly Pick<Section, 'pictures'>[],
): string[] {
  const path = join(kept, file);
  const same = existsSync(path) && readFileSync(path, 'utf8') === text;
  const told = sections.flatMap(({ pictures }) => pictures.map((name) => pictureFile(name, locale)));
  const have = picturesIn(join(kept, images), locale);
  return [
    ...(same ? [] : [`${file} is not what was shown: let it be made anew with XINGLIN_FREEZE=1`]),
    ...told.filter((name) => !have.includes(name)).map((name) => `there is no picture ${name}`),
    ...have.filter((name) => !told.includes(name)).map((name) => `nothing shows ${name}`),
  ];
}
