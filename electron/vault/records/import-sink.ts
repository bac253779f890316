/** Keeps what an import brings: compares with the last import from that system, merges with what was edited here. */

import { sameBytes } from '../../../shared/base/bytes.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { importedState } from './history.ts';
import type { ImportCounts, ImportSink, Incoming } from './incoming.ts';
import type { KnownCreation } from './known.ts';
import { isRedacted } from './redaction-log.ts';
import { findRow } from './row.ts';
import { transact } from './transaction.ts';
import type { Workspace } from './workspace.ts';
import { writeOp } from './write-op.ts';

/** The sink that an import of this clinic writes to. */
export function importSink(workspace: Workspace): ImportSink {
  return {
    write: (batch, referred) =>
      transact(workspace, (reader) => {
        const counts = { created: 0, updated: 0, unchanged: 0 };
        const ops: Op[] = [];
        const known = new Map<string, KnownCreation>();
        for (const incoming of latest(batch)) ops.push(...opsFor(reader, incoming, counts, known));
        const unknown = referred.filter(({ source, id }) => !isKnown(reader, source.type, id));
        if (unknown.length > 0)
          ops.push({ k: 'a', m: unknown.map(({ source, id }) => [source.system, source.type, source.original, id]) });
        return { ops, result: counts satisfies ImportCounts, known };
      }),
    findByIdentifier: identifierFinder(workspace.store),
    isRedacted: redactedFinder(workspace.store),
  };
}

/** Looks up the one record that carries an identifier. */
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
    return found.length === 1 ? found[0]?.id : undefined;
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

/** The last of several versions of one resource in a batch; operations of one batch do not see each other. */
function latest(batch: readonly Incoming[]): Iterable<Incoming> {
  return new Map(batch.map((incoming) => [`${incoming.type}/${incoming.id}`, incoming])).values();
}

function opsFor(
  reader: Reader,
  incoming: Incoming,
  counts: { created: number; updated: number; unchanged: number },
  known: Map<string, KnownCreation>,
): Op[] {
  const { type, id, json, source, digest } = incoming;
  const s = { system: source.system, original: source.original };
  const row = findRow(reader, type, id);
  if (!row) {
    counts.created += 1;
    // the import wrote this JSON itself, canonical and with nothing in it that a record may not have
    known.set(json, { resource: JSON.parse(json) as JsonObject, digest });
    return [{ k: 'c', t: type, i: id, j: json, s }];
  }
  if (row.redacted) {
    counts.unchanged += 1; // while this import was running
    return [];
  }
  const last = reader.get<{ digest: Uint8Array | null }>(
    'SELECT digest FROM source WHERE type = ? AND id = ?',
    type,
    id,
  );
  if (last?.digest && sameBytes(digest, new Uint8Array(last.digest))) {
    counts.unchanged += 1;
    return [];
  }
  const imported = importedState(reader, row);
  const writes = editWrites(imported, parseJson(json) as JsonObject, 'keep');
  if (writes.length === 0) {
    counts.unchanged += 1;
    return [];
  }
  counts.updated += 1;
  return [{ ...writeOp(imported, 'import', writes), s, d: digest }];
}

function isKnown(reader: Reader, type: string, id: string): boolean {
  const known = reader.get('SELECT 1 FROM source WHERE type = ? AND id = ?', type, id) !== undefined;
  return known || isRedacted(reader, { type, id });
}
