/** The written half of the user guide: Markdown whose words for buttons and pictures stand for something that a test does. */

/** A part of the guide, shown by one part of the day. */
export interface Section {
  readonly id: string;
  /** Markdown, from its heading on. */
  readonly text: string;
  /** Keys of the locale files that it names. */
  readonly words: readonly string[];
  /** Names of the pictures that it shows. */
  readonly pictures: readonly string[];
}

export interface Source {
  /** What stands before the first section. */
  readonly head: string;
  readonly sections: readonly Section[];
}

const MARK = /^<!-- ([a-z-]+) -->$/m;
/** `[[today.arrive]]`: what the window calls it. */
const WORD = /\[\[([\w.-]+)\]\]/g;
/** `![Alt text](picture:arrive)`: what the window looked like then. */
const PICTURE = /\]\(picture:([a-z-]+)\)/g;

/** Takes a source apart; throws where two sections have one id. */
export function readSource(text: string): Source {
  const [head = '', ...parts] = text.split(MARK);
  const sections: Section[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [id = '', body = ''] = parts.slice(at, at + 2);
    if (sections.some((section) => section.id === id)) throw new Error(`the guide has two sections called ${id}`);
    sections.push({ id, text: body.trim(), words: found(body, WORD), pictures: found(body, PICTURE) });
  }
  return { head: head.trim(), sections };
}

function found(text: string, what: RegExp): string[] {
  return [...new Set([...text.matchAll(what)].map(([, name = '']) => name))];
}

/** The page that people read: words in bold as the window has them, pictures from a folder beside it. */
export function renderSource(source: Source, say: (key: string) => string, locale: string, images: string): string {
  const text = [source.head, ...source.sections.map((section) => section.text)].join('\n\n');
  return `${text
    .replace(WORD, (_all, key: string) => `**${say(key)}**`)
    .replace(PICTURE, (_all, name: string) => `](${images}/${pictureFile(name, locale)})`)}\n`;
}

export function pictureFile(name: string, locale: string): string {
  return `${name}-${locale}.png`;
}
