/** Reads FHIR R4 JSON into records: every resource with our id, its references rewritten, in durable batches. */
import { canonicalJson } from '../../../../shared/records/json.ts';
import type { ImportContext, ImportFormat, SourceFile } from '../contract.ts';
import { makeRepeat, openParcels, type Parcel, type ParcelOptions } from './bundle.ts';
import { type CutPiece, type EntryPiece, type HeadPiece, LINE_LIMIT, type Piece, readParts } from './content.ts';
import { importedId, makeIdCache } from './ids.ts';
import { followManifests } from './manifest.ts';
import { parseObject, type Trouble, trouble } from './parse.ts';
import { makePlacer, type Placer, problemAt } from './place.ts';
import { type StreamedBundle, wrappedText } from './streamed.ts';
import { survey } from './survey.ts';

export const fhirImport: ImportFormat = {
  endings: ['.json', '.ndjson', '.jsonl'],
  follow: followManifests,
  read: async (all, context) => {
    const idOf = makeIdCache();
    const files = all.filter((file) => context.deletions || !file.deleted);
    for (const file of all.filter((one) => !files.includes(one))) {
      context.read(file.size);
      await context.problem({ file: file.name, code: 'not-allowed', message: NOT_DELETED }, 0);
    }
    const found = await survey(files, context, idOf);
    const placer = makePlacer(found, context, idOf);
    for (const file of files) {
      const repeat = makeRepeat(context.notes.ledger());
      const { beside } = file;
      const sender = file.deleted && found.senderOf(file);
      const options: ParcelOptions = { chosen: context.system, deletions: context.deletions, repeat, beside, sender };
      await placeFile({ file, options, context, placer }, found.bundleOf(file));
      if (context.signal.aborted) return;
    }
  },
};

const NOT_DELETED =
  'The sender lists here what was deleted there. Nothing is deleted here for it unless you choose so at import.';

interface Placing {
  readonly file: SourceFile;
  readonly options: ParcelOptions;
  readonly context: ImportContext;
  readonly placer: Placer;
}

async function placeFile(placing: Placing, bundle: StreamedBundle | undefined): Promise<void> {
  const { file, context } = placing;
  let entries = 0;
  let counted = 0;
  for await (const pieces of readParts(file, context.read, context.held)) {
    for (const piece of pieces) {
      if (context.signal.aborted) return;
      if ('entry' in piece) entries += 1;
      counted += countOf(piece, counted);
      if ('cut' in piece) await placeCut(piece, placing, bundle);
      else if ('head' in piece) await placeHead(piece, placing, bundle, entries);
      else if ('entry' in piece) await placeEntry(piece, placing, bundle);
      else await placeText(piece, placing);
    }
  }
  const missing = (file.expected ?? counted) - counted;
  if (missing > 0) {
    const message = `The manifest counts ${file.expected} resources in this file, and it holds ${counted}. Get it again from its sender, and import again: what is here stays as it is.`;
    await context.problem({ file: file.name, code: 'truncated', message }, missing);
  }
}

/** How many resources a piece is, as a manifest counts them, behind so many others of its file: a line is one, a Bundle what is in it. */
function countOf(piece: Piece | EntryPiece | HeadPiece | CutPiece, before: number): number {
  if ('cut' in piece) return 0;
  if ('head' in piece) return before === 0 ? 1 : 0;
  if ('line' in piece || 'entry' in piece) return 1;
  // why a file cannot be read on is no resource, but where it could not be read at all that is told already
  if ('trouble' in piece) return before === 0 ? 1 : 0;
  const { resourceType, entry } = piece.value ?? {};
  return resourceType === 'Bundle' && Array.isArray(entry) ? Math.max(1, entry.length) : 1;
}

