/**
 * A national identity number belongs to one active patient, and an active patient has one of each kind. Breaches come about when
 * two workstations register the same person, or each corrects the number differently.
 */
import { isObject, type JsonObject } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import type { Breach, Breaker, Judged, Rule, RuleKey } from './contract.ts';

const NAME = 'identity-number';

/**
 * Systems that are identity numbers, whatever their type says: China's resident identity number (GB 11643, OID of WS 363 health
 * data elements), Hong Kong's and Macau's are told by their type; the others as HL7 lists them (http://hl7.org/fhir/R4/identifier-registry.html).
 */
const SYSTEMS: Readonly<Record<string, string>> = {
  'urn:oid:2.16.156.10011.1.3': 'GB11643',
  'http://hl7.org/fhir/sid/us-ssn': 'us-ssn',
  'urn:oid:2.16.840.1.113883.4.1': 'us-ssn',
  'https://fhir.nhs.uk/Id/nhs-number': 'nhs-number',
};

/** HL7 v2-0203: national person identifier (also with a country, NNCHN), person number, passport, social security number, citizenship card. */
const TYPES = /^(?:NI|NN[A-Z]{3}|NNxxx|PPN|SS|CZ)$/;

export const identityNumber: Rule = {
  name: NAME,
  keys: identityNumbers,
  subjects: (_reader, record) => {
    const keys = identityNumbers(record).map(({ key }) => key);
    const kinds = new Set(keys.map(kindOf));
    return [...keys.map((key) => `number ${key}`), ...[...kinds].map((kind) => `person ${record.id} ${kind}`)];
  },
  judge: (reader, subject) => {
    const [what = '', ...rest] = subject.split(' ');
    return what === 'number' ? sharedNumber(reader, rest.join(' ')) : manyNumbers(reader, rest);
  },
};

function sharedNumber(reader: Reader, key: string): Breach | null {
  const members = reader.all<Breaker>(
    `SELECT DISTINCT r.rid, r.type, r.id, r.patient FROM rule_key k JOIN record r ON r.rid = k.rid
     WHERE k.rule = '${NAME}' AND k.key = ?`,
    key,
  );
  return members.length > 1 ? { members, detail: '' } : null;
}

function manyNumbers(reader: Reader, [id = '', ...kind]: readonly string[]): Breach | null {
  const patient = reader.get<Breaker>(
    "SELECT rid, type, id, patient FROM record WHERE type = 'Patient' AND id = ?",
    id,
  );
  if (!patient) return null;
  const keys = reader
    .all<{ key: string }>(
      `SELECT DISTINCT key FROM rule_key WHERE rid = ? AND rule = '${NAME}' ORDER BY key`,
      patient.rid,
    )
    .map(({ key }) => key)
    .filter((key) => kindOf(key) === kind.join(' '));
  return keys.length > 1 ? { members: [patient], detail: keys.join('\n') } : null;
}

/** Neither deleted nor put out of use: a patient who was replaced by another has no number of their own any more. */
function isActive(patient: JsonObject): boolean {
  return patient.active !== false && !objectsIn(patient.link).some((link) => link.type === 'replaced-by');
}

/** Keys `number|kind`; what is written differently (spaces, hyphens, a small x) is the same number. */
function identityNumbers({ type, resource }: Judged): RuleKey[] {
  if (type !== 'Patient' || resource === null || !isActive(resource)) return [];
  const keys = objectsIn(resource.identifier).flatMap((identifier) => {
    const kind = identifier.use === 'old' ? undefined : numberKind(identifier);
    const value = textIn(identifier.value).normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    return kind === undefined || value === '' ? [] : [`${value}|${kind}`];
  });
  return [...new Set(keys)].map((key) => ({ key, at: 0, until: 0 }));
}

/** Which number of a person an identifier is: identity card, passport...; undefined for any other, such as the clinic's own. */
export function numberKind(identifier: JsonObject): string | undefined {
  const system = textIn(identifier.system);
  const known = Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : undefined;
  if (known !== undefined) return known;
  const coding = isObject(identifier.type) ? objectsIn(memberOf(identifier.type, 'coding')) : [];
  const code = coding.map((one) => textIn(one.code)).find((one) => TYPES.test(one));
  return code === undefined ? undefined : system || code;
}

function kindOf(key: string): string {
  return key.slice(key.indexOf('|') + 1);
}
