/** Who a Patient is, by all that was ever written of them here: names and numbers of before and in conflict, too. */
import { type Json, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import type { Reader } from '../storage/database.ts';

export interface Person {
  readonly names: readonly JsonObject[];
  readonly identifiers: readonly JsonObject[];
  /** As FHIR writes dates, also in part. */
  readonly births: readonly string[];
}

/** By the history of a row that still has its contents; `json`: what it shows. */
export function personOf(reader: Reader, { rid, json }: { readonly rid: number; readonly json: string }): Person {
  const bodies = writtenOf(reader, { rid, json });
  return {
    names: bodies.flatMap(({ name }) => objectsIn(name)),
    identifiers: bodies.flatMap(({ identifier }) => objectsIn(identifier)),
    births: [...new Set(bodies.map(({ birthDate }) => textIn(birthDate)).filter(Boolean))],
  };
}

/** What was ever written of a record, each as (a part of) a resource; what it shows first. */
export function writtenOf(
  reader: Reader,
  { rid, json }: { readonly rid: number; readonly json: string },
): JsonObject[] {
  const bodies = reader.all<{ body: string }>('SELECT body FROM change WHERE rid = ? AND body IS NOT NULL', rid);
  return [parseJson(json) as JsonObject, ...bodies.flatMap(({ body }) => partsOf(parseJson(body)))];
}

/** The body of a change: a whole resource, or writes of registers (shared/merge/split.ts). */
function partsOf(body: Json): JsonObject[] {
  if (!Array.isArray(body)) return objectsIn(body);
  return objectsIn(body).flatMap(({ register, value }) => {
    if (typeof register !== 'string' || typeof value !== 'string') return [];
    const [element = '', of] = register.split('/');
    // an element of a set stands alone, all others under their names
    return of === undefined ? objectsIn(parseJson(value)) : [{ [element]: [parseJson(value)] }];
  });
}

/** Whether a Patient of a sender's carries an identifier of theirs, and was not born on another day. */
export function isSamePerson({ identifiers, births }: Person, patient: JsonObject): boolean {
  const born = textIn(patient.birthDate);
  if (born !== '' && births.length > 0 && !births.some((one) => one.startsWith(born) || born.startsWith(one)))
    return false;
  return objectsIn(patient.identifier).some((one) => {
    const [system, value] = [textIn(one.system), textIn(one.value)];
    // a number of no system may be anybody's
    if (system === '' || value === '') return false;
    return identifiers.some((other) => textIn(other.system) === system && textIn(other.value) === value);
  });
}
