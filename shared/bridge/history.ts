/** Versions of a record: looking back, going back, amending what is final, signing, redacting. */
import { z } from 'zod';
import { on, onResource, openCall } from './contract.ts';
import { RecordView, Resource, Stamp } from './records.ts';

const Key = { type: z.string(), id: z.string() };
const Reason = z.string().trim().min(1).max(500);

export const HistoryEntry = z.strictObject({
  /** 1-based, oldest first by the authors' clocks. */
  version: z.int(),
  write: z.string(),
  by: Stamp,
  what: z.enum(['create', 'update', 'delete', 'restore', 'import', 'resolve', 'undo', 'amend', 'error', 'redact']),
  /** Why, where the author had to say so (amend, error, redact). */
  reason: z.string().optional(),
  /** Of an import, and of its being taken back: where it came from. The run and the file are known on the workstation that imported. */
  from: z
    .strictObject({
      /** The sending system; absent where it is not known. */
      system: z.string().optional(),
      /** The record's id there. */
      original: z.string(),
      run: z
        .strictObject({ run: z.string(), begun: z.string(), undo: z.boolean(), file: z.string().optional() })
        .optional(),
    })
    .optional(),
  /** What it changed of what was shown before it, by register; values as JSON text. Empty for redacted contents. */
  changes: z.array(
    z.strictObject({ register: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const historyCalls = {
  'record.history': openCall(z.strictObject(Key), z.array(HistoryEntry), on('read')),
  /** Canonical JSON of the record as it was shown after a version; null where it was deleted then, or its contents were redacted. */
  'record.version': openCall(
    z.strictObject({ ...Key, version: z.int().min(1) }),
    z.strictObject({ json: z.string().nullable() }),
    on('read'),
  ),
  /** A new change that makes the record what it was after a version; brings a deleted record back. */
  'record.restore': openCall(z.strictObject({ ...Key, version: z.int().min(1) }), RecordView, on('remove')),
  /** A new version of a final record, with its reason. Concurrent ones wait in the inbox. */
  'record.amend': openCall(
    z.strictObject({ resource: Resource, seen: z.array(z.string()), reason: Reason }),
    RecordView,
    onResource('amend'),
  ),
  /** Marks a record as entered in error. */
  'record.error': openCall(z.strictObject({ ...Key, reason: Reason }), RecordView, on('remove')),
  /** The user's signature over the canonical bytes that are shown, as a Provenance record; after it only addenda. */
  'record.sign': openCall(z.strictObject(Key), RecordView, on('sign')),
  /** A further text to a record that is signed or final: a DocumentReference that names it. */
  'record.addendum': openCall(
    z.strictObject({ ...Key, text: z.string().trim().min(1).max(20_000) }),
    RecordView,
    ({ type, id }) => [
      { right: 'read', type, id },
      { right: 'write', type: 'DocumentReference' },
    ],
  ),
};

/** Registered with its handler. */
export const redactionCalls = {
  /**
   * The owner's erasure of a record's contents (`chart`: of every record of this patient), here and, with the next sync,
   * everywhere. Cannot be undone. The reason stays readable in the history. `envelopes`: how many lost their contents.
   */
  'record.redact': openCall(
    z.strictObject({ ...Key, reason: Reason, chart: z.boolean().default(false) }),
    z.strictObject({ records: z.int(), envelopes: z.int() }),
    'redact',
  ),
};
