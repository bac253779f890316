/**
 * A look through all files before anything is written, for what cannot be known from one resource alone: which
 * resource a condition means (the Location may come after the Encounter that names it by identifier), and which systems
 * a folder speaks for. Texts are searched as they are; only what may matter is parsed.
 */
import { dirname } from 'node:path';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { SourceId } from '../../records/incoming.ts';
import type { Ledger } from '../../storage/notes.ts';
import type { ImportContext, SourceFile } from '../contract.ts';
import { makeRepeat, openParcels, type Parcel, type ParcelOptions } from './bundle.ts';
import { conditionKey, conditionsMetBy, parseCondition } from './condition.ts';
import { type CutPiece, type EntryPiece, type HeadPiece, type Piece, readParts } from './content.ts';
import { UNSPECIFIED } from './ids.ts';
import { parseObject } from './parse.ts';
import { makeScope, type Scope } from './scope.ts';
import { type BundleIndex, makeBundleIndex, type StreamedBundle } from './streamed.ts';
import { systemOf } from './system.ts';

export interface Survey {
  /** Our id of the one resource of this import that meets a condition (by its key); '' where several do, undefined where none does. */
  metBy(condition: string): string | undefined;
  /** The scope of a file's folder; undefined where its files name no more than one system. */
  scopeOf(file: SourceFile): Scope | undefined;
  /** The one system that all resources in a file's folder name; undefined where they name several, or some name none. */
  senderOf(file: SourceFile): string | undefined;
  /** The Bundle in a file that is read in parts; undefined for any other file. */
  bundleOf(file: SourceFile): StreamedBundle | undefined;
}

const CONDITION_TEXT = /"([A-Z][A-Za-z]+\?identifier=(?:[^"\\]|\\.)*)"/g;
/** Stands for the resource that meets a condition, while none is known. */
const WANTED = '-';

export async function survey(
  files: readonly SourceFile[],
  context: Pick<ImportContext, 'system' | 'signal' | 'notes' | 'held'>,
  idOf: (source: SourceId) => string,
): Promise<Survey> {
  const { notes, system } = context;
  const conditions = notes.ledger();
  const types = new Set<string>();
  const systems = new Map<string, Set<string>>();
  const bundles = new Map<SourceFile, StreamedBundle>();
  for (const file of files) {
    let index: BundleIndex | undefined;
    for await (const piece of piecesOf(file, context)) {
      if ('cut' in piece) {
        // it may end in the first entry
        const bundle = (index ?? makeBundleIndex(notes.ledger, system)).finish(piece.cut.head);
        if (bundle) bundles.set(file, bundle);
        continue;
      }
      if ('head' in piece) {
        const bundle = index?.finish(piece.head);
        if (bundle) bundles.set(file, bundle);
        if (system === undefined && !file.deleted) noteSystem(piece.head, dirname(file.path), systems);
        continue;
      }
      if ('entry' in piece) index ??= makeBundleIndex(notes.ledger, system);
      if (!('text' in piece)) continue;
      if (piece.text.includes('?identifier=')) noteConditions(piece.text, conditions, types);
      if ('entry' in piece) index?.note(piece.text, piece.entry);
      else if (system === undefined && !file.deleted) noteSystem(piece.text, dirname(file.path), systems);
    }
  }
  const scopes = new Map(
    [...systems].filter(([, names]) => names.size > 1).map(([folder]) => [folder, makeScope(notes.ledger())]),
  );
  const scopeOf = (file: SourceFile): Scope | undefined => scopes.get(dirname(file.path));
  const metBy = (key: string): string | undefined => {
    const met = conditions.get(key);
    return met === WANTED ? undefined : met;
  };
  const senderOf = (file: SourceFile): string | undefined => {
    const [only, ...others] = systems.get(dirname(file.path)) ?? [];
    return only === UNSPECIFIED || others.length > 0 ? undefined : only;
  };
  const found: Survey = { metBy, scopeOf, senderOf, bundleOf: (file) => bundles.get(file) };
  const ofWantedType = new RegExp(`"resourceType"\\s*:\\s*"(?:${[...types].join('|') || '-'})"`);
  for (const file of files) {
    const scope = scopeOf(file);
    if (types.size === 0 && !scope) continue;
    const { beside } = file;
    const options = { chosen: system, deletions: false, repeat: makeRepeat(notes.ledger()), beside };
    for await (const piece of piecesOf(file, context)) {
      if (!('text' in piece) || !(scope || ofWantedType.test(piece.text))) continue;
      for (const item of parcelsOf(piece, bundles.get(file), options).flatMap(({ items }) => items)) {
        if (item.entry === undefined) scope?.note(item.system, item.type, item.original);
        if (!types.has(item.type)) continue;
        for (const condition of conditionsMetBy(item.resource)) {
          const key = conditionKey(condition);
          const before = conditions.get(key);
          if (before === undefined) continue;
          const id = idOf(item);
          conditions.set(key, before === WANTED || before === id ? id : '');
        }
      }
    }
  }
  return found;
}

async function* piecesOf(
  file: SourceFile,
  { signal, held }: Pick<ImportContext, 'signal' | 'held'>,
): AsyncGenerator<Piece | EntryPiece | HeadPiece | CutPiece> {
  for await (const pieces of readParts(file, () => {}, held)) {
    if (signal.aborted) return;
    yield* pieces;
  }
}

function parcelsOf(
  piece: (Piece | EntryPiece) & { readonly text: string; readonly value?: JsonObject },
  bundle: StreamedBundle | undefined,
  options: ParcelOptions,
): readonly Parcel[] {
  const parsed = piece.value ? undefined : parseObject(piece.text);
  const value = piece.value ?? (parsed?.ok ? parsed.value : undefined);
  if (!value) return [];
  if ('entry' in piece) return bundle?.open(value, piece.entry, options) ?? [];
  const parcels = openParcels(value, options);
  return 'code' in parcels ? [] : parcels;
}

function noteConditions(text: string, wanted: Ledger, types: Set<string>): void {
  for (const [quoted, plain = ''] of text.matchAll(CONDITION_TEXT)) {
    const condition = parseCondition(plain.includes('\\') ? unquote(quoted) : plain);
    if (!condition) continue;
    wanted.set(conditionKey(condition), WANTED);
    types.add(condition.type);
  }
}

/** The text in a JSON string; what is no JSON string is no condition (the text has not been parsed yet). */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return '';
  }
}

/** Notes the system of a resource that stands alone; of Bundles, references are resolved by themselves (bundle.ts). */
function noteSystem(text: string, folder: string, systems: Map<string, Set<string>>): void {
  const names = systems.get(folder) ?? new Set();
  systems.set(folder, names);
  const value = text.includes('"source"') ? parseObject(text) : undefined;
  if (value?.ok && value.value.resourceType === 'Bundle') return;
  names.add(systemOf(undefined, undefined, value?.ok ? value.value : {}, undefined));
}
