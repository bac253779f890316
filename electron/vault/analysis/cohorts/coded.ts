/** What a record says by concepts that cohorts ask for: by type, one function each. What was entered in error says nothing. */
import { canonicalJson, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { courseEnd } from '../../../../shared/records/medication-request/course.ts';
import { RUNNING } from '../../../../shared/records/medication-request/status.ts';
import { TAKEN } from '../../../../shared/records/medication-statement/status.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { ABSENT_ALLERGY_CODES } from '../../records/chart-allergies.ts';
import { type Projection, referenceId } from '../../records/projection.ts';
import { userOf } from '../../records/staff.ts';
import { type Coded, STATE } from '../../storage/coded.ts';
import { practitionerOf, visitPlace } from '../facts/actors.ts';
import { isOver, isSuspected, isUntrue } from '../facts/diagnoses.ts';
import { isVisit } from '../facts/facts.ts';
import { NO_ORDER } from '../facts/prescriptions.ts';

/** What a row says beside its record. */
type Told = Pick<Projection, 'status' | 'ended'>;
type Reading = (resource: JsonObject, told: Told) => Coded[];

const READINGS: Readonly<Record<string, Reading>> = {
  Condition: diagnoses,
  AllergyIntolerance: allergies,
  Immunization: doses,
  Flag: flags,
  MedicationRequest: prescribed,
  MedicationStatement: taken,
  Encounter: tookPart,
};

/** What a record says; nothing for most types. */
export function codedIn(resource: JsonObject, told: Told): Coded[] {
  return READINGS[textIn(resource.resourceType)]?.(resource, told) ?? [];
}

/** Of a concept no more than by what it is found. */
function plain(concept: Json | undefined): string {
  const coding = objectsIn(memberOf(concept, 'coding')).map(
    ({ system, code, display }): JsonObject => ({
      ...(typeof system === 'string' ? { system } : {}),
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof display === 'string' ? { display } : {}),
    }),
  );
  const text = textIn(memberOf(concept, 'text'));
  return canonicalJson({ ...(coding.length > 0 ? { coding } : {}), ...(text === '' ? {} : { text }) });
}

function diagnoses(condition: JsonObject, { status, ended }: Told): Coded[] {
  if (isUntrue(status)) return [];
  const state =
    (isOver(status) || (isOver(status, condition) && ended === null) ? STATE.over : 0) +
    (isSuspected(condition) ? STATE.suspected : 0);
  return [{ kind: 'diagnosis', concept: plain(condition.code), until: ended ?? undefined, state }];
}

/** An allergy to something that is not over. */
function allergies({ code }: JsonObject, { status }: Told): Coded[] {
  if (isUntrue(status) || status === 'inactive' || status === 'resolved') return [];
  if (objectsIn(memberOf(code, 'coding')).some((one) => ABSENT_ALLERGY_CODES.includes(textIn(one.code)))) return [];
  return [{ kind: 'allergy', concept: plain(code) }];
}

function doses({ vaccineCode }: JsonObject, { status }: Told): Coded[] {
  return status === 'completed' ? [{ kind: 'vaccine', concept: plain(vaccineCode) }] : [];
}

/** http://hl7.org/fhir/R4/flag.html: active, and not past its period. */
function flags({ code }: JsonObject, { status, ended }: Told): Coded[] {
  return status === 'active' ? [{ kind: 'flag', concept: plain(code), until: ended ?? undefined }] : [];
}

function prescribed(request: JsonObject, { status }: Told): Coded[] {
  if (!RUNNING.has(status ?? '') || request.doNotPerform === true) return [];
  if (NO_ORDER.includes(textIn(request.intent))) return [];
  return medicines(request, courseEnd(request));
}

function taken(statement: JsonObject, { status, ended }: Told): Coded[] {
  return TAKEN.has(status ?? '') ? medicines(statement, ended ?? undefined) : [];
}

/** By every concept by which a record has its medicine, one within it, what that is made of; what it refers to is looked up by whoever asks. */
function medicines(resource: JsonObject, until: string | undefined): Coded[] {
  const { medicationCodeableConcept: concept, medicationReference: refers } = resource;
  const reference = textIn(memberOf(refers, 'reference'));
  const medication = referenceId(reference, 'Medication');
  const display = textIn(memberOf(refers, 'display'));
  const inside = objectsIn(resource.contained).find(({ id }) => reference !== '' && `#${textIn(id)}` === reference);
  const concepts = [
    ...(concept === undefined ? [] : [plain(concept)]),
    ...(inside ? [inside.code, ...objectsIn(inside.ingredient).map((one) => one.itemCodeableConcept)].map(plain) : []),
    ...(display === '' ? [] : [plain({ text: display })]),
    ...(medication === null ? [] : [referenceJson(`Medication/${medication}`)]),
  ];
  return [...new Set(concepts)].map((one) => ({ kind: 'medication', concept: one, until }));
}

/** A reference as a concept has it. */
export function referenceJson(reference: string): string {
  return canonicalJson({ reference });
}

const ACTOR = /^Practitioner\/[^/]+/;
const PLACE = /^(?:Location|Organization)\/[^/]+/;

function tookPart(encounter: JsonObject, { status }: Told): Coded[] {
  if (!isVisit(encounter, status)) return [];
  const places = [...objectsIn(encounter.location).map(({ location }) => location), encounter.serviceProvider];
  const named = [
    ...objectsIn(encounter.participant).flatMap(({ individual }) => [
      userNamed(individual),
      matched(individual, ACTOR),
    ]),
    ...places.map((one) => matched(one, PLACE)),
  ];
  const known = [practitionerOf(encounter.participant, 'individual')?.name, visitPlace(encounter)?.name];
  return [...new Set(named)]
    .flatMap((one) => (one === undefined || known.includes(one) ? [] : [one]))
    .map((one) => ({ kind: 'visit', concept: referenceJson(one) }));
}

/** A user as the facts of visits name them. */
export function userName(id: string): string {
  return `user:${id}`;
}

function userNamed(reference: Json | undefined): string | undefined {
  const user = userOf(reference);
  return user === undefined || user === '' ? undefined : userName(user);
}

function matched(reference: Json | undefined, pattern: RegExp): string | undefined {
  return pattern.exec(textIn(memberOf(reference, 'reference')))?.[0];
}
