/**
 * Reads a file as the JSON texts in it: one document, or one per line. NDJSON is streamed, with memory bounded by the longest
 * line; so is a large document, entry by entry. A small one is held whole.
 */
import { StringDecoder } from 'node:string_decoder';
import type { ErrorCode } from '../../../../shared/base/errors.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { fileBytes, readingTrouble } from '../bytes.ts';
import type { SourceFile } from '../contract.ts';
import { type Layout, makeLayoutFinder } from './layout.ts';
import { type Line, makeLineSplitter } from './lines.ts';
import { decode, parseObject, type Trouble, trouble } from './parse.ts';
import { type EntrySplitter, makeEntrySplitter, type Rest } from './split.ts';

/** The longest line, resource or entry that is read, in bytes. */
export const LINE_LIMIT = 16 * 1024 * 1024;
/** The largest document that is held whole where the caller wants none in parts, in bytes after decompression. */
const DOCUMENT_LIMIT = 256 * 1024 * 1024;

/** A JSON text or the reason why there is none. `line` is absent for a whole document, whose `value` may have been looked at already. */
export type Piece =
  | { readonly text: string; readonly line?: number; readonly value?: JsonObject }
  | { readonly trouble: Trouble; readonly line?: number };

/** An entry of a document that is read in parts, or the reason why it cannot be read; `entry` is 1-based. */
export type EntryPiece = { readonly entry: number } & ({ readonly text: string } | { readonly trouble: Trouble });

/** The end of a document that was read in parts: all of it but its entries. It comes only where the document is whole. */
export interface HeadPiece {
  readonly head: string;
}

/** The end of a document in parts that is cut off in the list of its entries. */
export interface CutPiece {
  readonly cut: {
    readonly trouble: Trouble;
    /** The document without its entries, closed where they began. */
    readonly head: string;
    /** The entry in which it ends, and the first `TAIL_LIMIT` bytes of that; undefined where it has none, or they are no text. */
    readonly entry: number;
    readonly tail: string | undefined;
  };
}

/** How much is kept of an entry in which a document ends. */
const TAIL_LIMIT = 1024 * 1024;

type AnyPiece = Piece | EntryPiece | HeadPiece | CutPiece;

/** A piece that is a reason. */
function refusal(code: ErrorCode, message: string): { readonly trouble: Trouble } {
  return { trouble: trouble(code, message).trouble };
}

/** The texts of a file, each whole, in groups as they were read. `onRead` hears of bytes read from disk. Never throws for what a file can do. */
export async function* readPieces(file: SourceFile, onRead: (bytes: number) => void): AsyncGenerator<Piece[]> {
  for await (const pieces of read(file, onRead, DOCUMENT_LIMIT, undefined)) yield pieces.filter(isWhole);
}

/**
 * The same; of a document of more than `held` bytes, and of one that is no JSON as a whole, its entries, and behind them what is
 * left of it.
 */
export function readParts(
  file: SourceFile,
  onRead: (bytes: number) => void,
  held = LINE_LIMIT,
): AsyncGenerator<AnyPiece[]> {
  return read(file, onRead, held, makeEntrySplitter(LINE_LIMIT));
}

function isWhole(piece: AnyPiece): piece is Piece {
  return !('head' in piece || 'entry' in piece || 'cut' in piece);
}

/** `splitter`: of documents that are larger than `most` bytes; undefined: they are refused. */
async function* read(
  file: SourceFile,
  onRead: (bytes: number) => void,
  most: number,
  splitter: EntrySplitter | undefined,
): AsyncGenerator<AnyPiece[]> {
  const finder = makeLayoutFinder(/\.(ndjson|jsonl)(\.gz)?$/i.test(file.name));
  const lines = makeLineSplitter(LINE_LIMIT);
  let layout: Layout | 'parts' | undefined;
  let held: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of fileBytes(file.text === undefined ? file.path : { text: file.text }, onRead)) {
      if (layout === 'lines') {
        yield piecesOf(lines.push(chunk));
        continue;
      }
      if (layout === 'parts') {
        yield entriesOf(splitter, chunk);
        continue;
      }
      held.push(chunk);
      size += chunk.length;
      layout ??= finder.look(chunk);
      if (layout === undefined && size > Math.min(most, LINE_LIMIT)) layout = finder.guess();
      if (layout === 'lines') {
        for (const part of held) yield piecesOf(lines.push(part));
        held = [];
      } else if (layout === 'document' && size > most) {
        const wrong = splitter ? notAnObject(held) : tooLarge(most);
        if (wrong) {
          yield [wrong];
          return;
        }
        layout = 'parts';
        for (const part of held) yield entriesOf(splitter, part);
        held = [];
      }
    }
  } catch (error) {
    // lines that were complete before a compressed file broke off are good
    if (!layout && finder.guess() === 'lines') for (const part of held) yield piecesOf(lines.push(part));
    const why = readingTrouble(error);
    if (!why) throw error;
    yield layout === 'parts' ? endOf(splitter, why) : [refusal(why.code, why.message)];
    return;
  }
  layout ??= finder.guess();
  if (layout === 'parts') yield endOf(splitter);
  else if (layout === 'document') yield documentOf(Buffer.concat(held), splitter);
  else {
    for (const part of held) yield piecesOf(lines.push(part));
    yield piecesOf(lines.end());
  }
}

