/**
 * Patients who are one person. A merge changes the two Patients and nothing else: who names the other in a link "replaced-by"
 * is read through it, so that all records of both stand in one chart, also those that arrive later. What is kept of it follows
 * from the Patients that are shown, in whatever order they came.
 */
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { memberOf, objectsIn } from '../../../shared/records/members.ts';
import type { Reader, Writer } from '../storage/database.ts';
import {
  endOf,
  keepLinks,
  leadingTo,
  linkedTo,
  mergedInto,
  moveChart,
  noteOwn,
  survivorOf,
} from '../storage/merged.ts';
import { type Projection, project, referenceId } from './projection.ts';

/** Ids of the patients who replaced this one, in order. */
export function replacedBy(patient: JsonObject): string[] {
  const ids = objectsIn(patient.link)
    .filter(({ type }) => type === 'replaced-by')
    .flatMap((link) => referenceId(memberOf(link.other, 'reference'), 'Patient') ?? []);
  return [...new Set(ids)].filter((id) => id !== patient.id).sort();
}

/** The same with the patient in whose chart the record stands. */
export function placed(reader: Reader, projection: Projection): Projection {
  if (projection.patient === null) return projection;
  const patient = survivorOf(reader, projection.patient);
  return patient === projection.patient ? projection : { ...projection, patient };
}

/** Keeps with a row whom its record names itself; behind the row was written with `placed`. */
export function keepOwn(writer: Writer, rid: number, own: Projection, there: Projection): void {
  noteOwn(writer, rid, own.patient, there.patient);
}

/** Patients whose charts were joined or parted, by id. */
export type Parted = ReadonlySet<string>;

const NOBODY: Parted = new Set();

/**
 * Follows a Patient that was written, deleted or taken out (`resource` null), before it is indexed: moves charts, and returns the
 * patients whose place in lists changed.
 */
export function followLinks(writer: Writer, type: string, id: string, resource: JsonObject | null): Parted {
  if (type !== 'Patient') return NOBODY;
  const targets = resource ? replacedBy(resource) : [];
  if (targets.join() !== linkedTo(writer, id).join()) keepLinks(writer, id, targets);
  const parted = new Set<string>();
  for (const one of leadingTo(writer, id)) {
    const [before, now] = [survivorOf(writer, one), endOf(writer, one)];
    if (before === now) continue;
    moveChart(writer, one, now);
    for (const patient of [one, before, now]) parted.add(patient);
  }
  // what is written of a patient who was merged finds the survivor
  const survivor = survivorOf(writer, id);
  if (survivor !== id) parted.add(survivor);
  return parted;
}

/** Whether a patient stands in no list because they were merged. */
export function isMerged(reader: Reader, id: string): boolean {
  return survivorOf(reader, id) !== id;
}

/** What patients who were merged into this one are found by. */
export function mergedProjections(reader: Reader, survivor: string): (Projection & { readonly id: string })[] {
  return mergedInto(reader, survivor).map(({ id, json }) => ({
    id,
    ...project(parseJson(json) as JsonObject, () => ''),
  }));
}
