/** How much room words take in a picture, and how long ones stand in it. Pure. */

/** Letters that are as wide as they are high; others are half as wide. */
const WIDE = /[\u2e80-\uffef]/u;

/** How wide a text is about, in letters as wide as they are high. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1 : 0.5), 0);
}

/** A text in one line or two of a width (as `widthOf` has it), divided where a word ends; what finds no room in them is left off, and says so. */
export function inLines(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const first = beginningOf(text, width);
  const rest = text.slice(first.length).trimStart();
  const second = widthOf(rest) <= width ? rest : `${beginningOf(rest, width - 1).trimEnd()}…`;
  return `${first.trimEnd()}\n${second}`;
}

/** As much of a text as finds room: whole words, or as many letters where a word alone is too long. */
function beginningOf(text: string, width: number): string {
  let part = '';
  for (const word of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/gu) ?? []) {
    if (widthOf((part + word).trimEnd()) > width) break;
    part += word;
  }
  if (part !== '') return part;
  for (const letter of text) {
    if (widthOf(part + letter) > width) break;
    part += letter;
  }
  return part;
}
