/** Codes by the rules of the system that they are of: http://hl7.org/fhir/R4/terminologies-systems.html */
import { textIn } from '../../../../../shared/records/members.ts';
import type { Known } from '../known.ts';
import type { Check, Place, TextCheck } from '../place.ts';
import { isCountry, isLanguage } from './language.ts';
import { checkSystemName } from './system.ts';

const UCUM = 'http://unitsofmeasure.org';
const DIGITS = /^\d+$/;
/** https://www.rfc-editor.org/rfc/rfc6838 (BCP 13): `type/subtype`, with parameters or not. */
const MIME =
  /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*(?:\s*;\s*[\w.+-]+=(?:"[^"]*"|[\w.+:/-]+))*$/;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** The form that a system gives its codes, and the digit that guards against slips; undefined: nothing is known. */
const FORMS: Readonly<Record<string, (code: string) => boolean>> = {
  'http://loinc.org': isLoinc,
  'http://snomed.info/sct': isSnomed,
  'http://www.nlm.nih.gov/research/umls/rxnorm': (code) => DIGITS.test(code),
  'http://hl7.org/fhir/sid/cvx': (code) => /^\d{1,3}$/.test(code),
  'urn:ietf:bcp:47': isLanguage,
  'urn:ietf:bcp:13': (code) => MIME.test(code),
  'urn:iso:std:iso:4217': (code) => /^[A-Z]{3}$/.test(code),
  'urn:iso:std:iso:3166': isCountry,
};

/** Whether a code has the form of its system's codes; true where the form is not known. */
export function hasForm(system: string, code: string): boolean {
  return FORMS[system]?.(code) !== false;
}

/** https://loinc.org/kb/faq/structure/: digits, a hyphen and a check digit (modulo 10); parts and answers begin with letters. */
function isLoinc(code: string): boolean {
  const [, kind, digits = '', check] = /^(LP|LA|LL|LG|MTHU)?(\d{1,9})-(\d)$/.exec(code) ?? [];
  if (check === undefined) return false;
  return kind !== undefined || luhn(digits) === Number(check);
}

/** Mod 10 by Luhn, of the digits before the check digit. */
function luhn(digits: string): number {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return (10 - (sum % 10)) % 10;
}

/** Verhoeff's dihedral check, as SNOMED International uses it (https://confluence.ihtsdotools.org/display/DOCRELFMT/6.2+Check-digit+Computation). */
const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const SHIFT = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

function isSnomed(code: string): boolean {
  // an expression of several concepts
  if (/[:=+|,{<>^ ]/.test(code)) return true;
  if (!/^[1-9]\d{5,17}$/.test(code)) return false;
  let check = 0;
  [...code].reverse().forEach((digit, i) => {
    const shifted = Number(SHIFT[i % 8]?.[Number(digit)]);
    check = Number(TIMES[check]?.[shifted]);
  });
  return check === 0;
}

/** A code is of its system, and its display is the system's. */
export const checkCoding: Check = (place) => {
  const { value, path, report, known } = place;
  const system = textIn(value.system);
  const { code } = value;
  if (typeof code !== 'string' || code === '') return;
  if (!hasForm(system, code)) report.error(`${path}.code`, 'code-form', { system });
  if (!known) return;
  if (system === UCUM && !known.isUnit(code)) report.error(`${path}.code`, 'bad-unit');
  if (known.canonicalType(system) === 'ValueSet') report.error(`${path}.system`, 'value-set-as-system');
  else checkSystemName(place, system, known);
  if (value.version === undefined) checkListed(place, known, system, code);
};

/** Tables of HL7 version 2 and 3 grow by themselves, several times a year. */
export const GROWING = /^http:\/\/terminology\.hl7\.org\/CodeSystem\/v[23]-/;

function checkListed({ value, path, report, strict }: Place, known: Known, system: string, code: string): void {
  const right = known.concepts(system)?.get(code);
  const growing = GROWING.test(system);
  if (right === undefined) {
    if (!known.concepts(system)) return;
    // what is growing may have got it since; a strict judge has the newest
    if (growing && !strict) report.warning(`${path}.code`, 'code-not-listed', { system });
    else report.error(`${path}.code`, 'code-not-listed', { system });
    return;
  }
  const display = textIn(value.display);
  if (display === '' || right === '' || [plainText(right), plainText(code)].includes(plainText(display))) return;
  if (strict && !growing) report.error(`${path}.display`, 'wrong-display', { display: right });
  else report.warning(`${path}.display`, 'wrong-display', { display: right });
}

/** Letters and digits: "vital-signs" is the same name as "Vital Signs". */
function plainText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

/** http://hl7.org/fhir/R4/datatypes.html#Quantity: a code of UCUM is one. */
export const checkQuantity: Check = ({ value: { system, code }, path, report, known }) => {
  if (system === UCUM && typeof code === 'string' && known && !known.isUnit(code))
    report.error(`${path}.code`, 'bad-unit');
};

/** http://hl7.org/fhir/R4/datatypes.html#Money */
export const checkMoney: Check = ({ value: { currency }, path, report }) => {
  if (typeof currency === 'string' && !CURRENCIES.has(currency)) report.error(`${path}.currency`, 'bad-currency');
};

/** http://hl7.org/fhir/R4/http.html#mime-type: short for FHIR's own formats. */
const FORMATS = new Set(['xml', 'json', 'ttl', 'turtle', 'html', 'text']);

/** Elements whose codes must be languages or MIME types, where no list of them comes with FHIR. */
export const checkCode: TextCheck = ({ text, path, holder: { report, type } }) => {
  // the language of an Expression is a MIME type
  const expression = type?.code === 'Expression';
  if (/\.language$/.test(path) && !expression && !isLanguage(text)) report.error(path, 'bad-language');
  if (/\.contentType$/.test(path) && !MIME.test(text) && !FORMATS.has(text)) report.error(path, 'bad-mime');
};
