/** What is measured at a visit, by why it is made. */
import type { Body } from './body.ts';
import { MEASUREMENTS, type MeasurementName, PANELS } from './facts/measurements.ts';
import { ageOn } from './people.ts';
import type { PlannedVisit } from './plan.ts';
import type { Rng } from './random.ts';
import { laboratoryReport } from './reports.ts';
import { bloodPressure, observation, type VisitFrame } from './resources.ts';
import type { FhirResource, Person } from './types.ts';

/** What the note says of it. */
export interface Findings {
  readonly resources: readonly FhirResource[];
  /** Whether anything went to the laboratory. */
  readonly tests: boolean;
  readonly pressure?: { readonly systolic: number; readonly diastolic: number };
  readonly temperature?: number;
}

/** `known`: what need not be measured again, such as the height of an adult. */
export function measure(
  rng: Rng,
  frame: VisitFrame,
  person: Person,
  body: Body,
  plan: PlannedVisit,
  known: Set<string>,
): Findings {
  const resources: FhirResource[] = [];
  const age = ageOn(person.born, plan.day);
  const distress = plan.acute?.signs.includes('fever') ? rng.real() : 0;
  const pressure = age >= 14 && (!plan.shots || plan.followUp !== undefined) ? body.pressure(plan.day) : undefined;
  if (pressure) resources.push(bloodPressure(frame, rng.uuid(), pressure.systolic, pressure.diastolic));
  let temperature: number | undefined;
  const results: { name: MeasurementName; id: string }[] = [];
  for (const name of wanted(rng, plan, age, known)) {
    const id = rng.uuid();
    const value = body.measure(name, plan.day, distress);
    if (name === 'temperature') temperature = value;
    if (MEASUREMENTS[name].category === 'laboratory') results.push({ name, id });
    resources.push(observation(frame, id, MEASUREMENTS[name], value));
  }
  if (results.length > 1) resources.push(laboratoryReport(frame, rng.uuid(), results));
  return {
    resources,
    tests: results.length > 0,
    ...(pressure && { pressure }),
    ...(temperature !== undefined && { temperature }),
  };
}

function wanted(rng: Rng, plan: PlannedVisit, age: number, known: Set<string>): Set<MeasurementName> {
  const { acute, followUp = [], pregnancy } = plan;
  const names = new Set<MeasurementName>();
  const all = (list: readonly MeasurementName[]): void => {
    for (const name of list) names.add(name);
  };
  if (acute?.signs.includes('fever') || plan.shots) names.add('temperature');
  else if (acute && rng.chance(0.5)) names.add('temperature');
  if (rng.chance(0.6)) names.add('heartRate');
  if (acute?.signs.includes('lungs')) all(['oxygen', 'respiratoryRate']);
  if (acute?.signs.includes('bloods') && rng.chance(0.55)) {
    all(PANELS.bloodCount.members);
    if (acute.signs.includes('fever')) names.add('crp');
  }
  if (acute?.code === 'Z00.0') all([...PANELS.lipids.members, 'glucose', 'creatinine', 'urate']);
  if (age < 14 || pregnancy || rng.chance(followUp.length > 0 ? 0.6 : 0.3)) names.add('weight');
  if (age < 3 && plan.shots) names.add('headCircumference');
  if ((age < 16 && (plan.shots || rng.chance(0.5))) || !known.has('height')) all(['height', 'weight', 'bmi']);
  known.add('height');
  if (pregnancy && rng.chance(0.4)) names.add('haemoglobin');
  if (followUp.some(({ fact }) => fact.code === 'E11.9')) names.add('glucose');
  if (followUp.some(({ fact }) => fact.code === 'J44.9' || fact.code === 'J45.9')) names.add('oxygen');
  for (const { fact } of followUp) if (fact.labs.length > 0 && rng.chance(0.4)) all(fact.labs);
  return names;
}
