/** A FHIR Patient as linkage compares it. */
import { HAN } from '../../../../shared/records/han.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn, textsIn } from '../../../../shared/records/members.ts';
import { familyLength } from '../../../../shared/records/patient/family-name.ts';
import { namesOf } from '../../../../shared/records/patient/name.ts';
import { numberKind } from '../../records/rules/identity-number.ts';
import { splitName } from './columns.ts';
import type { Field, KindName, Person, Value } from './contract.ts';
import { blockingKeys } from './keys.ts';
import { kinds } from './kinds.ts';

/** The fields of a patient. The clinic's own record numbers are none: whoever was registered twice has two. */
export const PATIENT_FIELDS: readonly Field[] = (
  ['given', 'family', 'birth', 'sex', 'identifier', 'phone', 'email', 'address'] as const
).map((kind) => ({ name: kind, kind }));

/** Values of one field that are looked at. */
const MOST = 6;

/** What a Patient says, field by field. */
export function personOfPatient(patient: JsonObject): Person {
  const names = namesOf(patient).map(partsOf);
  const telecoms = objectsIn(patient.telecom).map((one) => ({ system: textIn(one.system), value: textIn(one.value) }));
  const isEmail = ({ system, value }: { system: string; value: string }): boolean =>
    system === 'email' || value.includes('@');
  const texts: Readonly<Record<string, readonly string[]>> = {
    given: names.map(([given]) => given),
    family: names.map(([, family]) => family),
    birth: [textIn(patient.birthDate)],
    sex: [textIn(patient.gender)],
    identifier: objectsIn(patient.identifier)
      .filter((one) => numberKind(one) !== undefined)
      .map((one) => textIn(one.value)),
    phone: telecoms.filter((one) => !isEmail(one)).map(({ value }) => value),
    email: telecoms.filter(isEmail).map(({ value }) => value),
    address: objectsIn(patient.address).map((one) => textIn(one.text) || addressOf(one)),
  };
  return PATIENT_FIELDS.map(({ kind }) => valuesOf(kind, texts[kind] ?? []));
}

/** Blocking keys of a Patient. */
export function patientKeys(patient: JsonObject): string[] {
  return blockingKeys(PATIENT_FIELDS, personOfPatient(patient));
}

function valuesOf(kind: KindName, texts: readonly string[]): Value[] {
  const values = new Map<string, Value>();
  for (const text of texts) {
    const value = kinds[kind].read(text);
    if (value && values.size < MOST) values.set(value.key, value);
  }
  return [...values.values()];
}

/** Given and family name; of a Chinese one that stands in one part, by its characters. */
function partsOf({ family, given, text }: ReturnType<typeof namesOf>[number]): readonly [string, string] {
  const first = given.join(' ');
  if (family !== '' && first !== '') return [first, family];
  const whole = family || first || text;
  if (HAN.test(whole) && familyLength(whole) === [...whole].length) return ['', whole];
  return splitName(whole);
}

function addressOf(address: JsonObject): string {
  return [textIn(address.state), textIn(address.city), textIn(address.district), ...textsIn(address.line)]
    .filter((part) => part !== '')
    .join(' ');
}
