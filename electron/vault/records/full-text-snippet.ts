/** A piece of a text around what was found in it. */
import { type Phrase, placedWords } from './full-text-words.ts';

type Snippet = { text: string; hit: boolean }[];

/** Characters shown before the first match, and in all. */
const BEFORE = 30;
const SHOWN = 160;
/** How far a cut may move to fall between two words. */
const LEEWAY = 12;

/** Cuts the first text in which a phrase stands around its first place, and marks all phrases there. [] for no text at all. */
export function snippetOf(texts: readonly string[], phrases: readonly Phrase[]): Snippet {
  for (const text of texts) {
    const marks = marksIn(text, phrases);
    if (marks.length > 0) return cut(text, marks);
  }
  const [first] = texts;
  return first === undefined ? [] : cut(first, []);
}

type Mark = readonly [from: number, to: number];

/** Where phrases stand, in order, without overlaps. */
function marksIn(text: string, phrases: readonly Phrase[]): Mark[] {
  const placed = placedWords(text);
  const marks: Mark[] = [];
  placed.forEach((first, index) => {
    for (const { words, beginning } of phrases) {
      const last = words.length - 1;
      const stands = words.every((word, nth) => {
        const there = placed[index + nth]?.word;
        return beginning && nth === last ? there?.startsWith(word) : there === word;
      });
      if (stands) marks.push([first.from, placed[index + last]?.to ?? first.to]);
    }
  });
  return joined(marks);
}

function joined(marks: readonly Mark[]): Mark[] {
  const apart: Mark[] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const before = apart.at(-1);
    if (before && from < before[1]) apart[apart.length - 1] = [before[0], Math.max(before[1], to)];
    else apart.push([from, to]);
  }
  return apart;
}

function cut(text: string, marks: readonly Mark[]): Snippet {
  const start = beginAt(text, Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE));
  const end = endAt(text, Math.min(text.length, Math.max(start + SHOWN, marks[0]?.[1] ?? 0)));
  const pieces: Snippet = [];
  const add = (from: number, to: number, hit: boolean): void => {
    if (to > from) pieces.push({ text: text.slice(from, to).replace(/\s+/g, ' '), hit });
  };
  let at = start;
  if (start > 0) pieces.push({ text: '…', hit: false });
  for (const [from, to] of marks) {
    if (to > end) break;
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, end, false);
  if (end < text.length) pieces.push({ text: '…', hit: false });
  return pieces;
}

/** After the next space, where one is near. */
function beginAt(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + LEEWAY).search(/\s/);
  return whole(text, space < 0 ? at : at + space + 1);
}

/** Before the last space, where one is near. */
function endAt(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.slice(at - LEEWAY, at).search(/\s\S*$/);
  return whole(text, space < 0 ? at : at - LEEWAY + space);
}

/** No surrogate pair is cut in two. */
function whole(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}