/** A document that was held; in parts where it is no JSON as a whole, but a Bundle whose entries can be told apart. */
function documentOf(bytes: Buffer, splitter: EntrySplitter | undefined): AnyPiece[] {
  const piece = pieceOf(bytes);
  if (!splitter) return [piece];
  const parsed = 'text' in piece ? parseObject(piece.text) : undefined;
  if ('text' in piece && parsed?.ok) return [{ ...piece, value: parsed.value }];
  const entries = entriesOf(splitter, bytes);
  const rest = restOf(splitter?.end());
  // of a List or any other resource that is damaged the entries are a part, which it may not lose
  const head = 'head' in rest && entries.length > 0 ? parseObject(rest.head) : undefined;
  return 'head' in rest && head?.ok && head.value.resourceType === 'Bundle' ? [...entries, rest] : [piece];
}

function tooLarge(most: number): Piece {
  return refusal(
    'resource-too-large',
    `More than ${most >> 20} MB in one JSON document. Ask the sender for NDJSON (bulk export).`,
  );
}

/** Why a document that begins in this way cannot be read in parts. */
function notAnObject(held: readonly Buffer[]): Piece | undefined {
  const text = decode(Buffer.concat(held.slice(0, 1)).subarray(0, 4096));
  // a character may be cut at the end, and an object says what it is before it
  const begun = text.ok
    ? text.value
    : Buffer.concat(held.slice(0, 1))
        .toString('latin1', 0, 64)
        .replace(/^\u00ef\u00bb\u00bf/, '');
  if (begun.trimStart().startsWith('{')) return undefined;
  if (begun.trimStart().startsWith('[')) return troubleOf(parseObject('[]'));
  return text.ok ? troubleOf(parseObject(begun)) : { trouble: text.trouble };
}

function troubleOf(parsed: ReturnType<typeof parseObject>): Piece | undefined {
  return parsed.ok ? undefined : { trouble: parsed.trouble };
}

function entriesOf(splitter: EntrySplitter | undefined, chunk: Buffer): EntryPiece[] {
  return (splitter?.push(chunk) ?? []).map(({ number, bytes }) => {
    if (bytes) return { ...pieceOf(bytes), entry: number };
    const message = `The entry is longer than ${LINE_LIMIT >> 20} MB. Nothing of it was taken; the other entries were read.`;
    return { ...refusal('resource-too-large', message), entry: number };
  });
}

/** The end of a document in parts: an entry that is whole in it, and what is left. `why` it could not be read on. */
function endOf(splitter: EntrySplitter | undefined, why?: Trouble): (EntryPiece | HeadPiece | CutPiece | Piece)[] {
  const rest = splitter?.end();
  const left = restOf(rest);
  if ('head' in left) return why ? [left, { trouble: why }] : [left];
  const reason = why ? { trouble: why } : left;
  if (!rest?.cut || !rest.bytes) return [reason];
  const head = decode(Buffer.concat([rest.bytes, Buffer.from(']}')]));
  if (!head.ok) return [reason];
  const { number, bytes } = rest.cut;
  const tail = bytes && cutText(bytes);
  const cut = { trouble: reason.trouble, head: head.value, entry: number, tail };
  // it may be cut off between two
  if (tail === undefined || bytes === undefined || bytes.length > LINE_LIMIT || !parseObject(bytes.toString()).ok)
    return [{ cut }];
  return [{ ...pieceOf(bytes), entry: number }, { cut: { ...cut, entry: number + 1, tail: undefined } }];
}

/** The beginning of a text whose last character may be cut. */
function cutText(bytes: Buffer): string | undefined {
  const text = new StringDecoder('utf8').write(bytes.subarray(0, TAIL_LIMIT));
  return text.trim() === '' || text.includes('\uFFFD') ? undefined : text;
}

/** What is left of a document in parts at its end. */
function restOf(rest: Rest | undefined): HeadPiece | (Piece & { readonly trouble: Trouble }) {
  if (!rest?.whole) {
    return rest?.more
      ? refusal('not-json', 'Not valid JSON. Nothing was taken from it; ask the sender to export it again.')
      : refusal('truncated', 'The JSON ends in the middle: the file was cut off. Get it again from its sender.');
  }
  if (!rest.bytes) return refusal('resource-too-large', `The resource is larger than ${LINE_LIMIT >> 20} MB.`);
  const text = decode(rest.bytes);
  return text.ok ? { head: text.value } : { trouble: text.trouble };
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
