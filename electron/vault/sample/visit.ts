/** Writes the records of one person: patient, allergies, and what each visit of the course leaves behind. */

import { billed } from './billing.ts';
import { type Body, bodyOf } from './body.ts';
import { type Care, careOf, type Review } from './care.ts';
import { onDuty, placeOf } from './clinic.ts';
import { courseOf } from './course.ts';
import { PREGNANCY } from './facts/diagnoses.ts';
import { ALLERGENS, DRUGS, type Drug, type DrugName, REACTIONS } from './facts/drugs.ts';
import { measure } from './measuring.ts';
import { noteText } from './note.ts';
import { ageOn } from './people.ts';
import type { PlannedVisit } from './plan.ts';
import { queueSteps } from './queue.ts';
import { type Rng, weighted } from './random.ts';
import { type Problem, referred } from './referring.ts';
import { appointment, note } from './reports.ts';
import {
  allergy,
  condition,
  encounter,
  immunization,
  medicationRequest,
  noKnownAllergy,
  type VisitFrame,
  type VisitKind,
} from './resources.ts';
import type { Clinic, FhirResource, Person, Words } from './types.ts';

const pickAllergen = weighted(ALLERGENS, ({ weight }) => weight);
/** Part of the visits of the ill that leave a note. */
const NOTED = 0.35;

/** What the visits of one person share. */
interface Chart {
  readonly clinic: Clinic;
  readonly person: Person;
  readonly body: Body;
  readonly care: Care;
  /** Which doctor of those on duty the person goes to. */
  readonly usual: number;
  /** Families of medicines that are not tolerated. */
  readonly avoid: ReadonlySet<Drug['family']>;
  /** Conditions that are written, and what was measured for good. */
  readonly written: Set<string>;
}

/** What is drawn from `aside` changes nothing of what is drawn from `rng`. */
interface Streams {
  readonly rng: Rng;
  readonly aside: Rng;
}

/** Everything of one person, the patient first, then by time. */
export function* recordsOf({ rng, aside }: Streams, clinic: Clinic, person: Person): Generator<FhirResource> {
  const course = courseOf(rng, clinic, person);
  yield person.patient;
  const avoid = new Set<Drug['family']>();
  const asked = rng.real();
  const askedOn = course.visits[0]?.day ?? person.joined;
  const nurse = onDuty(clinic, 'nurse', askedOn, 0);
  if (asked < 0.1) {
    const fact = pickAllergen(rng);
    if (fact) {
      if (fact.family) avoid.add(fact.family);
      yield allergy(clinic, person.id, rng, askedOn, nurse, fact, rng.pick(REACTIONS));
    }
  } else if (asked < 0.65) yield noKnownAllergy(clinic, person.id, rng, askedOn, nurse);
  for (const { vaccine, dose, day } of course.elsewhere)
    yield immunization(clinic, person.id, rng.uuid(), vaccine, day, dose, undefined);
  const care = careOf(rng, person, course.illnesses);
  const body = bodyOf(rng, person, care);
  const chart: Chart = { clinic, person, body, care, usual: rng.int(0, 2), avoid, written: new Set() };
  for (const plan of course.visits) yield* visit({ rng, aside }, chart, plan);
  for (const { day, status, followUp } of course.appointments) {
    const doctor = onDuty(clinic, 'doctor', day, chart.usual);
    const reason = followUp[0]?.fact.complaint ?? (['复诊', 'Follow-up'] as const);
    const wanted = startOf(rng);
    const when = { day, start: status === 'booked' ? freeFrom(clinic, doctor, day, wanted) : wanted };
    const who = { patient: person.id, doctor, place: placeOf(clinic, doctor, day) };
    yield appointment(clinic, rng.uuid(), status, who, when, reason);
  }
}

