/** Reads FHIR R4 JSON into records: every resource with our id, its references rewritten, in durable batches. */
import { setImmediate as breathe } from 'node:timers/promises';
import { LONGEST_ORIGINAL, LONGEST_SYSTEM } from '../../../../shared/envelope/body.ts';
import { isElement } from '../../../../shared/merge/valid.ts';
import { canonicalJson, isObject, type JsonObject } from '../../../../shared/records/json.ts';
import { importDigest } from '../../records/import-digest.ts';
import type { Incoming, SourceId } from '../../records/incoming.ts';
import type { ImportContext, ImportFormat, SourceFile } from '../contract.ts';
import { type Item, makeRepeat, openParcels, type Parcel, type ParcelOptions } from './bundle.ts';
import { type Condition, conditionKey } from './condition.ts';
import { LINE_LIMIT, readPieces } from './content.ts';
import { importedId, makeIdCache } from './ids.ts';
import { parseObject, type Trouble, trouble } from './parse.ts';
import { resolveReference, type Surroundings } from './references.ts';
import { readdress } from './rewrite.ts';
import { makeSeen } from './seen.ts';
import { type Survey, survey } from './survey.ts';

/** One batch is one durable transaction of the vault, and one breath for everything else that it does. */
const BATCH_RESOURCES = 1000;
const BATCH_CHARACTERS = 4 * 1024 * 1024;
/** How many ids are remembered as told to the sink. */
const TOLD_LIMIT = 100_000;
/** Those of FHIR have up to some thirty characters. */
const LONGEST_ELEMENT = 100;

export const fhirImport: ImportFormat = {
  endings: ['.json', '.ndjson', '.jsonl'],
  read: async (files, context) => {
    const idOf = makeIdCache();
    const found = await survey(files, context, idOf);
    const writer = makeBatchWriter(context);
    const placer = makePlacer(found, context, idOf, writer);
    try {
      await placeFiles(files, context, placer);
    } finally {
      await writer.finish();
    }
  },
};

async function placeFiles(files: readonly SourceFile[], context: ImportContext, placer: Placer): Promise<void> {
  for (const file of files) {
    const options: ParcelOptions = { chosen: context.system, repeat: makeRepeat() };
    for await (const pieces of readPieces(file, context.read)) {
      for (const piece of pieces) {
        if (context.signal.aborted) return;
        const refuse = (why: Trouble, line = piece.line): void =>
          context.problem({ file: file.name, ...(line === undefined ? {} : { line }), ...why });
        if ('trouble' in piece) refuse(piece.trouble);
        else await placeText(piece.text, options, refuse, (item, parcel) => placer.place(item, parcel, file));
      }
    }
  }
}

type Refuse = (why: Trouble, line?: number) => void;
type Place = (item: Item, parcel: Parcel) => Promise<void> | Trouble | undefined;

/** Places every resource of one JSON text; what cannot be is refused with its entry. */
async function placeText(text: string, options: ParcelOptions, refuse: Refuse, place: Place): Promise<void> {
  const value = parseObject(text);
  if (!value.ok) return refuse(value.trouble);
  const parcels = openParcels(value.value, options);
  if ('code' in parcels) return refuse(parcels);
  for (const parcel of parcels) {
    for (const { entry, trouble: why } of parcel.troubles) refuse(why, entry);
    for (const item of parcel.items) {
      const placed = place(item, parcel);
      if (placed && 'code' in placed) refuse(placed, item.entry);
      else if (placed) await placed;
    }
  }
}

interface Placer {
  /** A promise where a batch became full, a trouble where the resource is refused. */
  place(item: Item, parcel: Parcel, file: SourceFile): Promise<void> | Trouble | undefined;
}

