/** China's resident identity number (GB 11643): its letters, its check character, and the birth date and sex that it says. */
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import { RESIDENT_ID_SYSTEM, residentCheck } from '../../../../../shared/records/patient/resident-id.ts';
import type { CleaningRule, Proposal } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

export const identity: CleaningRule = (resource) => [...numbersIn(resource), ...saidBy(resource)];

function numbersIn(resource: JsonObject): Proposal[] {
  return nodesOf(resource).flatMap(({ at, type, value }): Proposal[] => {
    if (type !== 'Identifier' || !isObject(value) || value.system !== RESIDENT_ID_SYSTEM) return [];
    const written = value.value;
    if (typeof written !== 'string') return [];
    const place = [...at, 'value'];
    const plain = plainNumber(written);
    if (/^\d{15}$/.test(plain)) {
      // those of before 1999: the century is left out, and the check character
      const first17 = `${plain.slice(0, 6)}19${plain.slice(6)}`;
      const after = first17 + residentCheck(first17);
      return [{ at: place, before: written, after, reason: 'identity-short', told: true }];
    }
    if (!/^\d{17}[\dX]$/.test(plain)) return [];
    const right = plain.endsWith(residentCheck(plain.slice(0, 17)));
    return [
      ...(plain === written ? [] : [{ at: place, before: written, after: plain, reason: 'identity-form' as const }]),
      ...(right
        ? []
        : [{ at: place, before: plain, after: undefined, reason: 'identity-digit' as const, told: true as const }]),
    ];
  });
}

function plainNumber(written: string): string {
  return written
    .normalize('NFKC')
    .replace(/[\s\u200b-]/g, '')
    .toUpperCase();
}

/** What the number says of its person: filled in where nobody said it, told where somebody said something else. */
function saidBy(patient: JsonObject): Proposal[] {
  if (patient.resourceType !== 'Patient') return [];
  const numbers = objectsIn(patient.identifier)
    .filter(({ system }) => system === RESIDENT_ID_SYSTEM)
    .map(({ value }) => plainNumber(textIn(value)))
    .filter((number) => /^\d{17}[\dX]$/.test(number) && number.endsWith(residentCheck(number.slice(0, 17))));
  const [number] = numbers;
  if (number === undefined || numbers.some((one) => one !== number)) return [];
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  // GB 11643: the order of a man is odd
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  const { birthDate, _birthDate, gender, _gender } = patient;
  const fill = (name: string, after: string, reason: Proposal['reason']): Proposal => ({
    at: [name],
    before: undefined,
    after,
    reason,
  });
  const differs = (name: string, before: string, after: string, reason: Proposal['reason']): Proposal => ({
    at: [name],
    before,
    after,
    reason,
    told: true,
  });
  return [
    ...(birthDate === undefined && _birthDate === undefined && isDay(born)
      ? [fill('birthDate', born, 'identity-birth')]
      : []),
    ...(gender === undefined && _gender === undefined ? [fill('gender', sex, 'identity-sex')] : []),
    ...(typeof birthDate === 'string' && /^\d{4}(-\d\d){0,2}$/.test(birthDate) && !born.startsWith(birthDate)
      ? [differs('birthDate', birthDate, born, 'identity-birth-differs')]
      : []),
    ...((gender === 'male' || gender === 'female') && gender !== sex
      ? [differs('gender', gender, sex, 'identity-sex-differs')]
      : []),
  ];
}

function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
