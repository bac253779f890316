/** What a list of patients shows of one. */
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { HAN } from '../../../shared/records/han.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../shared/records/members.ts';
import { personName } from '../../../shared/records/patient/name.ts';
import { latinName } from './pinyin.ts';

/** Builds a list's row from a Patient. `lastVisit` is a day of the clinic. `name` is '' where the patient has none. */
export function patientHit(patient: JsonObject, conflicts: number, lastVisit: string | null): PatientHit {
  const { name, latin } = personName(patient);
  const hit: PatientHit = { id: String(patient.id), name, conflicts };
  const other = latin ?? (HAN.test(name) ? latinName(name) : undefined);
  if (other) hit.latin = other;
  if (typeof patient.birthDate === 'string') hit.birthDate = patient.birthDate;
  if (typeof patient.gender === 'string') hit.gender = patient.gender;
  const identifier = identifierOf(patient);
  if (identifier) hit.identifier = identifier;
  const phone = phoneOf(patient);
  if (phone) hit.phone = phone;
  if (lastVisit !== null) hit.lastVisit = lastVisit;
  return hit;
}

/** The number that a clinic calls a patient by: the medical record number, else the first that is in use. */
function identifierOf(patient: JsonObject): string | undefined {
  const current = objectsIn(patient.identifier).filter((one) => one.use !== 'old' && typeof one.value === 'string');
  const chosen =
    current.find((one) => typeCodes(one).includes('MR')) ?? current.find((one) => one.use === 'usual') ?? current[0];
  return chosen?.value as string | undefined;
}

function typeCodes(identifier: JsonObject): string[] {
  return objectsIn(memberOf(identifier.type, 'coding')).map((coding) => textIn(coding.code));
}

function phoneOf(patient: JsonObject): string | undefined {
  const phones = objectsIn(patient.telecom).filter(
    (one) => (one.system === 'phone' || one.system === 'sms') && one.use !== 'old' && typeof one.value === 'string',
  );
  const chosen = phones.find((one) => one.use === 'mobile') ?? phones[0];
  return chosen?.value as string | undefined;
}
