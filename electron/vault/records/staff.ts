/** Users of the clinic as records name them: by an identifier, for they are no records themselves. */
import type { Json, JsonObject } from '../../../shared/records/json.ts';
import { memberOf, textIn } from '../../../shared/records/members.ts';

/** The system of users' ids. */
export const USER_SYSTEM = 'urn:xinglin:user';

/** A Reference to a user. */
export function userReference(user: { readonly id: string; readonly name: string }): JsonObject {
  return { display: user.name, identifier: { system: USER_SYSTEM, value: user.id } };
}

/** The id of the user whom a Reference names; undefined where it names none. */
export function userOf(reference: Json | undefined): string | undefined {
  const identifier = memberOf(reference, 'identifier');
  return textIn(memberOf(identifier, 'system')) === USER_SYSTEM ? textIn(memberOf(identifier, 'value')) : undefined;
}
