/**
 * One entry of the audit trail. It names records by type and id and patients by id, never by what stands in them; of a search it has
 * the kinds of what was searched by, never the words. Version history: 1 (before the first release with users and roles).
 */
import { z } from 'zod';
import { decodeCbor, encodeCbor } from '../protocol/cbor.ts';
import { AUDIT_EVENT_NAMES, AUDIT_OUTCOMES, auditKind } from './events.ts';

const Id = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/);
/** A word of a closed list somewhere in the program: a format, an error's code, the name of a call. */
const Word = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_:.-]{0,63}$/);

/** Most kinds of search terms that an entry has. */
export const MOST_KINDS = 20;

export const AuditEntry = z
  .strictObject({
    v: z.literal(1),
    /** When, milliseconds by the workstation's clock; of a batch the first time. */
    at: z.int().min(0),
    e: z.enum(AUDIT_EVENT_NAMES),
    o: z.union(AUDIT_OUTCOMES.map((outcome) => z.literal(outcome))),
    /** Id of the user who was logged in, as the workstation says. */
    u: z.string().min(1).max(64).optional(),
    /** The record: type and id. A search has a type alone. */
    t: z
      .string()
      .regex(/^[A-Z][A-Za-z]{1,63}$/)
      .optional(),
    i: Id.optional(),
    /** Id of the patient in whose chart it is. */
    p: Id.optional(),
    /** How often, where it was a batch; and the last time of it. */
    n: z.int().min(2).optional(),
    l: z.int().min(0).optional(),
    /** Why, where the user had to say so. */
    r: z.string().min(1).max(500).optional(),
    /** What more precisely: a format, a page, the name of a call. */
    w: Word.optional(),
    /** The user or workstation that it was done to. */
    b: z.string().min(1).max(64).optional(),
    /** How many records. */
    c: z.int().min(0).optional(),
    /** Code of the failure. */
    x: Word.optional(),
    /** Kinds of what was searched by: names of parameters. */
    k: z.array(Word).max(MOST_KINDS).optional(),
  })
  // who failed to log in is not known: a name there would be somebody else's
  .refine((entry) => entry.u === undefined || auditKind(entry.e).user !== 'nobody', 'a user where there was none');
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The bytes that are chained. */
export function encodeEntry(entry: AuditEntry): Uint8Array {
  return encodeCbor(entry);
}

/** An entry of this version; null for one of a later version, or malformed bytes. */
export function decodeEntry(bytes: Uint8Array): AuditEntry | null {
  return decodeCbor(AuditEntry, bytes);
}

/** When an entry says it happened, also one of a later version; null for bytes that are no entry at all. */
export function entryTime(bytes: Uint8Array): number | null {
  return decodeCbor(z.looseObject({ v: z.int().min(1), at: z.int().min(0) }), bytes)?.at ?? null;
}
