/** What a record says that measures count: by type, one function each. What was entered in error or called off says nothing. */

import { countedCoding } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';
import type { FindMedication } from '../../records/chart-medication.ts';
import { parseMoment } from '../../records/dates.ts';
import { momentOf, type Projection } from '../../records/projection.ts';
import { FACT, type Fact, type FactPerson } from '../../storage/facts.ts';
import { practitionerOf, visitPlace } from './actors.ts';
import { appointmentFacts } from './appointments.ts';
import { standingDiagnoses } from './diagnoses.ts';
import { chargeFacts, invoiceFacts } from './money.ts';
import { prescriptionFacts } from './prescriptions.ts';
import { referralFacts } from './referrals.ts';
import { valueFacts } from './values.ts';
import { waitedMinutes } from './waits.ts';
import { conceptName } from './words.ts';

/** What a row says beside its record. */
export type Told = Pick<Projection, 'status' | 'ended' | 'written' | 'patient' | 'day'>;
type Reading = (resource: JsonObject, told: Told, find: FindMedication) => Fact[];

const READINGS: Readonly<Record<string, Reading>> = {
  Encounter: visitFacts,
  Appointment: appointmentFacts,
  MedicationRequest: prescriptionFacts,
  ServiceRequest: referralFacts,
  Invoice: invoiceFacts,
  ChargeItem: chargeFacts,
  Observation: valueFacts,
  Condition: standingDiagnoses,
  Immunization: doses,
};

/**
 * The facts of a record; none for most. What is counted by day has none where only a month or a year is known. `find`: gives the record of a medicine
 * that it refers to.
 */
export function factsOf(resource: JsonObject, told: Told, find: FindMedication): Fact[] {
  const facts = READINGS[textIn(resource.resourceType)]?.(resource, told, find) ?? [];
  return facts.map((fact) => (isOfDay(fact) && isVague(resource, fact) ? { ...fact, undated: true } : fact));
}

function isVague(resource: JsonObject, { when }: Fact): boolean {
  const text = when ? textIn(resource.authoredOn) : momentOf(resource)?.text;
  return text !== undefined && text.length < DAY;
}

/** Letters of a whole day. */
const DAY = 10;

/** Whether it is counted by day, or what is follows from it. */
function isOfDay({ kind }: Fact): boolean {
  return FACT[kind] < FACT.pressure || kind === 'line';
}

/** Who a patient is, as measures tell people apart. */
export function personOf(patient: JsonObject, { ended }: Told): FactPerson {
  const birth = textIn(patient.birthDate);
  const gender = textIn(patient.gender);
  return {
    birth: birth.length <= DAY && parseMoment(birth) ? birth : null,
    sex: gender === 'male' || gender === 'female' ? gender : 'other',
    died: ended ?? (patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined ? '' : null),
    inactive: patient.active === false,
  };
}

const NO_VISIT = ['planned', 'cancelled', 'entered-in-error'];

function visitFacts(encounter: JsonObject, { status }: Told): Fact[] {
  if (!isVisit(encounter, status)) return [];
  const where = { who: practitionerOf(encounter.participant, 'individual'), place: visitPlace(encounter) };
  const minutes = waitedMinutes(encounter);
  return [
    { kind: 'visit', ...where },
    ...(minutes === undefined ? [] : [{ kind: 'wait' as const, ...where, value: minutes }]),
  ];
}

/** Whether an Encounter is a visit that took place; a part of one is none by itself. */
export function isVisit({ partOf }: JsonObject, status: string | null): boolean {
  return (status === null || !NO_VISIT.includes(status)) && partOf === undefined;
}

function doses({ status, vaccineCode }: JsonObject): Fact[] {
  const coding = countedCoding(vaccineCode);
  const code = status === 'completed' ? conceptName(coding ?? vaccineCode) : undefined;
  return code === undefined ? [] : [{ kind: 'immunisation', code }];
}
