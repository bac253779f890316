/** Writes the records of one person: patient, allergies, and what each visit of the course leaves behind. */
import { type Body, bodyOf } from './body.ts';
import { courseOf, type PlannedVisit } from './course.ts';
import { ALLERGENS, DRUGS, type Drug, type DrugName, REACTIONS } from './facts/drugs.ts';
import { MEASUREMENTS, type MeasurementName } from './facts/measurements.ts';
import { ageOn } from './people.ts';
import { type Rng, weighted } from './random.ts';
import {
  allergy,
  bloodPressure,
  condition,
  encounter,
  immunization,
  medicationRequest,
  noKnownAllergy,
  observation,
  type VisitFrame,
} from './resources.ts';
import type { Clinic, FhirResource, Person } from './types.ts';

const pickAllergen = weighted(ALLERGENS, ({ weight }) => weight);

/** Everything of one person, the patient first, then by time. */
export function* recordsOf(rng: Rng, clinic: Clinic, person: Person): Generator<FhirResource> {
  const course = courseOf(rng, clinic, person);
  yield person.patient;
  const avoid = new Set<Drug['family']>();
  const asked = rng.real();
  const askedOn = Math.min(person.joined, person.died ?? person.joined);
  if (asked < 0.1) {
    const fact = pickAllergen(rng);
    if (fact) {
      if (fact.family) avoid.add(fact.family);
      yield allergy(clinic, person.id, rng, askedOn, fact, rng.pick(REACTIONS));
    }
  } else if (asked < 0.65) yield noKnownAllergy(clinic, person.id, rng, askedOn);
  for (const { vaccine, dose, day } of course.elsewhere)
    yield immunization(clinic, person.id, rng.uuid(), vaccine, day, dose, undefined);
  const body = bodyOf(rng, person, course);
  const written = new Set<string>();
  for (const plan of course.visits) yield* visit(rng, clinic, person, body, plan, avoid, written);
}

function* visit(
  rng: Rng,
  clinic: Clinic,
  person: Person,
  body: Body,
  plan: PlannedVisit,
  avoid: ReadonlySet<Drug['family']>,
  written: Set<string>,
): Generator<FhirResource> {
  const frame: VisitFrame = {
    clinic,
    patient: person.id,
    encounter: rng.uuid(),
    doctor: rng.pick(clinic.doctors),
    day: plan.day,
    start: 5 * (rng.chance(0.6) ? rng.int(96, 141) : rng.int(168, 207)),
  };
  const { acute, followUp = [], shots = [] } = plan;
  const acuteId = acute ? rng.uuid() : undefined;
  const reason = acute?.complaint ?? followUp[0]?.fact.complaint ?? (['预防接种', 'Vaccination'] as const);
  yield encounter(
    frame,
    acute ? 'consultation' : followUp.length > 0 ? 'follow-up' : 'vaccination',
    rng.int(6, 24),
    reason,
    [...(acuteId ? [acuteId] : []), ...followUp.map(({ id }) => id)],
  );
  if (acute && acuteId) {
    const resolved = plan.day + rng.int(4, 21);
    const course = {
      onset: plan.day - rng.int(0, 4),
      chronic: false,
      ...(resolved <= (person.died ?? clinic.until) ? { resolved } : {}),
    };
    yield condition(frame, acuteId, acute.code, acute.words, { ...course, onset: Math.max(person.born, course.onset) });
  }
  for (const { fact, id, since } of followUp) {
    if (written.has(id)) continue;
    written.add(id);
    yield condition(frame, id, fact.code, fact.words, { onset: since, chronic: true });
  }
  yield* measurements(rng, frame, person, body, plan, written);
  if (acute && acuteId) {
    const suited = acute.drugs.filter((name) => suits(name, ageOn(person.born, plan.day), avoid));
    for (const name of suited.slice(0, 2))
      if (rng.chance(0.8)) yield prescription(rng, frame, name, rng.int(3, 7), acuteId);
  }
  for (const { id, drugs } of followUp) {
    for (const name of drugs)
      if (suits(name, 40, avoid) && rng.chance(0.62)) yield prescription(rng, frame, name, rng.pick([28, 56, 84]), id);
  }
  for (const { vaccine, dose } of shots)
    yield immunization(clinic, person.id, rng.uuid(), vaccine, plan.day, dose, frame);
}

function prescription(rng: Rng, frame: VisitFrame, name: DrugName, days: number, reason: string): FhirResource {
  return medicationRequest(frame, rng.uuid(), name, DRUGS[name], days, reason);
}

/** Not what the patient is allergic to; children get children's forms, adults adults'. */
function suits(name: DrugName, age: number, avoid: ReadonlySet<Drug['family']>): boolean {
  const drug: Drug = DRUGS[name];
  if (drug.family && avoid.has(drug.family)) return false;
  if (age < 14) return drug.childToo === true;
  return name !== 'paracetamolSyrup' && name !== 'amoxicillinGranules';
}

function* measurements(
  rng: Rng,
  frame: VisitFrame,
  person: Person,
  body: Body,
  plan: PlannedVisit,
  written: Set<string>,
): Generator<FhirResource> {
  const { acute, followUp = [] } = plan;
  const age = ageOn(person.born, plan.day);
  const ill = acute?.signs.includes('fever') ? rng.real() : 0;
  const names = new Set<MeasurementName>();
  if (acute || plan.shots) names.add('temperature');
  if (rng.chance(0.75)) names.add('heartRate');
  if (acute?.signs.includes('lungs')) names.add('oxygen').add('respiratoryRate');
  if (acute?.signs.includes('bloods'))
    names
      .add('leukocytes')
      .add('haemoglobin')
      .add(acute.signs.includes('fever') ? 'crp' : 'glucose');
  if (acute?.code === 'Z00.0') names.add('cholesterol').add('ldl').add('triglycerides').add('creatinine').add('urate');
  if (age < 12 || rng.chance(0.7)) names.add('weight');
  if (age < 16 || !written.has('height')) names.add('height').add('weight').add('bmi');
  if (followUp.some(({ fact }) => fact.code === 'E11.9')) names.add('glucose');
  if (followUp.some(({ fact }) => fact.code === 'J44.9' || fact.code === 'J45.9')) names.add('oxygen');
  for (const { fact } of followUp)
    if (fact.labs.length > 0 && rng.chance(0.5)) for (const name of fact.labs) names.add(name);
  written.add('height');
  if (age >= 14) {
    const { systolic, diastolic } = body.pressure(plan.day);
    yield bloodPressure(frame, rng.uuid(), systolic, diastolic);
  }
  for (const name of names) yield observation(frame, rng.uuid(), MEASUREMENTS[name], body.measure(name, plan.day, ill));
}
