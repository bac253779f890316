/**
 * Cuts a text that comes in pieces into the rows of a table, each with its line and its raw text. A row goes on over a line break
 * within quotation marks; one whose mark is never closed would swallow the rest of the file, so it ends with its first line and
 * is marked as broken.
 */

/** A row as it stands in the file. */
export interface RawRow {
  /** Line on which it begins, counted from 1. */
  readonly line: number;
  /** Without the line break at its end. */
  readonly raw: string;
  /** A quotation mark that is opened in it is not closed, or it is longer than any row. */
  readonly broken?: 'quote' | 'long';
}

export interface RowCutter {
  /** The rows that are complete after this piece. */
  push(piece: string): RawRow[];
  /** The rest. */
  end(): RawRow[];
}

/** A quoted text of more characters is taken for a mark that was never closed. */
const LONGEST_ROW = 256 * 1024;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** `delimiter`: one character. `limit`: of a row, in characters. */
export function makeRowCutter(delimiter: string, limit = LONGEST_ROW): RowCutter {
  const separator = delimiter.charCodeAt(0);
  let text = '';
  let line = 1;
  /** In the rest of a line that is longer than any row. */
  let skipping = false;

  const skip = (): void => {
    const at = lineEnd(text, 0);
    if (at === text.length) text = '';
    else {
      text = text.slice(at + breakLength(text, at));
      line += 1;
      skipping = false;
    }
  };

  /** The rows that are complete; what is not stays in `text`. `last`: nothing comes after it. */
  const cut = (last: boolean): RawRow[] => {
    if (skipping) skip();
    const rows: RawRow[] = [];
    let start = 0;
    while (!skipping && start < text.length) {
      const end = endOfRow(text, start, separator);
      if (end.at === text.length - 1 && text.charCodeAt(end.at) === CR && !last) break; // its line feed may come yet
      const at = end.quoted ? lineEnd(text, start) : end.at < 0 ? text.length : end.at;
      if (end.at < 0 && !last && text.length - start <= limit) break;
      if (end.quoted) {
        rows.push({ line, raw: text.slice(start, Math.min(at, start + limit)), broken: 'quote' });
        line += 1;
      } else if (at - start > limit) {
        rows.push({ line, raw: text.slice(start, start + limit), broken: 'long' });
        skipping = end.at < 0;
        line += skipping ? 0 : end.breaks + 1;
      } else {
        rows.push({ line, raw: text.slice(start, at) });
        line += end.breaks + 1;
      }
      start = at + breakLength(text, at);
    }
    text = text.slice(start);
    return rows;
  };

  return {
    push: (piece) => {
      text += piece;
      return cut(false);
    },
    end: () => cut(true),
  };
}

/** Where the row that begins at `start` ends (its line break), -1 where it does not; how many lines it breaks over; whether a mark is open. */
function endOfRow(text: string, start: number, separator: number): { at: number; breaks: number; quoted: boolean } {
  let quoted = false;
  let head = true;
  let breaks = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === QUOTE) {
        if (text.charCodeAt(i + 1) === QUOTE) i += 1;
        else quoted = false;
      } else if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) breaks += 1;
    } else if (code === LF || code === CR) return { at: i, breaks, quoted: false };
    else if (code === QUOTE && head) {
      quoted = true;
      head = false;
    } else head = code === separator;
  }
  return { at: -1, breaks, quoted };
}

function lineEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || code === CR) return i;
  }
  return text.length;
}

function breakLength(text: string, at: number): number {
  if (at >= text.length) return 0;
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
}
