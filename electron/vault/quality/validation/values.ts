/** The primitive values of FHIR R4 in JSON, and codes that must be of a value set. http://hl7.org/fhir/R4/datatypes.html */
import { codesOf } from '../../../../shared/fhir/codes.ts';
import { type Structure, structureOf } from '../../../../shared/fhir/structure.ts';
import { codingsOf } from '../../../../shared/records/concept.ts';
import { isObject, type Json, numberText } from '../../../../shared/records/json.ts';
import { textIn } from '../../../../shared/records/members.ts';

const NUMBERS = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** http://hl7.org/fhir/R4/datatypes.html#integer: 32 bits, signed */
const MAX_INTEGER = 2 ** 31;

/** What is wrong with a primitive value; undefined for nothing. */
export function primitiveFault(type: string, value: Json): 'wrong-type' | 'bad-format' | undefined {
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'wrong-type';
  if (NUMBERS.has(type)) {
    const text = numberText(value);
    if (text === undefined) return 'wrong-type';
    if (type === 'decimal') return undefined;
    return matches(type, text) && Number(text) < MAX_INTEGER && Number(text) >= -MAX_INTEGER ? undefined : 'bad-format';
  }
  if (typeof value !== 'string') return 'wrong-type';
  if (value === '') return 'bad-format';
  // the published pattern for base64 takes exponential time on some texts; that of a narrative is any text
  if (type === 'base64Binary') return isBase64(value) ? undefined : 'bad-format';
  if (type === 'xhtml') return undefined;
  if (!matches(type, value)) return 'bad-format';
  return isDateType(type) && !isDay(value) ? 'bad-format' : undefined;
}

function matches(type: string, text: string): boolean {
  return structureOf(type)?.pattern?.test(text) ?? true;
}

function isBase64(text: string): boolean {
  const bare = text.replace(/\s/g, '');
  return bare.length % 4 === 0 && BASE64.test(bare);
}

function isDateType(type: string): boolean {
  return type === 'date' || type === 'dateTime' || type === 'instant';
}

/** Whether the calendar has the day: there is no 30th of February. */
function isDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return true;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** Whether a code, a Coding, a CodeableConcept or a Quantity's unit is of a value set, as far as the set is listed. */
export function isOfValueSet(type: string, value: Json, valueSet: string): boolean {
  const systems = codesOf(valueSet);
  if (!systems) return true;
  if (typeof value === 'string') return [...systems.values()].some((codes) => codes.has(value));
  if (type !== 'Coding' && type !== 'CodeableConcept') return true;
  // a reason for absence stands for the code
  if (isObject(value) && value.extension !== undefined) return true;
  return codingsOf(value).some((coding) => systems.get(textIn(coding.system))?.has(textIn(coding.code)) ?? false);
}

/** Whether values of this type stand as they are in JSON, and not as objects. */
export function isPrimitive(structure: Structure | undefined): boolean {
  return structure?.kind === 'primitive';
}
