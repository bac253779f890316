/** Keeps what an import brings: compares with the last import from that system, merges with what was edited here. */

import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { deletion, isDeleted, restoration, shownResource } from '../../../shared/merge/reducer.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Members } from '../access/membership.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { editOp } from './edit.ts';
import { isSignature } from './final.ts';
import { importedState } from './history.ts';
import type { Batch, Gone, ImportCounts, ImportOutcome, ImportSink, Incoming, KnownRecords } from './incoming.ts';
import type { KnownCreation } from './known.ts';
import { lockOf } from './lock.ts';
import { mergedProjections } from './one-person.ts';
import { isRedacted } from './redaction-log.ts';
import { findRow, type RecordRow, stateOf } from './row.ts';
import { keepSaidReferences } from './said-references.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** Digest of what a sending system does not have (any more): that of no JSON. */
export const NOTHING_THERE = new Uint8Array(16);

/** Base names of files, each with how many operations in a row came from it. */
export type OpFiles = (readonly [string, number])[];

/** Hears of each batch in its own transaction: the hash of its last envelope, null where it changed nothing. */
export type BatchNoted = (
  writer: Writer,
  hash: Uint8Array | null,
  batch: Batch,
  told: { readonly outcome: ImportOutcome; readonly files: OpFiles },
) => void;

/** The sink that an import of this clinic writes to. */
export function importSink(workspace: Workspace, noted?: BatchNoted): ImportSink {
  let redacted = redactedFinder(workspace.store);
  return {
    write: (batch) => {
      // an owner may redact while this import is running
      redacted = redactedFinder(workspace.store);
      return transact(workspace, (reader) => {
        const edited: EditedOps = (row, json) =>
          editOp(workspace, reader, row, stateOf(reader, row), parseJson(json) as JsonObject);
        const { ops, outcome, known, files } = weigh(reader, batch, { edited });
        const beside = (writer: Writer, hash: Uint8Array | null): void => {
          keepSaidReferences(writer, batch);
          noted?.(writer, hash, batch, { outcome, files });
        };
        return { ops, result: outcome, known, beside };
      });
    },
    findByIdentifier: identifierFinder(workspace.store),
    isRedacted: (type, id) => redacted(type, id),
    here: knownRecords(workspace.store, workspace.members()),
  };
}

/** The operations by which a record becomes what a table says. Raises signed, append-only: who reads the table has looked (`knownRecords`). */
type EditedOps = (row: RecordRow, json: string) => readonly Op[];

type Fate = keyof ImportCounts;

interface Tally extends ImportOutcome {
  created: number;
  updated: number;
  unchanged: number;
  readonly types: Record<string, { created: number; updated: number; unchanged: number }>;
}

/** A count of fates, of each type, too. */
export function makeTally(): { readonly outcome: ImportOutcome; add(type: string, fate: Fate, count?: number): void } {
  const outcome: Tally = { created: 0, updated: 0, unchanged: 0, types: {} };
  return {
    outcome,
    add: (type, fate, count = 1) => {
      outcome[fate] += count;
      outcome.types[type] ??= { created: 0, updated: 0, unchanged: 0 };
      outcome.types[type][fate] += count;
    },
  };
}

/**
 * What a batch would do: the operations, and the fate of each of its resources. `come`: whether one that is not here has come in all the same.
 * `edited`: absent where nothing is written.
 */
export function weigh(
  reader: Reader,
  { resources, referred, deleted = [] }: Batch,
  { come = () => false, edited }: { come?: (id: string) => boolean; edited?: EditedOps } = {},
): { ops: Op[]; outcome: ImportOutcome; known: Map<string, KnownCreation>; files: OpFiles } {
  const tally = makeTally();
  const ops: Op[] = [];
  const files: OpFiles = [];
  const push = (file = '', ...more: readonly Op[]): void => {
    ops.push(...more);
    const last = files.at(-1);
    if (last?.[0] === file) files[files.length - 1] = [file, last[1] + more.length];
    else files.push([file, more.length]);
  };
  const known = new Map<string, KnownCreation>();
  for (const incoming of latest(resources)) {
    if (incoming.edit) {
      const row = findRow(reader, incoming.type, incoming.id);
      const same = !row || row.deleted === 1 || row.redacted === 1 || row.json === incoming.json;
      tally.add(incoming.type, same ? 'unchanged' : 'updated');
      if (row && !same && edited) push(incoming.file, ...edited(row, incoming.json));
      continue;
    }
    const { fate, op } = weighOne(reader, incoming, known);
    tally.add(incoming.type, fate === 'created' && come(incoming.id) ? 'updated' : fate);
    if (op) push(incoming.file, op);
  }
  for (const gone of deleted) {
    const op = deletionOf(reader, gone);
    tally.add(gone.type, op ? 'updated' : 'unchanged');
    if (op) push(gone.file, op);
  }
  const unknown = referred.filter(({ source, id }) => !isKnown(reader, source.type, id));
  if (unknown.length > 0)
    ops.push({ k: 'a', m: unknown.map(({ source, id }) => [source.system, source.type, source.original, id]) });
  return { ops, outcome: tally.outcome, known, files };
}