function* visit({ rng, aside }: Streams, chart: Chart, plan: PlannedVisit): Generator<FhirResource> {
  const { clinic, person, care } = chart;
  care.reach(plan.day);
  const { acute, followUp = [], shots = [], pregnancy } = plan;
  const encounterId = rng.uuid();
  const doctor = onDuty(clinic, 'doctor', plan.day, rng.chance(0.75) ? chart.usual : rng.int(0, 2));
  const frame: VisitFrame = {
    clinic,
    patient: person.id,
    encounter: encounterId,
    doctor,
    place: placeOf(clinic, doctor, plan.day),
    nurse: onDuty(clinic, 'nurse', plan.day, rng.int(0, 1)),
    ...(plan.booked ? { appointment: rng.uuid() } : {}),
    day: plan.day,
    start: startOf(rng),
  };
  const acuteId = acute ? rng.uuid() : undefined;
  const reason = reasonOf(plan);
  if (frame.appointment) yield appointment(clinic, frame.appointment, 'fulfilled', frame, frame, reason);
  const conditions = [
    ...(acuteId ? [acuteId] : []),
    ...(pregnancy ? [pregnancy.id] : []),
    ...followUp.map(({ id }) => id),
  ];
  const minutes = rng.int(6, 24);
  yield encounter(frame, kindOf(plan), minutes, reason, conditions, queueSteps(aside, frame, minutes));
  if (acuteId) yield acuteCondition(rng, frame, person, acuteId, plan);
  yield* lasting(frame, chart, plan);
  const findings = measure(rng, frame, person, chart.body, plan, chart.written);
  yield* findings.resources;
  const given: DrugName[] = [];
  const medicines: number[] = [];
  if (acute && acuteId) {
    const suited = acute.drugs.filter((name) => suits(name, ageOn(person.born, plan.day), chart.avoid));
    for (const name of suited.slice(0, 2)) {
      if (!rng.chance(0.75)) continue;
      given.push(name);
      const days = rng.int(3, 7);
      medicines.push(days);
      yield prescription(rng, frame, name, days, acuteId);
    }
  }
  const reviews: Review[] = [];
  for (const illness of followUp) {
    const review = care.review(rng, illness);
    reviews.push(review);
    for (const name of review.drugs)
      if (suits(name, 40, chart.avoid) && (name === review.added || rng.chance(review.lapsed ? 0.3 : 0.66))) {
        const days = rng.pick([28, 56, 84]);
        medicines.push(days);
        yield prescription(rng, frame, name, days, illness.id);
      }
  }
  if (pregnancy && rng.chance(0.3)) yield prescription(rng, frame, 'folicAcid', 28, pregnancy.id);
  for (const { vaccine, dose } of shots)
    yield immunization(clinic, person.id, rng.uuid(), vaccine, plan.day, dose, frame);
  if ((acute || followUp.length > 0) && (reviews.some(tells) || rng.chance(NOTED))) {
    const assessment = [...(acute ? [acute.words] : []), ...followUp.map(({ fact }) => fact.words)];
    const again = followUp[0]?.fact.interval ?? (acute?.signs.includes('fever') ? 3 : 0);
    const text = noteText({ ...findings, complaint: reason, assessment, reviews, given, again }, clinic.language);
    yield note(frame, rng.uuid(), text);
  }
  const problems: Problem[] = [
    ...(acute && acuteId ? [{ code: acute.code, words: acute.words, id: acuteId }] : []),
    ...followUp.map(({ fact, id }) => ({ code: fact.code, words: fact.words, id })),
  ];
  yield* referred(aside, frame, problems);
  // vaccinations and antenatal care cost nothing
  if (problems.length > 0) yield* billed(aside, frame, { tests: findings.tests, medicines });
}

/** Whether a review has something to tell that stands nowhere else. */
function tells({ replaced, added }: Review): boolean {
  return replaced !== undefined || added !== undefined;
}

/** Minutes after midnight; more in the morning. */
function startOf(rng: Rng): number {
  return 5 * (rng.chance(0.6) ? rng.int(96, 141) : rng.int(168, 207));
}

/** Minutes in which doctors see people, the first and the last start of a day; and how long an appointment takes. */
const [FIRST, LAST, LASTS] = [480, 1035, 15];

/** When the doctor is free, from the wanted time on, else before; where all of the day is taken, it is that time. Taken from then on. */
function freeFrom({ booked }: Clinic, doctor: string, day: number, wanted: number): number {
  const key = `${doctor} ${day}`;
  const taken = booked.get(key) ?? [];
  booked.set(key, taken);
  const isFree = (start: number) => taken.every((other) => Math.abs(other - start) >= LASTS);
  const grid = Array.from({ length: (LAST - FIRST) / 5 + 1 }, (_, at) => FIRST + 5 * at);
  const start = [...grid.filter((one) => one >= wanted), ...grid].find(isFree) ?? wanted;
  taken.push(start);
  return start;
}

function kindOf({ acute, followUp, pregnancy }: PlannedVisit): VisitKind {
  return acute ? 'consultation' : pregnancy ? 'antenatal' : followUp ? 'follow-up' : 'vaccination';
}

function reasonOf({ acute, followUp, pregnancy }: PlannedVisit): Words {
  if (acute) return acute.complaint;
  if (pregnancy) return ['产前检查', 'Antenatal check'];
  return followUp?.[0]?.fact.complaint ?? ['预防接种', 'Vaccination'];
}

/** What has passed by the next visit or in a few weeks. */
function acuteCondition(
  rng: Rng,
  frame: VisitFrame,
  person: Person,
  id: string,
  { acute, day }: PlannedVisit,
): FhirResource {
  if (!acute) throw new Error('nothing acute');
  const resolved = day + rng.int(4, 21);
  const onset = Math.max(person.born, day - rng.int(0, 4));
  const over = resolved <= (person.died ?? frame.clinic.until) ? { resolved } : {};
  return condition(frame, id, acute.code, acute.words, { onset, chronic: false, ...over });
}

/** Conditions of longer standing, at the first visit for them. */
function* lasting(frame: VisitFrame, { written, clinic }: Chart, plan: PlannedVisit): Generator<FhirResource> {
  const { pregnancy, followUp = [] } = plan;
  for (const { fact, id, since } of followUp) {
    if (written.has(id)) continue;
    written.add(id);
    yield condition(frame, id, fact.code, fact.words, { onset: since, chronic: true });
  }
  if (!pregnancy || written.has(pregnancy.id)) return;
  written.add(pregnancy.id);
  const over = pregnancy.birth <= clinic.until ? { resolved: pregnancy.birth } : {};
  const course = { onset: pregnancy.conceived, chronic: true, ...over };
  yield condition(frame, pregnancy.id, PREGNANCY.code, PREGNANCY.words, course);
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
