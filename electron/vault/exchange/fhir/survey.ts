/**
 * A look through all files before anything is written, for what cannot be known from one resource alone: which
 * resource a condition means (the Location may come after the Encounter that names it by identifier), and which systems
 * a folder speaks for. Texts are searched as they are; only what may matter is parsed.
 */
import { dirname } from 'node:path';
import type { SourceId } from '../../records/incoming.ts';
import type { ImportContext, SourceFile } from '../contract.ts';
import { makeRepeat, openParcels } from './bundle.ts';
import { conditionKey, conditionsMetBy, parseCondition } from './condition.ts';
import { readPieces } from './content.ts';
import { parseObject } from './parse.ts';
import { makeScope, type Scope } from './scope.ts';
import { systemOf } from './system.ts';

export interface Survey {
  /** Our id of the one resource of this import that meets each condition; undefined: several do. */
  readonly conditions: ReadonlyMap<string, string | undefined>;
  /** The scope of a file's folder; undefined where its files name no more than one system. */
  scopeOf(file: SourceFile): Scope | undefined;
}

const CONDITION_TEXT = /"([A-Z][A-Za-z]+\?identifier=(?:[^"\\]|\\.)*)"/g;

export async function survey(
  files: readonly SourceFile[],
  context: Pick<ImportContext, 'system' | 'signal'>,
  idOf: (source: SourceId) => string,
): Promise<Survey> {
  const wanted = new Set<string>();
  const types = new Set<string>();
  const systems = new Map<string, Set<string>>();
  for await (const { file, text } of textsOf(files, context.signal)) {
    if (text.includes('?identifier=')) noteConditions(text, wanted, types);
    if (context.system === undefined) noteSystem(text, dirname(file.path), systems);
  }
  const scopes = new Map([...systems].filter(([, names]) => names.size > 1).map(([folder]) => [folder, makeScope()]));
  const scopeOf = (file: SourceFile): Scope | undefined => scopes.get(dirname(file.path));
  const conditions = new Map<string, string | undefined>();
  if (!wanted.size && !scopes.size) return { conditions, scopeOf };

  const ofWantedType = new RegExp(`"resourceType"\\s*:\\s*"(?:${[...types].join('|') || '-'})"`);
  const relevant = files.filter((file) => wanted.size || scopeOf(file));
  for await (const { file, text } of textsOf(relevant, context.signal)) {
    const scope = scopeOf(file);
    if (!scope && !ofWantedType.test(text)) continue;
    const value = parseObject(text);
    const parcels = value.ok
      ? openParcels(value.value, { chosen: context.system, deletions: false, repeat: makeRepeat() })
      : [];
    for (const item of 'code' in parcels ? [] : parcels.flatMap((parcel) => parcel.items)) {
      if (item.entry === undefined) scope?.note(item.system, item.type, item.original);
      if (!types.has(item.type)) continue;
      for (const condition of conditionsMetBy(item.resource)) {
        const key = conditionKey(condition);
        if (!wanted.has(key)) continue;
        const id = idOf(item);
        conditions.set(key, conditions.has(key) && conditions.get(key) !== id ? undefined : id);
      }
    }
  }
  return { conditions, scopeOf };
}

async function* textsOf(
  files: readonly SourceFile[],
  signal: AbortSignal,
): AsyncGenerator<{ readonly file: SourceFile; readonly text: string }> {
  for (const file of files) {
    for await (const pieces of readPieces(file, () => {})) {
      if (signal.aborted) return;
      for (const piece of pieces) if ('text' in piece) yield { file, text: piece.text };
    }
  }
}

function noteConditions(text: string, wanted: Set<string>, types: Set<string>): void {
  for (const [quoted, plain = ''] of text.matchAll(CONDITION_TEXT)) {
    const condition = parseCondition(plain.includes('\\') ? unquote(quoted) : plain);
    if (!condition) continue;
    wanted.add(conditionKey(condition));
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
