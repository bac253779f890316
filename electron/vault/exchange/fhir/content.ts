/**
 * Reads a file as the JSON texts in it: one document, or one per line. NDJSON is streamed, with memory bounded by the
 * longest line; a document is held whole, because a Bundle's references cannot be resolved before its last entry was
 * seen, and because of a cut-off Bundle nothing may be taken.
 */
import type { ErrorCode } from '../../../../shared/base/errors.ts';
import { fileBytes, readingTrouble } from '../bytes.ts';
import type { SourceFile } from '../contract.ts';
import { type Layout, makeLayoutFinder } from './layout.ts';
import { type Line, makeLineSplitter } from './lines.ts';
import { decode, type Trouble, trouble } from './parse.ts';

/** The longest line that is read, in bytes. */
export const LINE_LIMIT = 16 * 1024 * 1024;
/** The largest document (a Bundle, a resource printed over several lines) that is read, in bytes after decompression. */
const DOCUMENT_LIMIT = 256 * 1024 * 1024;

/** A JSON text or the reason why there is none. `line` is absent for a whole document. */
export type Piece =
  | { readonly text: string; readonly line?: number }
  | { readonly trouble: Trouble; readonly line?: number };

/** A piece that is a reason. */
function refusal(code: ErrorCode, message: string): Piece {
  return { trouble: trouble(code, message).trouble };
}

/** The texts of a file, in groups as they were read. `onRead` hears of bytes read from disk. Never throws for what a file can do. */
export async function* readPieces(file: SourceFile, onRead: (bytes: number) => void): AsyncGenerator<Piece[]> {
  const finder = makeLayoutFinder(/\.(ndjson|jsonl)(\.gz)?$/i.test(file.name));
  const splitter = makeLineSplitter(LINE_LIMIT);
  let layout: Layout | undefined;
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of fileBytes(file.text === undefined ? file.path : { text: file.text }, onRead)) {
      if (layout === 'lines') {
        yield piecesOf(splitter.push(chunk));
        continue;
      }
      held.push(chunk);
      size += chunk.length;
      layout ??= finder.look(chunk);
      if (layout === undefined && size > LINE_LIMIT) layout = finder.guess();
      if (layout === 'lines') {
        for (const part of held) yield piecesOf(splitter.push(part));
        held = [];
      } else if (size > DOCUMENT_LIMIT) {
        const message = `More than ${DOCUMENT_LIMIT >> 20} MB in one JSON document. Ask the sender for NDJSON (bulk export).`;
        yield [refusal('resource-too-large', message)];
        return;
      }
    }
  } catch (error) {
    // lines that were complete before a compressed file broke off are good
    if (!layout && finder.guess() === 'lines') for (const part of held) yield piecesOf(splitter.push(part));
    const why = readingTrouble(error);
    if (!why) throw error;
    yield [refusal(why.code, why.message)];
    return;
  }
  layout ??= finder.guess();
  if (layout === 'document') {
    yield [pieceOf(Buffer.concat(held))];
    return;
  }
  for (const part of held) yield piecesOf(splitter.push(part));
  yield piecesOf(splitter.end());
}

function piecesOf(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  for (const { number, bytes } of lines) {
    if (!bytes) {
      const message = `The line is longer than ${LINE_LIMIT >> 20} MB. Nothing of it was taken; the other lines were read.`;
      pieces.push({ ...refusal('resource-too-large', message), line: number });
      continue;
    }
    const piece = pieceOf(bytes);
    if ('trouble' in piece || piece.text.trim() !== '') pieces.push({ ...piece, line: number });
  }
  return pieces;
}

function pieceOf(bytes: Buffer): Piece {
  const text = decode(bytes);
  return text.ok ? { text: text.value } : { trouble: text.trouble };
}
