/** What two patients say, line by line, and what they would say as one. */
import type { Resource } from '../../../shared/bridge/records.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { objectsIn, textIn, textsIn } from '../../../shared/records/members.ts';
import type { Chosen } from '../../../shared/records/patient/merge.ts';
import { formatName, namesOf } from '../../../shared/records/patient/name.ts';

/** Lines of the comparison, in their order. `chosen`: what somebody may choose of it. */
export const LINES = ['name', 'gender', 'birthDate', 'phone', 'identifier', 'address'] as const;
export type LineName = (typeof LINES)[number];

/** Which element is chosen with a line; of the others both are kept. */
export const CHOICE_OF: Readonly<Partial<Record<LineName, Chosen>>> = {
  name: 'name',
  gender: 'gender',
  birthDate: 'birthDate',
  address: 'address',
};

/** A patient's values of a line, as they are written. */
export function linesOf(resource: Resource): Readonly<Record<LineName, readonly string[]>> {
  const patient = resource as unknown as JsonObject;
  const text = (list: unknown): JsonObject[] => objectsIn(list as JsonObject[]);
  return {
    name: namesOf(patient).map(formatName),
    gender: [textIn(patient.gender)].filter(Boolean),
    birthDate: [textIn(patient.birthDate)].filter(Boolean),
    phone: text(patient.telecom)
      .map((one) => textIn(one.value))
      .filter(Boolean),
    identifier: text(patient.identifier)
      .map((one) => textIn(one.value))
      .filter(Boolean),
    address: text(patient.address)
      .map(
        (one) =>
          textIn(one.text) ||
          [textIn(one.state), textIn(one.city), ...textsIn(one.line)].filter((part) => part !== '').join(' '),
      )
      .filter(Boolean),
  };
}
