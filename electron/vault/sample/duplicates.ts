/** People who are registered twice: a second Patient with typical differences, to whom some of the visits go. */
import type { Patient } from '@medplum/fhirtypes';
import { mrn } from './people.ts';
import { type Rng, weighted } from './random.ts';
import { SLIPS, type SlipKind } from './slips.ts';
import type { FhirResource, Person } from './types.ts';

/** Two Patients who are one person. */
export interface TwoInOne {
  readonly first: string;
  readonly second: string;
  readonly differences: readonly SlipKind[];
}

const pickSlip = weighted(SLIPS, ({ weight }) => weight);
/** Part of the second registrations that were made without the identity number: with it, most would have been found. */
const WITHOUT_NUMBER = 0.6;
/** Part of a person's records, visit by visit, that go to the second registration. */
const SHARE = 0.4;

/** With the probability `rate` the person gets a second Patient; told to `tell`. Ids of the other records stay as they are. */
export function* registeredTwice(
  rng: Rng,
  person: Person,
  records: Iterable<FhirResource>,
  rate: number,
  tell: (found: TwoInOne) => void,
): Generator<FhirResource> {
  if (!rng.chance(rate)) {
    yield* records;
    return;
  }
  const second = rng.uuid();
  const all = [...records];
  const moved = chooseMoved(rng, all);
  for (const record of all) {
    if (record.resourceType === 'Patient') {
      yield record;
      const { patient, differences } = differing(rng, record, second);
      tell({ first: person.id, second, differences });
      yield patient;
    } else {
      const own = withoutOthers(record, moved);
      yield moved.has(nameOf(record)) ? readdressed(own, `Patient/${person.id}`, `Patient/${second}`) : own;
    }
  }
}

function nameOf({ resourceType, id }: FhirResource): string {
  return `${resourceType}/${id}`;
}

/** Names of the records that go to the second registration: some visits, with all that was written and booked for them. */
function chooseMoved(rng: Rng, records: readonly FhirResource[]): Set<string> {
  const moved = new Set<string>();
  for (const record of records) {
    if (record.resourceType !== 'Encounter' || !rng.chance(SHARE)) continue;
    moved.add(nameOf(record));
    for (const { reference } of record.appointment ?? []) if (reference) moved.add(reference);
  }
  for (const record of records) {
    const visit = visitOf(record);
    if (visit !== undefined && moved.has(visit)) moved.add(nameOf(record));
  }
  return moved;
}

/** Without what it says of a condition that stands in the other chart. */
function withoutOthers(record: FhirResource, moved: ReadonlySet<string>): FhirResource {
  const here = moved.has(nameOf(record));
  const ours = (reference: string | undefined): boolean => moved.has(reference ?? '') === here;
  if (record.resourceType === 'Encounter' && record.diagnosis) {
    const { diagnosis, ...rest } = record;
    const kept = diagnosis.filter((one) => ours(one.condition.reference));
    return kept.length > 0 ? { ...rest, diagnosis: kept } : rest;
  }
  if (
    (record.resourceType === 'MedicationRequest' || record.resourceType === 'ServiceRequest') &&
    record.reasonReference
  ) {
    const { reasonReference, ...rest } = record;
    return reasonReference.every((one) => ours(one.reference)) ? record : rest;
  }
  return record;
}

/** A copy with another id and record number, and one to four differences; there is always one. */
function differing(rng: Rng, first: Patient, id: string): { patient: Patient; differences: SlipKind[] } {
  const patient: Patient = structuredClone(first);
  const number = first.identifier?.at(-1)?.value ?? '';
  patient.id = id;
  patient.identifier = [...(patient.identifier?.slice(0, -1) ?? []), mrn(`${number}2`)];
  const differences: SlipKind[] = [];
  const withoutNumber = SLIPS.find(({ kind }) => kind === 'no-identity-number');
  if (rng.chance(WITHOUT_NUMBER) && withoutNumber?.apply(rng, patient)) differences.push(withoutNumber.kind);
  const wanted = differences.length + rng.pick([1, 1, 2, 2, 2, 3]);
  for (let tries = 0; tries < 30 && differences.length < wanted; tries++) {
    const slip = pickSlip(rng);
    if (slip && !differences.includes(slip.kind) && slip.apply(rng, patient)) differences.push(slip.kind);
  }
  return { patient, differences };
}

/** The visit in which a record was written; what belongs to none stays with the first registration. */
function visitOf(record: FhirResource): string | undefined {
  switch (record.resourceType) {
    case 'DocumentReference':
      return record.context?.encounter?.[0]?.reference;
    case 'Condition':
    case 'DiagnosticReport':
    case 'Immunization':
    case 'MedicationRequest':
    case 'Observation':
    case 'ServiceRequest':
      return record.encounter?.reference;
    case 'ChargeItem':
      return record.context?.reference;
    default:
      return undefined;
  }
}

function readdressed(record: FhirResource, from: string, to: string): FhirResource {
  return JSON.parse(JSON.stringify(record).replaceAll(`"${from}"`, `"${to}"`)) as FhirResource;
}
