/** Which records are about another one: its signatures, its addenda, prescriptions of a medicine (table `about`). */
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf } from '../../../shared/records/members.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { addendumTargets } from './addendum.ts';
import { referenceId } from './projection.ts';
import { type RecordName, signedTargets } from './signature.ts';

/** Stored: never renumber. */
const Kind = { signature: 1, addendum: 2, prescription: 3 } as const;

export interface LinkedRow {
  readonly rid: number;
  readonly id: string;
  readonly json: string;
  readonly eid: number;
}

/** Takes note of what a record that has just come into being, or was changed, is about. */
export function linkRecord(writer: Writer, rid: number, resource: JsonObject): void {
  const { resourceType } = resource;
  if (resourceType === 'Provenance') link(writer, rid, Kind.signature, signedTargets(resource));
  if (resourceType === 'DocumentReference') link(writer, rid, Kind.addendum, addendumTargets(resource));
  if (resourceType === 'MedicationRequest') {
    const medicine = referenceId(memberOf(resource.medicationReference, 'reference'), 'Medication');
    if (medicine !== null) link(writer, rid, Kind.prescription, [{ type: 'Medication', id: medicine }]);
  }
}

export function unlinkRecord(writer: Writer, rid: number): void {
  writer.run('DELETE FROM about WHERE rid = ?', rid);
}

/** The records that a signature or addendum in this row is about. */
export function linkTargets(reader: Reader, rid: number): RecordName[] {
  return reader.all<RecordName>(
    `SELECT DISTINCT type, id FROM about WHERE rid = ? AND kind IN (${Kind.signature}, ${Kind.addendum})`,
    rid,
  );
}

/** Provenances with a signature over a record, in the order in which they came. */
export function signaturesAbout(reader: Reader, { type, id }: RecordName): LinkedRow[] {
  return linked(reader, type, id, Kind.signature);
}

/** Whether there is a signature over a record: one probe, asked for every record of an import. */
export function hasSignature(reader: Reader, type: string, id: string): boolean {
  return (
    reader.get(`SELECT 1 FROM about WHERE type = ? AND id = ? AND kind = ${Kind.signature} LIMIT 1`, type, id) !==
    undefined
  );
}

/** Every Provenance with a signature. */
export function everySignature(reader: Reader): LinkedRow[] {
  return reader.all<LinkedRow>(
    `SELECT rid, id, json, eid FROM record WHERE rid IN (SELECT rid FROM about WHERE kind = ${Kind.signature}) ORDER BY id`,
  );
}

/** Addenda to a record, in the order in which they came. */
export function addendaAbout(reader: Reader, { type, id }: RecordName): LinkedRow[] {
  return linked(reader, type, id, Kind.addendum);
}

/** Prescriptions that refer to the record of their medicine. */
export function prescriptionsOf(reader: Reader, medicine: string): { readonly rid: number }[] {
  return reader.all(
    `SELECT rid FROM about WHERE type = 'Medication' AND id = ? AND kind = ${Kind.prescription}`,
    medicine,
  );
}

function link(writer: Writer, rid: number, kind: number, targets: readonly RecordName[]): void {
  for (const { type, id } of targets) {
    writer.run(
      'INSERT INTO about (type, id, kind, rid) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      type,
      id,
      kind,
      rid,
    );
  }
}

function linked(reader: Reader, type: string, id: string, kind: number): LinkedRow[] {
  return reader.all<LinkedRow>(
    `SELECT r.rid, r.id, r.json, r.eid FROM about a JOIN record r ON r.rid = a.rid
     WHERE a.type = ? AND a.id = ? AND a.kind = ? ORDER BY r.id`,
    type,
    id,
    kind,
  );
}
