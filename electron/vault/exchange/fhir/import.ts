/** Reads FHIR R4 JSON into records: every resource with our id, its references rewritten, in durable batches. */
import { canonicalJson } from '../../../../shared/records/json.ts';
import type { ImportContext, ImportFormat, SourceFile } from '../contract.ts';
import { makeRepeat, openParcels, type ParcelOptions } from './bundle.ts';
import { readPieces } from './content.ts';
import { importedId, makeIdCache } from './ids.ts';
import { parseObject } from './parse.ts';
import { makePlacer, type Placer, problemAt } from './place.ts';
import { survey } from './survey.ts';

export const fhirImport: ImportFormat = {
  endings: ['.json', '.ndjson', '.jsonl'],
  read: async (files, context) => {
    const idOf = makeIdCache();
    const found = await survey(files, context, idOf);
    await placeFiles(files, context, makePlacer(found, context, idOf));
  },
};

async function placeFiles(files: readonly SourceFile[], context: ImportContext, placer: Placer): Promise<void> {
  for (const file of files) {
    const options: ParcelOptions = { chosen: context.system, deletions: context.deletions, repeat: makeRepeat() };
    for await (const pieces of readPieces(file, context.read)) {
      for (const piece of pieces) {
        if (context.signal.aborted) return;
        const at = { file, line: piece.line };
        if ('trouble' in piece) await context.problem(problemAt(at, piece.trouble));
        else await placeText(piece.text, at, options, context, placer);
      }
    }
  }
}

/** Places every resource of one JSON text; what cannot be is refused with its entry. */
async function placeText(
  text: string,
  at: { readonly file: SourceFile; readonly line: number | undefined },
  options: ParcelOptions,
  context: ImportContext,
  placer: Placer,
): Promise<void> {
  const value = parseObject(text);
  const parcels = value.ok ? openParcels(value.value, options) : value.trouble;
  if ('code' in parcels) return context.problem(problemAt(at, parcels), 1, text);
  for (const parcel of parcels) {
    for (const { entry, trouble, raw } of parcel.troubles)
      await context.problem(problemAt({ ...at, line: at.line ?? entry }, trouble), 1, raw);
    for (const { source } of parcel.deleted)
      await context.remove({ type: source.type, id: importedId(source.system, source.type, source.original), source });
    for (const item of parcel.items) {
      const raw = (): string => (item.entry === undefined ? text : canonicalJson(item.wrapped));
      const placed = placer.place(item, parcel, { file: at.file, line: at.line ?? item.entry, raw });
      if (placed) await placed;
    }
  }
}
