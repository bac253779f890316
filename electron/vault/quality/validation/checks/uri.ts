/** The forms of addresses: http://hl7.org/fhir/R4/datatypes.html#uri and what RFC 4122, RFC 3061 say of urn:uuid and urn:oid. */
import type { Json, JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, TextCheck } from '../place.ts';
import { isAbsolute } from './reference.ts';

const UUID = /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[#?].*)?$/i;
const OID = /^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/;
/** The system of identifiers that are addresses themselves: http://hl7.org/fhir/R4/identifier-registry.html */
const ADDRESSES = 'urn:ietf:rfc:3986';

/** urn:uuid and urn:oid name what they are made of. */
export const checkUri: TextCheck = ({ text, path, holder: { report, known, strict } }) => {
  if (text.startsWith('urn:uuid:')) {
    if (!UUID.test(text)) report.error(path, 'bad-uuid');
    else if (strict && /[A-F]/.test(text.split('#', 1)[0] ?? '')) report.error(path, 'uuid-case');
  } else if (text.startsWith('urn:oid:')) {
    if (!OID.test(text)) report.error(path, 'bad-oid');
  } else if (known) {
    if (text.startsWith('uuid:')) report.error(path, 'bad-uuid');
    if (text.startsWith('oid:')) report.error(path, 'bad-oid');
  }
};

/** A reference is a string, and what it says of urn: is checked all the same. */
export const checkReferenceUri: Check = ({ value: { reference }, path, report }) => {
  if (typeof reference !== 'string') return;
  if (reference.startsWith('urn:uuid:') && !UUID.test(reference)) report.warning(`${path}.reference`, 'bad-uuid');
  if (reference.startsWith('urn:oid:') && !OID.test(reference)) report.warning(`${path}.reference`, 'bad-oid');
};

/** A canonical may have one version after `|` (http://hl7.org/fhir/R4/references.html#canonical), and names a definition of a kind. */
export const checkCanonical: TextCheck = (place) => {
  const { text, path, type, holder } = place;
  const { report, known, root, strict } = holder;
  checkUri(place);
  // examples of the specification have relative ones
  if (strict && !text.startsWith('#') && !isAbsolute(text)) report.error(path, 'not-absolute');
  if (text.split('|').length > 2) report.error(path, 'bad-canonical');
  if (text.startsWith('#')) {
    const found = objectsIn(root.contained).find((one) => one.id === text.slice(1));
    if (!found) report.error(path, 'not-contained');
    else if (type.targets.length > 0 && !type.targets.includes(textIn(found.resourceType)))
      report.error(path, 'wrong-target', { types: type.targets.join(', ') });
    return;
  }
  const [address = ''] = text.split(/[|#]/);
  const definition = known?.canonicalType(address);
  if (definition !== undefined && type.targets.length > 0 && !type.targets.includes(definition))
    report.error(path, 'wrong-definition', { type: definition, types: type.targets.join(', ') });
};

/** The system of a Coding or of an Identifier is an address of its own: http://hl7.org/fhir/R4/datatypes.html#Identifier */
export const checkSystem: Check = ({ value: { system }, path, report }) => {
  if (typeof system === 'string' && system !== '' && !isAbsolute(system))
    report.error(`${path}.system`, 'not-absolute');
};

/** http://hl7.org/fhir/R4/datatypes.html#Identifier: values of RFC 3986 are whole addresses. */
export const checkIdentifier: Check = ({ value: { system, value }, path, report }) => {
  if (system === ADDRESSES && typeof value === 'string' && !isAbsolute(value))
    report.error(`${path}.value`, 'not-absolute');
};

/** The `url` that a definition is known by: http://hl7.org/fhir/R4/resource.html#canonical */
export const checkOwnUrl: Check = ({ value: { url }, path, report }) => {
  if (typeof url === 'string' && !isAbsolute(url)) report.error(`${path}.url`, 'not-absolute');
};

/** An id within a resource stands once: http://hl7.org/fhir/R4/element.html */
export const checkElementIds: Check = ({ value, path, report, resource }) => {
  // a StructureDefinition says the ids of its elements twice
  if (value !== resource || value.resourceType === 'StructureDefinition') return;
  const seen = new Set<string>();
  const look = (one: Json | undefined, at: string): void => {
    if (Array.isArray(one)) {
      for (const [i, member] of one.entries()) look(member as Json, `${at}[${i}]`);
    } else if (typeof one === 'object' && one !== null) {
      const object = one as JsonObject;
      // what is a resource itself has ids of its own
      if (typeof object.resourceType === 'string') return;
      if (typeof object.id === 'string') {
        if (seen.has(object.id)) report.error(`${at}.id`, 'element-id-twice');
        seen.add(object.id);
      }
      for (const name of Object.keys(object)) look(object[name], `${at}.${name.replace(/^_/, '')}`);
    }
  };
  for (const name of Object.keys(value)) look(value[name], `${path}.${name.replace(/^_/, '')}`);
};
