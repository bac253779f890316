/** How long somebody waited, as the clinic's queue kept it. */
import type { Encounter } from '@medplum/fhirtypes';
import { moment, weekdayOf } from './calendar.ts';
import type { Rng } from './random.ts';
import type { VisitFrame } from './resources.ts';

/** The queue was not there from the beginning: older visits tell nothing of it. In days. */
const KEPT = 3 * 365;
/** Part of the visits of which somebody said that the patient had come. */
const TOLD = 0.9;
/** Minutes that hardly anybody waits longer: with an appointment, and without one. */
const LONGEST = { booked: 30, walkedIn: 75 } as const;
/** Of a Monday, when most come. */
const MONDAY = 1.35;

/** The steps of a visit, as Encounter.statusHistory; none where nobody said that the patient had come. */
export function queueSteps(
  rng: Rng,
  { clinic, appointment, day, start }: VisitFrame,
  minutes: number,
): Pick<Encounter, 'statusHistory'> {
  if (day < clinic.until - KEPT || !rng.chance(TOLD)) return {};
  const most = (appointment ? LONGEST.booked : LONGEST.walkedIn) * (weekdayOf(day) === 1 ? MONDAY : 1);
  // most wait briefly, some long
  const waited = Math.round(most * rng.real() * rng.real());
  const seen = moment(day, start);
  return {
    statusHistory: [
      { status: 'arrived', period: { start: moment(day, start - waited), end: seen } },
      { status: 'in-progress', period: { start: seen, end: moment(day, start + minutes) } },
    ],
  };
}