function makePlacer(
  found: Survey,
  context: ImportContext,
  idOf: (source: SourceId) => string,
  writer: BatchWriter,
): Placer {
  const seen = makeSeen();
  const here = new Map<string, string | undefined>();
  const findByCondition = (condition: Condition): string | undefined => {
    const key = conditionKey(condition);
    const inImport = found.conditions.get(key);
    if (inImport !== undefined) return inImport;
    if (!here.has(key)) here.set(key, context.sink.findByIdentifier(condition.type, condition.system, condition.value));
    return here.get(key);
  };

  return {
    place: (item, parcel, file) => {
      const { system, type, original, resource } = item;
      if (!Object.keys(resource).every(isImportable))
        return trouble('not-fhir', 'It has an element that no FHIR resource has.').trouble;
      if (system.length > LONGEST_SYSTEM || original.length > LONGEST_ORIGINAL)
        return trouble('not-fhir', 'Its id, or the name of the system that it is from, is longer than any.').trouble;
      const around: Surroundings = { parcel, scope: found.scopeOf(file), idOf, findByCondition, refers: writer.refer };
      const id = importedId(system, type, original);
      if (context.sink.isRedacted(type, id)) {
        const message = `An owner redacted this ${type}. It was left out and stays so; tell its sender.`;
        return trouble('redacted', message).trouble;
      }
      const json = canonicalJson(readdress(resource, id, (reference) => resolveReference(reference, item, around)));
      if (json.length > LINE_LIMIT) {
        return trouble('resource-too-large', `The resource is larger than ${LINE_LIMIT >> 20} MB.`).trouble;
      }
      const recurrence = seen.note(id, json, lastUpdatedOf(resource));
      if (recurrence === 'different') {
        const message = `This ${type} came before in this import, with other contents. The first was kept, this one left out. Compare the two, or ask the sender which is right.`;
        return trouble('duplicate-in-import', message).trouble;
      }
      if (recurrence === 'same') {
        context.count({ created: 0, updated: 0, unchanged: 1 }, [type]);
        return undefined;
      }
      return writer.add({ type, id, json, source: { system, type, original }, digest: importDigest(json) });
    },
  };
}

/** An element that can be changed later, too: its register needs a name that fits into an operation. */
function isImportable(element: string): boolean {
  return isElement(element) && element.length <= LONGEST_ELEMENT && element.isWellFormed();
}

function lastUpdatedOf(resource: JsonObject): number {
  const meta = resource.meta;
  return isObject(meta) && typeof meta.lastUpdated === 'string' ? Date.parse(meta.lastUpdated) || 0 : 0;
}

interface BatchWriter {
  /** A promise where this made the batch full: to be awaited before the next. */
  add(incoming: Incoming): Promise<void> | undefined;
  /** Notes that something in the batch refers to this. */
  refer(source: SourceId, id: string): void;
  /** Ends when everything is durable. */
  finish(): Promise<void>;
}

function makeBatchWriter({ sink, signal, count }: ImportContext): BatchWriter {
  let batch: Incoming[] = [];
  let characters = 0;
  let referred = new Map<string, SourceId>();
  const told = new Set<string>();

  // one batch is on its way while the next is read
  let onItsWay: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    // the user's "cancel" arrives between batches
    await breathe();
    await onItsWay;
    if (signal.aborted) return;
    const full = batch;
    if (told.size > TOLD_LIMIT) told.clear();
    for (const { id } of full) told.add(id);
    const unknown = [...referred].filter(([id]) => !told.has(id)).map(([id, source]) => ({ source, id }));
    for (const { id } of unknown) told.add(id);
    batch = [];
    characters = 0;
    referred = new Map();
    if (full.length === 0) return;
    onItsWay = Promise.resolve(sink.write(full, unknown)).then((counts) =>
      count(
        counts,
        full.map(({ type }) => type),
      ),
    );
    onItsWay.catch(() => {}); // told to whoever awaits it next
  };

  return {
    add: (incoming) => {
      batch.push(incoming);
      characters += incoming.json.length;
      return batch.length >= BATCH_RESOURCES || characters >= BATCH_CHARACTERS ? flush() : undefined;
    },
    refer: (source, id) => {
      if (!told.has(id) && !referred.has(id)) {
        referred.set(id, { system: source.system, type: source.type, original: source.original });
      }
    },
    finish: async () => {
      await flush();
      await onItsWay;
    },
  };
}
