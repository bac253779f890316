/** Telephone numbers: the international form (E.164) is kept beside what was written, by which numbers are one however they are written. */
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn } from '../../../../../shared/records/members.ts';
import type { CleaningRule, Proposal } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

/** FHIR has no element for it. */
const E164 = 'https://xinglin.example/fhir/StructureDefinition/telephone-e164';
const SYSTEMS = ['phone', 'fax', 'sms'];

export const phones: CleaningRule = (resource, { country, telephone }) =>
  nodesOf(resource).flatMap(({ at, type, value }): Proposal[] => {
    if (type !== 'ContactPoint' || !isObject(value) || typeof value.value !== 'string') return [];
    if (typeof value.system !== 'string' || !SYSTEMS.includes(value.system)) return [];
    const written = value.value.normalize('NFKC').trim();
    const number = telephone(written, country);
    const said = objectsIn(value.extension).find(({ url }) => url === E164);
    if (number === undefined)
      return said || country === undefined || !/\d/.test(written)
        ? []
        : [{ at: [...at, 'value'], before: value.value, after: undefined, reason: 'phone-unknown', told: true }];
    if (said?.valueString === number) return [];
    const others = objectsIn(value.extension).filter(({ url }) => url !== E164);
    const after: JsonObject[] = [...others, { url: E164, valueString: number }];
    return [{ at: [...at, 'extension'], before: value.extension, after, reason: 'phone-e164' }];
  });