/** Places every resource of one JSON text; what cannot be is refused with its entry. */
async function placeText(piece: Piece, placing: Placing): Promise<void> {
  const { file, context, options } = placing;
  const at = { file, line: piece.line };
  if ('trouble' in piece) return context.problem(problemAt(at, piece.trouble));
  const value = piece.value ? { ok: true as const, value: piece.value } : parseObject(piece.text);
  const parcels = value.ok ? openParcels(value.value, options) : value.trouble;
  if ('code' in parcels) return context.problem(problemAt(at, parcels), 1, piece.text);
  await placeParcels(parcels, piece.text, piece.line, placing);
}

/** Places an entry of a Bundle that is read in parts. Of what is no Bundle nothing is taken. */
async function placeEntry(piece: EntryPiece, placing: Placing, bundle: StreamedBundle | undefined): Promise<void> {
  if (!bundle) return undefined;
  const { file, context, options } = placing;
  const at = { file, line: piece.entry };
  if ('trouble' in piece) return context.problem(problemAt(at, piece.trouble));
  const value = parseObject(piece.text);
  if (!value.ok) return context.problem(problemAt(at, value.trouble), 1, wrappedText(piece.text, bundle));
  await placeParcels(bundle.open(value.value, piece.entry, options), piece.text, piece.entry, placing);
}

/** Ends a document that was read in parts: it may have been no Bundle, or one that is more than its entries. */
async function placeHead(
  { head }: HeadPiece,
  placing: Placing,
  bundle: StreamedBundle | undefined,
  entries: number,
): Promise<void> {
  const { file, context } = placing;
  if (!bundle) {
    if (entries === 0) return placeText({ text: head }, placing);
    // what is left of it would be read, and mended, as if it had never had any
    return context.problem(problemAt({ file, line: undefined }, withoutEntries(head)));
  }
  if (bundle.type !== 'document' && bundle.type !== 'message') return undefined;
  const message = `The ${bundle.type} is too large to be kept as one, or damaged. All that can be read in it came in.`;
  await context.problem({ file: file.name, code: 'resource-too-large', message }, 0);
}

/** Says where a document ends that is cut off, and keeps the entry in which it ends: what came before has come in, if it is a Bundle. */
async function placeCut({ cut }: CutPiece, placing: Placing, bundle: StreamedBundle | undefined): Promise<void> {
  const { file, context } = placing;
  const at = { file, line: cut.entry };
  if (!bundle) return context.problem(problemAt({ file, line: undefined }, cut.trouble));
  const where =
    cut.tail === undefined
      ? `The file ends behind entry ${cut.entry - 1}. What came before came in.`
      : `The file ends in the middle of entry ${cut.entry}. What came before came in; the beginning of this entry is kept here, and the rest of it is lost.`;
  const message = `${where} Get the file again from its sender, and import it again: what is here stays as it is.`;
  const raw = cut.tail === undefined ? undefined : wrappedText(cut.tail, bundle);
  return context.problem(problemAt(at, { code: cut.trouble.code, message }), 1, raw);
}

/** Why nothing is taken of what has entries and is no Bundle, or none that can be read. */
function withoutEntries(head: string): Trouble {
  const value = parseObject(head);
  if (!value.ok) return value.trouble;
  const message = `The resource is larger than ${LINE_LIMIT >> 20} MB. Nothing of it was taken.`;
  return trouble('resource-too-large', message).trouble;
}

async function placeParcels(
  parcels: readonly Parcel[],
  text: string,
  line: number | undefined,
  { file, context, placer }: Placing,
): Promise<void> {
  for (const parcel of parcels) {
    for (const { entry, trouble, raw } of parcel.troubles)
      await context.problem(problemAt({ file, line: line ?? entry }, trouble), 1, raw);
    for (const { source } of parcel.deleted)
      await context.remove({
        type: source.type,
        id: importedId(source.system, source.type, source.original),
        source,
        file: file.name,
      });
    for (const item of parcel.items) {
      const alone = item.entry === undefined && item.wrapped === item.resource;
      const raw = (): string => (alone ? text : canonicalJson(item.wrapped));
      const placed = placer.place(item, parcel.around, { file, line: line ?? item.entry, raw });
      if (placed) await placed;
    }
  }
}
