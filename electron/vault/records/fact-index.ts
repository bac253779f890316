/** Facts that measures count, as an index of the records. */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { factsOf, personOf } from '../analysis/facts/facts.ts';
import { findRecord } from '../storage/charts.ts';
import type { Reader, Writer } from '../storage/database.ts';
import { addFacts, addPerson, FACT, type Fact, type FactFrame, removeFacts } from '../storage/facts.ts';
import type { FindMedication } from './chart-medication.ts';
import { prescriptionsOf } from './links.ts';
import { isMerged } from './one-person.ts';
import type { Projection } from './projection.ts';

interface Shown {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly resource: JsonObject;
  readonly projection: Projection;
}

/** Keeps what a record that is shown says; who was merged is nobody of their own. */
export function indexFacts(writer: Writer, { rid, type, id, resource, projection }: Shown): void {
  if (type === 'Medication') tellPrescriptions(writer, id);
  else if (type !== 'Patient')
    addFacts(writer, { rid, ...projection }, factsOf(resource, projection, medicationIn(writer)));
  else if (!isMerged(writer, id)) addPerson(writer, rid, id, personOf(resource, projection));
}

/** Takes out what a record said; one that is not shown any more names no medicine. */
export function unindexFacts(writer: Writer, rid: number): void {
  removeFacts(writer, rid);
  const medicine = writer.get<{ id: string }>(
    "SELECT id FROM record WHERE rid = ? AND type = 'Medication' AND deleted = 1",
    rid,
  );
  if (medicine) tellPrescriptions(writer, medicine.id);
}

function medicationIn(reader: Reader): FindMedication {
  return (id) => {
    const json = findRecord(reader, 'Medication', id);
    return json === undefined ? undefined : (parseJson(json) as JsonObject);
  };
}

/** Tells the facts of prescriptions again whose medicine is named by a record that came, was corrected or is gone. */
function tellPrescriptions(writer: Writer, medicine: string): void {
  const prescriptions = prescriptionsOf(writer, medicine);
  if (prescriptions.length === 0) return;
  const find = medicationIn(writer);
  const [found, known] = [find(medicine), find];
  const once: FindMedication = (id) => (id === medicine ? found : known(id));
  for (const { rid } of prescriptions) {
    const row = writer.get<FactFrame & { readonly json: string; readonly status: string | null }>(
      'SELECT rid, json, patient, day, at, status FROM record WHERE rid = ? AND deleted = 0',
      rid,
    );
    if (!row) continue;
    const facts = factsOf(parseJson(row.json) as JsonObject, { ...row, ended: null, written: null }, once);
    if (saysTheSame(writer, rid, facts)) continue;
    removeFacts(writer, rid);
    addFacts(writer, row, facts);
  }
}

/** Of a line no more than whether it is of an antibiotic, and can be read, follows from another record. */
function saysTheSame(reader: Reader, rid: number, facts: readonly Fact[]): boolean {
  const told = facts.map(({ value, other }) => `${value ?? ''} ${other ?? ''}`);
  const kept = reader
    .all<{ value: number | null; other: number | null }>(
      `SELECT value, other FROM fact WHERE rid = ? AND kind = ${FACT.line}`,
      rid,
    )
    .map(({ value, other }) => `${value ?? ''} ${other ?? ''}`);
  return told.join() === kept.join();
}
