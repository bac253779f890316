import { codingsOf } from '../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Projection } from '../../records/projection.ts';
import type { Fact } from '../../storage/facts.ts';
import { placeAmong, practitionerOf } from './actors.ts';

/** What an appointment's status says of whether they came; one that was called off, or was none yet, says nothing. */
const CAME: Readonly<Record<string, number>> = {
  noshow: 0,
  arrived: 1,
  'checked-in': 1,
  fulfilled: 1,
  booked: 2,
  pending: 2,
};

/** Appointments that were made beforehand: whoever walks in has kept none. */
export function appointmentFacts(
  { participant, appointmentType }: JsonObject,
  { status }: Pick<Projection, 'status'>,
): Fact[] {
  const value = status === null ? undefined : CAME[status];
  if (value === undefined || codingsOf(appointmentType).some(({ code }) => code === 'WALKIN')) return [];
  return [{ kind: 'appointment', value, who: practitionerOf(participant, 'actor'), place: placeAmong(participant) }];
}
