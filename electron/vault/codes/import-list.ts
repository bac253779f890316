/** Brings in a clinic's own list of codes from a file. */
import { basename, extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { raise } from '../../../shared/base/result.ts';
import type { CodeKind, CodeList } from '../../../shared/bridge/codes.ts';
import { isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { ICD10 } from '../../../shared/terminology/diagnoses.ts';
import { createRecords, newId } from '../records/commands.ts';
import { editOp } from '../records/edit.ts';
import { findRow, stateOf } from '../records/row.ts';
import { transact } from '../records/transaction.ts';
import { refuseInvalid } from '../records/validity.ts';
import { existingRow } from '../records/view.ts';
import type { Workspace } from '../records/workspace.ts';
import { codeListOf, focusOn, kindOf, linesOf, titleOf } from './code-system.ts';
import { conceptsOf } from './list-table.ts';
import { ownLists } from './own-lists.ts';
import { textOf } from './text-file.ts';

/** Beyond any nation's list; all of them stand in memory. */
const MOST_CODES = 100_000;

/** So many concepts are judged at a time: 20 ms. */
const SLICE = 100;

/** Codes as WHO's ICD-10 has them; a modification of it has codes of its own, and so is a system of its own. */
const WHO_CODE = /^[A-Z]\d\d(?:\.\d{1,2})?$/;

export interface ListInput {
  readonly path: string;
  readonly kind: CodeKind;
  readonly title?: string | undefined;
  readonly system?: string | undefined;
}

export interface ListImported {
  readonly list: CodeList;
  readonly replaced: boolean;
  readonly left: number;
}

/** What a file holds. */
interface FileList {
  readonly resource: JsonObject;
  readonly left: number;
  /** Whether the concepts were made here. */
  readonly made: boolean;
}

/** Keeps the list of a file as a CodeSystem record. Raises file-not-found, file-unreadable, not-json, not-a-code-list, not-valid. */
export async function importList(workspace: Workspace, input: ListInput): Promise<ListImported> {
  const text = await textOf(input.path);
  const { resource: read, left, made } = /^\s*[{[]/.test(text) ? fromFhir(text) : fromTable(text);
  const title = input.title ?? (titleOf(read) || basename(input.path, extname(input.path)));
  const url = textIn(read.url) || input.system || (input.kind === 'diagnosis' && isWho(read) ? ICD10 : undefined);
  const resource = {
    ...read,
    title,
    ...(url === undefined ? {} : { url }),
    // what it is for is said here, whatever the sender meant by it
    useContext: [
      ...objectsIn(read.useContext).filter((one) => kindOf({ useContext: [one] }) === undefined),
      focusOn(input.kind),
    ],
  };
  const count = linesOf(resource).length;
  if (count === 0 || count > MOST_CODES) refuse();
  const before = ownLists(workspace.store).find((list) => list.kind === input.kind && titleOf(list.resource) === title);
  const kept = { ...resource, id: before?.id ?? newId(workspace) };
  await refuseWrong(kept, made);
  if (before) replace(workspace, kept);
  else createRecords(workspace, [kept]);
  const version = findRow(workspace.store, 'CodeSystem', kept.id)?.version ?? 1;
  return { list: codeListOf(kept, version) ?? refuse(), replaced: before !== undefined, left };
}

/**
 * Refuses what is no valid CodeSystem. Each concept is judged by some ten rules, for which a national list takes seconds, so it goes a slice
 * at a time and others have their turn; of a table, whose concepts we made (`made`), one stands for all.
 */
async function refuseWrong(resource: JsonObject, made: boolean): Promise<void> {
  const concepts = objectsIn(resource.concept);
  const codes = new Set(concepts.map(({ code }) => code));
  if (codes.size < concepts.length) refuse();
  for (let at = 0; at < (made ? 1 : concepts.length); at += SLICE) {
    if (at > 0) await setImmediate();
    refuseInvalid({ ...resource, concept: concepts.slice(at, at + (made ? 1 : SLICE)) });
  }
}

/** What was judged, in the place of what stood there. */
function replace(workspace: Workspace, resource: JsonObject & { readonly id: string }): void {
  transact(workspace, (reader) => {
    const row = existingRow(reader, 'CodeSystem', resource.id);
    return { ops: editOp(workspace, reader, row, stateOf(reader, row), resource), result: undefined };
  });
}

function fromFhir(text: string): FileList {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    raise('not-json', 'The file is not JSON. Nothing was imported.');
  }
  if (!isObject(value as JsonObject) || (value as JsonObject).resourceType !== 'CodeSystem') refuse();
  const { id: _id, text: _text, meta: _meta, ...resource } = value as JsonObject;
  return { resource: { status: 'active', content: 'complete', ...resource }, left: 0, made: false };
}

function fromTable(text: string): FileList {
  const { concept, left } = conceptsOf(text) ?? refuse();
  return { resource: { resourceType: 'CodeSystem', status: 'active', content: 'complete', concept }, left, made: true };
}

function isWho(resource: JsonObject): boolean {
  return linesOf(resource).every(({ code }) => WHO_CODE.test(code));
}

function refuse(): never {
  raise(
    'not-a-code-list',
    'This is no list of codes, and nothing was imported. It can be a FHIR CodeSystem, or CSV with a column for the code and one for the name, of at most 100,000 codes.',
  );
}
