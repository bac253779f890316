/** Doubts about the dates of a person's life. */
import type { Doubt } from './contract.ts';
import type { JsonObject } from './json.ts';
import { isBefore, isFuture } from './plausible.ts';

/** Nobody is known to have lived longer than 122 years (Jeanne Calment, https://doi.org/10.1093/gerona/glz198). */
const OLDEST_YEARS = 130;

/** Doubts a birth in the future or too long ago, and a death in the future or before the birth. */
export function doubtBirth(resource: JsonObject, today: string): Doubt[] {
  const { resourceType, birthDate, deceasedDateTime } = resource;
  const born = typeof birthDate === 'string' ? birthDate : undefined;
  const died = typeof deceasedDateTime === 'string' ? deceasedDateTime : undefined;
  const doubts: Doubt[] = [];
  const doubt = (element: string, code: string, message: string): void => {
    doubts.push({ element: `${String(resourceType)}.${element}`, code, message });
  };
  const oldest = `${String(Number(today.slice(0, 4)) - OLDEST_YEARS).padStart(4, '0')}${today.slice(4)}`;
  if (isFuture(born, today)) doubt('birthDate', 'in-future', 'The birth date lies in the future. Check it.');
  if (died === undefined && isBefore(born, oldest))
    doubt('birthDate', 'too-old', 'The birth date is more than 130 years ago. Check it.');
  if (isFuture(died, today)) doubt('deceasedDateTime', 'in-future', 'The date of death lies in the future. Check it.');
  if (isBefore(died, born))
    doubt('deceasedDateTime', 'end-before-start', 'The date of death lies before the birth date. Check both.');
  return doubts;
}
