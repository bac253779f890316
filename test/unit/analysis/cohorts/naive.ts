/** Who is in a cohort, judged patient by patient over the resources as they stand: an independent reading for tests, and a yardstick. */

import type { Units } from '../../../../electron/vault/quality/units/index.ts';
import { ageAt, parseMoment } from '../../../../electron/vault/records/dates.ts';
import { momentOf } from '../../../../electron/vault/records/projection.ts';
import type { Bounds, Cohort, ConceptMatch, Criterion, LeafOf } from '../../../../shared/cohorts/definition.ts';
import { type Json, type JsonObject, toNumber } from '../../../../shared/records/json.ts';
import { courseEnd } from '../../../../shared/records/medication-request/course.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import { substanceOf } from '../../../../shared/units/substances.ts';

const LOINC = 'http://loinc.org';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

export interface NaiveClinic {
  readonly today: string;
  readonly dayOf: (ms: number) => string;
  readonly units: Units;
  readonly kept: ReadonlyMap<string, Cohort>;
  /** What stands in each patient's chart; no deleted record. */
  readonly charts: ReadonlyMap<string, readonly JsonObject[]>;
  /** Those whom lists show. */
  readonly patients: readonly JsonObject[];
  readonly medications: ReadonlyMap<string, JsonObject>;
}

/** Ids, sorted. */
export function naiveMembers(clinic: NaiveClinic, cohort: Cohort): string[] {
  return clinic.patients
    .filter((patient) => isIn(clinic, patient, cohort))
    .map(({ id }) => String(id))
    .sort();
}

function isIn(clinic: NaiveClinic, patient: JsonObject, { people, where }: Cohort): boolean {
  const died = textIn(patient.deceasedDateTime);
  const dead = patient.deceasedBoolean === true || (died !== '' && dayIs(clinic, died) <= clinic.today);
  const counts = dead ? 'deceased' : patient.active === false ? 'inactive' : 'living';
  const here = people === 'deceased' ? dead : counts === people;
  return (people === 'all' || here) && holds(clinic, patient, where);
}

function holds(clinic: NaiveClinic, patient: JsonObject, criterion: Criterion): boolean {
  const chart = (...types: string[]): JsonObject[] =>
    (clinic.charts.get(String(patient.id)) ?? []).filter(({ resourceType }) => types.includes(String(resourceType)));
  switch (criterion.kind) {
    case 'all':
      return criterion.of.every((one) => holds(clinic, patient, one));
    case 'any':
      return criterion.of.some((one) => holds(clinic, patient, one));
    case 'not':
      return !holds(clinic, patient, criterion.of);
    case 'cohort': {
      const kept = clinic.kept.get(criterion.id);
      return kept !== undefined && isIn(clinic, patient, kept);
    }
    case 'sex': {
      const sex = patient.gender === 'female' || patient.gender === 'male' ? patient.gender : 'other';
      return sex === criterion.sex;
    }
    case 'age': {
      const years = ageAt(textIn(patient.birthDate), clinic.today)?.years;
      return years !== undefined && years >= (criterion.from ?? 0) && years <= (criterion.to ?? 999);
    }
    case 'registered':
      return false;
    case 'diagnosis':
      return chart('Condition').some((one) => {
        const over = ['inactive', 'remission', 'resolved'].includes(statusOf(one)) || abated(clinic, one);
        const unsure = ['unconfirmed', 'provisional', 'differential'].includes(verifiedAs(one));
        if (wrong(one) || (over && !criterion.ever) || (unsure && !criterion.suspected)) return false;
        return isOne(one.code, criterion.of, ICD10) && within(clinic, dayOf(clinic, one), criterion.within);
      });
    case 'allergy':
      return chart('AllergyIntolerance').some((one) => {
        const none = codingsOf(one.code).some(({ code }) => ['no-known-allergies', '716186003'].includes(textIn(code)));
        return (
          !wrong(one) && !['inactive', 'resolved'].includes(statusOf(one)) && !none && isOne(one.code, criterion.of)
        );
      });
    case 'vaccine':
      return chart('Immunization').some((one) => {
        const day = dayOf(clinic, one);
        if (one.status !== 'completed' || day === undefined || day > clinic.today) return false;
        return isOne(one.vaccineCode, criterion.of) && within(clinic, day, criterion.within);
      });
    case 'medication':
      return chart('MedicationRequest', 'MedicationStatement').some(
        (one) => isTakenNow(clinic, one) && isMedicine(clinic, one, criterion.of),
      );
    case 'value':
      return valueHolds(clinic, chart('Observation'), criterion);
    case 'visit':
      return chart('Encounter').some((one) => visitHolds(clinic, one, criterion));
    case 'no-show':
      return chart('Appointment').some((one) => {
        const day = dayOf(clinic, one);
        return (
          one.status === 'noshow' &&
          !codingsOf(one.appointmentType).some(({ code }) => code === 'WALKIN') &&
          day !== undefined &&
          day <= clinic.today &&
          within(clinic, day, criterion.within)
        );
      });
    case 'task':
      return chart('Task').some((one) => {
        const due = textIn(memberOf(memberOf(one.restriction, 'period'), 'end'));
        const open = !['completed', 'cancelled', 'rejected', 'failed', 'entered-in-error'].includes(textIn(one.status));
        return open && (criterion.due === 'open' || (due !== '' && due < clinic.today));
      });
    case 'flag':
      return chart('Flag').some((one) => {
        const end = textIn(memberOf(one.period, 'end'));
        if (one.status !== 'active' || (end !== '' && dayIs(clinic, end) < clinic.today)) return false;
        return criterion.text === undefined || isOne(one.code, [{ text: criterion.text }]);
      });
  }
}

