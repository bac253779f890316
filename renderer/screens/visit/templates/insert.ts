/** Puts a text into another one. */

export interface Inserted {
  readonly text: string;
  /** Where writing goes on: behind what was put in. */
  readonly at: number;
}

/** `added` at a place of `text`, on a line of its own. */
export function insertInto(text: string, at: number, added: string): Inserted {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const begin = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const end = after === '' || after.startsWith('\n') ? after : `\n${after}`;
  return { text: begin + added + end, at: begin.length + added.length };
}
