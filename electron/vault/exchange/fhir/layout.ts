/** Whether a file is one JSON document or one resource per line (NDJSON): told by its content, the name helps only in doubt. */
import { decode, parseObject } from './parse.ts';

export type Layout = 'document' | 'lines';

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

export interface LayoutFinder {
  /** Looks at the next chunk; undefined: more is needed. */
  look(chunk: Buffer): Layout | undefined;
  /** What it is, when the file ended or a limit was reached before it was clear. */
  guess(): Layout;
}

/**
 * Lines, where the first line is a whole object and more follows, or where the second begins with a brace (as in a printed object only a line
 * does that follows an open bracket or a comma). `named`: the name ends in `.ndjson` or `.jsonl`.
 */
export function makeLayoutFinder(named: boolean): LayoutFinder {
  const first: Buffer[] = [];
  let begun = false;
  let ended = false;

  const judge = (second: number): Layout => {
    const text = decode(Buffer.concat(first));
    const line = text.ok ? text.value.trim() : '';
    const open = /[{[,:]$/.test(line);
    // a line that begins as a list and is none is a resource whose first byte was damaged: the others are read all the same
    if (line.startsWith('[') && (open || line.endsWith(']'))) return 'document';
    if ((second === BRACE && (named || !open)) || (line.startsWith('{') && parseObject(line).ok)) return 'lines';
    return named && !open ? 'lines' : 'document';
  };

  return {
    look: (chunk) => {
      let at = 0;
      if (!begun) {
        while (at < chunk.length && SPACE.has(chunk[at] ?? 0)) at++;
        if (at === chunk.length) return undefined;
        begun = true;
      }
      if (!ended) {
        const end = chunk.indexOf(NEWLINE, at);
        first.push(chunk.subarray(at, end < 0 ? chunk.length : end));
        if (end < 0) return undefined;
        ended = true;
        at = end;
      }
      while (at < chunk.length && SPACE.has(chunk[at] ?? 0)) at++;
      return at < chunk.length ? judge(chunk[at] ?? 0) : undefined;
    },
    guess: () => (named ? 'lines' : 'document'),
  };
}
