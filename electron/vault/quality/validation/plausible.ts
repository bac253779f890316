/**
 * What is FHIR and may still be a slip: the doubts of record types (each limit with its source beside it, `shared/records`), and
 * what identity numbers say against themselves and against their person.
 */
import type { FindingKey } from '../../../../shared/quality/finding-texts.ts';
import type { RecordType } from '../../../../shared/records/contract.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import { RESIDENT_ID_SYSTEM, residentCheck } from '../../../../shared/records/patient/resident-id.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import type { Report } from './report.ts';

/** The sentences of doubts: the code of each, and the key of a finding. */
const DOUBTS: Readonly<Record<string, FindingKey>> = {
  'in-future': 'in-future',
  'too-old': 'too-old',
  'end-before-start': 'end-before-start',
  'impossible-value': 'impossible-value',
  'amount-not-positive': 'amount-not-positive',
  expired: 'expired',
};

/** Reports what somebody should look at, as warnings; `today` is the clinic's day, YYYY-MM-DD. */
export function checkPlausible(resource: JsonObject, today: string, report: Report): void {
  const types: Readonly<Record<string, RecordType>> = recordTypes;
  const type = textIn(resource.resourceType);
  const doubts = Object.hasOwn(types, type) ? types[type]?.doubts?.(resource, today) : undefined;
  for (const { element, code } of doubts ?? []) {
    const key = DOUBTS[code];
    if (key) report.warning(element, key);
  }
  if (type === 'Patient') checkResidentNumber(resource, report);
}

/** GB 11643-1999: six digits of a place, the day of birth, an order that is odd for men, and a check character. */
function checkResidentNumber(patient: JsonObject, report: Report): void {
  objectsIn(patient.identifier).forEach(({ system, value }, i) => {
    const number = textIn(value).toUpperCase();
    if (system !== RESIDENT_ID_SYSTEM || number === '') return;
    const path = `Patient.identifier[${i}].value`;
    if (!/^\d{17}[\dX]$/.test(number) || residentCheck(number.slice(0, 17)) !== number.slice(17)) {
      report.warning(path, 'identity-number');
      return;
    }
    const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
    const said = textIn(patient.birthDate);
    if (said !== '' && !born.startsWith(said)) report.warning('Patient.birthDate', 'identity-birth');
    const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
    if ((patient.gender === 'male' || patient.gender === 'female') && patient.gender !== sex)
      report.warning('Patient.gender', 'identity-sex');
  });
}
