import type { Doubt } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import { textIn } from '../members.ts';
import { isBefore } from '../plausible.ts';

/** Doubts a vaccine that had expired on the day when it was given. */
export function doubtExpiry(resource: JsonObject): Doubt[] {
  const given = textIn(resource.occurrenceDateTime);
  const expiry = textIn(resource.expirationDate);
  if (resource.status !== 'completed' || given === '' || expiry === '' || !isBefore(expiry, given.slice(0, 10)))
    return [];
  return [
    {
      element: 'Immunization.expirationDate',
      code: 'expired',
      message: 'The vaccine had expired when it was given. Check the lot and both dates.',
    },
  ];
}
