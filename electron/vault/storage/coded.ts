/** What records say by concepts, in a flat table beside them: one short row for each concept of a record, and each different concept once. */
import type { Writer } from './database.ts';
import { type FactFrame, pidOf } from './facts.ts';

/** A number is never given another meaning. */
export const CODED = {
  /** A diagnosis that stands. until: the day from which it does not; state: see STATE. */
  diagnosis: 1,
  /** What may be taken. until: its last day. */
  medication: 2,
  /** What somebody is allergic to. */
  allergy: 3,
  /** A dose that was given. */
  vaccine: 4,
  /** A flag that is up. until: its last day. */
  flag: 5,
  /** Who took part in a visit, and where it was, beside those whom its fact names. */
  visit: 6,
} as const;
export type CodedKind = keyof typeof CODED;

/** Bits of a state. */
export const STATE = {
  /** It is over, and nobody knows since when. */
  over: 1,
  /** It is only suspected. */
  suspected: 2,
} as const;

/** What a record says by a concept. */
export interface Coded {
  readonly kind: CodedKind;
  /** As JSON: what is matched of a CodeableConcept, or `{"reference": "Type/id"}`. */
  readonly concept: string;
  /** YYYY-MM-DD. */
  readonly until?: string | undefined;
  readonly state?: number | undefined;
}

/** Keeps what a record of a patient says; no concept of a kind twice. */
export function addCoded(writer: Writer, { rid, patient, day }: FactFrame, coded: readonly Coded[]): void {
  if (coded.length === 0 || patient === null) return;
  const pid = pidOf(writer, patient);
  for (const { kind, concept, until, state } of coded) {
    writer.run(
      'INSERT INTO coded (cid, pid, rid, day, until, state) VALUES (?, ?, ?, ?, ?, ?)',
      countedConcept(writer, CODED[kind], concept),
      pid,
      rid,
      day,
      until ?? null,
      state ?? 0,
    );
  }
}

/** The number of a concept, of which there is one more. Two statements take a third of the time of one with RETURNING, in the midst of an import. */
function countedConcept(writer: Writer, kind: number, json: string): number {
  const known = writer.get<{ cid: number }>('SELECT cid FROM concept WHERE kind = ? AND json = ?', kind, json);
  if (!known) return writer.run('INSERT INTO concept (kind, json, n) VALUES (?, ?, 1)', kind, json).rowid;
  writer.run('UPDATE concept SET n = n + 1 WHERE cid = ?', known.cid);
  return known.cid;
}

/** Takes out what a record says; with the last of them a concept, whose words are those of records, too. */
export function removeCoded(writer: Writer, rid: number): void {
  const rows = writer.all<{ cid: number }>('SELECT cid FROM coded WHERE rid = ?', rid);
  if (rows.length === 0) return;
  writer.run('DELETE FROM coded WHERE rid = ?', rid);
  for (const { cid } of rows) {
    writer.run('UPDATE concept SET n = n - 1 WHERE cid = ?', cid);
    writer.run('DELETE FROM concept WHERE cid = ? AND n = 0', cid);
  }
}

/** Moves what all records say that name a patient into the chart of another, as their records are moved. */
export function moveCoded(writer: Writer, own: string, to: string): void {
  writer.run('UPDATE coded SET pid = ? WHERE rid IN (SELECT rid FROM moved WHERE own = ?)', pidOf(writer, to), own);
}