function statusOf(resource: JsonObject): string {
  return textIn(codingsOf(resource.clinicalStatus)[0]?.code);
}

/** The clinic's day of a time as it is written; a part of a date as it stands. */
function dayIs({ dayOf }: NaiveClinic, text: string): string {
  const moment = text.length > 10 ? parseMoment(text) : undefined;
  return moment ? (moment.day ?? dayOf(moment.at)) : text;
}

function abated(clinic: NaiveClinic, condition: JsonObject): boolean {
  const period = condition.abatementPeriod;
  const when =
    textIn(condition.abatementDateTime) || textIn(memberOf(period, 'start')) || textIn(memberOf(period, 'end'));
  if (when !== '') return dayIs(clinic, when) <= clinic.today;
  return period !== undefined || condition.abatementString !== undefined;
}

function verifiedAs(resource: JsonObject): string {
  return textIn(codingsOf(resource.verificationStatus)[0]?.code);
}

function wrong(resource: JsonObject): boolean {
  return ['refuted', 'entered-in-error'].includes(verifiedAs(resource));
}

function dayOf({ dayOf }: NaiveClinic, resource: JsonObject): string | undefined {
  const moment = momentOf(resource);
  return moment && (moment.day ?? dayOf(moment.at));
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Of the last days, today among them; any where none are named. */
function within({ today }: NaiveClinic, day: string | undefined, days: number | undefined): boolean {
  return days === undefined || (day !== undefined && day >= daysBefore(today, days) && day <= today);
}

function codingsOf(concept: Json | undefined): JsonObject[] {
  return objectsIn(memberOf(concept, 'coding'));
}

function isOne(concept: Json | undefined, of: readonly ConceptMatch[], otherwise?: string): boolean {
  const names = [textIn(memberOf(concept, 'text')), ...codingsOf(concept).map(({ display }) => textIn(display))];
  return of.some((match) => {
    if ('text' in match) return names.some((name) => name.toLowerCase().includes(match.text.toLowerCase()));
    const system = match.system ?? otherwise;
    return codingsOf(concept).some((coding) => {
      const code = textIn(coding.code);
      if (code === '' || (system !== undefined && coding.system !== system)) return false;
      if ('from' in match) return code >= match.from && (code <= match.to || code.startsWith(match.to));
      return code === match.code || code.startsWith(`${match.code}.`);
    });
  });
}

function isMedicine({ medications }: NaiveClinic, resource: JsonObject, of: readonly ConceptMatch[]): boolean {
  if (isOne(resource.medicationCodeableConcept, of)) return true;
  const reference = textIn(memberOf(resource.medicationReference, 'reference'));
  const medication = reference.startsWith('#')
    ? objectsIn(resource.contained).find(({ id }) => `#${textIn(id)}` === reference)
    : medications.get(reference.replace('Medication/', ''));
  const made = objectsIn(medication?.ingredient).map(({ itemCodeableConcept }) => itemCodeableConcept);
  if ([medication?.code, ...made].some((one) => isOne(one, of))) return true;
  const display = textIn(memberOf(resource.medicationReference, 'display')).toLowerCase();
  return of.some((match) => 'text' in match && display.includes(match.text.toLowerCase()));
}

function isTakenNow(clinic: NaiveClinic, resource: JsonObject): boolean {
  const { today } = clinic;
  const status = textIn(resource.status);
  if (resource.resourceType === 'MedicationStatement') {
    const end = textIn(memberOf(resource.effectivePeriod, 'end'));
    return (
      ['', 'active', 'intended', 'on-hold', 'unknown'].includes(status) && (end === '' || dayIs(clinic, end) >= today)
    );
  }
  if (!['active', 'on-hold', 'unknown'].includes(status) || resource.doNotPerform === true) return false;
  if (['proposal', 'plan', 'option'].includes(textIn(resource.intent))) return false;
  const end = courseEnd(resource);
  return end === undefined || end >= today;
}

function visitHolds(clinic: NaiveClinic, visit: JsonObject, { within: days, by, place }: LeafOf<'visit'>): boolean {
  const day = dayOf(clinic, visit);
  if (['planned', 'cancelled', 'entered-in-error'].includes(textIn(visit.status)) || visit.partOf) return false;
  if (day === undefined || day > clinic.today || !within(clinic, day, days)) return false;
  const people = objectsIn(visit.participant).map(({ individual }) => individual);
  const saw = (person: Json | undefined): boolean =>
    by !== undefined &&
    ('user' in by
      ? textIn(memberOf(memberOf(person, 'identifier'), 'value')) === by.user
      : textIn(memberOf(person, 'reference')) === `Practitioner/${by.practitioner}`);
  const places = [visit.serviceProvider, ...objectsIn(visit.location).map(({ location }) => location)];
  return (
    (by === undefined || people.some(saw)) &&
    (place === undefined || places.some((one) => textIn(memberOf(one, 'reference')) === place.reference))
  );
}

function valueHolds(clinic: NaiveClinic, all: readonly JsonObject[], leaf: LeafOf<'value'>): boolean {
  const found = all
    .filter(({ status }) => status !== 'entered-in-error' && status !== 'cancelled')
    .flatMap((one) => {
      const moment = momentOf(one);
      const quantity = quantityIn(one, leaf.of);
      const day = moment && (moment.day ?? clinic.dayOf(moment.at));
      return moment && quantity && day !== undefined && day <= clinic.today
        ? [{ at: moment.at, id: String(one.id), day, quantity }]
        : [];
    })
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const [last] = found;
  if (!last) return false;
  if (leaf.within !== undefined && last.day < daysBefore(clinic.today, leaf.within)) return false;
  return leaf.is === undefined || isWithin(clinic, last.quantity, leaf, leaf.is);
}

function quantityIn(observation: JsonObject, of: LeafOf<'value'>['of']): JsonObject | undefined {
  for (const holder of [observation, ...objectsIn(observation.component)]) {
    const named = codingsOf(holder.code).some((coding) =>
      of.some(({ system = LOINC, code }) => coding.system === system && coding.code === code),
    );
    if (!named) continue;
    const [quantity] = objectsIn(holder.valueQuantity);
    if (quantity && toNumber(quantity.value) !== undefined) return quantity;
    if (toNumber(holder.valueInteger) !== undefined) return { value: holder.valueInteger as Json };
  }
  return undefined;
}

function isWithin(
  { units }: NaiveClinic,
  quantity: JsonObject,
  { of, unit = '' }: LeafOf<'value'>,
  is: Bounds,
): boolean {
  const coded = quantity.system === 'http://unitsofmeasure.org' && quantity.code !== undefined;
  const parsed = units.parseUnit(textIn(coded ? quantity.code : (quantity.unit ?? quantity.code)));
  if (!parsed.ok) return false;
  const substance = of.map(({ system = LOINC, code }) => substanceOf(system, code)).find((one) => one !== undefined);
  const value = units.exactly(toNumber(quantity.value) ?? Number.NaN, parsed.code, unit, { substance });
  if (value === undefined) return false;
  const { comparator } = quantity;
  const { above, atLeast, below, atMost } = is;
  const sign = textIn(comparator);
  if ((above ?? atLeast) !== undefined && sign.startsWith('<')) return false;
  if ((below ?? atMost) !== undefined && sign.startsWith('>')) return false;
  return (
    (above === undefined || value > above || (value === above && sign === '>')) &&
    (atLeast === undefined || value >= atLeast) &&
    (below === undefined || value < below || (value === below && sign === '<')) &&
    (atMost === undefined || value <= atMost)
  );
}
