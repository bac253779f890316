/** Every kind of field by its name; one that is missing here fails to compile. */
import type { Kind, KindName } from './contract.ts';
import { birth } from './dates.ts';
import { family, given } from './names.ts';
import { code, identifier, phone } from './numbers.ts';
import { email, sex, text } from './texts.ts';

export const kinds: { readonly [N in KindName]: Kind } = {
  given,
  family,
  birth,
  identifier,
  phone,
  email,
  address: text,
  place: text,
  code,
  sex,
  text,
};

/** Kinds of which a value may stand in another's field: given and family names, the lines of an address. */
const NEIGHBOURS: readonly (readonly KindName[])[] = [
  ['given', 'family'],
  ['address', 'place'],
];

/** Whether values of the one are looked for in fields of the other. */
export function areNeighbours(a: KindName, b: KindName): boolean {
  return NEIGHBOURS.some((kindsOfOne) => kindsOfOne.includes(a) && kindsOfOne.includes(b));
}