/**
 * Looks up the one record that carries an identifier. Of patients who were merged the one who had it: an import that comes again names the
 * same one, and what it brings goes with them when they are parted.
 */
export function identifierFinder(reader: Reader): ImportSink['findByIdentifier'] {
  return (type, system, value) => {
    const found = reader.all<{ id: string }>(
      `SELECT DISTINCT r.id FROM identifier i JOIN record r ON r.rid = i.rid
       WHERE i.type = ? AND i.value = ? AND (? IS NULL OR i.system = ?) AND r.deleted = 0 LIMIT 2`,
      type,
      value,
      system ?? null,
      system ?? null,
    );
    const [id] = found.length === 1 ? found.map((one) => one.id) : [];
    if (id === undefined || type !== 'Patient') return id;
    const before = mergedProjections(reader, id).filter(({ identifiers }) =>
      identifiers.some((one) => one.value === value && (system === undefined || one.system === system)),
    );
    return before.length === 1 ? before[0]?.id : id;
  };
}

/** Knows the redacted records as they were when the first was looked up: they are few, and an import asks for each of its resources. */
export function redactedFinder(reader: Reader): ImportSink['isRedacted'] {
  let known: Set<string> | undefined;
  return (type, id) => {
    known ??= new Set(
      reader
        .all<{ key: string }>("SELECT type || '/' || id AS key FROM record WHERE redacted = 1")
        .map(({ key }) => key),
    );
    return known.size > 0 && known.has(`${type}/${id}`);
  };
}

/** Looks up what a table speaks of. `members`: by whose keys signatures are judged. */
export function knownRecords(reader: Reader, members: Members): KnownRecords {
  const find = (type: string, id: string): RecordRow | undefined => {
    const row = findRow(reader, type, id);
    return row && !row.redacted ? row : undefined;
  };
  return {
    timeZone: members.profile.timeZone,
    said: (type, id) => {
      const row = find(type, id);
      const state = row && importedState(reader, row);
      return state && !isDeleted(state) ? shownResource(state) : undefined;
    },
    current: (type, id) => {
      const row = find(type, id);
      return row && !row.deleted ? row.json : undefined;
    },
    locked: (type, id) => {
      const row = find(type, id);
      if (!row) return undefined;
      if (isSignature(parseJson(row.json) as JsonObject)) return 'append-only';
      return lockOf(reader, members, row) === 'signed' ? 'signed' : undefined;
    },
  };
}

/** The last of several versions of one resource in a batch; operations of one batch do not see each other. */
function latest(batch: readonly Incoming[]): Iterable<Incoming> {
  return new Map(batch.map((incoming) => [`${incoming.type}/${incoming.id}`, incoming])).values();
}

function weighOne(
  reader: Reader,
  { type, id, json, source, digest }: Incoming,
  known: Map<string, KnownCreation>,
): { readonly fate: Fate; readonly op?: Op } {
  const s = { system: source.system, original: source.original };
  const row = findRow(reader, type, id);
  if (!row) {
    // the import wrote this JSON itself, canonical and with nothing in it that a record may not have
    known.set(json, { resource: JSON.parse(json) as JsonObject, digest });
    return { fate: 'created', op: { k: 'c', t: type, i: id, j: json, s } };
  }
  if (row.redacted) return { fate: 'unchanged' }; // while this import was running
  const last = reader.get<{ digest: Uint8Array | null }>(
    'SELECT digest FROM source WHERE type = ? AND id = ?',
    type,
    id,
  );
  if (last?.digest && sameBytes(digest, new Uint8Array(last.digest))) return { fate: 'unchanged' };
  const imported = importedState(reader, row);
  const edits = editWrites(imported, parseJson(json) as JsonObject, 'keep');
  // what the sender had deleted, or an import that was undone had brought, is there again
  const back = isDeleted(imported);
  const writes = back ? [...edits, ...restoration(imported).writes] : edits;
  if (writes.length === 0) return { fate: 'unchanged' };
  return { fate: back ? 'created' : 'updated', op: { ...writeOp(imported, 'import', writes), s, d: digest } };
}

/** The operation by which a record goes that its sender deleted; none where it is not here. What was edited here since waits in the inbox. */
function deletionOf(reader: Reader, { type, id, source }: Gone): Op | undefined {
  const row = findRow(reader, type, id);
  if (!row || row.redacted) return undefined;
  const come = reader.get('SELECT 1 FROM source WHERE type = ? AND id = ? AND digest IS NOT NULL', type, id);
  const imported = importedState(reader, row);
  if (!come || isDeleted(imported)) return undefined;
  const s = { system: source.system, original: source.original };
  return { ...writeOp(imported, 'import', deletion(imported).writes), s, d: NOTHING_THERE };
}

function isKnown(reader: Reader, type: string, id: string): boolean {
  const known = reader.get('SELECT 1 FROM source WHERE type = ? AND id = ?', type, id) !== undefined;
  return known || isRedacted(reader, { type, id });
}
